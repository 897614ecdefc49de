/** The form of the report tables: each column beside the type of its row, so that none is forgotten on either side. */
import { momentIn } from './moments.ts';
import type { DayRow, RatingRow, RefusalRow, SpellRow, StayRow, TicketRow, Values } from './rows.ts';

/** "FoyR": SQLite's file(1) mark. */
export const APPLICATION_ID = 0x466f7952;
export const SCHEMA_VERSION = 1;

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

/** Where the tables stand: one row, which changes in the same transaction as theirs. */
const CHECKPOINT = `CREATE TABLE checkpoint (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  epoch    INTEGER NOT NULL,
  position INTEGER NOT NULL,
  scene    TEXT NOT NULL
) STRICT`;

/**
 * Boots of the machine in the order in which they were seen. `offset_ms`: what to add to the monotonic clock for wall time, once a
 * fact of that boot (its position is `known`) had a wall clock that could be trusted.
 */
const BOOTS = `CREATE TABLE boots (
  id        INTEGER PRIMARY KEY,
  boot      TEXT NOT NULL UNIQUE,
  first     INTEGER NOT NULL,
  offset_ms INTEGER,
  known     INTEGER
) STRICT`;

/** All that makes an empty database one of reports. */
export const schemaSql = (): string =>
  [
    CHECKPOINT,
    BOOTS,
    tableSql(tickets),
    tableSql(stays),
    tableSql(refusals),
    tableSql(spells),
    tableSql(ratings),
    tableSql(days),
    timesSql('ticket_times', tickets, ['taken', 'ended']),
    timesSql('stay_times', stays, ['called', 'ended']),
    timesSql('refusal_times', refusals, ['refused']),
    timesSql('spell_times', spells, ['began']),
    timesSql('rating_times', ratings, ['pressed']),
    timesSql('day_times', days, ['opened', 'closed']),
  ].join(';\n');

function tableSql<Row extends Values>({ name, key, columns }: TableOf<Row>): string {
  const lines = Object.entries(columns).map(([column, sql]) => `  ${column} ${sql}`);
  const isOwnKey = key.length > 1;
  const all = isOwnKey ? [...lines, `  PRIMARY KEY (${key.join(', ')})`] : lines;
  return `CREATE TABLE ${name} (\n${all.join(',\n')}\n) STRICT${isOwnKey ? ', WITHOUT ROWID' : ''}`;
}

/**
 * A view of a table's wall times as far as they are known today, in ms since 1970. `<moment>_clock` says how: `known` (the clock was
 * trusted), `corrected` (it was later, in the same boot), `unknown` (never: as the clock had it).
 */
function timesSql<Row extends Values>(view: string, table: TableOf<Row>, moments: readonly string[]): string {
  const times = moments.map(
    (name) => `
  CASE WHEN ${name}_trusted = 1 OR ${name}.offset_ms IS NULL THEN ${name}_at
    ELSE ${name}_mono_ms + ${name}.offset_ms END AS ${name}_at,
  CASE WHEN ${name}_at IS NULL THEN NULL WHEN ${name}_trusted = 1 THEN 'known'
    WHEN ${name}.offset_ms IS NULL THEN 'unknown' ELSE 'corrected' END AS ${name}_clock`,
  );
  const boots = moments.map((name) => `LEFT JOIN boots AS ${name} ON ${name}.id = ${name}_boot`);
  const keys = [...table.key, 'date'].map((column) => `${table.name}.${column}`);
  return `CREATE VIEW ${view} AS SELECT ${keys.join(', ')},${times.join(',')}
  FROM ${table.name} ${boots.join(' ')}`;
}
