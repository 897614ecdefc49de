/** Text as a font card can show it: ASCII one cell wide, the characters of GB2312 two, and nothing else. */
import { toGb2312 } from './gb2312.ts';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** What a square font would give two cells to, and so its question mark too. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

/**
 * The text as it will stand on the board. A backslash would begin a command there, so it becomes its full-width sister; line
 * ends and tabs become spaces, other controls and invisible marks vanish, letters the font lacks lose their accents, and for
 * anything else it lacks stands a question mark of the same width. Shown again, it stays as it is.
 */
export function shownText(text: string): string {
  // Most text; the long way takes several times as long.
  if (isInFont(text)) return text;
  let shown = '';
  for (const { segment } of graphemes.segment(text.normalize('NFC')))
    shown += shownAs(segment) ?? (wide.test(segment) ? '？' : '?');
  return shown;
}

/** Whether the board has every character of a text, so that no question mark stands for one. */
export function isShowable(text: string): boolean {
  return Array.from(graphemes.segment(text.normalize('NFC'))).every(
    ({ segment }) => shownAs(segment) !== null,
  );
}

/** How many cells a text takes on the board. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of shownText(text)) cells += cellsOfShown(character);
  return cells;
}

/** As much of the text, as it is shown, as has room in so many cells. */
export function cutAtCell(text: string, cells: number): string {
  let [cut, free] = ['', cells];
  for (const character of shownText(text)) {
    free -= cellsOfShown(character);
    if (free < 0) break;
    cut += character;
  }
  return cut;
}

/** The bytes of a text as it is shown: none below 20, no backslash. */
export function toBoardBytes(text: string): Buffer {
  const parts = Array.from(
    shownText(text),
    (character) => toGb2312(character) ?? Buffer.from(character, 'latin1'),
  );
  return Buffer.concat(parts);
}

function cellsOfShown(character: string): number {
  return isPlain(character) ? 1 : 2;
}

/** ASCII without its controls and the backslash: what the board shows as it is. */
function isPlain(text: string): boolean {
  return /^[ -[\]-~]*$/.test(text);
}

/** Null if the font has nothing for it. */
function shownAs(grapheme: string): string | null {
  // Line ends and tabs, NEL and the Unicode separators included.
  if (/^[\t-\r\x85\p{Z}]+$/u.test(grapheme)) return grapheme === '\u3000' ? grapheme : ' ';
  const visible = grapheme
    .replaceAll(/[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Variation_Selector}]/gu, '')
    .replaceAll('\\', '＼');
  if (isInFont(visible)) return visible;
  const plain = visible.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('\\', '＼');
  return isInFont(plain) ? plain : null;
}

function isInFont(characters: string): boolean {
  return Array.from(characters).every((character) => isPlain(character) || toGb2312(character) !== null);
}
