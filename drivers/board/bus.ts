/** Several simulated boards on one line: all hear everything, and whatever one says comes out at the host's end. */
import type { Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import type { SimulatedDevice } from '../transport/simulated.ts';

export class SimulatedBus implements SimulatedDevice {
  readonly #boards: readonly SimulatedDevice[];
  readonly #echoes: boolean;
  readonly #sends = listeners<[Uint8Array]>();
  readonly #plugs = listeners<[boolean]>();
  #isPlugged = true;

  /** @param echoes whether the adapter at the host's end hears itself */
  constructor(boards: readonly SimulatedDevice[], echoes = false) {
    this.#boards = boards;
    this.#echoes = echoes;
    // A board whose own cable is cut is deaf and mute; the line itself stays where it is.
    for (const board of boards) board.onSend((bytes) => this.#sends.emit(bytes));
  }

  get plugged(): boolean {
    return this.#isPlugged;
  }

  /** Cuts the line at the host's end, or mends it. */
  setFaults({ cableCut }: { readonly cableCut?: boolean }): void {
    if (cableCut === undefined || cableCut !== this.#isPlugged) return;
    this.#isPlugged = !cableCut;
    this.#plugs.emit(this.#isPlugged);
  }

  onPlugged(listener: (plugged: boolean) => void): Unsubscribe {
    return this.#plugs.add(listener);
  }

  onSend(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#sends.add(listener);
  }

  receive(bytes: Uint8Array): void {
    if (!this.#isPlugged) return;
    if (this.#echoes) this.#sends.emit(bytes);
    for (const board of this.#boards) board.receive(bytes);
  }
}
