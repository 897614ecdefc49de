/** What johnny-five and firmata-io say to a board, and what takes seconds, on a fake clock; in this process, not in a child. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionMessage } from '../../../drivers/pad/child/messages.ts';
import { Session } from '../../../drivers/pad/child/session.ts';
import { PadSimulator, type PadSimulatorOptions } from '../../../drivers/pad/firmata/simulator.ts';
import { defaultTiming } from '../../../drivers/pad/timing.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';
import { noise } from './noise.ts';

const seed = seedOf('conversation with a board');

const all = () => true;
const isNoLevel = ([first = 0]: Uint8Array) => (first & 0xf0) !== 0x90;

const bytes = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** A session on a simulated board, both in this process. */
class Talk {
  readonly board: PadSimulator;
  readonly session: Session;
  readonly heard: SessionMessage[] = [];
  /** What the board was sent. */
  readonly written: string[] = [];

  /** @param passes whether a message of the board arrives */
  constructor(
    pins: number[],
    options: PadSimulatorOptions = {},
    passes: (sent: Uint8Array) => boolean = all,
  ) {
    this.board = new PadSimulator(pins, options);
    const { setUpMs, askMs } = defaultTiming;
    this.session = new Session({ pins, setUpMs, askMs }, (message) => this.#hear(message));
    this.board.onSend((sent) => void (passes(sent) && this.session.receive(sent)));
  }

  /** What has come since the last call, bytes left out. */
  take(): SessionMessage[] {
    return this.heard.splice(0);
  }

  #hear(message: SessionMessage): void {
    if (message.kind !== 'write') {
      this.heard.push(message);
      return;
    }
    this.written.push(hex(message.bytes));
    queueMicrotask(() => this.board.receive(message.bytes));
  }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function ready(pins: number[], options?: PadSimulatorOptions): Promise<Talk> {
  const talk = new Talk(pins, options);
  await pass(150);
  expect(talk.take().at(-1)).toEqual({ kind: 'ready' });
  return talk;
}

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
    const pressedMs = performance.now();
    talk.board.setButton(0, true);
    await pass(3);
    talk.board.setButton(0, false);
    expect(talk.take()).toEqual([
      { kind: 'level', pin: 2, down: true, atMs: pressedMs },
      { kind: 'level', pin: 2, down: false, atMs: pressedMs + 3 },
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
    const talk = new Talk([2], {}, isNoLevel);
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
    ['a message without an end', `f0 71 ${'01 '.repeat(4096)}`],
    ['another mode of a pin, though no button is read any more', 'f0 6e 02 00 00 f7'],
  ])('begins anew after noise that says %s', async (_, text) => {
    const talk = await ready([2]);
    talk.session.receive(bytes(text));
    await pass(2000);
    expect(talk.take()).toEqual([{ kind: 'ended' }]);
  });

  it(`survives noise, and begins anew where it must, seed ${seed}`, async () => {
    const random = seeded(seed);
    let talk = await ready([2, 3]);
    let ends = 0;
    for (let at = 0; at < 100_000; at += 97) {
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
