/** A transport that a test plays both ends of; what is sent is read as text. */
import { DeviceFault } from '../../../drivers/driver.ts';
import { listeners } from '../../../drivers/listeners.ts';
import type { Transport, TransportState } from '../../../drivers/transport/transport.ts';

export class BareWire implements Transport {
  readonly name = 'wire';
  state: TransportState = 'closed';
  readonly #data = listeners<[Uint8Array]>();
  readonly #states = listeners<[TransportState, string]>();
  #sent: string[] = [];

  onData(listener: (bytes: Uint8Array) => void) {
    return this.#data.add(listener);
  }

  onState(listener: (state: TransportState, reason: string) => void) {
    return this.#states.add(listener);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.state === 'closed') throw new DeviceFault('disconnected', 'the wire is cut');
    this.#sent.push(Buffer.from(bytes).toString());
  }

  async close(): Promise<void> {
    if (this.state === 'open') this.set('closed', 'closed by the host');
  }

  reopen(): void {
    throw new Error('no line reopens its port');
  }

  set(state: TransportState, reason = ''): void {
    this.state = state;
    this.#states.emit(state, reason);
  }

  /** What comes in. */
  say(text: string): void {
    this.#data.emit(Buffer.from(text));
  }

  /** What was sent since the last call. */
  take(): string[] {
    return this.#sent.splice(0);
  }
}
