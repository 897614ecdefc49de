import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { closeHouse, openHouse } from '../../firmware-host/journal/sqlite/house.ts';
import { Reports } from '../../firmware-host/journal/sqlite/reports.ts';
import { recorded } from '../support/recorded.ts';
import { OPENED_AT } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const EVENTS = 10;

/** A journal with a few events, and the reports that follow it. */
async function followed(dataDir: string) {
  const house = await openHouse({ dataDir, secondDir: null, stampAt: OPENED_AT });
  for (let seq = 1; seq <= EVENTS; seq += 1) {
    const event = recorded(seq);
    house.journal.insert(seq, { type: event.type, body: JSON.stringify(event), more: 0 });
  }
  const reports = new Reports(house);
  onTestFinished(() => {
    reports.close();
    closeHouse({ ...house, last: EVENTS }, true);
  });
  return { reports, database: house.journal.database };
}

it('damage in the journal is not taken for damage of the reports', async () => {
  const dir = tempDir();
  const { reports, database } = await followed(dir);
  expect(await reports.follow(5)).toBe(EVENTS);
  database.exec(`INSERT INTO events (seq, type, body, more, sum) VALUES (${EVENTS + 1}, 'x', '{}', 0, 1)`);
  await expect(reports.follow(EVENTS + 1)).rejects.toThrow('position 11 is not what was written');
  expect(reports.position).toBe(EVENTS);
  expect(existsSync(join(dir, 'aside'))).toBe(false);
});
