import { expect, it, onTestFinished } from 'vitest';
import { recorded } from '../support/recorded.ts';
import { OPENED_AT, openStoreIn } from '../support/store.ts';
import { tempDir } from '../support/temp.ts';

const BACKUPS = 20;

// Of 60 copies beside appends of several events, 21 failed with "not an error" while those were transactions of several statements.
it('backups succeed while appends go on without a pause', async () => {
  const { journal, storage } = await openStoreIn(tempDir());
  onTestFinished(() => journal.close());
  let last = 0;
  const work = { isOver: false };
  const load = async () => {
    while (!work.isOver) {
      const events = [recorded(last + 1), recorded(last + 2), recorded(last + 3)];
      expect(await journal.append(events, { after: last })).toEqual({ kind: 'appended' });
      last += events.length;
    }
  };
  const loading = load();
  const faults: (string | null)[] = [];
  for (let count = 0; count < BACKUPS; count += 1)
    faults.push(...(await storage.backUp(OPENED_AT + count, true)).map(({ fault }) => fault));
  work.isOver = true;
  await loading;
  expect(faults).toEqual(Array.from({ length: BACKUPS }, () => null));
  expect(await journal.lastPosition()).toBe(last);
});
