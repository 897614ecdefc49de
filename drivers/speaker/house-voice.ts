/** The voice of the house: recordings where there are some of the whole phrase, else espeak-ng, remembered in files. */
import { createHash } from 'node:crypto';
import { PhraseCache } from './cache/phrase-cache.ts';
import { ClipFault, Clips } from './clips/clips.ts';
import { SpeechMaker, type MakerOptions } from './program/maker.ts';
import type { Ear } from './program/turns.ts';
import { chime } from './sound/chime.ts';
import { sampleRate, silence, type Samples } from './sound/pcm.ts';
import { encodeParts } from './sound/wav.ts';
import {
  VoiceFault,
  type Announcement,
  type Phrase,
  type Voice,
  type VoiceName,
  type Wav,
} from './speaker.ts';
import { isHeard, soundOf, spell, type Unit } from './words/spell.ts';

export interface VoiceOptions extends MakerOptions {
  /** Where phrases of the hall that were made are kept; made when it is not there. Null or left out: nowhere. */
  readonly dir?: string | null;
  /** The folder with recordings; null or left out for none. */
  readonly clips?: string | null;
  /** That the phrases may take there; those used longest ago go first. */
  readonly bytesMax?: number;
  /** Told what the technician should know, each once: a folder that cannot be used, a recording that is broken. */
  readonly remark?: (text: string) => void;
}

/** 64 MiB: 400 phrases of the usual length. */
const usualBytes = 64 * 1024 * 1024;
/** To be raised when the same words come to sound otherwise: what is kept is made anew. */
const edition = 1;

/** Televisions and sound cards need a moment to wake up, and swallow what comes before. */
const leadMs = 150;
const afterChimeMs = 150;
const betweenMs = 450;
const againMs = 700;
const tailMs = 200;
/** No phrase of a page is longer: 150 Chinese characters, its longest one, are 40 s. */
const privateMsMax = 45_000;

export class HouseVoice implements Voice {
  readonly #caches: Readonly<Record<Ear, PhraseCache>>;
  readonly #clips: string | null;
  readonly #maker: SpeechMaker;
  readonly #remarked = new Set<string>();
  readonly #remark: (text: string) => void;
  #openClips: Promise<Clips | null> | null = null;
  #chime: Samples | null = null;

  constructor({ dir, clips, bytesMax, remark, ...how }: VoiceOptions = {}) {
    this.#remark = (text) => {
      if (!this.#remarked.has(text)) remark?.(text);
      this.#remarked.add(text);
    };
    const limits = { bytesMax: bytesMax ?? usualBytes, remark: this.#remark };
    this.#caches = {
      hall: new PhraseCache({ ...limits, dir: dir ?? null }),
      // What one visitor listened to is no one else's matter, and pushes out no call.
      private: new PhraseCache({ ...limits, dir: null }),
    };
    this.#clips = clips ?? null;
    this.#maker = new SpeechMaker(how);
  }

  async announce({ chime: hasChime, phrases, times }: Omit<Announcement, 'id' | 'about'>): Promise<Wav> {
    const said = await this.#row(phrases);
    const row = said.flatMap((one, place) => (place === 0 ? [one] : [silence(betweenMs), one]));
    const rows = Array.from({ length: row.length === 0 ? 0 : times }, (_, place) =>
      place === 0 ? row : [silence(againMs), ...row],
    );
    const head = hasChime ? [this.#ring(), silence(afterChimeMs)] : [];
    return sounded([...head, ...rows.flat()]);
  }

  async speak(phrase: Phrase): Promise<Wav> {
    const said = await this.#say(phrase, 'private');
    return sounded([said.subarray(0, (privateMsMax * sampleRate) / 1000)]);
  }

  chime(): Wav {
    return sounded([this.#ring()]);
  }

  async close(): Promise<void> {
    await this.#maker.close();
  }

  #ring(): Samples {
    this.#chime ??= chime();
    return this.#chime;
  }

  /** What can be said of them: a language that fails must not silence the other one. @throws VoiceFault where none can */
  async #row(phrases: readonly Phrase[]): Promise<Samples[]> {
    const made = await Promise.allSettled(phrases.map((phrase) => this.#say(phrase, 'hall')));
    const said = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const faults = made.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    const strange = faults.find((fault) => !(fault instanceof VoiceFault));
    if (strange !== undefined) throw strange;
    if (said.length === 0 && faults.length > 0) throw faults[0];
    for (const fault of faults) this.#remark(fault instanceof Error ? fault.message : String(fault));
    return said;
  }

  async #say({ text, voice }: Phrase, ear: Ear): Promise<Samples> {
    const units = spell(text, voice);
    if (!units.some(isHeard)) throw new VoiceFault('unspeakable', 'nothing in the phrase can be said');
    return (
      (await this.#recorded(units, voice)) ??
      this.#caches[ear].get(keyOf(units, voice), () => this.#maker.make(units, voice, ear))
    );
  }

  async #recorded(units: readonly Unit[], voice: VoiceName): Promise<Samples | null> {
    if (this.#clips === null) return null;
    const missed = (error: unknown) => {
      if (!(error instanceof ClipFault)) throw error;
      this.#remark(error.message);
      return null;
    };
    this.#openClips ??= Clips.open(this.#clips).catch(missed);
    const clips = await this.#openClips;
    return clips === null ? null : clips.say(units, voice).catch(missed);
  }
}

function sounded(parts: readonly Samples[]): Wav {
  return encodeParts([silence(leadMs), ...parts, silence(tailMs)]);
}

function keyOf(units: readonly Unit[], voice: VoiceName): string {
  const said = units.map((unit) => `${unit.kind} ${soundOf(unit)}`);
  return createHash('sha256')
    .update(JSON.stringify([edition, voice, said]))
    .digest('hex')
    .slice(0, 40);
}
