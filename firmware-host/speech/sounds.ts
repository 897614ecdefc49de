import {
  VoiceFault,
  type Announcement,
  type Phrase,
  type Voice,
  type Wav,
} from '../../drivers/speaker/speaker.ts';
import { RefusedError } from '../errors.ts';
import type { Said } from './announcer.ts';

/** Private phrases that are made or on their way at the same time: a keypad asks for one, and a stranger must not keep a core busy with a hundred. */
const PRIVATE_MAX = 4;
/** Televisions ask for a sound as soon as they are told of it; one of 20 s is almost a megabyte. */
const KEPT_MS = 60_000;

export interface SoundsOptions {
  readonly voice: () => Pick<Voice, 'announce' | 'speak'>;
  /** What pages may ask for. */
  readonly said: () => readonly Said[];
}

/** Sound for pages: that of each announcement is made once, however many televisions ask for it. */
export class Sounds {
  readonly #options: SoundsOptions;
  readonly #made = new Map<string, Promise<Wav>>();
  #private = 0;

  constructor(options: SoundsOptions) {
    this.#options = options;
  }

  /** @throws RefusedError for an announcement that nobody waits for, or where nothing speaks */
  async announcement(id: string): Promise<Wav> {
    const said = this.#options.said();
    for (const old of this.#made.keys())
      if (said.every(({ announcement }) => announcement.id !== old)) this.#made.delete(old);
    const wanted = said.find(({ announcement }) => announcement.id === id)?.announcement;
    if (wanted === undefined) throw new RefusedError('speech-unknown');
    const made = this.#made.get(id) ?? this.#make(id, wanted);
    return made.catch((error: unknown) => {
      // The next one who asks may find it there again.
      if (this.#made.get(id) === made) this.#made.delete(id);
      throw refusalOf(error);
    });
  }

  /**
   * For one ear. Its place is free again once it is `sent`, since it is held in memory until then.
   * @param sent resolves when the reply has closed, in whatever way; never rejects
   * @throws RefusedError
   */
  async phrase(phrase: Phrase, sent: Promise<void>): Promise<Wav> {
    if (this.#private >= PRIVATE_MAX) throw new RefusedError('voice-busy');
    this.#private += 1;
    try {
      const sound = await this.#options.voice().speak(phrase);
      void sent.then(() => (this.#private -= 1));
      return sound;
    } catch (error) {
      this.#private -= 1;
      throw refusalOf(error);
    }
  }

  #make(id: string, wanted: Announcement): Promise<Wav> {
    const made = this.#options.voice().announce(wanted);
    this.#made.set(id, made);
    const forget = () => {
      if (this.#made.get(id) === made) this.#made.delete(id);
    };
    setTimeout(forget, KEPT_MS).unref();
    return made;
  }
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof VoiceFault)) return error;
  switch (error.code) {
    case 'no-voice':
      return new RefusedError('no-voice', error.message);
    case 'busy':
      return new RefusedError('voice-busy', error.message);
    case 'unspeakable':
      return new RefusedError('bad-request', error.message, [{ path: '/text', message: error.message }]);
  }
}
