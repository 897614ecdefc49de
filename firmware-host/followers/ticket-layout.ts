import type { Names } from '../../config/schema-parts.ts';
import type { Language, TextKey } from '../../config/texts/texts.ts';
import type { TicketItem } from '../../config/ticket-layout.ts';
import type { TicketWord } from '../../config/ticket-schema.ts';
import type { Placeholder } from '../../config/ticket-template.ts';
import type { PrintDocument, PrintItem, TextScale } from '../../drivers/printer/document.ts';
import { line } from '../../drivers/printer/document.ts';
import type { DotImage } from '../../drivers/printer/raster/dots.ts';
import { ticketUrl } from '../displays/ticket-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import { TicketWords } from '../paper/ticket-words.ts';
import type { Site } from '../site.ts';
import { languageOf } from '../site.ts';

/** What all tickets of a printer have in common. */
export interface Form {
  readonly layout: readonly TicketItem[];
  /** As wide as that printer's paper at most; null where the house has none. */
  readonly logo: DotImage | null;
}

/** 6 dots are three quarters of a millimetre: a code of an inch, which any phone reads at arm's length. */
const QR_MODULE_DOTS = 6;

/** A ticket as paper, in the visitor's language. It knows sizes and order, no bytes. */
export function layTicket(site: Site, ticket: Ticket, { layout, logo }: Form): PrintDocument {
  const own = languageOf(site, ticket.language);
  const laying: Laying = {
    own,
    logo,
    url: ticketUrl(site, ticket.token),
    ticket,
    words: (language) => new TicketWords(site, ticket, language),
  };
  return { items: layout.flatMap((item) => layItem(laying, item)) };
}

interface Laying {
  readonly own: Language;
  readonly logo: DotImage | null;
  /** Where telephones find the ticket; null when they cannot. */
  readonly url: string | null;
  readonly ticket: Ticket;
  readonly words: (language: Language) => TicketWords;
}

function layItem(laying: Laying, item: TicketItem): PrintItem[] {
  switch (item.kind) {
    case 'word':
      return layWord(laying, item.word);
    case 'feed':
      return [{ kind: 'feed', lines: item.lines }];
    case 'qr':
      return layCode(laying.url, item.moduleDots);
    case 'text': {
      const { text, align, bold } = item;
      const look = { align, bold, width: scale(item.width), height: scale(item.height) };
      return each(laying, item.in, [text]).map(([words = '']) => line(words, look));
    }
    case 'edges':
      return each(laying, item.in, [item.left, item.right]).map(([left = '', right = '']) => ({
        kind: 'columns',
        left,
        right,
      }));
  }
}

/** The texts of a line in each language in which it is said, once where two say the same; no line where something is missing. */
function each(
  { own, words }: Laying,
  languages: readonly Language[] | null,
  texts: readonly Names[],
): string[][] {
  const lines = new Map<string, string[]>();
  for (const language of languages ?? [own]) {
    const said = words(language);
    const filled = texts.flatMap((text) => said.fill(text[language]) ?? []);
    if (filled.length === texts.length) lines.set(filled.join('\n'), filled);
  }
  return [...lines.values()];
}

const isScale = (size: number): size is TextScale => Number.isInteger(size) && size >= 1 && size <= 8;

function scale(size: number): TextScale {
  if (!isScale(size)) throw new RangeError(`${size} is no size of text`);
  return size;
}

type Look = Parameters<typeof line>[1];

const centred = { align: 'centre' } as const;

/** The words that are a line with one thing on it, and how it looks. */
const looks = {
  lobby: ['lobby', { align: 'centre', bold: true }],
  copy: ['copy', { align: 'centre', bold: true, height: 2 }],
  service: ['service', { align: 'centre', width: 2, height: 2 }],
  number: ['number', { align: 'centre', width: 5, height: 5, bold: true }],
  class: ['class', { align: 'centre', bold: true }],
  follow: ['follow', centred],
  note: ['note', centred],
} as const satisfies Partial<Record<TicketWord, readonly [Placeholder, Look]>>;

/** The words that are a line with a name at its left edge. */
const facts = {
  case: ['ticket.case', 'case'],
  taken: ['ticket.taken', 'taken'],
  appointment: ['ticket.appointment', 'appointment'],
  party: ['ticket.party', 'party'],
  due: ['ticket.due', 'due'],
} as const satisfies Partial<Record<TicketWord, readonly [TextKey, Placeholder]>>;

const isIn = <Known extends object>(word: PropertyKey, known: Known): word is keyof Known => word in known;

function layWord(laying: Laying, word: TicketWord): PrintItem[] {
  const words = laying.words(laying.own);
  const { logo, ticket, url } = laying;
  if (isIn(word, looks)) {
    const [placeholder, look] = looks[word];
    const said = words.of(placeholder);
    return said === null ? [] : [line(said, look)];
  }
  if (isIn(word, facts)) {
    const [label, placeholder] = facts[word];
    const right = words.of(placeholder);
    return right === null ? [] : [{ kind: 'columns', left: words.say(label), right }];
  }
  switch (word) {
    case 'logo':
      if (logo === null) return [];
      // Air below it, as every letterhead has.
      return [
        { kind: 'image', align: 'centre', image: logo, isKept: true },
        { kind: 'feed', lines: 1 },
      ];
    case 'ahead':
      return [waiting(words, ticket)];
    case 'archive': {
      // The number of a case is that of its visit; to its visitor it is the number of the case.
      const label = words.of('case') === null ? 'ticket.archive' : 'ticket.case';
      return [{ kind: 'columns', left: words.say(label), right: ticket.archiveNumber }];
    }
    case 'qr':
      return layCode(url, QR_MODULE_DOTS);
    case 'rule':
      return [{ kind: 'rule' }];
    case 'feed':
      return [{ kind: 'feed', lines: 1 }];
  }
}

function waiting(words: TicketWords, { ahead: count }: Ticket): PrintItem {
  const ahead = words.say('ticket.ahead', { count });
  const wait = words.of('wait');
  if (wait === null) return line(ahead, centred);
  return { kind: 'columns', left: ahead, right: wait };
}

function layCode(url: string | null, moduleDots: number): PrintItem[] {
  if (url === null) return [];
  return [
    // The code's quiet zone: four modules of white, a line above and one below.
    { kind: 'feed', lines: 1 },
    { kind: 'qr', content: url, moduleDots },
    { kind: 'feed', lines: 1 },
  ];
}
