/** The single-byte characters above ASCII that a printer has, in the pages that ESC t chooses from. */
import iconv from 'iconv-lite';
import type { PrinterModel } from '../models/model.ts';

/** A page that has a character, and the byte for it there. */
export interface PagePlace {
  /** For ESC t n. */
  readonly page: number;
  readonly byte: number;
}

/** Character → where it is, in the model's order of pages. */
export type PageTable = ReadonlyMap<string, readonly PagePlace[]>;

/** A new table; some 0.1 ms a page. */
export function pageTable(codePages: PrinterModel['codePages']): PageTable {
  const table = new Map<string, PagePlace[]>();
  for (const [name, page] of Object.entries(codePages)) {
    for (const [byte, character] of pageCharacters(name)) {
      const places = table.get(character);
      if (places) places.push({ page, byte });
      else table.set(character, [{ page, byte }]);
    }
  }
  return table;
}

/**
 * Bytes 80–FF of a page and what they show. Left out: what is undefined, invisible, or a mark of its own (page 1258), which a
 * printer sets beside its letter; and Hebrew and Arabic, which a printer would set from left to right.
 */
function pageCharacters(name: string): [number, string][] {
  const found: [number, string][] = [];
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const character = iconv.decode(Buffer.from([byte]), name);
    if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) && !/[\ufffd\p{sc=Hebr}\p{sc=Arab}]/u.test(character))
      found.push([byte, character]);
  }
  return found;
}
