/** Where a text that is too long for the paper goes on in the next line. */

/** Closing marks, and what belongs to the character before it: no line of Chinese or Japanese begins with one. */
const neverFirst = /^[\p{Pe}\p{Pf}!,.:;?%，。、．：；！？％‰℃…‥～·・ー\u3005]/u;

/** Opening brackets and quotation marks. */
const neverLast = /[\p{Ps}\p{Pi}]$/u;

/** Characters that need no space between them to end a line; Hangul is written with spaces. */
const ideographic = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff01-\uff60]/u;

/**
 * The lines as ranges of the characters, from inclusive to exclusive; at least one, none empty but for an empty text. A line
 * ends at a space, which vanishes, or beside a Han character, or, where a word is longer than a line, after any character.
 * @param fits whether the characters from one index to another fit on a line; if some do, fewer of them do too
 */
export function wrap(
  characters: readonly string[],
  fits: (from: number, to: number) => boolean,
): { from: number; to: number }[] {
  const lines: { from: number; to: number }[] = [];
  let from = 0;
  while (from < characters.length) {
    const most = longest(from, characters.length, fits);
    const end = most === characters.length ? most : breakBefore(characters, from, most);
    const to = most === characters.length ? end : withoutSpaces(characters, from, end);
    if (to > from) lines.push({ from, to });
    from = end;
    while (characters[from] === ' ') from += 1;
  }
  return lines.length === 0 ? [{ from: 0, to: 0 }] : lines;
}

/**
 * The largest end with which the line fits; one character where not even that does, or it would go round for ever. Looks no
 * further ahead than it must: measuring all of a long text again for each of its lines would take its time.
 */
function longest(from: number, length: number, fits: (from: number, to: number) => boolean): number {
  let low = from + 1;
  let high = Math.min(length, from + 16);
  while (high > low && fits(from, high)) {
    low = high;
    high = Math.min(length, from + 2 * (high - from));
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(from, middle)) low = middle;
    else high = middle;
  }
  return low;
}

function breakBefore(characters: readonly string[], from: number, most: number): number {
  for (let at = most; at > from; at--) {
    if (mayBreak(characters[at - 1] ?? '', characters[at] ?? '')) return at;
  }
  return most;
}

function mayBreak(before: string, after: string): boolean {
  if (before === ' ' || after === ' ') return true;
  if (neverFirst.test(after) || neverLast.test(before)) return false;
  return ideographic.test(before) || ideographic.test(after);
}

function withoutSpaces(characters: readonly string[], from: number, end: number): number {
  let to = end;
  while (to > from && characters[to - 1] === ' ') to -= 1;
  return to;
}
