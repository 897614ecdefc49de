/** The form of the report tables: each column beside the type of its row, so that none is forgotten on either side. */
import { momentIn } from './moments.ts';
import type {
  CaseRow,
  DayRow,
  IdleRow,
  RatingRow,
  RefusalRow,
  SpellRow,
  StayRow,
  TicketRow,
  Values,
} from './rows.ts';

/** "FoyR": SQLite's file(1) mark. */
export const APPLICATION_ID = 0x466f7952;
export const SCHEMA_VERSION = 4;

export interface TableOf<Row extends Values> {
  readonly name: string;
  /** Primary key. */
  readonly key: readonly (keyof Row & string)[];
  /** Unique columns by which facts name a row. */
  readonly lookup: readonly (keyof Row & string)[];
  readonly columns: { readonly [Column in keyof Row & string]: string };
}

const KEY = 'INTEGER PRIMARY KEY';
const WHOLE = 'INTEGER NOT NULL';
const TEXT = 'TEXT NOT NULL';

export const tickets: TableOf<TicketRow> = {
  name: 'tickets',
  key: ['position'],
  lookup: ['id'],
  columns: {
    position: KEY,
    last: WHOLE,
    id: 'TEXT NOT NULL UNIQUE',
    date: TEXT,
    state: TEXT,
    service: TEXT,
    first_service: TEXT,
    corrected_from: 'TEXT',
    class: TEXT,
    kiosk: TEXT,
    language: TEXT,
    source: TEXT,
    size: WHOLE,
    visit: 'TEXT',
    priority: 'TEXT',
    granted_by: 'TEXT',
    is_promised: WHOLE,
    is_promise_kept: 'INTEGER',
    stays: WHOLE,
    transfers: WHOLE,
    returns: WHOLE,
    ended_by: 'TEXT',
    is_recovered: WHOLE,
    is_call_back_asked: WHOLE,
    agent_settled: 'INTEGER',
    visitor_settled: 'INTEGER',
    visitor_key: 'TEXT',
    is_returned: 'INTEGER NOT NULL DEFAULT 0',
    gave_up_ms: 'INTEGER',
    rating: 'INTEGER',
    waiting_ms: 'INTEGER',
    ...momentIn('taken', WHOLE),
    ...momentIn('ended', 'INTEGER'),
  },
};

export const stays: TableOf<StayRow> = {
  name: 'stays',
  key: ['ticket', 'n'],
  lookup: ['ticket', 'n'],
  columns: {
    ticket: WHOLE,
    n: WHOLE,
    date: TEXT,
    is_later: 'INTEGER NOT NULL DEFAULT 0',
    service: TEXT,
    counter: 'TEXT',
    agent: 'TEXT',
    waited_ms: 'INTEGER',
    calls: WHOLE,
    calling_ms: 'INTEGER',
    walk_ms: 'INTEGER',
    served_ms: 'INTEGER',
    held_ms: WHOLE,
    holds: WHOLE,
    is_implied: WHOLE,
    is_estimated: WHOLE,
    ending: 'TEXT',
    reason: 'TEXT',
    called_ms: 'INTEGER',
    last_call_ms: 'INTEGER',
    started_ms: 'INTEGER',
    held_since_ms: 'INTEGER',
    ...momentIn('called', 'INTEGER'),
    ...momentIn('ended', 'INTEGER'),
  },
};

export const refusals: TableOf<RefusalRow> = {
  name: 'refusals',
  key: ['position'],
  lookup: ['position'],
  columns: {
    position: KEY,
    date: TEXT,
    service: TEXT,
    kiosk: TEXT,
    reason: TEXT,
    ...momentIn('refused', WHOLE),
  },
};

export const spells: TableOf<SpellRow> = {
  name: 'spells',
  key: ['position', 'counter'],
  lookup: ['position', 'counter'],
  columns: {
    position: WHOLE,
    counter: TEXT,
    last: WHOLE,
    date: TEXT,
    agent: TEXT,
    kind: TEXT,
    reason: 'TEXT',
    ticket: 'INTEGER',
    lasted_ms: 'INTEGER',
    since_ms: 'INTEGER',
    ...momentIn('began', WHOLE),
  },
};

export const idles: TableOf<IdleRow> = {
  name: 'idles',
  key: ['position', 'counter'],
  lookup: ['position', 'counter'],
  columns: {
    position: WHOLE,
    counter: TEXT,
    last: WHOLE,
    date: TEXT,
    agent: TEXT,
    lasted_ms: 'INTEGER',
    since_ms: 'INTEGER',
    ...momentIn('began', WHOLE),
  },
};

export const ratings: TableOf<RatingRow> = {
  name: 'ratings',
  key: ['position'],
  lookup: ['position'],
  columns: {
    position: KEY,
    last: WHOLE,
    date: TEXT,
    ticket: 'INTEGER',
    service: 'TEXT',
    counter: TEXT,
    agent: 'TEXT',
    score: WHOLE,
    scale: WHOLE,
    source: TEXT,
    flag: 'TEXT',
    reason: 'TEXT',
    ...momentIn('pressed', WHOLE),
  },
};

export const days: TableOf<DayRow> = {
  name: 'days',
  key: ['position'],
  lookup: ['position'],
  columns: {
    position: KEY,
    last: WHOLE,
    date: TEXT,
    closed: 'INTEGER',
    ...momentIn('opened', WHOLE),
    ...momentIn('closed', 'INTEGER'),
  },
};

export const cases: TableOf<CaseRow> = {
  name: 'cases',
  key: ['position'],
  lookup: ['id'],
  columns: {
    position: KEY,
    last: WHOLE,
    id: 'TEXT NOT NULL UNIQUE',
    date: TEXT,
    ticket: 'INTEGER',
    kind: TEXT,
    service: TEXT,
    receiver: 'TEXT',
    subject: 'TEXT',
    call_back: 'TEXT',
    is_told: WHOLE,
    state: TEXT,
    due_at: 'INTEGER',
    call_back_due_at: 'INTEGER',
    is_overdue: WHOLE,
    is_call_back_overdue: WHOLE,
    ...momentIn('opened', WHOLE),
    ...momentIn('resolved', 'INTEGER'),
    ...momentIn('called_back', 'INTEGER'),
    ...momentIn('ended', 'INTEGER'),
  },
};
