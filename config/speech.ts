/** From what the file says of speech to what the host says. */
import type { SpeakerDevice } from '../drivers/speaker/device.ts';
import type { VoiceName } from '../drivers/speaker/speaker.ts';
import { resolve } from 'node:path';
import { filled, type Names } from './schema-parts.ts';
import {
  Speaker,
  Speech,
  type FileSpeaker,
  type FileSpeech,
  type SpeakerSounds,
  type SpeechConfig,
  type SpokenDeed,
} from './speaker-schema.ts';
import { inEachLanguage, formatText, type Catalogue, type Language } from './texts/texts.ts';

/** Who reads a language aloud. */
export const voiceOf = (language: Language): VoiceName => (language === 'en' ? 'en' : 'zh');

/** A checked speaker with every default. @param folder of the lobby file */
export function speakerOf(given: FileSpeaker, folder: string): SpeakerDevice & SpeakerSounds {
  const { id, model, port, volume } = filled(Speaker, given);
  return { id, model, port, volume, clips: given.clips === undefined ? null : resolve(folder, given.clips) };
}

/**
 * @param languages of the lobby, the first one first
 * @param names fills the languages that a text leaves out
 * @throws TypeError where the checks have missed something
 */
export function speechOf(
  given: FileSpeech,
  languages: readonly Language[],
  names: (own: Partial<Names>) => Names,
): SpeechConfig {
  const { times, chime, phrases } = filled(Speech, given);
  const voices = given.languages ?? [...new Set(languages.map(voiceOf))];
  const phraseOf = (text: string | Partial<Names> | undefined): Names | null => {
    if (text === undefined) return null;
    return typeof text === 'string' ? inEachLanguage(() => text) : names(text);
  };
  return {
    voices: voices.map((voice) => {
      const language = languages.find((one) => voiceOf(one) === voice);
      if (language === undefined)
        throw new TypeError(`A checked voice has no language: the checks missed it.`);
      return { voice, language };
    }),
    times,
    chime,
    phrases: {
      call: phraseOf(phrases.call),
      recall: phraseOf(phrases.recall),
      farewell: phraseOf(phrases.farewell),
    },
  };
}

/** What the placeholders of a phrase stand for, in the words of its language. */
export interface Spoken {
  /** As it stands on the ticket, like A023. */
  readonly number: string;
  /** Its name, like Counter 3. */
  readonly counter: string;
}

/** What is said in the language of `catalogue`; null where nothing is. */
export function spokenText(
  { phrases }: SpeechConfig,
  catalogue: Catalogue,
  deed: SpokenDeed,
  { number, counter }: Spoken,
): string | null {
  const own = phrases[deed]?.[catalogue.language];
  // Not with a replacement text of its own: `$&` in a counter's name is a name.
  if (own !== undefined)
    return own.replaceAll('{number}', () => number).replaceAll('{counter}', () => counter);
  switch (deed) {
    case 'call':
      return formatText(catalogue, 'speech.call', { number, counter });
    case 'recall':
      return formatText(catalogue, 'speech.recall', { number, counter });
    case 'farewell':
      return null;
  }
}
