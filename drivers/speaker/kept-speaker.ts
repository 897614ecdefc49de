/** A speaker that says its queue, one announcement after the other, and asks again and again where nothing can be heard. */
import { isDeepStrictEqual } from 'node:util';
import type { RandomSource, Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import { backoffMs, type Backoff } from '../transport/backoff.ts';
import { endsWithin } from '../transport/within.ts';
import { OutputFault, type SoundOutput } from './output/output.ts';
import { add, emptyQueue, next, putBack, type QueueLimits, type SpeechQueue, usualLimits } from './queue.ts';
import { amplify, silence } from './sound/pcm.ts';
import { encodeWav, parseWav } from './sound/wav.ts';
import {
  VoiceFault,
  type Announcement,
  type Speaker,
  type SpeakerProblem,
  type SpeakerStatus,
  type Voice,
  type Wav,
} from './speaker.ts';

export interface KeptSpeakerOptions {
  readonly voice: Voice;
  /** In ms; only differences count. The clock of this process when left out. */
  readonly now?: () => number;
  readonly random?: RandomSource;
  readonly limits?: QueueLimits;
  readonly backoff?: Backoff;
  /** Told of each announcement before its sound is played. */
  readonly playing?: (announcement: Announcement) => void;
}

/** Of ids that were given, so that a follower that begins anew does not repeat itself. */
const rememberedMax = 100;
const probeMs = 30;
/** A card that is not there costs a process each time. */
const usualBackoff: Backoff = { firstMs: 500, maxMs: 10_000 };
const closeMs = 800;

export class KeptSpeaker implements Speaker {
  readonly #output: SoundOutput;
  readonly #voice: Voice;
  readonly #now: () => number;
  readonly #random: RandomSource;
  readonly #limits: QueueLimits;
  readonly #backoff: Backoff;
  readonly #playing: (announcement: Announcement) => void;
  readonly #statuses = listeners<[SpeakerStatus]>();
  readonly #closing = new AbortController();
  readonly #given = new Set<string>();
  #queue: SpeechQueue = emptyQueue;
  #percent = 100;
  #connected = false;
  #trouble: SpeakerProblem | null = null;
  #fault: string | null = null;
  #speaking: string | null = null;
  /** The round that is going on: a probe, or an announcement. */
  #round: Promise<void> | null = null;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #status: SpeakerStatus;

  constructor(output: SoundOutput, options: KeptSpeakerOptions) {
    this.#output = output;
    this.#voice = options.voice;
    this.#now = options.now ?? (() => performance.now());
    this.#random = options.random ?? Math.random;
    this.#limits = options.limits ?? usualLimits;
    this.#backoff = options.backoff ?? usualBackoff;
    this.#playing = options.playing ?? (() => undefined);
    this.#status = this.#told();
    this.#goOn();
  }

  get status(): SpeakerStatus {
    return this.#status;
  }

  onStatus(listener: (status: SpeakerStatus) => void): Unsubscribe {
    return this.#statuses.add(listener);
  }

  say(announcement: Announcement): void {
    if (this.#closing.signal.aborted || this.#given.has(announcement.id)) return;
    this.#remember(announcement.id);
    this.#queue = add(this.#queue, announcement, this.#now(), this.#limits);
    this.#publish();
    this.#goOn();
  }

  setVolume(percent: number): void {
    this.#percent = Math.max(0, Math.min(100, percent));
  }

  async close(): Promise<void> {
    clearTimeout(this.#retry);
    this.#closing.abort();
    if (this.#round) await endsWithin(this.#round, closeMs);
  }

  /** What is to be done next, if nothing is being done, and no pause is on. */
  #goOn(): void {
    if (this.#round || this.#retry || this.#closing.signal.aborted) return;
    if (this.#connected && this.#queue.waiting.length === 0) return;
    this.#round = (this.#connected ? this.#sayNext() : this.#probe()).finally(() => {
      this.#round = null;
      this.#publish();
      this.#goOn();
    });
  }

  /** Asks whether there is a speaker, by a silence that nobody hears. */
  async #probe(): Promise<void> {
    if (await this.#play(encodeWav(silence(probeMs)))) {
      this.#connected = true;
      this.#fault = null;
      this.#trouble = null;
    }
  }

  async #sayNext(): Promise<void> {
    const { queue, next: one } = next(this.#queue, this.#now(), this.#limits);
    this.#queue = queue;
    if (one === null) return;
    this.#speaking = one.announcement.id;
    this.#publish();
    const sound = await this.#soundOf(one.announcement);
    if (sound !== null && !this.#closing.signal.aborted) {
      this.#playing(one.announcement);
      // What may have been heard is not said again.
      if (!(await this.#play(this.#atVolume(sound))) && this.#trouble !== 'not-answering')
        this.#queue = putBack(this.#queue, one, this.#limits);
    }
    this.#speaking = null;
  }

  /** Null where there is nothing to be heard. */
  async #soundOf({ chime, phrases, times }: Announcement): Promise<Wav | null> {
    try {
      const sound = await this.#voice.announce({ chime, phrases, times });
      this.#trouble = null;
      this.#fault = null;
      return chime || phrases.length > 0 ? sound : null;
    } catch (error) {
      this.#trouble = 'no-voice';
      this.#fault = error instanceof Error ? error.message : String(error);
      // Whatever it was, the chime makes people look up.
      return chime || !(error instanceof VoiceFault) ? this.#voice.chime() : null;
    }
  }

  /** Not the card's own mixer: that is somebody else's, and cards differ. Half of it sounds half as loud. */
  #atVolume(sound: Wav): Wav {
    if (this.#percent === 100) return sound;
    return encodeWav(amplify(parseWav(sound).samples, (this.#percent / 100) ** 2));
  }

  /** @returns whether it came to its end */
  async #play(sound: Wav): Promise<boolean> {
    try {
      await this.#output.play(sound, this.#closing.signal);
      this.#failures = 0;
      return true;
    } catch (error) {
      this.#connected = false;
      this.#trouble = error instanceof OutputFault && error.code === 'not-answering' ? 'not-answering' : null;
      this.#fault = error instanceof Error ? error.message : String(error);
      this.#rest();
      return false;
    }
  }

  #rest(): void {
    if (this.#closing.signal.aborted) return;
    this.#failures++;
    const pauseMs = backoffMs(this.#failures, this.#backoff, this.#random);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#goOn();
    }, pauseMs);
  }

  #remember(id: string): void {
    const [oldest] = this.#given;
    if (this.#given.size >= rememberedMax && oldest !== undefined) this.#given.delete(oldest);
    this.#given.add(id);
  }

  #told(): SpeakerStatus {
    return {
      connected: this.#connected,
      problem: this.#trouble,
      portFault: this.#fault,
      queued: this.#queue.waiting.length,
      speaking: this.#speaking,
      dropped: this.#queue.dropped,
    };
  }

  #publish(): void {
    const told = this.#told();
    if (isDeepStrictEqual(told, this.#status)) return;
    this.#status = told;
    this.#statuses.emit(told);
  }
}
