import type { Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import type { SimulatedDevice } from './simulated.ts';

/** What can go wrong with every device. */
interface CommonFaults {
  readonly cableCut: boolean;
  readonly hung: boolean;
}

/** A simulated device's plug and troubles, whatever the device is: who listens to it, and which faults it has. */
export abstract class FaultyDevice<Faults extends CommonFaults> implements SimulatedDevice {
  readonly #sends = listeners<[Uint8Array]>();
  readonly #plugs = listeners<[boolean]>();
  readonly #changes = listeners<[]>();
  readonly #busy = listeners<[boolean]>();
  #isBusy = false;
  #faults: Faults;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  get plugged(): boolean {
    return !this.#faults.cableCut;
  }

  get faults(): Readonly<Faults> {
    return this.#faults;
  }

  onPlugged(listener: (plugged: boolean) => void): Unsubscribe {
    return this.#plugs.add(listener);
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  onBusy(listener: (isBusy: boolean) => void): Unsubscribe {
    return this.#busy.add(listener);
  }

  onSend(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#sends.add(listener);
  }

  /** Called after every change of what the device shows, and of `faults`. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.add(listener);
  }

  abstract receive(bytes: Uint8Array): void;

  /** Makes and mends faults; keys left out stay as they are. */
  abstract setFaults(change: Partial<Faults>): void;

  /** Whether bytes from the host are lost on it. */
  protected get isDeaf(): boolean {
    return this.#faults.hung || this.#faults.cableCut;
  }

  /** @returns the faults of before */
  protected changeFaults(change: Partial<Faults>): Readonly<Faults> {
    const before = this.#faults;
    this.#faults = { ...before, ...change };
    return before;
  }

  /** Tells of a cable that was cut or mended since `before`. */
  protected tellPlug(before: Readonly<Faults>): void {
    if (before.cableCut !== this.#faults.cableCut) this.#plugs.emit(this.plugged);
  }

  /** Whether it takes bytes, as it says it itself by flow control. */
  protected setBusy(isBusy: boolean): void {
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    this.#busy.emit(isBusy);
  }

  protected tellChange(): void {
    this.#changes.emit();
  }

  /** Puts bytes on the wire to the host. */
  protected emit(bytes: Uint8Array): void {
    this.#sends.emit(bytes);
  }
}
