/** What johnny-five and firmata-io say to a board, and what takes seconds, on a fake clock; in this process, not in a child. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { monoNow } from '../../../drivers/pad/child/mono-now.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { noise } from './noise.ts';
import { pass, ready, Talk } from './talk.ts';

const seed = seedOf('conversation with a board');

const withoutLevels = (said: Uint8Array) => (((said[0] ?? 0) & 0xf0) === 0x90 ? new Uint8Array() : said);

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('conversation with a board', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    if (timersLeft > 0) throw new Error(`${timersLeft} timers are left`);
  });

  it('sets the board up by the protocol', async () => {
    const talk = await ready([2, 9]);
    expect(talk.written).toEqual([
      'f7 ff', // the end of whatever was under way, and a reset
      'f9', // which version?
      'f0 79 f7', // which firmware? asked by firmata-io
      'f0 79 f7', // and by us, in case it was the board itself that told its version
      'f0 6b f7', // what can your pins do?
      'f0 69 f7', // which of them are analog?
      'f4 02 0b', // pin 2: input with pull-up
      'f4 09 0b',
      'd0 01', // report pins 0 to 7
      'd1 01', // report pins 8 to 15
    ]);
    talk.session.end();
  });

  it('tells how every button is, then that it is ready, then every change', async () => {
    const talk = new Talk([2, 3]);
    talk.board.setButton(1, true);
    await pass(150);
    expect(talk.take()).toMatchObject([
      { kind: 'made' },
      { kind: 'level', pin: 2, down: false },
      { kind: 'level', pin: 3, down: true },
      { kind: 'ready' },
    ]);
    const pressedMs = monoNow();
    talk.board.setButton(0, true);
    await pass(3);
    talk.board.setButton(0, false);
    expect(talk.take()).toEqual([
      { kind: 'level', pin: 2, down: true, monoMs: pressedMs },
      { kind: 'level', pin: 2, down: false, monoMs: pressedMs + 3 },
    ]);
    talk.session.end();
  });

  it('talks to a board that tells its version by itself, and then nothing', async () => {
    const talk = new Talk([2]);
    talk.session.receive(bytes('f9 02 05'));
    await pass(1);
    expect(talk.take().at(-1)).toEqual({ kind: 'ready' });
    talk.session.end();
  });

  it('asks every 2 s how it is: its version, its first pin, and its ports', async () => {
    const talk = await ready([2, 3, 9]);
    talk.written.splice(0);
    await pass(6000);
    expect(talk.written).toEqual(
      Array.from({ length: 3 }, () => ['f9', 'f0 6d 02 f7', 'd0 01', 'd1 01']).flat(),
    );
    expect(talk.take()).toEqual([]);
    talk.session.end();
  });

  it('finds within 4 s that a board is silent', async () => {
    const talk = await ready([2]);
    await pass(2000);
    talk.board.setFaults({ hung: true });
    await pass(2000);
    expect(talk.take()).toEqual([]);
    await pass(2000);
    expect(talk.take()).toEqual([{ kind: 'ended' }]);
  });

  it('gives up a board that never speaks', async () => {
    const talk = new Talk([2]);
    talk.board.setFaults({ hung: true });
    await pass(3999);
    expect(talk.take()).toEqual([]);
    await pass(1);
    expect(talk.take()).toEqual([{ kind: 'ended' }]);
  });

  it('notices at once that a board was reset, and says no press of it', async () => {
    const talk = await ready([2]);
    talk.board.reset();
    expect(talk.take()).toEqual([{ kind: 'ended' }]);
  });

  it('notices within 2 s that a board was reset without a word', async () => {
    const talk = await ready([2], { reportsItself: false });
    talk.board.reset();
    await pass(2000);
    expect(talk.take()).toEqual([{ kind: 'ended' }]);
  });

  it('mends within 2 s what a lost byte has left behind', async () => {
    const talk = await ready([2]);
    talk.session.receive(bytes('90 00 00'));
    expect(talk.take()).toMatchObject([{ kind: 'level', pin: 2, down: true }]);
    await pass(2000);
    expect(talk.take()).toMatchObject([{ kind: 'level', pin: 2, down: false }]);
    talk.session.end();
  });

  it('tells of the Board that is kept for ever, though the board never reports how its buttons are', async () => {
    const talk = new Talk([2], { arrives: withoutLevels });
    await pass(4000);
    expect(talk.take()).toEqual([{ kind: 'made' }, { kind: 'ended' }]);
  });

  it.each([
    ['a pin that it has not', [2, 20]],
    ['a pin that it keeps for itself', [1, 2]],
  ])('says that it is the wrong board for %s', async (_, pins) => {
    const talk = new Talk(pins);
    await pass(150);
    expect(talk.take()).toEqual([{ kind: 'wrong-device' }]);
  });

  it.each([
    ['the state of a pin that there is not', 'f0 6e 60 00 00 f7'],
    ['another mode of a pin, though no button is read any more', 'f0 6e 02 00 00 f7'],
  ])('begins anew after noise that says %s', async (_, text) => {
    const talk = await ready([2]);
    talk.session.receive(bytes(text));
    await pass(2000);
    expect(talk.take()).toEqual([{ kind: 'ended' }]);
  });

  it('does not mind the name of the firmware', async () => {
    const name = bytes('f0 79 02 0a 43 00 6f 00 6e 00 66 00 f7');
    const talk = new Talk([2], { arrives: (said) => (said[1] === 0x79 ? name : said) });
    await pass(150);
    expect(talk.take().at(-1)).toEqual({ kind: 'ready' });
    talk.session.end();
  });

  it.each<[string, (written: Uint8Array) => Uint8Array]>([
    ['sends everything back', (written) => written],
    ['answers in words', () => Buffer.from('ERROR: unknown command\r\n')],
    ['answers with a version and no more', () => bytes('f9 02 05')],
    ['answers with messages that it leaves open', () => bytes('f0 79 02 05')],
  ])('gives up within 4 s a device that %s', async (_, instead) => {
    const talk = new Talk([2], { instead });
    await pass(4000);
    const kinds = talk.take().map(({ kind }) => kind);
    expect(kinds.at(-1)).toBe('ended');
    expect(kinds).not.toContain('level');
  });

  it('counts noise, and tells of it no more often than it asks', async () => {
    const talk = await ready([2]);
    for (let piece = 0; piece < 4096; piece++) talk.session.receive(bytes(piece === 0 ? 'f0 71' : '01'));
    talk.session.receive(bytes('13 fe'));
    await pass(1800);
    expect(talk.take()).toEqual([]);
    await pass(200);
    expect(talk.take()).toEqual([{ kind: 'noise', bytes: 4096 + 3 }]);
    await pass(10_000);
    expect(talk.take()).toEqual([]);
    talk.session.end();
  });

  it('tells the noise of a device that says nothing else, before it gives it up', async () => {
    const talk = new Talk([2]);
    talk.board.setFaults({ hung: true });
    talk.session.receive(Buffer.from('AT+GMR\r\nOK\r\n'));
    await pass(4000);
    expect(talk.take()).toEqual([{ kind: 'noise', bytes: 12 }, { kind: 'ended' }]);
  });

  it(`survives a million bytes of noise, and begins anew where it must, seed ${seed}`, async () => {
    const random = seeded(seed);
    let talk = await ready([2, 3]);
    let ends = 0;
    for (let at = 0; at < 1_000_000; at += 97) {
      talk.session.receive(noise(random, 97));
      await pass(0);
      if (!talk.take().some(({ kind }) => kind === 'ended')) continue;
      ends += 1;
      talk = await ready([2, 3]);
    }
    expect(ends).toBeGreaterThan(0);
    talk.session.end();
  });

  it('leaves nothing behind when it is ended in the middle of the set-up', async () => {
    const talk = new Talk([2]);
    talk.session.end();
    expect(vi.getTimerCount()).toBe(0);
    await pass(10_000);
    expect(talk.written).toEqual(['f7 ff']);
  });

  it('says nothing after its end', async () => {
    const talk = await ready([2]);
    talk.session.end();
    talk.board.setButton(0, true);
    await pass(10_000);
    expect(talk.take()).toEqual([]);
  });
});
