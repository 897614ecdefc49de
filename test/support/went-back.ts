/** Journals that people go back in. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished } from 'vitest';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { restoreBackup } from '../../firmware-host/journal/sqlite/restore/restore.ts';
import type { BackupPlace, Restoration } from '../../firmware-host/journal/storage.ts';
import { dayOf, openHouseIn, type OpenHouse } from './open-house.ts';
import { OPENED_AT } from './store.ts';

export interface Ask {
  readonly secondDir?: string | null;
  readonly place?: BackupPlace;
  readonly stampAt?: number;
}

export function goBackTo(dataDir: string, name: string, ask: Ask = {}): Restoration {
  const { secondDir = null, place = 'local', stampAt = OPENED_AT } = ask;
  return restoreBackup({ dataDir, secondDir, place, name, stampAt });
}

/** An event as this telling of its position has it. */
export const told = (telling: string, event: Recorded): Recorded => ({
  ...event,
  id: `${telling}-${event.seq}`,
});

let stamps = 0;

/** Backs up, and gives the name of what came of it. */
export async function copied(house: OpenHouse): Promise<string> {
  const [result] = await house.backUp(OPENED_AT + (stamps += 1), true);
  expect(result).toMatchObject({ fault: null });
  return result?.file?.name ?? '';
}

/** Three days; backups in the middle of the second, whose day was sealed since, and of the third. */
export async function threeDays(dir: string, secondDir: string | null = null) {
  const house = await openHouseIn(dir, { secondDir });
  writeFileSync(join(dir, 'lobby-id'), 'one\n');
  const events = [
    ...dayOf('2026-11-20', 1, 20),
    ...dayOf('2026-11-21', 21, 20),
    ...dayOf('2026-11-22', 41, 20),
  ];
  const all = events.map((event) => told('first', event));
  house.append(all.slice(0, 30));
  await house.do({ name: 'seal' });
  const second = await copied(house);
  house.append(all.slice(30, 50));
  await house.do({ name: 'seal' });
  const third = await copied(house);
  house.append(all.slice(50));
  await house.close();
  return { all, second, third };
}

/** Whom the reports name. */
export function agentsIn(dir: string): unknown[] {
  const database = new DatabaseSync(join(dir, 'reports.db'), { readOnly: true });
  const rows = database.prepare('SELECT DISTINCT agent FROM spells').all();
  database.close();
  return rows.map(({ agent }) => agent);
}

export const stick = (): string => {
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'foyer-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
};
