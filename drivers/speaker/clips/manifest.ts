/** Which recording says what: the file `clips.json` in a folder of recordings. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';

export const manifestName = 'clips.json';

const Pieces = Type.Record(
  Type.String({ minLength: 1, maxLength: 200 }),
  // In the folder or one below it, and nowhere else.
  Type.String({
    pattern: '^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\\.wav$',
    maxLength: 200,
  }),
  { maxProperties: 5000 },
);

/** Of each voice, what is said, as people write it, and the file that says it. */
export const Manifest = Type.Object(
  { zh: Type.Optional(Pieces), en: Type.Optional(Pieces) },
  { additionalProperties: false },
);
export type Manifest = Static<typeof Manifest>;

/** Why a folder of recordings cannot be used, with the remedy. */
export class ClipFault extends Error {}

/** @throws ClipFault */
export async function readManifest(dir: string): Promise<Manifest> {
  const file = join(dir, manifestName);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    throw new ClipFault(
      `${file} is missing: it says which recording says what; npm run voices -- --out ${dir} makes one`,
    );
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw new ClipFault(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  if (!Check(Manifest, manifest))
    throw new ClipFault(
      `${file} is not of the form { "en": { "please go to counter": "en/please.wav" } }, with files in this folder or one below it`,
    );
  return manifest;
}
