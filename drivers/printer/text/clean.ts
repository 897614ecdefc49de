/** Any text as the characters that a visitor would see, one by one, and nothing that a printer could take for a command. */

/** What stands for a character that no font has; GB2312 calls it the geta mark, made for this. */
export const substitute = '〓';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Most text: characters that are one UTF-16 unit, one grapheme and visible each, and that no normalisation changes: ASCII,
 * Latin, Cyrillic, general and Chinese punctuation, lines, kana, Han, Hangul, full-width forms. Else the long way, which
 * takes fifty times as long.
 */
const plain =
  /^[ -~\u00a1-\u00ac\u00ae-\u017f\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2460-\u2473\u2500-\u257f\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff5e]*$/;

/**
 * The visible characters (grapheme clusters) of a text, composed. Tabs and line ends become spaces; controls, marks of
 * direction and other invisible ones vanish, but for joiners inside a cluster; half a surrogate pair, a private character or
 * U+FFFD becomes 〓.
 */
export function visibleCharacters(text: string): string[] {
  if (plain.test(text)) return text.split('');
  const shown: string[] = [];
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
    const visible = shownAs(segment);
    if (visible !== '') shown.push(visible);
  }
  return shown;
}

function shownAs(grapheme: string): string {
  // Line ends and tabs, NEL and the Unicode separators included.
  if (/^[\t-\r\x85\p{Z}]+$/u.test(grapheme)) return grapheme === '\u3000' ? grapheme : ' ';
  const visible = grapheme
    .replaceAll(/[\p{Cc}\p{Variation_Selector}]|(?![\u200c\u200d])\p{Cf}/gu, '')
    .replaceAll(/^[\u200c\u200d]+|[\u200c\u200d]+$/gu, '');
  // Marks that have nothing to stand on.
  if (/^[\p{Mn}\p{Me}]*$/u.test(visible)) return '';
  return /[\p{Cs}\p{Co}\ufffd]/u.test(visible) ? substitute : visible;
}

/** The character without its accents and ornaments, as one or more plainer ones; empty where nothing remains. */
export function plainer(character: string): string[] {
  return visibleCharacters(character.normalize('NFKD').replaceAll(/[\p{M}\u200c\u200d]/gu, ''));
}
