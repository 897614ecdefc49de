/** What a pad says to whoever stands before it, and when it says nothing. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lobby } from '../../support/lobby.ts';
import { keyPad, openPads, ratingPad } from './open-pads.ts';

const pad = ratingPad('pad', '1');
const twin = ratingPad('twin', '1');
const other = ratingPad('other', '2');
const keys = keyPad('keys', '1', 'ready');
const { windowMs } = lobby.ratings;

// The journal's own thread goes on; what is measured here in ms is not to depend on the machine.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('a pad asks for a rating', () => {
  it('from the first moment on where one is awaited, also after a restart', async () => {
    const { heard } = await openPads([pad, twin, other]);
    expect(heard).toEqual(['pad asks', 'twin asks']);
  });

  it('until it has come, from wherever', async () => {
    const { heard, ask } = await openPads([pad, twin]);
    const at = { at: 1000, monoMs: 1000, boot: 'boot', trusted: true };
    await ask({ type: 'rate', counter: '1', score: 4, by: 'screen', at });
    expect(heard.slice(2)).toEqual(['pad rests', 'twin rests']);
  });

  it('until its time is over', async () => {
    const { heard, later } = await openPads([pad]);
    later(windowMs);
    vi.advanceTimersByTime(windowMs);
    expect(heard).toEqual(['pad asks']);
    later(1);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(['pad asks', 'pad rests']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('until the next visitor is being served, and again after that', async () => {
    const { heard, ask, take } = await openPads([pad]);
    await take('t2');
    await ask({ type: 'call-next', counter: '1' });
    expect(heard).toEqual(['pad asks']);
    await ask({ type: 'start', counter: '1' });
    expect(heard).toEqual(['pad asks', 'pad rests']);
    await ask({ type: 'finish', counter: '1' });
    expect(heard).toEqual(['pad asks', 'pad rests', 'pad asks']);
  });

  it('no more when the host stops', async () => {
    const { heard, answers } = await openPads([pad]);
    answers.stop();
    expect(heard).toEqual(['pad asks', 'pad rests']);
  });
});

describe('a pad says thank you', () => {
  it('when the rating is on disk, and nowhere else', async () => {
    const { heard, press, presses } = await openPads([pad, twin]);
    press(pad, 0);
    await presses.stop();
    expect(heard.slice(2)).toEqual(['pad rests', 'twin rests', 'pad thanks']);
    vi.advanceTimersByTime(1000);
    expect(heard).toHaveLength(5);
  });

  it('after 80 ms at the latest, whatever the disk does, and once', async () => {
    const { heard, press, presses, medium, later } = await openPads([pad]);
    later(10);
    const gate = Promise.withResolvers<void>();
    medium.gate = gate.promise;
    press(pad, 0, 1000);
    vi.advanceTimersByTime(69);
    expect(heard).toEqual(['pad asks']);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(['pad asks', 'pad thanks']);
    gate.resolve();
    await presses.stop();
    expect(heard).toEqual(['pad asks', 'pad thanks', 'pad rests']);
  });

  it('once to whoever presses again while the disk is away', async () => {
    const { heard, press, presses, medium, pauses } = await openPads([pad]);
    medium.isFull = true;
    press(pad, 0);
    press(pad, 1);
    vi.advanceTimersByTime(80);
    expect(heard).toEqual(['pad asks', 'pad thanks']);
    await vi.waitUntil(() => pauses.length === 1);
    medium.isFull = false;
    pauses[0]?.resolve();
    await presses.stop();
    expect(heard).toEqual(['pad asks', 'pad thanks', 'pad rests']);
  });

  it('to the next visitor as well', async () => {
    const { heard, press, ask, take } = await openPads([pad]);
    const thanks = () => heard.filter((what) => what === 'pad thanks').length;
    press(pad, 0);
    await expect.poll(thanks).toBe(1);
    await take('t2');
    await ask({ type: 'call-next', counter: '1' });
    await ask({ type: 'finish', counter: '1' });
    press(pad, 0);
    await expect.poll(thanks).toBe(2);
  });
});

describe('a pad says nothing', () => {
  it('when the host has stopped: neither to a press that waits for the disk nor to one that comes then', async () => {
    const { heard, press, presses, medium, answers } = await openPads([pad, keys]);
    const timers = vi.getTimerCount();
    const gate = Promise.withResolvers<void>();
    medium.gate = gate.promise;
    press(pad, 0);
    press(keys, 0);
    answers.stop();
    const before = heard.length;
    press(pad, 0);
    vi.advanceTimersByTime(1000);
    gate.resolve();
    await presses.stop();
    expect(heard.slice(before)).toEqual([]);
    expect(vi.getTimerCount()).toBe(timers);
  });

  it('to a press that does not count: not of whom it was, nor that it was heard', async () => {
    const { heard, press, presses, told } = await openPads([pad, other]);
    press(pad, 0);
    await vi.waitUntil(() => heard.includes('pad thanks'));
    const before = heard.length;
    press(pad, 1);
    press(other, 1);
    await vi.waitUntil(() => told().length === 3);
    vi.advanceTimersByTime(1000);
    await presses.stop();
    expect(told().map(([type]) => type)).toEqual(['rating.given', 'rating.flagged', 'rating.flagged']);
    expect(heard).toHaveLength(before);
  });
});
