/** The picture at the head of a ticket: a PNG file beside the lobby file. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Check } from 'typebox/value';
import type { Logo } from '../drivers/printer/raster/logo.ts';
import { valueAt } from './data.ts';
import { quote, type Fault } from './faults.ts';
import type { YamlFile } from './read-yaml.ts';
import { Ticket } from './ticket-schema.ts';

const LOGO_BYTES_MAX = 1024 * 1024;

/** Reads the logo that a lobby file names, only to see whether it is one. */
export async function checkLogo(yaml: YamlFile, folder: string): Promise<Fault[]> {
  const name = valueAt(yaml.value, ['ticket', 'logo']);
  // What is no file name is said already.
  if (!Check(Ticket.properties.logo, name) || name === undefined) return [];
  try {
    await readLogoFile(resolve(folder, name));
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [yaml.at(['ticket', 'logo'], `${quote(name)}: ${reason}`)];
  }
}

/** @throws Error with a reason for the technician */
export async function readLogoFile(path: string): Promise<Logo> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new Error('There is no such file beside the lobby file.');
  // Of a device or a pipe there is no end.
  if (!found.isFile()) throw new Error('This is no file with a picture in it.');
  if (found.size > LOGO_BYTES_MAX) throw new Error('The file is larger than 1 MiB; a logo needs far less.');
  // Only here: most lobbies have none, and should not carry what reads it.
  const { readLogo } = await import('../drivers/printer/raster/logo.ts');
  return readLogo(await readFile(path));
}
