/** Whether what is said about speakers and speech makes sense. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Check } from 'typebox/value';
import { isMapping, items, member, textsAt, valueAt } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { suggestion } from './nearest.ts';
import type { YamlFile } from './read-yaml.ts';
import { Speaker, spokenDeeds, voiceNames } from './speaker-schema.ts';
import { voiceOf } from './speech.ts';
import type { Language } from './texts/texts.ts';

/**
 * Faults of sense under `devices.speakers` and `speech`.
 * @param languages of the lobby, the first one first
 */
export function checkSpeech(yaml: YamlFile, languages: readonly Language[]): Fault[] {
  return [...checkVolumes(yaml), ...checkVoices(yaml, languages), ...checkPhrases(yaml, languages[0])];
}

/** In the order of the day: otherwise nobody sees at a glance what holds when. */
function checkVolumes(yaml: YamlFile): Fault[] {
  return speakersOf(yaml).flatMap(({ at, value }) => {
    const times = items(value, 'volume').map(({ value: one }) => member(one, 'from'));
    return times.flatMap((from, place) => {
      const before = times[place - 1];
      if (typeof from !== 'string' || typeof before !== 'string' || from > before) return [];
      const wrong =
        from === before
          ? `${from} stands here twice; keep one`
          : `${from} comes before ${before}; exchange them`;
      return [yaml.at([...at, 'volume', place, 'from'], `${wrong}.`)];
    });
  });
}

const speakersOf = (yaml: YamlFile): { at: Path; value: unknown }[] =>
  items(valueAt(yaml.value, ['devices']), 'speakers').map(({ index, value }) => ({
    at: ['devices', 'speakers', index],
    value,
  }));

/** A voice has names to read only in a language of the lobby. */
function checkVoices(yaml: YamlFile, languages: readonly Language[]): Fault[] {
  if (languages.length === 0) return [];
  const spoken: readonly string[] = [...new Set(languages.map(voiceOf))];
  const known: readonly string[] = voiceNames;
  return textsAt(yaml.value, ['speech', 'languages'])
    .filter(({ text }) => known.includes(text) && !spoken.includes(text))
    .map(({ path, text }) =>
      yaml.at(
        path,
        `${quote(text)} has no names to read: the lobby’s languages are ${languages.join(', ')}; take it away, or add its language there.`,
      ),
    );
}

const placeholders = ['number', 'counter'];

function checkPhrases(yaml: YamlFile, first: Language | undefined): Fault[] {
  return spokenDeeds.flatMap((deed) => {
    const at: Path = ['speech', 'phrases', deed];
    const phrase = valueAt(yaml.value, at);
    if (typeof phrase === 'string') return checkPlaceholders(yaml, at, phrase);
    if (!isMapping(phrase)) return [];
    const faults = Object.entries(phrase).flatMap(([language, text]) =>
      typeof text === 'string' ? checkPlaceholders(yaml, [...at, language], text) : [],
    );
    if (first === undefined || phrase[first] !== undefined) return faults;
    return [...faults, yaml.at(at, `The text in ${first} is missing: it is the lobby’s first language.`)];
  });
}

/** What is in braces and no placeholder, and braces that stand alone: both would be read out. */
function checkPlaceholders(yaml: YamlFile, at: Path, text: string): Fault[] {
  const unknown = [...text.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !placeholders.includes(name));
  const known = placeholders.map((name) => `{${name}}`).join(' and ');
  const faults = [...new Set(unknown)].map((name) =>
    yaml.at(
      at,
      `There is no placeholder ${quote(`{${name}}`)}; there are ${known}.${suggestion(name, placeholders)}`,
    ),
  );
  if (!/[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''))) return faults;
  return [...faults, yaml.at(at, `A brace stands alone; placeholders are written ${known}.`)];
}

/** Looks for the folders of recordings that a lobby file names, only to see whether they are there. */
export async function checkClips(yaml: YamlFile, folder: string): Promise<Fault[]> {
  const faults = await Promise.all(
    speakersOf(yaml).map(async ({ at, value }) => {
      const name = member(value, 'clips');
      // What is no folder's name is said already.
      if (!Check(Speaker.properties.clips, name) || name === undefined) return [];
      const found = await stat(resolve(folder, name)).catch(() => null);
      if (found?.isDirectory() === true) return [];
      const what = found === null ? 'there is no such folder beside the lobby file' : 'this is a file';
      const remedy = 'name a folder that npm run voices has made, or take the line away';
      return [yaml.at([...at, 'clips'], `${quote(name)}: ${what}; ${remedy}.`)];
    }),
  );
  return faults.flat();
}
