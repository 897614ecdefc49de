import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Moment } from '../../domain/moment.ts';
import type { Cell } from '../measures.ts';
import { Cells } from './cells.ts';
import type { HalfHours } from './half-hours.ts';
import { enterRoster, enterWholeDay } from './inputs.ts';
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
  /** Wall time of the last fact of the day that is open; nothing limits one that is over. */
  readonly until: number;
}

/** The last lobby day that there was; empty where there was none. Nothing counts yet that people have entered for a later one. */
export const lastDateOf = (database: DatabaseSync): string =>
  String(database.prepare('SELECT max(date) AS date FROM days').get()?.['date'] ?? '');

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
  if (date > lastDateOf(database)) return [];
  const span = spanOf(database, date);
  const stretches = span === null ? null : { date, first: span.first, next: span.next, now: span.now };
  const spells = stretches === null ? [] : stretchesIn(database, spellRows, stretches);
  const present = new Set(spells.map(({ agent }) => agent));
  const rostered = enterRoster(database, date, cells, halfHours, { present, until: span?.until ?? Infinity });
  enterWholeDay(database, date, cells);
  if (stretches === null) return cells.all();
  const { now: _none, ...params } = stretches;
  for (const source of [ticketSource(rules), callSource(rules), visitSource, wrapUpSource])
    enterSource(database, source, params, cells, halfHours);
  enterRefusals(database.prepare(refusalRows).all(params), cells, halfHours);
  for (const spell of spells) {
    enterStretch(spell, 'signed_in_ms', cells, halfHours);
    if (rostered.has(spell.agent)) enterStretch(spell, 'rostered_signed_in_ms', cells, halfHours);
  }
  for (const idle of stretchesIn(database, idleRows, stretches))
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
  const scene = JSON.parse(
    String(database.prepare('SELECT scene FROM checkpoint').get()?.['scene']),
  ) as Scene;
  const isOpen =
    typeof next !== 'number' &&
    database.prepare('SELECT 1 FROM days WHERE position = ? AND closed IS NULL').get(day['last'] ?? 0) !==
      undefined;
  return {
    first: day['first'],
    next: typeof next === 'number' ? next : Number.MAX_SAFE_INTEGER,
    now: scene.lobbyMs,
    until: isOpen && scene.lastTime !== null ? wallOf(database, scene.lastTime) : Infinity,
  };
}

/** As the fold writes it. */
interface Scene {
  readonly lobbyMs: number;
  readonly lastTime: Moment | null;
}

/** Wall time as far as it is known today, as in the views `…_times`. */
function wallOf(database: DatabaseSync, { at, monoMs, boot, trusted }: Moment): number {
  if (trusted) return Math.round(at);
  const offset = database.prepare('SELECT offset_ms FROM boots WHERE boot = ?').get(boot)?.['offset_ms'];
  return typeof offset === 'number' ? Math.round(monoMs) + offset : Math.round(at);
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
