/** The pieces that a lobby's calls are made of, for a set of recordings. */
import { clipName, signClips, type WantedClip } from '../drivers/speaker/clips/set.ts';
import type { VoiceName } from '../drivers/speaker/speaker.ts';
import type { Pinyin } from '../drivers/speaker/words/script.ts';
import { spell, type Unit } from '../drivers/speaker/words/spell.ts';
import type { LobbyConfig } from './schema.ts';
import { spokenDeeds } from './speaker-schema.ts';
import { spokenText, voiceOf } from './speech.ts';
import { catalogues } from './texts/catalogues.ts';
import { formatText, type Language } from './texts/texts.ts';

/**
 * Letters, numbers, and each fixed piece of what the lobby says.
 * @param pinyin names the files of Chinese pieces
 */
export async function callClips(
  config: LobbyConfig,
  voices: readonly VoiceName[],
  pinyin: Pinyin,
): Promise<WantedClip[]> {
  const wanted: WantedClip[] = voices.flatMap(signClips);
  for (const voice of voices) {
    const texts = config.languages
      .filter((language) => voiceOf(language) === voice)
      .flatMap((language) => callTexts(config, language));
    for (const text of new Set(texts.flatMap((one) => fixedPieces(one, voice)))) {
      const [sounds = []] = voice === 'zh' ? await pinyin([text]) : [];
      wanted.push({ voice, text, name: clipName(voice, text, sounds) });
    }
  }
  return wanted;
}

/** All that is said at any counter, with a number that nobody has. */
function callTexts(config: LobbyConfig, language: Language): string[] {
  const catalogue = catalogues[language];
  const counters = config.counters.map(
    ({ id, name }) => name?.[language] ?? formatText(catalogue, 'counter.name', { id }),
  );
  return counters.flatMap((counter) =>
    spokenDeeds.flatMap(
      (deed) => spokenText(config.speech, catalogue, deed, { number: 'A000', counter }) ?? [],
    ),
  );
}

/** What stands between numbers, letters and pauses. */
function fixedPieces(text: string, voice: VoiceName): string[] {
  const pieces: Unit[][] = [[]];
  for (const unit of spell(text, voice)) {
    if (unit.kind === 'han' || unit.kind === 'word') pieces.at(-1)?.push(unit);
    else pieces.push([]);
  }
  const glue = voice === 'zh' ? '' : ' ';
  return pieces
    .map((units) => units.map((unit) => ('text' in unit ? unit.text : '')).join(glue))
    .filter(Boolean);
}
