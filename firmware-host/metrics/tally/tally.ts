import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Cell } from '../measures.ts';
import { Cells } from './cells.ts';
import type { HalfHours } from './half-hours.ts';
import { enterCostsAndChecks, enterRoster } from './inputs.ts';
import {
  callSource,
  idleRows,
  refusalRows,
  spellRows,
  ticketSource,
  visitSource,
  wrapUpSource,
  type Source,
  type TallyRules,
} from './sources.ts';

/** Within so long another refusal at the same kiosk for the same service is the same person's. */
const RETRY_MS = 3 * 60_000;

/** A lobby day in the report tables. */
interface Span {
  /** Positions of its opening and of the next day's. */
  readonly first: number;
  readonly next: number;
  /** Lobby time of the last fact. */
  readonly now: number;
}

/**
 * All sums of a lobby day, told apart by all dimensions.
 * @param isByDay of the day as a whole; otherwise by half hours
 */
export function tally(
  database: DatabaseSync,
  date: string,
  rules: TallyRules,
  halfHours: HalfHours,
  isByDay: boolean,
): Cell[] {
  const cells = new Cells(isByDay);
  const span = spanOf(database, date);
  const spells = span === null ? [] : stretchesIn(database, spellRows, { date, ...span });
  const present = new Set(spells.map(({ agent }) => agent));
  const rostered = enterRoster(database, date, cells, halfHours, present);
  enterCostsAndChecks(database, date, cells);
  if (span === null) return cells.all();
  const { now: _none, ...between } = span;
  const params = { date, ...between };
  for (const source of [ticketSource(rules), callSource(rules), visitSource, wrapUpSource])
    enterSource(database, source, params, cells, halfHours);
  enterRefusals(database.prepare(refusalRows).all(params), cells, halfHours);
  for (const spell of spells) {
    enterStretch(spell, 'signed_in_ms', cells, halfHours);
    if (rostered.has(spell.agent)) enterStretch(spell, 'rostered_signed_in_ms', cells, halfHours);
  }
  for (const idle of stretchesIn(database, idleRows, { date, ...span }))
    enterStretch(idle, 'idle_ms', cells, halfHours);
  return cells.all();
}

type Params = Readonly<Record<string, string | number>>;
type Row = Record<string, SQLOutputValue>;

/** Null of a day that the lobby was not open. */
function spanOf(database: DatabaseSync, date: string): Span | null {
  const day = database
    .prepare('SELECT min(position) AS first, max(position) AS last FROM days WHERE date = ?')
    .get(date);
  if (typeof day?.['first'] !== 'number') return null;
  const next = database
    .prepare('SELECT min(position) AS next FROM days WHERE position > ?')
    .get(day['last'] ?? 0)?.['next'];
  const scene = JSON.parse(String(database.prepare('SELECT scene FROM checkpoint').get()?.['scene'])) as {
    lobbyMs: number;
  };
  return {
    first: day['first'],
    next: typeof next === 'number' ? next : Number.MAX_SAFE_INTEGER,
    now: scene.lobbyMs,
  };
}

function enterSource(
  database: DatabaseSync,
  { from, sums }: Source,
  params: Params,
  cells: Cells,
  halfHours: HalfHours,
): void {
  const columns = Object.entries(sums).map(([name, sql]) => `sum(${sql}) AS ${name}`);
  const bin = cells.isByDay ? 'NULL' : 'at - at % 900000';
  const rows = database
    .prepare(
      `SELECT ${bin} AS bin, service, counter, agent, class, ${columns.join(', ')} FROM (${from}) GROUP BY 1, 2, 3, 4, 5`,
    )
    .all(params);
  for (const { bin: quarter, service, counter, agent, class: kind, ...values } of rows) {
    const start = quarter === null ? null : halfHours.startOf(Number(quarter));
    const key = {
      service: String(service),
      counter: String(counter),
      agent: String(agent),
      class: String(kind),
    };
    cells.add(start, key, values);
  }
}

function enterRefusals(rows: readonly Row[], cells: Cells, halfHours: HalfHours): void {
  const counted = new Map<string, number>();
  for (const row of rows) {
    const [at, service] = [Number(row['at']), String(row['service'])];
    const place = `${String(row['kiosk'])}\n${service}`;
    if (at - (counted.get(place) ?? -Infinity) <= RETRY_MS) continue;
    counted.set(place, at);
    cells.add(halfHours.startOf(at), { service }, { refused: 1 });
  }
}

interface Stretch {
  readonly at: number;
  readonly ms: number;
  readonly counter: string;
  readonly agent: string;
}

const stretchesIn = (database: DatabaseSync, sql: string, params: Params): Stretch[] =>
  database
    .prepare(sql)
    .all(params)
    .map(({ at, ms, counter, agent }) => ({
      at: Number(at),
      ms: Number(ms),
      counter: String(counter),
      agent: String(agent),
    }));

function enterStretch(
  { at, ms, counter, agent }: Stretch,
  measure: 'signed_in_ms' | 'rostered_signed_in_ms' | 'idle_ms',
  cells: Cells,
  halfHours: HalfHours,
): void {
  if (cells.isByDay) cells.add(null, { counter, agent }, { [measure]: ms });
  else halfHours.spread(at, ms, (start, part) => cells.add(start, { counter, agent }, { [measure]: part }));
}
