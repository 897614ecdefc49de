/** What people have entered for the metrics, in tables of its own. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DAY_MS, daysOf, stretchesOf, type InputKind, type MetricInput } from '../domain/metric-input.ts';
import type { Value } from './rows.ts';
import { NO_DATE, type Revisions } from './revisions.ts';

/** Beside `batch` and `n`, which tell the rows apart. By the version of the reports that brought them. */
const secondColumns = {
  roster: 'agent TEXT NOT NULL, date TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER NOT NULL',
  costs: 'from_date TEXT NOT NULL, to_date TEXT NOT NULL, amount REAL NOT NULL, service TEXT',
  checks: 'agent TEXT NOT NULL, date TEXT NOT NULL, score REAL NOT NULL, ticket INTEGER',
  staff: 'agent TEXT NOT NULL, date TEXT NOT NULL, change TEXT NOT NULL, is_full_time INTEGER NOT NULL',
} as const;
const thirdColumns = {
  answers: 'date TEXT NOT NULL, service TEXT, count INTEGER NOT NULL',
} as const;
const columns = { ...secondColumns, ...thirdColumns } as const;
type InputTable = keyof typeof columns;
const inputTables = Object.keys(columns) as readonly InputTable[];

const tableOf: Readonly<Record<InputKind, InputTable>> = {
  roster: 'roster',
  costs: 'costs',
  quality: 'checks',
  staff: 'staff',
  answers: 'answers',
};

/**
 * A withdrawn batch stays, for a restoration of the journal may lose the withdrawal; nobody sees it: what reports read are the views
 * `roster`, `costs`, `checks`, `staff` and `answers`. These are what version 2 of the reports had of them.
 */
export const inputSql = (): readonly string[] => [
  `CREATE TABLE batches (
  position  INTEGER PRIMARY KEY,
  batch     TEXT NOT NULL UNIQUE,
  kind      TEXT NOT NULL,
  withdrawn INTEGER
) STRICT`,
  ...Object.entries(secondColumns).flatMap(tableSql),
];

/** What version 3 has beside them. */
export const answersSql = (): readonly string[] => Object.entries(thirdColumns).flatMap(tableSql);

function tableSql([name, own]: readonly [name: string, columns: string]): readonly string[] {
  return [
    `CREATE TABLE entered_${name} (
  batch TEXT NOT NULL, n INTEGER NOT NULL, ${own}, PRIMARY KEY (batch, n)
) STRICT, WITHOUT ROWID`,
    `CREATE VIEW ${name} AS SELECT entered_${name}.* FROM entered_${name}
  JOIN batches USING (batch) WHERE withdrawn IS NULL`,
  ];
}

/** After a restoration: what was entered, or withdrawn, in a fact behind a position never was. Each takes the position. */
export const inputDeeds: readonly string[] = [
  ...inputTables.map(
    (name) => `DELETE FROM entered_${name} WHERE batch IN (SELECT batch FROM batches WHERE position > ?)`,
  ),
  'DELETE FROM batches WHERE position > ?',
  'UPDATE batches SET withdrawn = NULL WHERE withdrawn > ?',
];

/**
 * What is too old for the house, before a date; first the revisions: a day that has none is no longer whole, and nothing is compared with
 * it. How many people there are is the sum of all who ever joined and left: these
 * stay.
 */
export const oldInputs: readonly (readonly [table: string, key: string, where: string])[] = [
  ['revisions', 'date', "date < ? AND date <> ''"],
  ['entered_roster', 'batch, n', 'date < ?'],
  ['entered_checks', 'batch, n', 'date < ?'],
  ['entered_costs', 'batch, n', 'to_date < ?'],
  ['entered_answers', 'batch, n', 'date < ?'],
];

/** Writes at once, within the caller's transaction: people enter little, and seldom. */
export class InputTables {
  readonly #database: DatabaseSync;
  readonly #revisions: Pick<Revisions, 'touch'>;
  readonly #insertBatch: StatementSync;
  readonly #withdraw: StatementSync;
  readonly #kind: StatementSync;

  constructor(database: DatabaseSync, revisions: Pick<Revisions, 'touch'>) {
    this.#database = database;
    this.#revisions = revisions;
    this.#insertBatch = database.prepare(
      'INSERT INTO batches (position, batch, kind) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#withdraw = database.prepare(
      'UPDATE batches SET withdrawn = ? WHERE batch = ? AND withdrawn IS NULL',
    );
    this.#kind = database.prepare('SELECT kind FROM batches WHERE batch = ?');
  }

  /** @param ticketAt position of a ticket by its id, where one is known */
  enter(position: number, batch: string, input: MetricInput, ticketAt: (id: string) => number | null): void {
    if (this.#insertBatch.run(position, batch, input.kind).changes === 0) return;
    const rows = rowsOf(input, ticketAt);
    const table = tableOf[input.kind];
    const cells = ', ?'.repeat(rows[0]?.length ?? 0);
    if (rows.length > 0) {
      const insert = this.#database.prepare(`INSERT INTO entered_${table} VALUES (?, ?${cells})`);
      rows.forEach((row, n) => insert.run(batch, n + 1, ...row));
    }
    this.#touch(daysOf(input));
    if (input.kind === 'staff') this.#revisions.touch(NO_DATE);
  }

  withdraw(position: number, batch: string): void {
    if (this.#withdraw.run(position, batch).changes === 0) return;
    const kind = this.#kind.get(batch)?.['kind'] as InputKind;
    const dates = kind === 'costs' ? 'from_date, to_date' : 'date AS from_date, date AS to_date';
    const days = this.#database.prepare(
      `SELECT DISTINCT ${dates} FROM entered_${tableOf[kind]} WHERE batch = ?`,
    );
    this.#touch(
      days.all(batch).map(({ from_date: from, to_date: to }) => ({ from: String(from), to: String(to) })),
    );
    if (kind === 'staff') this.#revisions.touch(NO_DATE);
  }

  /** Counted days: whoever appends waits for this, and a fact that is there already must pass, whatever it says. */
  #touch(spans: readonly { readonly from: string; readonly to: string }[]): void {
    for (const { at, days } of stretchesOf(spans))
      for (let day = 0; day < days; day += 1) this.#revisions.touch(dateOf(at + day * DAY_MS));
  }
}

/** Without those whose number JSON could not say when they were journalled: a fact must pass, and these say nothing. */
function rowsOf(input: MetricInput, ticketAt: (id: string) => number | null): readonly (readonly Value[])[] {
  switch (input.kind) {
    case 'roster':
      return input.rows.map(({ agent, date, fromAt, toAt }) => [agent, date, fromAt, toAt]);
    case 'costs':
      return input.rows
        .filter(({ amount }) => Number.isFinite(amount))
        .map(({ fromDate, toDate, amount, service }) => [fromDate, toDate, amount, service]);
    case 'quality':
      return input.rows
        .filter(({ score }) => Number.isFinite(score))
        .map(({ agent, date, score, ticket }) => [
          agent,
          date,
          score,
          ticket === null ? null : ticketAt(ticket),
        ]);
    case 'staff':
      return input.rows.map(({ agent, date, change, isFullTime }) => [
        agent,
        date,
        change,
        Number(isFullTime),
      ]);
    case 'answers':
      return input.rows
        .filter(({ count }) => Number.isSafeInteger(count))
        .map(({ date, service, count }) => [date, service, count]);
  }
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
