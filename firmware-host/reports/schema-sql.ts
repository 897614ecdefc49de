/** The tables as SQL, and the views of their wall times. */
import { answersSql, inputSql } from './input-tables.ts';
import type { Values } from './rows.ts';
import { cases, days, idles, ratings, refusals, spells, stays, tickets, type TableOf } from './schema.ts';

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

/** Stays are found by their tickets, and these by the day on which they were taken: but not who was kept over night. */
const LATER_STAYS = 'CREATE INDEX later_stays ON stays (date) WHERE is_later = 1';

/** Few visitors have a key: the earlier visits of one are found at once. */
const VISITORS = 'CREATE INDEX visitors ON tickets (visitor_key, date) WHERE visitor_key IS NOT NULL';

/** See revisions.ts. */
const REVISIONS = `CREATE TABLE revisions (
  date     TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

/** Beside what the checkpoint says: see checkpoint.ts. */
const SUM = 'ALTER TABLE checkpoint ADD COLUMN sum INTEGER NOT NULL DEFAULT 0';

/** All that makes an empty database one of reports. */
export const schemaSql = (): string =>
  [...firstTables(), ...secondTables(), ...thirdTables(), SUM].join(';\n');

/** What makes a database of one version one of the next. */
export interface Upgrade {
  readonly sql: string;
  /** Whether the fold goes over old ground for what the rows lack, as far as the journal still has the facts. */
  readonly isRefolded: boolean;
}

/** By the version from which each of them leads. */
export const upgrades = (): ReadonlyMap<number, Upgrade> =>
  new Map([
    [1, { sql: toSecond().join(';\n'), isRefolded: true }],
    // Nobody could mark a visit or enter answers before, and no visitor had a key: what is not there is what was so.
    [2, { sql: toThird().join(';\n'), isRefolded: false }],
    [3, { sql: SUM, isRefolded: false }],
  ]);

const toSecond = (): readonly string[] => [
  'ALTER TABLE stays ADD COLUMN is_later INTEGER NOT NULL DEFAULT 0',
  'UPDATE stays SET is_later = 1 WHERE date <> (SELECT date FROM tickets WHERE position = ticket)',
  ...secondTables(),
  'INSERT INTO revisions (date, position) SELECT date, max(position) FROM days GROUP BY date',
];

const toThird = (): readonly string[] => [
  ...(['agent_settled', 'visitor_settled', 'visitor_key', 'is_returned'] as const).map(
    (column) => `ALTER TABLE tickets ADD COLUMN ${column} ${tickets.columns[column]}`,
  ),
  ...thirdTables(),
];

const firstTables = (): readonly string[] => [
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
];

const secondTables = (): readonly string[] => [
  tableSql(cases),
  tableSql(idles),
  timesSql('idle_times', idles, ['began']),
  timesSql('case_times', cases, ['opened', 'resolved', 'called_back', 'ended']),
  REVISIONS,
  LATER_STAYS,
  ...inputSql(),
];

/** Beside the columns of tickets. */
const thirdTables = (): readonly string[] => [VISITORS, ...answersSql()];

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
