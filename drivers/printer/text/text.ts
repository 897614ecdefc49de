/** Text as a ticket printer can show it: which characters it has, how wide they are, where a line breaks. */
import iconv from 'iconv-lite';

/** What stands for a character that the printer's font does not have; GB2312 calls it the geta mark, made for this. */
const substitute = '〓';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The text as it will come out: only characters of the printer's font, one column (ASCII) or two (all others) wide each, and
 * never a control. Tabs and line ends become spaces, other controls and invisible marks vanish, Latin letters the font lacks
 * lose their accents, and anything else it lacks becomes one 〓 per visible character.
 */
export function printable(text: string): string {
  // Most text: ASCII and the Han that GBK took from the first Unicode as a block. The long way takes fifty times as long.
  if (/^[ -~\u4e00-\u9fa5]*$/.test(text)) return text;
  let shown = '';
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) shown += shownAs(segment);
  return shown;
}

/** Display columns of text that `printable` has returned: ASCII one, everything else two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += isAscii(character) ? 1 : 2;
  return columns;
}

/** The bytes of text that `printable` has returned: ASCII as it is, all else two bytes of GB18030, both above 3F. */
export function toPrinterBytes(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}

/** Builds the table of characters, which takes some 40 ms, and otherwise happens in the first ticket. */
export function warmUp(): void {
  toPrinterBytes(substitute);
}

/** What two bytes of GB18030 say; 〓 where they say nothing. The other way round of `toPrinterBytes`. */
export function fromPrinterBytes(bytes: Uint8Array): string {
  const text = iconv.decode(bytes, 'gb18030');
  return text.includes('\ufffd') ? substitute : text;
}

function shownAs(grapheme: string): string {
  // Line ends and tabs, NEL and the Unicode separators included.
  if (/^[\t-\r\x85\p{Z}]+$/u.test(grapheme)) return grapheme === '\u3000' ? grapheme : ' ';
  const visible = grapheme.replaceAll(/[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Variation_Selector}]/gu, '');
  if (visible === '') return '';
  if (visible === grapheme && hasAll(visible)) return visible;
  const plain = visible.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return hasAll(plain) ? plain : substitute;
}

function hasAll(characters: string): boolean {
  return Array.from(characters).every(isInFont);
}

/**
 * In GB18030's four-byte part are the characters that Chinese printers do not have (emoji, rare Han, most alphabets); in the
 * user-defined areas of the two-byte part are none at all, and iconv maps those to and from Unicode's private use.
 */
function isInFont(character: string): boolean {
  if (isAscii(character)) return true;
  if (/\p{Co}/u.test(character)) return false;
  const bytes = iconv.encode(character, 'gb18030');
  return bytes.length === 2;
}

function isAscii(character: string): boolean {
  return character >= ' ' && character <= '~';
}
