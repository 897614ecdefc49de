import { DeviceFault } from '../../../drivers/driver.ts';
import { listeners } from '../../../drivers/listeners.ts';
import type { Transport, TransportState } from '../../../drivers/transport/transport.ts';
import { hex } from '../hex.ts';

/** The driver's questions in the order it asks them, and the answers of a printer that is well. */
export const poll = '10 04 03 10 04 02 10 04 04 10 04 01';
export const well = '12 12 12 12';

/** A transport whose other end is the test. */
export class FakeTransport implements Transport {
  readonly name = 'fake';
  state: TransportState = 'closed';
  readonly sent: string[] = [];
  /** Sent back for each poll; null: silence. */
  answer: string | null = well;
  takesBytes = true;
  readonly reopened: string[] = [];
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
    const text = hex(bytes);
    this.sent.push(text);
    const { answer } = this;
    if (!this.takesBytes) await new Promise<never>(() => {});
    if (text === poll && answer) queueMicrotask(() => this.say(answer));
  }
  async close(): Promise<void> {
    this.set('closed');
  }
  reopen(reason: string): void {
    this.reopened.push(reason);
  }
  set(state: TransportState): void {
    this.state = state;
    this.#states.emit(state, '');
  }
  say(text: string): void {
    this.#data.emit(Buffer.from(text.replaceAll(' ', ''), 'hex'));
  }
  /** What was sent since the last call, polls left out. */
  take(): string[] {
    return this.sent.splice(0).filter((text) => text !== poll);
  }
}
