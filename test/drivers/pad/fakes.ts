/** The two ends of a kept pad: its port, and the child process that holds its conversations. */
import { DeviceFault } from '../../../drivers/driver.ts';
import { listeners } from '../../../drivers/listeners.ts';
import type { SessionMessage, Terms } from '../../../drivers/pad/child/messages.ts';
import type { PadChild } from '../../../drivers/pad/kept-pad.ts';
import type { PadWiring } from '../../../drivers/pad/wiring.ts';
import type { Transport, TransportState } from '../../../drivers/transport/transport.ts';
import { hex } from '../hex.ts';

export class FakeTransport implements Transport {
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
export class FakeChild implements PadChild {
  readonly opened: Terms[] = [];
  readonly received: string[] = [];
  /** Outputs as they were switched, like `11+`. */
  readonly switched: string[] = [];
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
      switch: (pin: number, isHigh: boolean) => {
        this.switched.push(`${pin}${isHigh ? '+' : '-'}`);
        this.hear?.({ kind: 'switched', pin, isHigh });
      },
      end: () => void (this.hear = null),
    };
  }
}

export const level = (pin: number, down: boolean, monoMs: number): SessionMessage => ({
  kind: 'level',
  pin,
  down,
  monoMs,
});

export const wiring: PadWiring = { buttons: [5, 2, 9], lights: { armed: 11, thanks: 12 }, buzzer: 3 };
