/** The columns of each kind of file. */
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, languages, type TextKey } from '../../config/texts/texts.ts';
import type { InputKind } from '../domain/metric-input.ts';
import type { Site } from '../site.ts';
import {
  isSame,
  readAgent,
  readChange,
  readDate,
  readFullTime,
  readNumber,
  readService,
  readStaffMember,
  readTicketId,
  readTime,
  type ReadCell,
} from './cells.ts';

export interface Column {
  /** As the fields of a request are called. */
  readonly name: ColumnName;
  readonly isOptional: boolean;
  readonly read: (cell: string, site: Site) => ReadCell<string | number | boolean>;
}

const labels = {
  agent: 'metric-input.column.agent',
  date: 'metric-input.column.date',
  from: 'metric-input.column.from',
  to: 'metric-input.column.to',
  fromDate: 'metric-input.column.fromDate',
  toDate: 'metric-input.column.toDate',
  amount: 'metric-input.column.amount',
  service: 'metric-input.column.service',
  score: 'metric-input.column.score',
  ticket: 'metric-input.column.ticket',
  change: 'metric-input.column.change',
  isFullTime: 'metric-input.column.isFullTime',
  count: 'metric-input.column.count',
} as const satisfies Readonly<Record<string, TextKey>>;
export type ColumnName = keyof typeof labels;

export const labelOf = (name: string): TextKey | null => (name in labels ? labels[name as ColumnName] : null);

const needed = (name: ColumnName, read: Column['read']): Column => ({ name, read, isOptional: false });
const optional = (name: ColumnName, read: Column['read']): Column => ({ name, read, isOptional: true });

export const columnsOf: Readonly<Record<InputKind, readonly Column[]>> = {
  roster: [
    needed('agent', readAgent),
    needed('date', readDate),
    needed('from', readTime),
    needed('to', readTime),
  ],
  costs: [
    needed('fromDate', readDate),
    needed('toDate', readDate),
    needed('amount', readNumber),
    optional('service', readService),
  ],
  quality: [
    needed('agent', readAgent),
    needed('date', readDate),
    needed('score', readNumber),
    optional('ticket', readTicketId),
  ],
  // Who has left may be unknown to the house by now.
  staff: [
    needed('agent', readStaffMember),
    needed('date', readDate),
    needed('change', readChange),
    optional('isFullTime', readFullTime),
  ],
  answers: [needed('date', readDate), needed('count', readNumber), optional('service', readService)],
};

/** The column that a heading means, by its name or by its label in any language. */
export const columnCalled = (columns: readonly Column[], heading: string): Column | undefined =>
  columns.find(
    ({ name }) =>
      isSame(name, heading) ||
      languages.some((language) => isSame(formatText(catalogues[language], labels[name]), heading)),
  );
