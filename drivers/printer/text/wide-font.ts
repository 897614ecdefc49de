/** The two-byte characters of a printer's own font. */
import iconv from 'iconv-lite';
import type { WideFont } from '../models/model.ts';

/** The two bytes of each UTF-16 unit, high byte first; 0 where the font has no such character. */
export type WideTable = Uint16Array;

interface Encoding {
  /** For iconv-lite, whose `big5` has Hong Kong's characters too, which printers do not have. */
  readonly name: string;
  /**
   * What of it is in printers: iconv-lite knows the makers' extensions as well. A second byte of Big5 and Shift_JIS may be a
   * letter (40–7E), in none is it a control, so no text can become a command.
   */
  readonly has: (high: number, low: number) => boolean;
}

const encodings: Readonly<Record<WideFont, Encoding>> = {
  // Its four-byte part (emoji, rare Han, most alphabets) is in no printer.
  gb18030: { name: 'gb18030', has: (high, low) => high >= 0x81 && low >= 0x40 },
  // Symbols, the frequent Han, the less frequent Han; not the computer maker's additions after them.
  big5: {
    name: 'cp950',
    has: (high, low) => {
      const code = high * 256 + low;
      return (
        (code >= 0xa140 && code <= 0xa3bf) ||
        (code >= 0xa440 && code <= 0xc67e) ||
        (code >= 0xc940 && code <= 0xf9d5)
      );
    },
  },
  // JIS X 0208: rows 1 to 8 and 16 to 84; between them are NEC's additions, after them IBM's.
  shift_jis: {
    name: 'shift_jis',
    has: (high, low) =>
      low >= 0x40 &&
      ((high >= 0x81 && high <= 0x84) || (high >= 0x88 && high <= 0x9f) || (high >= 0xe0 && high <= 0xea)),
  },
  // KS X 1001; iconv-lite adds the other 8,800 syllables of Microsoft's page 949.
  'euc-kr': { name: 'euc-kr', has: (high, low) => high >= 0xa1 && low >= 0xa1 },
};

const tables = new Map<WideFont, WideTable>();

/** Built when first asked for, which takes 20 to 60 ms. */
export function wideTable(font: WideFont): WideTable {
  const known = tables.get(font);
  if (known) return known;
  const table = buildTable(encodings[font]);
  tables.set(font, table);
  return table;
}

/** All characters in one go, a line end between them, which is no byte of any character in these encodings. */
function buildTable({ name, has }: Encoding): WideTable {
  const characters: string[] = [];
  for (let unit = 0x80; unit <= 0xffff; unit++) {
    const character = String.fromCharCode(unit);
    // Surrogates are no characters; iconv-lite maps the user-defined areas, which are empty, to private ones.
    if (!/[\p{Cs}\p{Co}]/u.test(character)) characters.push(character);
  }
  const bytes = iconv.encode(`${characters.join('\n')}\n`, name);
  const table = new Uint16Array(0x1_0000);
  let at = 0;
  for (const character of characters) {
    const end = bytes.indexOf(0x0a, at);
    const [high = 0, low = 0] = bytes.subarray(at, end);
    if (end - at === 2 && has(high, low)) table[character.charCodeAt(0)] = high * 256 + low;
    at = end + 1;
  }
  return table;
}
