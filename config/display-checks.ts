/** What a television can show to whom, and whether the folder of its pictures is there. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Check } from 'typebox/value';
import { valueAt } from './data.ts';
import { Slides, type Display } from './display-schema.ts';
import { quote, type Fault } from './faults.ts';
import type { YamlFile } from './read-yaml.ts';

/** Looks for the folder that a lobby file names, as for its logo: whoever misspells it should not wonder at a dark screen. */
export async function checkSlides(yaml: YamlFile, folder: string): Promise<Fault[]> {
  const path = ['slides', 'dir'];
  const name = valueAt(yaml.value, path);
  // What is no folder's name is said already.
  if (!Check(Slides.properties.dir, name)) return [];
  const found = await stat(resolve(folder, name)).catch(() => null);
  if (found?.isDirectory() === true) return [];
  const what = found === null ? 'there is no such folder beside the lobby file' : 'this is a file';
  return [yaml.at(path, `${quote(name)}: ${what}; name a folder with pictures in it.`)];
}

/** At 55 inch, letters of the page as it was drawn are 6 mm for each of these metres. */
const DRAWN = { metres: 6, inches: 55 } as const;
/** The page's letters grow by this much, and then nothing is left to leave out. */
const GROWTH_MAX = 1.5;

/** From how far away a television of this size can be read, in metres, rounded down to half a metre. */
export const readableMetres = ({ diagonalInches }: Pick<Display, 'diagonalInches'>): number =>
  Math.floor(((DRAWN.metres * GROWTH_MAX * diagonalInches) / DRAWN.inches) * 2) / 2;

/** What an installer should know of screens that hang too far away; the lobby opens all the same. */
export function displayWarnings(displays: readonly Display[]): string[] {
  return displays.flatMap((display) => {
    const { id, distanceMetres, diagonalInches } = display;
    const most = readableMetres(display);
    if (distanceMetres <= most) return [];
    return [
      `display ${id}: ${diagonalInches} inches can be read from ${most} m, not from ${distanceMetres} m; hang a larger one, or a second one nearer.`,
    ];
  });
}
