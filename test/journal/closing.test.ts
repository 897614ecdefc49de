import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { dayOf, seqs } from '../support/open-house.ts';
import { openStoreIn } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const DAYS = 12;
const EVENTS_A_DAY = 600;

it('a house that closes does not wait for long work, and loses nothing by it', async () => {
  const dir = tempDir();
  const first = await openStoreIn(dir);
  const days = Array.from({ length: DAYS }, (_, day) =>
    dayOf(`2026-11-${String(day + 1).padStart(2, '0')}`, day * EVENTS_A_DAY + 1, EVENTS_A_DAY),
  );
  for (const [day, events] of days.entries())
    expect(await first.journal.append(events, { after: day * EVENTS_A_DAY })).toEqual({ kind: 'appended' });
  const sealing = first.storage.seal().catch((error: unknown) => String(error));
  await first.storage.hurry();
  expect(await sealing).toBe('Error: the host is closing');
  await expect(first.storage.seal()).rejects.toThrow('the host is closing');
  await first.journal.close();

  const second = await openStoreIn(dir);
  expect(second.storage.opening).toMatchObject({ epoch: 1, wasClean: true });
  await second.storage.seal();
  expect(readdirSync(join(dir, 'history'))).toHaveLength(DAYS - 1);
  const all: Recorded[] = [];
  for await (const events of second.journal.read(1)) all.push(...events);
  await second.journal.close();
  expect(seqs(all)).toEqual(seqs(days.flat()));
});
