/** From a lobby file to a checked configuration, or to every fault in it at once. */
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Check } from 'typebox/value';
import { isMapping } from './data.ts';
import { crossFaults } from './cross-checks.ts';
import { checkSlides } from './display-checks.ts';
import { schemaFaults } from './explain.ts';
import type { Fault } from './faults.ts';
import { normalise } from './normalise.ts';
import { checkLogo } from './logo-file.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';
import { LobbyFile, type LobbyConfig } from './schema.ts';
import { checkClips } from './speaker-checks.ts';

export type LoadedConfig =
  | { readonly ok: true; readonly config: LobbyConfig }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** The lobby that runs when nobody has written one. */
export const defaultLobbyFile = fileURLToPath(
  new URL('./lobbies/property-service-centre.yaml', import.meta.url),
);

const fileBytesMax = 1024 * 1024;

/** Reads and checks a lobby file. Whatever the file holds, this resolves: what is wrong comes as faults, never half a configuration. */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const read = await readText(file);
  if (!read.ok) return { ok: false, faults: [wholeFile(file, read.message)] };
  const yaml = readYaml(file, read.text);
  const folder = dirname(file);
  return checkYaml(file, yaml, [
    ...(await checkLogo(yaml, folder)),
    ...(await checkSlides(yaml, folder)),
    ...(await checkClips(yaml, folder)),
  ]);
}

/**
 * Checks the text of a lobby file; `file` names it in the faults, and what it names beside itself is found from there, but
 * not read.
 */
export function parseConfig(file: string, text: string): LoadedConfig {
  return checkYaml(file, readYaml(file, text), []);
}

function checkYaml(file: string, yaml: YamlFile, about: readonly Fault[]): LoadedConfig {
  if (yaml.value === undefined) return { ok: false, faults: yaml.faults };
  if (yaml.value === null && yaml.faults.length === 0) {
    return { ok: false, faults: [wholeFile(file, 'The file is empty; copy one from config/lobbies.')] };
  }
  if (!isMapping(yaml.value)) {
    const message = 'A lobby file is a mapping of keys and values; copy one from config/lobbies.';
    return { ok: false, faults: [...yaml.faults, yaml.at([], message)] };
  }
  const faults = [...yaml.faults, ...schemaFaults(LobbyFile, yaml), ...crossFaults(yaml), ...about];
  if (faults.length > 0) return { ok: false, faults: faults.toSorted(byPlace) };
  if (!Check(LobbyFile, yaml.value)) throw new TypeError(`${file} fits no schema, yet no fault was found.`);
  return { ok: true, config: normalise(yaml.value, dirname(file)) };
}

function wholeFile(file: string, message: string): Fault {
  return { file, line: null, column: null, path: '', message };
}

function byPlace(left: Fault, right: Fault): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}

type ReadText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

async function readText(file: string): Promise<ReadText> {
  let bytes: Buffer;
  try {
    bytes = await readAtMost(file, fileBytesMax + 1);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { ok: false, message: cannotRead(String(error.code), error.message) };
  }
  if (bytes.length > fileBytesMax) {
    return { ok: false, message: 'The file is larger than 1 MiB; this is not a lobby file.' };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, message: 'The file is not UTF-8 text; save it as UTF-8.' };
  }
}

/** Not readFile: a device or a growing log must not be read to its end to find that it is too long. */
async function readAtMost(file: string, bytesMax: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const parts: Buffer[] = [];
    for await (const part of handle.createReadStream({ end: bytesMax - 1, autoClose: false })) {
      parts.push(Buffer.from(part));
    }
    return Buffer.concat(parts);
  } finally {
    await handle.close();
  }
}

function cannotRead(code: string, message: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'There is no such file; give another one with --config, or copy one from config/lobbies.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read by this user; let it be read (chmod a+r), or run as its owner.';
    case 'EISDIR':
      return 'This is a folder; name the lobby file in it.';
    default:
      return `The file cannot be read: ${message}.`;
  }
}
