/** A speaker without the speaker: it keeps what it was given to play, takes the time that it takes, and has its troubles. */
import type { Unsubscribe } from '../../driver.ts';
import { listeners } from '../../listeners.ts';
import { sampleRate } from '../sound/pcm.ts';
import type { Announcement, Wav } from '../speaker.ts';
import { OutputFault, type SoundOutput } from './output.ts';

export interface SpeakerFaults {
  /** Its cable is out: nothing is heard, and the driver knows it. */
  cableCut: boolean;
  /** It takes the sound and never comes to its end. */
  hung: boolean;
}

/** One that was heard, or is being heard. */
export interface Played {
  /** Counts from 1. */
  readonly place: number;
  readonly announcement: Announcement | null;
  readonly sound: Wav;
}

export interface SimulatedSpeakerOptions {
  /** Times as long as the sound is; 0 is at once. */
  readonly pace?: number;
  /** How long it may hang before the driver gives it up, in ms. */
  readonly graceMs?: number | undefined;
}

const keptMax = 5;
const bytesPerMs = (2 * sampleRate) / 1000;
const usualGraceMs = 5000;

export class SimulatedSpeaker implements SoundOutput {
  readonly #pace: number;
  readonly #graceMs: number;
  readonly #changes = listeners<[]>();
  #faults: Readonly<SpeakerFaults> = { cableCut: false, hung: false };
  #played: readonly Played[] = [];
  #count = 0;
  #isPlaying = false;
  #announcement: Announcement | null = null;

  constructor({ pace = 1, graceMs = usualGraceMs }: SimulatedSpeakerOptions = {}) {
    this.#pace = pace;
    this.#graceMs = graceMs;
  }

  get faults(): Readonly<SpeakerFaults> {
    return this.#faults;
  }

  /** The latest ones, the newest first. */
  get played(): readonly Played[] {
    return this.#played;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Called after every change of what is heard, and of `faults`. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.add(listener);
  }

  /** Makes and mends faults; keys left out stay as they are. */
  setFaults(change: Partial<SpeakerFaults>): void {
    this.#faults = { ...this.#faults, ...change };
    this.#changes.emit();
  }

  /** What the next sound is about; a sound card is not told. */
  tell(announcement: Announcement | null): void {
    this.#announcement = announcement;
  }

  async play(sound: Wav, signal: AbortSignal): Promise<void> {
    const announcement = this.#announcement;
    this.#announcement = null;
    if (this.#faults.cableCut) throw new OutputFault('disconnected', 'the simulated cable is cut');
    // What only asks whether it is there is not heard.
    if (announcement !== null) {
      this.#count++;
      const played = { place: this.#count, announcement, sound };
      this.#played = [played, ...this.#played].slice(0, keptMax);
      this.#isPlaying = true;
      this.#changes.emit();
    }
    try {
      await this.#heard((sound.length / bytesPerMs) * this.#pace, signal);
    } finally {
      this.#isPlaying = false;
      if (announcement !== null) this.#changes.emit();
    }
  }

  /** Ends with the sound, or with what hinders it. */
  #heard(lengthMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let hasEnded = this.#pace === 0;
    const hang = () =>
      reject(new OutputFault('not-answering', 'the simulated speaker does not come to its end'));
    const tooLate = setTimeout(hang, lengthMs + this.#graceMs);
    const end = setTimeout(() => {
      hasEnded = true;
      look();
    }, lengthMs);
    const look = () => {
      if (this.#faults.cableCut)
        reject(new OutputFault('not-answering', 'the simulated cable was cut in the middle of a call'));
      else if (hasEnded && !this.#faults.hung) resolve();
    };
    const stop = this.#changes.add(look);
    const aborted = () => reject(new OutputFault('disconnected', 'the speaker is closed'));
    signal.addEventListener('abort', aborted, { once: true });
    if (signal.aborted) aborted();
    look();
    return promise.finally(() => {
      clearTimeout(tooLate);
      clearTimeout(end);
      stop();
      signal.removeEventListener('abort', aborted);
    });
  }
}
