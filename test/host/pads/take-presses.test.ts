/** From a finger to the journal: scores also when the journal takes nothing for a while, deeds now or never. */
import { describe, expect, it } from 'vitest';
import { lobby } from '../../support/lobby.ts';
import { keyPad, openPads, ratingPad } from './open-pads.ts';

const pad = ratingPad('pad-1', '1');
const keys = keyPad('keys', '1', 'call-next', 'finish', 'call-staff', 'ready');

describe('scores', () => {
  it('go in the order of the fingers', async () => {
    const { press, presses, told } = await openPads([pad]);
    press(pad, 0);
    press(pad, 4);
    await presses.stop();
    expect(told()).toEqual([
      ['rating.given', 5, 'pad:pad-1'],
      ['rating.flagged', 1, 'pad:pad-1'],
    ]);
  });

  it('wait while the medium takes nothing, with the time at which they were made', async () => {
    const { medium, press, presses, pauses, told, later, said } = await openPads([pad]);
    medium.isFull = true;
    press(pad, 1);
    press(pad, 2);
    await expect.poll(() => pauses.length).toBe(1);
    // Far behind the window: the press was inside it, and that is what counts.
    later(10 * lobby.ratings.windowMs);
    medium.isFull = false;
    pauses[0]?.resolve();
    await presses.stop();
    expect(told()).toEqual([
      ['rating.given', 4, 'pad:pad-1'],
      ['rating.flagged', 3, 'pad:pad-1'],
    ]);
    expect(said).toEqual([]);
  });

  it('of one pad never wait for those of another', async () => {
    const other = ratingPad('pad-2', '2');
    const { medium, press, presses, pauses, told } = await openPads([pad, other]);
    medium.isFull = true;
    press(pad, 0);
    await expect.poll(() => pauses.length).toBe(1);
    medium.isFull = false;
    press(other, 1);
    await expect.poll(told).toEqual([['rating.flagged', 4, 'pad:pad-2']]);
    pauses[0]?.resolve();
    await presses.stop();
    expect(told().at(-1)).toEqual(['rating.given', 5, 'pad:pad-1']);
  });

  it('are of the moment of the finger, not of its telling', async () => {
    const { events, press, presses, later } = await openPads([pad]);
    later(40);
    press(pad, 0, 1030.4);
    await presses.stop();
    const [given] = events;
    expect(given?.time).toMatchObject({ at: 1040, monoMs: 1040 });
    expect(given?.type === 'rating.given' && given.data.pressed).toEqual({
      at: 1030,
      monoMs: 1030,
      boot: 'boot',
      trusted: true,
    });
  });

  it('of a visit that was still going on when the finger fell are flagged, however late they come', async () => {
    const { press, presses, later, told } = await openPads([pad]);
    later(500);
    press(pad, 0, 900);
    await presses.stop();
    expect(told()).toEqual([['rating.flagged', 5, 'pad:pad-1']]);
  });

  it.each([
    ['of the future', 1],
    ['of more than a minute ago', -60_001],
  ])('from a clock that tells a time %s are of now', async (_what, offMs) => {
    const { events, press, presses, later } = await openPads([pad]);
    later(100_000);
    press(pad, 0, 101_000 + offMs);
    await presses.stop();
    expect(events[0]?.data).toMatchObject({ pressed: { monoMs: 101_000 } });
  });

  it('that have to be lost when the host stops first are said', async () => {
    const { medium, press, presses, pauses, said, told } = await openPads([pad]);
    medium.isFull = true;
    press(pad, 3);
    await expect.poll(() => pauses.length).toBe(1);
    const stopped = presses.stop();
    pauses[0]?.resolve();
    await stopped;
    expect(said).toEqual(['pad:pad-1: a press of 2 at counter 1 is lost: journal-unavailable']);
    press(pad, 0);
    expect(told()).toEqual([]);
  });

  it('at a counter that has left the lobby are said', async () => {
    const { press, presses, said } = await openPads([pad]);
    press(ratingPad('pad-9', '9'), 0);
    await presses.stop();
    expect(said).toEqual([expect.stringMatching(/counter 9 is lost: counter-unknown/)]);
  });

  it('beyond a thousand that the journal has not taken are said to be lost', async () => {
    const { medium, press, pauses, said, presses } = await openPads([pad]);
    medium.isFull = true;
    for (let n = 0; n < 1001; n += 1) press(pad, 0);
    expect(said).toEqual([
      expect.stringMatching(/^pad pad-1: a press is lost, .* none of the 1000 before it$/),
    ]);
    await expect.poll(() => pauses.length).toBe(1);
    medium.isFull = false;
    pauses[0]?.resolve();
    await presses.stop();
  });
});

