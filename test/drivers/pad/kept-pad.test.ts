/** What the driver makes of its conversations, on a fake clock and without a child. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceFault } from '../../../drivers/driver.ts';
import { listeners } from '../../../drivers/listeners.ts';
import { FirmataPad, type PadChild } from '../../../drivers/pad/kept-pad.ts';
import type { SessionMessage, Terms } from '../../../drivers/pad/child/messages.ts';
import type { PadStatus } from '../../../drivers/pad/pad.ts';
import type { Transport, TransportState } from '../../../drivers/transport/transport.ts';
import { hex } from '../hex.ts';

class FakeTransport implements Transport {
  readonly name = 'fake';
  state: TransportState = 'closed';
  readonly written: string[] = [];
  readonly #data = listeners<[Uint8Array]>();
  readonly #states = listeners<[TransportState, string]>();

  onData(listener: (bytes: Uint8Array) => void) {
    return this.#data.add(listener);
  }
  onState(listener: (state: TransportState, reason: string) => void) {
    return this.#states.add(listener);
  }
  async write(bytes: Uint8Array): Promise<void> {
    if (this.state === 'closed') throw new DeviceFault('disconnected', 'fake is closed');
    this.written.push(hex(bytes));
  }
  async close(): Promise<void> {
    this.set('closed', 'closed by the host');
  }
  reopen(): void {
    throw new Error('no pad driver reopens its port');
  }
  set(state: TransportState, reason = ''): void {
    this.state = state;
    this.#states.emit(state, reason);
  }
  say(text: string): void {
    this.#data.emit(Buffer.from(text, 'hex'));
  }
}

/** Holds one conversation at a time, of which the test tells both sides. */
class FakeChild implements PadChild {
  readonly opened: Terms[] = [];
  readonly received: string[] = [];
  hear: ((message: SessionMessage) => void) | null = null;
  pads = 0;

  join() {
    this.pads += 1;
    return { leave: async () => void (this.pads -= 1) };
  }
  open(terms: Terms, hear: (message: SessionMessage) => void) {
    if (this.hear !== null) throw new Error('the conversation before this one has not been ended');
    this.opened.push(terms);
    this.hear = hear;
    return {
      receive: (bytes: Uint8Array) => this.received.push(hex(bytes)),
      end: () => void (this.hear = null),
    };
  }
}

const level = (pin: number, down: boolean, atMs: number): SessionMessage => ({
  kind: 'level',
  pin,
  down,
  atMs,
});

describe('Firmata pad', () => {
  let transport: FakeTransport;
  let child: FakeChild;
  let pad: FirmataPad;
  let problems: string[];
  let presses: number[];

  beforeEach(() => {
    vi.useFakeTimers();
    transport = new FakeTransport();
    child = new FakeChild();
    pad = new FirmataPad([5, 2, 9], transport, { process: child, random: () => 0.999_999 });
    problems = [];
    presses = [];
    pad.onStatus(({ problem }) => problems.push(problem ?? 'well'));
    pad.onPress((button) => presses.push(button));
  });
  afterEach(async () => {
    await pad.close();
    const timersLeft = vi.getTimerCount();
    vi.useRealTimers();
    const left = { timersLeft, pads: child.pads, isHeard: child.hear !== null };
    if (timersLeft > 0 || child.pads > 0 || child.hear)
      throw new Error(`closing leaves ${JSON.stringify(left)}`);
  });

  const say = (...messages: SessionMessage[]) => messages.forEach((message) => child.hear?.(message));

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
    const late = new FirmataPad([2], transport, { process: other });
    await vi.advanceTimersByTimeAsync(0);
    expect(other.opened.length).toBe(1);
    await late.close();
  });

  it('tells button numbers, not pins, in the order of the configuration', () => {
    transport.set('open');
    expect(child.opened).toEqual([{ pins: [5, 2, 9], setUpMs: 4000, askMs: 2000 }]);
    say(level(2, false, 0), level(5, false, 0), level(9, true, 0), { kind: 'ready' });
    say(level(2, true, 10), level(2, false, 13), level(5, true, 10), level(9, false, 40), level(9, true, 60));
    expect(presses).toEqual([1, 0, 2]);
  });

  it('is well once it is ready, and says what is wrong before and after', () => {
    const statuses: PadStatus[] = [pad.status];
    pad.onStatus((status) => statuses.push(status));
    transport.set('closed', 'no such device');
    transport.set('open');
    say({ kind: 'ready' });
    transport.set('closed', 'unplugged');
    expect(child.hear).toBeNull();
    expect(statuses).toEqual([
      { connected: false, problem: 'disconnected', portFault: null },
      { connected: false, problem: 'disconnected', portFault: 'no such device' },
      { connected: true, problem: 'not-answering', portFault: null },
      { connected: true, problem: null, portFault: null },
      { connected: false, problem: 'disconnected', portFault: 'unplugged' },
    ]);
  });

  it('counts no press of a button that was held while the conversation began anew', async () => {
    transport.set('open');
    say(level(5, false, 0), { kind: 'ready' }, level(5, true, 100), { kind: 'ended' });
    await vi.advanceTimersByTimeAsync(250);
    say(level(5, true, 400), { kind: 'ready' }, level(5, false, 500), level(5, true, 600));
    expect(presses).toEqual([0, 0]);
  });

  it('begins anew after ever longer pauses, until it is ready again', async () => {
    transport.set('open');
    for (const pauseMs of [250, 500, 1000, 2000, 2000]) {
      say({ kind: 'ended' });
      expect(child.hear).toBeNull();
      await vi.advanceTimersByTimeAsync(pauseMs - 1);
      expect(child.hear).toBeNull();
      await vi.advanceTimersByTimeAsync(1);
      expect(child.hear).not.toBeNull();
    }
    say({ kind: 'ready' }, { kind: 'ended' });
    await vi.advanceTimersByTimeAsync(250);
    expect(child.hear).not.toBeNull();
    expect(problems).toEqual(['not-answering', 'well', 'not-answering']);
  });

  it('looks at a wrong device again every 10 s, and calls it wrong meanwhile', async () => {
    transport.set('open');
    for (let look = 0; look < 3; look++) {
      say({ kind: 'wrong-device' });
      await vi.advanceTimersByTimeAsync(10_000);
    }
    say({ kind: 'ready' });
    expect(problems).toEqual(['not-answering', 'wrong-device', 'well']);
  });

  it('forgets a wrong device when the port closes', async () => {
    transport.set('open');
    say({ kind: 'wrong-device' });
    transport.set('closed', 'unplugged');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(child.opened.length).toBe(1);
    transport.set('open');
    expect(problems).toEqual(['not-answering', 'wrong-device', 'disconnected', 'not-answering']);
  });
});
