/** A ticket's layout once it is checked: nothing left to ask, and the copy mark always in it. */
import type { Names } from './schema-parts.ts';
import { inEachLanguage, type Language } from './texts/texts.ts';
import { ticketWords, type FileTicket, type FileTicketItem, type TicketWord } from './ticket-schema.ts';
import { alwaysSays } from './ticket-template.ts';

/** What everything has that is said in words. `in` is null for the visitor's own language. */
interface Said {
  readonly in: Language[] | null;
}

export type TicketItem =
  | { readonly kind: 'word'; readonly word: TicketWord }
  | (Said & {
      readonly kind: 'text';
      readonly text: Names;
      readonly align: 'left' | 'centre' | 'right';
      /** Multiples of the printer's character cell, 1 to 8. */
      readonly width: number;
      readonly height: number;
      readonly bold: boolean;
    })
  | (Said & { readonly kind: 'edges'; readonly left: Names; readonly right: Names })
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly moduleDots: number };

export interface TicketConfig {
  /** Whole path of a PNG; null for none. */
  logo: string | null;
  layout: TicketItem[];
}

/** What Foyer prints where nobody has thought of something else: all there is, and the number of a case only once. */
const usual = ticketWords.filter((word) => word !== 'feed' && word !== 'case');

/**
 * @param file a layout without faults
 * @param names fills the languages that a text leaves out
 */
export function layoutOf(file: FileTicket, names: (own: Partial<Names>) => Names): TicketItem[] {
  const layout = file.layout ?? usual;
  const items = layout.map((item) => itemOf(item, names));
  // Two papers of one number: whoever holds the other one must see which of them is good.
  return layout.some(saysCopy) ? items : [{ kind: 'word', word: 'copy' }, ...items];
}

function itemOf(item: FileTicketItem, names: (own: Partial<Names>) => Names): TicketItem {
  if (typeof item === 'string') return { kind: 'word', word: item };
  const all = (text: string | Partial<Names>): Names =>
    typeof text === 'string' ? inEachLanguage(() => text) : names(text);
  if (item.feed !== undefined) return { kind: 'feed', lines: item.feed };
  if (item.qr !== undefined) return { kind: 'qr', moduleDots: item.qr };
  const said = { in: item.in ?? null };
  if (item.left !== undefined && item.right !== undefined)
    return { kind: 'edges', left: all(item.left), right: all(item.right), ...said };
  if (item.text === undefined) throw new TypeError('A checked entry says nothing: the checks missed it.');
  return {
    kind: 'text',
    text: all(item.text),
    align: item.align ?? 'centre',
    width: item.width ?? item.size ?? 1,
    height: item.height ?? item.size ?? 1,
    bold: item.bold ?? false,
    ...said,
  };
}

const saysCopy = (item: FileTicketItem): boolean => says(item, 'copy');

/** Whether every ticket that has it gets it by this entry, in whatever language. */
export function says(item: FileTicketItem, wanted: 'number' | 'copy'): boolean {
  if (typeof item === 'string') return item === wanted;
  const { text, left, right } = item;
  if (text !== undefined) return variantsOf(text).every((words) => alwaysSays(words, wanted));
  // A line with two edges is left out as a whole.
  const lines = variantsOf(left).flatMap((one) => variantsOf(right).map((other) => `${one} ${other}`));
  return lines.length > 0 && lines.every((words) => alwaysSays(words, wanted));
}

/** A text in every language in which it is written. */
export function variantsOf(text: string | Partial<Names> | undefined): string[] {
  if (text === undefined) return [];
  return typeof text === 'string' ? [text] : Object.values(text);
}
