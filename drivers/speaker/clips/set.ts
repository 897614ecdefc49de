/** A full set of recordings: what is in it, made by espeak-ng to begin with, and looked over. */
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SpeechMaker } from '../program/maker.ts';
import { encodeWav } from '../sound/wav.ts';
import type { VoiceName } from '../speaker.ts';
import { soundOf, spell } from '../words/spell.ts';
import { readClip } from './clip-file.ts';
import { ClipFault, manifestName, readManifest, type Manifest } from './manifest.ts';
import { keyOf } from './pieces.ts';

/** Something that a set has one recording of. */
export interface WantedClip {
  readonly voice: VoiceName;
  /** As people write it. Several that sound the same say so with one file. */
  readonly text: string;
  /** In the folder of its voice, without its ending: letters, digits, hyphens. */
  readonly name: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const numbersTo = 99;

/** The signs of ticket numbers, and numbers of counters. */
export const signClips = (voice: VoiceName): WantedClip[] => [
  ...letters.map((text) => ({ voice, text, name: `letter-${text.toLowerCase()}` })),
  ...Array.from({ length: numbersTo + 1 }, (_, value) => ({
    voice,
    text: String(value),
    name: `number-${value}`,
  })),
];

const fileOf = ({ voice, name }: WantedClip): string => `${voice}/${name}.wav`;

/** What came of making a set. */
export interface MadeSet {
  readonly made: readonly string[];
  /** Files that were there before, and were left alone. */
  readonly kept: readonly string[];
}

/**
 * Makes what is missing. No file is written over: it may be somebody's own recording.
 * @param progress told of each file that was made
 * @throws ClipFault for a manifest that is none; VoiceFault where nothing can be spoken
 */
export async function makeSet(
  dir: string,
  wanted: readonly WantedClip[],
  maker: SpeechMaker,
  progress: (file: string) => void = () => undefined,
): Promise<MadeSet> {
  const manifest = await existingManifest(dir);
  const known = keysOf(manifest);
  const missing = wanted.filter((clip) => !known.has(keyIn(clip)));
  const made: string[] = [];
  const kept: string[] = [];
  for (const clip of new Map(missing.map((one) => [fileOf(one), one])).values()) {
    const file = fileOf(clip);
    if (await isThere(join(dir, file))) {
      kept.push(file);
      continue;
    }
    await save(join(dir, file), encodeWav(await maker.make(spell(clip.text, clip.voice), clip.voice)));
    made.push(file);
    progress(file);
  }
  await save(join(dir, manifestName), `${JSON.stringify(withClips(manifest, missing), null, 2)}\n`);
  return { made, kept: [...kept, ...filesOf(manifest)] };
}

/**
 * Everything that is wrong with a folder of recordings, each with its remedy.
 * @param wanted what it should have
 */
export async function checkSet(dir: string, wanted: readonly WantedClip[]): Promise<string[]> {
  let manifest: Manifest;
  try {
    manifest = await readManifest(dir);
  } catch (error) {
    if (error instanceof ClipFault) return [error.message];
    throw error;
  }
  const faults: string[] = [];
  for (const file of filesOf(manifest)) {
    await readClip(join(dir, file), true).catch((error: unknown) => {
      if (!(error instanceof ClipFault)) throw error;
      faults.push(error.message);
    });
  }
  const known = keysOf(manifest);
  const lacking = wanted.filter((clip) => !known.has(keyIn(clip)));
  const remedy = `npm run voices -- --out ${dir} makes it`;
  return [
    ...faults,
    ...lacking.map(
      ({ voice, text }) => `${manifestName} has no recording of "${text}" (${voice}): ${remedy}`,
    ),
  ];
}

async function existingManifest(dir: string): Promise<Manifest> {
  return (await isThere(join(dir, manifestName))) ? readManifest(dir) : {};
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const filesOf = ({ zh = {}, en = {} }: Manifest): string[] => [
  ...new Set([...Object.values(zh), ...Object.values(en)]),
];

const keyIn = ({ voice, text }: Pick<WantedClip, 'voice' | 'text'>): string =>
  `${voice} ${keyOf(spell(text, voice))}`;

const keysOf = (manifest: Manifest): ReadonlySet<string> =>
  new Set(
    (['zh', 'en'] as const).flatMap((voice) =>
      Object.keys(manifest[voice] ?? {}).map((text) => keyIn({ voice, text })),
    ),
  );

function withClips(manifest: Manifest, added: readonly WantedClip[]): Manifest {
  const of = (voice: VoiceName) => ({
    ...manifest[voice],
    ...Object.fromEntries(
      added.filter((clip) => clip.voice === voice).map((clip) => [clip.text, fileOf(clip)]),
    ),
  });
  const whole = { zh: of('zh'), en: of('en') };
  return Object.fromEntries(Object.entries(whole).filter(([, clips]) => Object.keys(clips).length > 0));
}

/** Whole or not at all. */
async function save(file: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.part`;
  await writeFile(part, content);
  await rename(part, file);
}

/** The name of a file for words: what they sound like, as far as a file's name can say it. */
export function clipName(voice: VoiceName, text: string, sounds: readonly string[]): string {
  const said = sounds.length > 0 ? sounds : spell(text, voice).map(soundOf);
  const name = said
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `say-${name.slice(0, 60)}`;
}
