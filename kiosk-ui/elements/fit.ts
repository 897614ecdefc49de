/** How much room words take before they are drawn, in em of the pages' face. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\uffff]/, 1],
  [/ /, 0.24],
  [/[fijlrt.,:;!'|()-]/, 0.34],
  [/[mwMW]/, 0.86],
  [/[A-Z]/, 0.64],
];
const otherEm = 0.56;

export const widthEm = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) => sum + (widths.find(([letters]) => letters.test(letter))?.[1] ?? otherEm),
    0,
  );

/** Words, each with the marks and spaces that follow it, so that no line begins with a comma. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)) {
    const last = words.at(-1);
    if (isWordLike === true || last === undefined) words.push(segment);
    else words[words.length - 1] = last + segment;
  }
  return words;
}

const clausesOf = (text: string): string[] =>
  text.match(/[^\u3002\uff0c\uff1b\uff01\uff1f;!?]+[\u3002\uff0c\uff1b\uff01\uff1f;!?]?\s*/gu) ?? [text];

function fill(pieces: readonly string[], roomEm: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && widthEm((last + piece).trimEnd()) <= roomEm)
      lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
}

/** A text in as few lines as it needs, none of them wider than `roomEm`: clause by clause, or else all about equally long. */
export function linesOf(text: string, roomEm: number): string[] {
  const words = wordsOf(text.trim()).flatMap((word) => (widthEm(word) > roomEm ? Array.from(word) : [word]));
  const fewest = fill(words, roomEm).length;
  const clauses = fill(clausesOf(text.trim()), roomEm);
  if (clauses.length <= fewest && clauses.every((line) => widthEm(line) <= roomEm)) return clauses;
  for (let em = widthEm(text) / fewest; em < roomEm; em += 0.5) {
    const lines = fill(words, em);
    if (lines.length <= fewest) return lines;
  }
  return fill(words, roomEm);
}

/** The height of a line in em, as the sheets of these texts set it. */
export const lead = 1.25;

export interface Box {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The largest of `sizesPx` (largest first) at which a text stands in a box; null where none fits. */
export function fittingPx(
  text: string,
  sizesPx: readonly number[],
  { widthPx, heightPx }: Box,
): number | null {
  const fits = (px: number) => linesOf(text, widthPx / px).length * px * lead <= heightPx;
  return sizesPx.find(fits) ?? null;
}
