import { EscposDecoder } from '../../../drivers/printer/simulator/decode.ts';
import { Typesetter, type PaperItem } from '../../../drivers/printer/simulator/paper.ts';

export interface Decoded {
  readonly items: PaperItem[];
  readonly unknown: string[];
  readonly leftOver: number;
}

/** What a printer of so many columns makes of bytes, given in pieces of `pieceBytes`. */
export function decoded(bytes: Uint8Array, columns: number, pieceBytes = bytes.length): Decoded {
  const decoder = new EscposDecoder();
  const typesetter = new Typesetter(columns);
  const items: PaperItem[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    decoder.push(bytes.subarray(at, at + pieceBytes));
    for (let command = decoder.next(); command; command = decoder.next()) {
      if (command.kind === 'unknown') unknown.push(command.hex);
      items.push(...typesetter.apply(command).map(({ item }) => item));
    }
  }
  return { items, unknown, leftOver: decoder.pendingBytes };
}

/** All text of items, one string a line. */
export function textLines(items: readonly PaperItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'line' ? [item.runs.map(({ text }) => text).join('')] : []));
}
