/** Journals that are already full: today's tickets, and those of the days before. */
import { join } from 'node:path';
import { lobbyDate } from '../../firmware-host/clock.ts';
import { lobbyOf } from '../../firmware-host/site.ts';
import { readLobby, writeLobby, type LobbyChange } from './lobby-file.ts';
import { PastLobby } from './past-lobby.ts';
import { times, type Bench } from './row.ts';
import { freshDir } from './scratch.ts';

const MS_PER_DAY = 86_400_000;
/** Taken, sent, printed, called, started, finished. */
export const EVENTS_PER_TICKET = 6;
const EVENTS_PER_DAY = 10_000;
const TICKETS_PER_DAY = Math.round(EVENTS_PER_DAY / EVENTS_PER_TICKET);

export interface Prepared {
  readonly config: string;
  /** Data directory with a journal. */
  readonly data: string;
  readonly history: number;
  readonly events: number;
}

/** A day of so many tickets; half of them served, the others wait. */
export async function dayWith(bench: Bench, tickets: number): Promise<Prepared> {
  const { past, dateBefore, ...prepared } = await beginning(bench, `day-${tickets}`, {}, 0);
  past.openDay(dateBefore(0));
  for (let n = 0; n < tickets; n += 1) past.take();
  for (let n = 0; n < tickets / 2; n += 1) past.serve();
  past.endDay();
  past.close();
  return { ...prepared, history: 0, events: past.position };
}

let shared: Promise<Prepared> | null = null;

/** A million tickets of days that are over, and 10,000 events today. Made once in a run. */
export function longHistory(bench: Bench): Promise<Prepared> {
  shared ??= writeHistory(bench);
  return shared;
}

async function writeHistory(bench: Bench): Promise<Prepared> {
  const days = Math.round(times(bench, 1_000_000, 100_000) / TICKETS_PER_DAY);
  // Papers are printed at once here: memory is told with every paper settled.
  const change = { printer: 'simulated:?pace=0' };
  const { past, dateBefore, ...prepared } = await beginning(bench, 'history', change, days);
  for (let daysAgo = days; daysAgo >= 0; daysAgo -= 1) {
    if (daysAgo % 100 === 0) bench.progress(`writing the history, ${daysAgo} days to go`);
    past.openDay(dateBefore(daysAgo));
    for (let n = 0; n < TICKETS_PER_DAY; n += 1) {
      past.take();
      past.serve();
    }
    past.endDay();
    // A journal of gigabytes is made without a turn of the event loop otherwise, and Ctrl+C would wait for its end.
    await new Promise((resolve) => setImmediate(resolve));
  }
  past.close();
  return { ...prepared, history: days * TICKETS_PER_DAY, events: past.position };
}

async function beginning(bench: Bench, name: string, change: LobbyChange, days: number) {
  const dir = freshDir(bench.dir, name);
  const data = join(dir, 'data');
  const config = writeLobby(dir, change);
  const lobby = await readLobby(config);
  const nowMs = Date.now();
  const dateBefore = (daysAgo: number): string =>
    lobbyDate(nowMs - daysAgo * MS_PER_DAY, lobby.timeZone, lobby.dayStartsAt);
  // An hour ago: today's tickets are from before the run.
  const startMs = nowMs - 3_600_000 - days * MS_PER_DAY;
  const past = await PastLobby.begin(data, lobbyOf(lobby), startMs, bench.seed);
  return { past, config, data, dateBefore };
}
