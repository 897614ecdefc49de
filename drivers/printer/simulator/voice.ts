/** What a simulated printer says: its answers, its XON and XOFF, and the noise of a bad cable, on a wire of some speed. */
import type { RandomSource } from '../../driver.ts';
import { Wire } from './wire.ts';

const xon = 0x11;
const xoff = 0x13;

/** Bytes in one burst of noise, at most. */
const noiseBytesMax = 4;

export interface VoiceOptions {
  readonly baudRate: number;
  readonly random: RandomSource;
}

export class Voice {
  readonly #wire: Wire;
  readonly #random: RandomSource;
  #isNoisy = false;
  #isBusy = false;

  constructor({ baudRate, random }: VoiceOptions, emit: (bytes: Uint8Array) => void) {
    this.#wire = new Wire(baudRate, emit);
    this.#random = random;
  }

  /** Whether it has said XOFF last. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  setNoisy(isNoisy: boolean): void {
    this.#isNoisy = isNoisy;
  }

  say(bytes: readonly number[]): void {
    if (this.#isNoisy) this.#wire.send(this.#noise());
    this.#wire.send(Uint8Array.from(bytes));
  }

  /** XOFF or XON, where it is another than the last. */
  sayBusy(isBusy: boolean): void {
    if (isBusy === this.#isBusy) return;
    this.#isBusy = isBusy;
    this.say([isBusy ? xoff : xon]);
  }

  /** What is half said is never finished. */
  fallSilent(): void {
    this.#wire.drop();
  }

  /** Bytes that no printer sends: with the highest bit set, or with the lowest in a status. Neither XON nor XOFF. */
  #noise(): Uint8Array {
    const count = 1 + Math.floor(this.#random() * noiseBytesMax);
    return Uint8Array.from({ length: count }, () => {
      const byte = Math.floor(this.#random() * 0x80);
      const isStatusLike = (byte & 0x11) === 0x11 && byte !== xon && byte !== xoff;
      return isStatusLike ? byte : byte | 0x80;
    });
  }
}
