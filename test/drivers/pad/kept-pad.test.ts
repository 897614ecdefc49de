/** What the driver makes of its conversations, on a fake clock and without a child. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { monoNow } from '../../../drivers/pad/child/mono-now.ts';
import type { SessionMessage } from '../../../drivers/pad/child/messages.ts';
import { KeptPad } from '../../../drivers/pad/kept-pad.ts';
import type { PadStatus } from '../../../drivers/pad/pad.ts';
import { buttonsOnly } from '../../../drivers/pad/wiring.ts';
import { FakeChild, FakeTransport, level, wiring } from './fakes.ts';

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('kept pad', () => {
  let transport: FakeTransport;
  let child: FakeChild;
  let pad: KeptPad;
  let problems: string[];
  let presses: number[];

  beforeEach(() => {
    vi.useFakeTimers();
    transport = new FakeTransport();
    child = new FakeChild();
    pad = new KeptPad('firmata', wiring, transport, { process: child, random: () => 0.999_999 });
    problems = [];
    presses = [];
    pad.onStatus(({ problem }) => problems.push(problem ?? 'well'));
    pad.onPress(({ button }) => presses.push(button));
  });
  afterEach(async () => {
    const closing = pad.close();
    await pass(300);
    await closing;
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    const left = { timersLeft, pads: child.pads, isHeard: child.hear !== null };
    if (timersLeft > 0 || child.pads > 0 || child.hear)
      throw new Error(`closing leaves ${JSON.stringify(left)}`);
  });

  const say = (...messages: SessionMessage[]) => messages.forEach((message) => child.hear?.(message));

  /** How the buttons are at first, and that the pad is ready. */
  const begin = (...down: number[]) => {
    for (const pin of wiring.buttons) say(level(pin, down.includes(pin), monoNow()));
    say({ kind: 'ready' });
  };
  const openedWith = (...down: number[]) => {
    transport.set('open');
    begin(...down);
  };

  it('carries bytes in both directions, while the port is open', () => {
    transport.say('01');
    transport.set('open');
    transport.say('0203');
    say({ kind: 'write', bytes: Uint8Array.of(0xf9) });
    transport.state = 'closed';
    say({ kind: 'write', bytes: Uint8Array.of(0xff) });
    expect(child.received).toEqual(['02 03']);
    expect(transport.written).toEqual(['f9']);
  });

  it('opens on a transport that is open already', async () => {
    transport.state = 'open';
    const other = new FakeChild();
    const late = new KeptPad('firmata', buttonsOnly([2]), transport, { process: other });
    await pass(0);
    expect(other.opened.length).toBe(1);
    await late.close();
  });

  it('tells button numbers, not pins, in the order of the configuration', () => {
    const told: unknown[] = [];
    pad.onPress((press) => told.push(press));
    transport.set('open');
    expect(child.opened).toEqual([
      { family: 'firmata', inputs: [5, 2, 9], outputs: [11, 12, 3], setUpMs: 4000, askMs: 2000 },
    ]);
    say(level(2, false, 0), level(5, false, 0), level(9, true, 0), { kind: 'ready' });
    say(level(2, true, 10), level(2, false, 13), level(5, true, 10), level(9, false, 40), level(9, true, 80));
    expect(told).toEqual([
      { button: 1, monoMs: 10 },
      { button: 0, monoMs: 10 },
      { button: 2, monoMs: 80 },
    ]);
  });

  it('is well once it is ready, and says what is wrong before and after', () => {
    const statuses: PadStatus[] = [pad.status];
    pad.onStatus((status) => statuses.push(status));
    transport.set('closed', 'no such device');
    transport.set('open');
    say({ kind: 'noise', bytes: 3 }, { kind: 'noise', bytes: 4 });
    begin();
    transport.set('closed', 'unplugged');
    expect(child.hear).toBeNull();
    const rest = { stuck: [], noiseBytes: 0 };
    expect(statuses).toEqual([
      { connected: false, problem: 'disconnected', portFault: null, ...rest },
      { connected: false, problem: 'disconnected', portFault: 'no such device', ...rest },
      { connected: true, problem: 'not-answering', portFault: null, ...rest },
      { connected: true, problem: 'not-answering', portFault: null, ...rest, noiseBytes: 3 },
      { connected: true, problem: 'not-answering', portFault: null, ...rest, noiseBytes: 7 },
      { connected: true, problem: null, portFault: null, ...rest, noiseBytes: 7 },
      { connected: false, problem: 'disconnected', portFault: 'unplugged', ...rest, noiseBytes: 7 },
    ]);
  });

  it('counts no press of a button that was held while the conversation began anew', async () => {
    transport.set('open');
    say(level(5, false, 0), { kind: 'ready' }, level(5, true, 100), { kind: 'ended' });
    await pass(250);
    say(level(5, true, 400), { kind: 'ready' }, level(5, false, 500), level(5, true, 600));
    expect(presses).toEqual([0, 0]);
  });

  it('begins anew after ever longer pauses, until it is ready again', async () => {
    transport.set('open');
    for (const pauseMs of [250, 500, 1000, 2000, 2000]) {
      say({ kind: 'ended' });
      expect(child.hear).toBeNull();
      await pass(pauseMs - 1);
      expect(child.hear).toBeNull();
      await pass(1);
      expect(child.hear).not.toBeNull();
    }
    say({ kind: 'ready' }, { kind: 'ended' });
    await pass(250);
    expect(child.hear).not.toBeNull();
    expect(problems).toEqual(['not-answering', 'well', 'not-answering']);
  });

  it('looks at a wrong device again every 10 s, and calls it wrong meanwhile', async () => {
    transport.set('open');
    for (let look = 0; look < 3; look++) {
      say({ kind: 'wrong-device' });
      await pass(10_000);
    }
    say({ kind: 'ready' });
    expect(problems).toEqual(['not-answering', 'wrong-device', 'well']);
  });

  it('forgets a wrong device when the port closes', async () => {
    transport.set('open');
    say({ kind: 'wrong-device' });
    transport.set('closed', 'unplugged');
    await pass(60_000);
    expect(child.opened.length).toBe(1);
    transport.set('open');
    expect(problems).toEqual(['not-answering', 'wrong-device', 'disconnected', 'not-answering']);
  });

  it('says after 20 s that a button is stuck, and 40 ms after its release that it is well', async () => {
    openedWith();
    say(level(2, true, monoNow()));
    await pass(19_999);
    expect(pad.status.problem).toBeNull();
    await pass(2);
    expect(pad.status).toMatchObject({ problem: 'stuck', stuck: [1] });
    await pass(3_600_000);
    say(level(5, true, monoNow()), level(5, false, monoNow() + 100));
    expect(presses).toEqual([1, 0]);
    say(level(2, false, monoNow()));
    await pass(39);
    expect(pad.status.problem).toBe('stuck');
    await pass(2);
    expect(pad.status).toMatchObject({ problem: null, stuck: [] });
    say(level(2, true, monoNow()));
    expect(presses).toEqual([1, 0, 1]);
    expect(problems).toEqual(['not-answering', 'well', 'stuck', 'well']);
  });

  it('says so also when the moment comes between two looks at the clock', async () => {
    openedWith();
    const clockNs = process.hrtime.bigint.bind(process.hrtime);
    say(level(2, true, monoNow()));
    // From a little before the moment on, each look is 0.7 ms after the one before.
    let lateNs = -1_000_000n;
    const clock = vi
      .spyOn(process.hrtime, 'bigint')
      .mockImplementation(() => clockNs() + (lateNs += 700_000n));
    await pass(20_005);
    clock.mockRestore();
    expect(problems.at(-1)).toBe('stuck');
  });

  it('judges chatter by its own times, however late the levels come', async () => {
    openedWith();
    const atMs = monoNow();
    await pass(500);
    for (const [place, ms] of [0, 3, 6, 9, 12].entries()) {
      say(level(2, place % 2 === 0, atMs + ms));
      await pass(50);
    }
    expect(presses).toEqual([1]);
  });

  it('says that it is cut rather than that a button is stuck, and that again when it is back', async () => {
    openedWith(9);
    await pass(20_001);
    expect(pad.status).toMatchObject({ problem: 'stuck', stuck: [2] });
    transport.set('closed', 'unplugged');
    expect(pad.status).toMatchObject({ problem: 'disconnected', stuck: [] });
    openedWith(9);
    expect(pad.status).toMatchObject({ problem: 'stuck', stuck: [2] });
    transport.set('closed', 'unplugged');
    openedWith();
    expect(pad.status).toMatchObject({ problem: null, stuck: [] });
    expect(presses).toEqual([]);
  });

  it('takes a button for stuck that is pressed more often than fingers can, until it is calm', async () => {
    openedWith();
    for (let press = 0; press < 100; press++) {
      say(level(5, true, monoNow()));
      await pass(15);
      say(level(5, false, monoNow()));
      await pass(45);
    }
    expect(presses).toHaveLength(12);
    expect(pad.status).toMatchObject({ problem: 'stuck', stuck: [0] });
    await pass(2001);
    expect(pad.status.problem).toBeNull();
  });

  it('may be closed by whoever hears a press', async () => {
    openedWith();
    pad.onPress(() => void pad.close());
    say(level(5, true, monoNow()));
    await pass(60_000);
    expect(pad.status).toMatchObject({ problem: 'disconnected', stuck: [] });
  });
});
