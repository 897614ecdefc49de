import { EscposDecoder } from '../../../drivers/printer/simulator/decode.ts';
import type { PrinterModel } from '../../../drivers/printer/models/model.ts';
import { printerModel } from '../../../drivers/printer/models/models.ts';
import { Typesetter, withItem, type PaperItem } from '../../../drivers/printer/simulator/paper.ts';

export interface Decoded {
  readonly items: PaperItem[];
  readonly unknown: string[];
  readonly leftOver: number;
}

/** What a printer of that model, or a common one of so many columns, makes of bytes, given in pieces of `pieceBytes`. */
export function decoded(bytes: Uint8Array, of: number | PrinterModel, pieceBytes = bytes.length): Decoded {
  const model =
    typeof of === 'number' ? { ...printerModel('escpos-58'), columns: of, widthDots: of * 12 } : of;
  const decoder = new EscposDecoder(model);
  const typesetter = new Typesetter(model);
  let items: PaperItem[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    decoder.push(bytes.subarray(at, at + pieceBytes));
    for (let command = decoder.next(); command; command = decoder.next()) {
      if (command.kind === 'unknown') unknown.push(command.hex);
      for (const placed of typesetter.apply(command)) items = withItem(items, placed);
    }
  }
  return { items, unknown, leftOver: decoder.pendingBytes };
}

/** All text of items, one string a line. */
export function textLines(items: readonly PaperItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'line' ? [item.runs.map(({ text }) => text).join('')] : []));
}
