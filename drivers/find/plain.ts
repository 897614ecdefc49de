/** Text that devices bring along, which anybody may have made, for a terminal and for a lobby file. */

const charactersMax = 80;

/**
 * A name as words of one line. Whatever moves the cursor or turns text round, and each run of blanks that would push words into
 * a line of their own, is one space.
 */
export function plain(text: string): string {
  const words = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return Array.from(words).slice(0, charactersMax).join('').trim();
}

const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

/** For a port, which has to stay what it is: an escape as YAML has it between double quotes. */
const forYaml = (character: string): string =>
  `\\U${codeOf(character).toString(16).toUpperCase().padStart(8, '0')}`;

/** Quoted as YAML has it, because a colon or a question mark means something there. */
export function quoted(text: string): string {
  if (text.search(unprintable) < 0) return `'${text.replaceAll("'", "''")}'`;
  return `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll(unprintable, forYaml)}"`;
}

/** For the terminal: as it is, or as in the lobby file where it cannot be shown. */
export const shown = (text: string): string => (text.search(unprintable) < 0 ? text : quoted(text));

/** In units of UTF-16. */
function forJson(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** @param text of JSON; the ends of its lines stay */
export function printableJson(text: string): string {
  return text.replaceAll(unprintable, (character) => (character === '\n' ? '\n' : forJson(character)));
}
