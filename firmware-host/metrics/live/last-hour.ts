/** What each counter did in the last sixty minutes, as a bar shows it. */
import type { SQLOutputValue } from 'node:sqlite';
import { instant } from '../../clock.ts';
import type { counterParts, LastHour } from '../../messages/lobby-figures.ts';
import { HOUR_MS } from '../metric.ts';
import type { ReportSource } from '../source.ts';
import { wallTime } from '../tally/sources.ts';

/** The bar of a page has 240 steps. */
const STEP_MS = 15_000;

export type Part = (typeof counterParts)[number];

/** A stretch of a counter's time; wall time in ms since 1970. */
export interface Stretch {
  readonly counter: string;
  readonly part: Part;
  readonly from: number;
  /** Infinity while it goes on. */
  readonly to: number;
}

/** Where two are true of one moment, the later one is what one sees: who keeps one visitor on hold may call another one, or be free. */
const layers: readonly Part[] = ['serve', 'walk', 'idle', 'wrap', 'away'];

/** @param at wall time in ms since 1970; null where the clock cannot be believed @returns null outside a lobby day, too */
export function lastHour(source: ReportSource, at: number | null): LastHour | null {
  const { latest, isLatestOpen } = source;
  if (at === null || latest === null || !isLatestOpen) return null;
  const to = Math.floor(at / STEP_MS) * STEP_MS;
  return {
    from: instant(to - HOUR_MS),
    to: instant(to),
    counters: barsOf(stretchesOf(source, latest, to - HOUR_MS), to),
  };
}

/** @param to end of the hour, wall time in ms since 1970 */
export function barsOf(stretches: readonly Stretch[], to: number): LastHour['counters'] {
  const steps = HOUR_MS / STEP_MS;
  const bars = new Map<string, (Part | null)[]>();
  for (const layer of layers)
    for (const { counter, part, ...stretch } of stretches) {
      if (part !== layer) continue;
      const bar = bars.get(counter) ?? Array.from({ length: steps }, () => null);
      bars.set(counter, bar);
      const step = (moment: number) => Math.round((moment - (to - HOUR_MS)) / STEP_MS);
      bar.fill(part, Math.max(0, step(stretch.from)), Math.max(0, Math.min(steps, step(stretch.to))));
    }
  return [...bars].map(([counter, bar]) => ({ counter, stretches: joined(bar) }));
}

function joined(bar: readonly (Part | null)[]): LastHour['counters'][number]['stretches'] {
  const found: LastHour['counters'][number]['stretches'] = [];
  for (const part of bar) {
    const last = found.at(-1);
    if (last !== undefined && last.part === part) last.ms += STEP_MS;
    else found.push({ part, ms: STEP_MS });
  }
  return found;
}

/** Of the day that is open. */
const FIRST = '(SELECT min(position) FROM days WHERE date = :date)';

const spans = (table: 'spells' | 'idles', where: string, part: string): string =>
  `SELECT w.counter, ${part} AS part, ${wallTime('w.began', 'b')} AS began, w.lasted_ms AS ms
    FROM ${table} AS w LEFT JOIN boots AS b ON b.id = w.began_boot
    WHERE w.position >= ${FIRST} AND w.date = :date AND ${where}`;

/** No more rows than an hour has leave the tables: a full day has a hundred times as many. */
const within = (rows: string, end: string): string =>
  `SELECT * FROM (${rows}) WHERE ${end} IS NULL OR ${end} >= :since`;

const SPANS = `${spans('idles', 'TRUE', `'idle'`)}
  UNION ALL ${spans('spells', `kind <> 'ready'`, `iif(kind = 'paused', 'away', 'wrap')`)}`;

const STAY = `SELECT s.counter, ${wallTime('s.called', 'c')} AS called, ${wallTime('s.ended', 'e')} AS ended,
  s.served_ms + s.held_ms AS ms, :at - (:lobbyMs - s.started_ms) AS started`;
const BOOTS = 'LEFT JOIN boots AS c ON c.id = s.called_boot LEFT JOIN boots AS e ON e.id = s.ended_boot';

/** Also of tickets that were kept from an earlier day. */
const STAYS = `${STAY} FROM tickets AS t CROSS JOIN stays AS s ON s.ticket = t.position ${BOOTS}
    WHERE t.position >= ${FIRST} AND s.date = :date AND s.counter IS NOT NULL
  UNION ALL ${STAY} FROM stays AS s INDEXED BY later_stays ${BOOTS}
    WHERE s.is_later = 1 AND s.date = :date AND s.counter IS NOT NULL`;

/** What the tables say of a lobby day from `since` on, wall time in ms since 1970. Durations are lobby time: around an evacuation a stretch may be drawn a little off. */
function stretchesOf({ database, at }: ReportSource, date: string, since: number): Stretch[] {
  const scene = database.prepare(`SELECT scene ->> 'lobbyMs' AS lobbyMs FROM checkpoint`).get();
  const now = { at: at ?? 0, lobbyMs: Number(scene?.['lobbyMs']) };
  return [
    ...database.prepare(within(SPANS, '(began + ms)')).all({ date, since }).map(spanOf),
    ...database
      .prepare(within(STAYS, 'ended'))
      .all({ date, since, ...now })
      .flatMap(visitOf),
  ];
}

type Row = Record<string, SQLOutputValue>;

function spanOf({ counter, part, began, ms }: Row): Stretch {
  const from = Number(began);
  // As the query names it.
  return {
    counter: String(counter),
    part: part as Part,
    from,
    to: ms === null ? Infinity : from + Number(ms),
  };
}

/** The way to the counter, and the visit; of one that goes on neither its end nor its length is known. */
function visitOf(row: Row): Stretch[] {
  const counter = String(row['counter']);
  const [called, ended, started] = [
    momentIn(row['called']),
    momentIn(row['ended']),
    momentIn(row['started']),
  ];
  const to = ended ?? Infinity;
  const from = ended === null ? started : typeof row['ms'] === 'number' ? ended - row['ms'] : null;
  return [
    ...(called === null ? [] : [{ counter, part: 'walk' as const, from: called, to: from ?? to }]),
    ...(from === null ? [] : [{ counter, part: 'serve' as const, from, to }]),
  ];
}

const momentIn = (cell: SQLOutputValue | undefined): number | null =>
  typeof cell === 'number' ? cell : null;
