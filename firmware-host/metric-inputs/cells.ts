/** What people write into the cells of a file, in the forms that spreadsheets make of it. */
import { Temporal } from 'temporal-polyfill';
import { Check } from 'typebox/value';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, languages, type TextKey } from '../../config/texts/texts.ts';
import { TICKET_ID_MAX } from '../messages/metric-inputs.ts';
import { AgentId } from '../messages/text.ts';
import type { Site } from '../site.ts';

/** Faults of a file itself; texts `metric-input.fault.<code>` say what helps. */
export type CellFault =
  | 'date-format'
  | 'date-impossible'
  | 'time-format'
  | 'number-format'
  | 'text-too-long'
  | 'change-unknown'
  | 'full-time-unknown'
  | 'service-unknown'
  | 'agent-unknown';

/** What a cell says, or why nobody can tell. `known`: what it may have been meant to say. */
export type ReadCell<T> =
  { readonly value: T } | { readonly fault: CellFault; readonly known?: readonly string[] };

const good = <T>(value: T): ReadCell<T> => ({ value });

/** 2026-11-02, 2026/11/2, 2026.11.2, or with the words for year, month and day. */
const DATE = /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/;

export function readDate(cell: string): ReadCell<string> {
  const [, year, month, day] = DATE.exec(cell) ?? [];
  if (year === undefined) return { fault: 'date-format' };
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return good(Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString());
  } catch {
    return { fault: 'date-impossible' };
  }
}

/** 8:30, 08:30:00, 8：30, 24:00. */
const TIME = /^(\d{1,2})[:：](\d{2})(?:[:：]00)?$/;
const HOURS = 24;
const MINUTES = 60;

export function readTime(cell: string): ReadCell<string> {
  const [, hour = '', minute = ''] = TIME.exec(cell) ?? [];
  const isEndOfDay = Number(hour) === HOURS && Number(minute) === 0;
  const isTime = hour !== '' && Number(hour) < HOURS && Number(minute) < MINUTES;
  return isTime || isEndOfDay ? good(`${hour.padStart(2, '0')}:${minute}`) : { fault: 'time-format' };
}

/** With the signs that money and thousands have; U+5143 is the yuan in words. */
const SIGNS = /[\s,，%\p{Sc}\u{5143}]/gu;

export function readNumber(cell: string): ReadCell<number> {
  const plain = cell.replaceAll(SIGNS, '');
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? good(Number(plain)) : { fault: 'number-format' };
}

export const readTicketId = (cell: string): ReadCell<string> =>
  cell.length > TICKET_ID_MAX ? { fault: 'text-too-long' } : good(cell);

export function readChange(cell: string): ReadCell<'joined' | 'left'> {
  if (isWord(cell, 'metric-input.word.joined', ['joined'])) return good('joined');
  if (isWord(cell, 'metric-input.word.left', ['left'])) return good('left');
  return { fault: 'change-unknown' };
}

export function readFullTime(cell: string): ReadCell<boolean> {
  if (isWord(cell, 'metric-input.word.full-time', ['yes', 'true', '1'])) return good(true);
  if (isWord(cell, 'metric-input.word.part-time', ['no', 'false', '0'])) return good(false);
  return { fault: 'full-time-unknown' };
}

/** By id, or by name where only one has it. */
export function readAgent(cell: string, { agents }: Pick<Site, 'agents'>): ReadCell<string> {
  if (agents.some(({ id }) => id === cell)) return good(cell);
  const named = namedIn(agents).get(plainWord(cell)) ?? [];
  const [only] = named;
  if (only !== undefined && named.length === 1) return good(only.id);
  return { fault: 'agent-unknown', known: agents.flatMap(({ id, name }) => [id, name]) };
}

/** A file may have a thousand unknown names, and each is looked for among hundreds. */
const byName = new WeakMap<Site['agents'], ReadonlyMap<string, Site['agents']>>();

function namedIn(agents: Site['agents']): ReadonlyMap<string, Site['agents']> {
  const known = byName.get(agents) ?? Map.groupBy(agents, ({ name }) => plainWord(name));
  byName.set(agents, known);
  return known;
}

/** The same; whom the house does not know any more is called by an id. */
export function readStaffMember(cell: string, site: Pick<Site, 'agents'>): ReadCell<string> {
  const known = readAgent(cell, site);
  return 'fault' in known && Check(AgentId, cell) ? good(cell) : known;
}

/** By letter, or by name in any language. */
export function readService(cell: string, { services }: Pick<Site, 'services'>): ReadCell<string> {
  const found = services.find(
    ({ letter, name }) => isSame(letter, cell) || Object.values(name).some((word) => isSame(word, cell)),
  );
  if (found !== undefined) return good(found.letter);
  const known = services.flatMap(({ letter, name }) => [letter, ...Object.values(name)]);
  return { fault: 'service-unknown', known };
}

/** Case, spaces and the like do not count. */
export const isSame = (one: string, other: string): boolean => plainWord(one) === plainWord(other);

const plainWord = (word: string): string => word.toLowerCase().replaceAll(/[\s_*-]/gu, '');

const isWord = (cell: string, text: TextKey, others: readonly string[]): boolean =>
  others.some((word) => isSame(word, cell)) ||
  languages.some((language) => isSame(formatText(catalogues[language], text), cell));