describe('deeds', () => {
  it('are those of the agent who sits there', async () => {
    const { ask, take, press, presses, told } = await openPads([keys]);
    await take('t2');
    await ask({ type: 'call-assist', counter: '1', level: 1 });
    await ask({ type: 'settle-assist', counter: '1' });
    press(keys, 0);
    await expect.poll(() => told().at(-1)?.[0]).toBe('ticket.called');
    press(keys, 2);
    press(keys, 1);
    await presses.stop();
    expect(told().filter(([, , who]) => who !== 'test')).toEqual([
      ['ticket.called', null, 'lin'],
      ['assist.called', null, 'lin'],
      ['ticket.started', null, 'lin'],
      ['ticket.finished', null, 'lin'],
    ]);
  });

  it('count once where a finger was nervous, and twice where it was not', async () => {
    const { take, press, presses, told, heard, later } = await openPads([keys]);
    await take('t2');
    await take('t3');
    press(keys, 0);
    later(299);
    press(keys, 0);
    await expect.poll(() => told().at(-1)?.[0]).toBe('ticket.called');
    later(300);
    press(keys, 1);
    press(keys, 1);
    await expect.poll(() => told().at(-1)?.[0]).toBe('ticket.finished');
    press(keys, 0);
    await presses.stop();
    expect(told().filter(([type]) => type === 'ticket.called')).toHaveLength(2);
    expect(heard).toEqual(['keys thanks', 'keys thanks', 'keys thanks']);
  });

  it('that the rules refuse are refused at the pad, and said once for each reason', async () => {
    const { press, presses, told, heard, said, later } = await openPads([keys]);
    for (let n = 0; n < 3; n += 1) {
      press(keys, 0);
      later(400);
      press(keys, 1);
      later(400);
    }
    await presses.stop();
    expect(told()).toEqual([]);
    expect(heard).toEqual(Array.from({ length: 6 }, () => 'keys refuses'));
    expect(said).toEqual([
      'pad keys: call-next at counter 1 is refused: queue-empty',
      'pad keys: finish at counter 1 is refused: no-ticket',
    ]);
  });

  it('are never kept for a journal that is away', async () => {
    const { take, medium, press, presses, told, heard, said } = await openPads([keys]);
    await take('t2');
    medium.isFull = true;
    press(keys, 0);
    await expect.poll(() => heard).toEqual(['keys refuses']);
    medium.isFull = false;
    await presses.stop();
    expect(told().map(([type]) => type)).toEqual(['ticket.taken']);
    expect(said).toEqual(['pad keys: call-next at counter 1 is refused: journal-unavailable']);
  });

  it('that come more than two seconds late are refused at the pad, not done, and said once', async () => {
    const { take, press, presses, told, heard, said, later } = await openPads([keys]);
    await take('t2');
    later(10_000);
    press(keys, 0, 8_500);
    press(keys, 0, 8_999);
    await presses.stop();
    expect(told().map(([type]) => type)).toEqual(['ticket.taken']);
    expect(heard).toEqual(['keys refuses', 'keys refuses']);
    expect(said).toEqual(['pad keys: call-next at counter 1 came too late and is not done']);
  });

  it('that come up to two seconds late are done', async () => {
    const { take, press, presses, told, heard, later } = await openPads([keys]);
    await take('t2');
    later(10_000);
    press(keys, 0, 9_000);
    await presses.stop();
    expect(told().at(-1)?.[0]).toBe('ticket.called');
    expect(heard).toEqual(['keys thanks']);
  });

  it('that are so already are done', async () => {
    const { press, presses, heard } = await openPads([keys]);
    press(keys, 3);
    await presses.stop();
    expect(heard).toEqual(['keys thanks']);
  });

  it('call staff to a counter where nobody sits, and nothing else there', async () => {
    const empty = keyPad('empty', '2', 'call-staff', 'call-next');
    const { press, presses, told, handler, heard, said } = await openPads([empty]);
    press(empty, 0);
    press(empty, 1);
    await presses.stop();
    expect(told()).toEqual([['assist.called', null, 'pad:empty']]);
    expect(handler.committed.counters.get('2')?.assist).toMatchObject({ level: 1, owner: null });
    expect(heard.toSorted()).toEqual(['empty refuses', 'empty thanks']);
    expect(said).toEqual(['pad empty: call-next at counter 2 is refused: counter-closed']);
  });
});
