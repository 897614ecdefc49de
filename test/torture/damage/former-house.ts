/** A data directory as a real run leaves it: closed days, backups, reports, and today's numbers of a host that was killed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';
import { Api } from '../../support/api.ts';
import type { Told } from '../../support/kept.ts';
import { lobbyFile } from '../../support/lobby-file.ts';
import { seeded } from '../../support/seeded.ts';
import { liveThrough } from '../house/life.ts';
import { openAgain } from '../house/verdict.ts';
import { startTortureHost } from '../run/torture-host.ts';

const DAYS = 4;
const TICKETS_PER_DAY = 24;
const NUMBERS_TODAY = 90;
/** The last ones come after the last backup, and may be lost with the journal. */
const AFTER_BACKUP = 20;

const nothing = (): void => undefined;

export interface FormerHouse {
  /** As a killed host leaves it: the latest events are in the log. */
  readonly data: string;
  /** The same, as one leaves it that was stopped: all of them are in the database. */
  readonly stopped: string;
  readonly config: string;
  /** Every event in it. */
  readonly events: readonly Recorded[];
  /** Events up to this position were deleted by age. */
  readonly pruned: number;
  /** Numbers that were given today. */
  readonly told: readonly Told[];
  /** Position up to which there is a backup. */
  readonly backedUp: number;
}

/** Makes it in `dir`, or takes the one that an interrupted torture has made there. */
export async function formerHouse(dir: string, seed: number): Promise<FormerHouse> {
  const data = join(dir, 'data');
  const file = join(dir, 'house.json');
  mkdirSync(data, { recursive: true });
  const config = lobbyFile(dir);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as FormerHouse;
  let pruned = 0;
  await liveThrough({
    dataDir: data,
    days: DAYS,
    ticketsPerDay: TICKETS_PER_DAY,
    random: seeded(seed),
    onAnswer: nothing,
    onPhase: nothing,
    onPrune: (position) => (pruned = Math.max(pruned, position)),
  });
  const { told, backedUp } = await liveToday(data, config);
  // Looked at in a copy: the look itself would tidy up.
  const stopped = join(dir, 'stopped');
  await cp(data, stopped, { recursive: true });
  const { journal, events } = await openAgain(stopped);
  await journal.close();
  const house = { data, stopped, config, events, pruned, told, backedUp };
  writeFileSync(file, JSON.stringify(house));
  return house;
}

async function liveToday(data: string, config: string): Promise<{ told: Told[]; backedUp: number }> {
  const host = startTortureHost({ data, config });
  const url = await host.url;
  if (url === null) throw new Error(`the host did not start:\n${host.output()}`);
  const api = new Api(url);
  const told: Told[] = [];
  let backedUp = 0;
  while (told.length < NUMBERS_TODAY) {
    if (told.length === NUMBERS_TODAY - AFTER_BACKUP) {
      backedUp = (await api.health()).position;
      await api.must('storage/backup', {});
    }
    told.push((await api.take(told.length % 2 === 0 ? 'A' : 'B', { kiosk: 'wall' })).ticket);
  }
  api.close();
  host.signal('SIGKILL');
  await host.ended;
  return { told, backedUp };
}
