/**
 * The store's own parts without its thread: the same opening, reading and appending, some ten times as fast to begin. For states by
 * the thousand; every so many is opened as a host does it.
 */
import type { Journal, Recorded } from '../../../firmware-host/journal/journal.ts';
import { Appender } from '../../../firmware-host/journal/sqlite/appender.ts';
import { Ballast } from '../../../firmware-host/journal/sqlite/medium/ballast.ts';
import { closeHouse, openHouse } from '../../../firmware-host/journal/sqlite/house.ts';
import { dayOpenings, readFrom } from '../../../firmware-host/journal/sqlite/reader.ts';
import type { StorageOpening } from '../../../firmware-host/journal/storage.ts';
import { storeOptions } from './life.ts';

const BATCH = 250;

export interface Inside {
  readonly journal: Journal;
  readonly opening: StorageOpening;
}

/** @throws Error where the store refuses to open */
export async function openInside(dataDir: string, stampAt: number): Promise<Inside> {
  const options = storeOptions(dataDir, stampAt);
  const house = await openHouse(options);
  const appender = new Appender(house, new Ballast(house.layout.ballast, options.ballastBytes));
  const journal: Journal = {
    append: (events, { after }) => {
      const rows = events.map((event) => ({ type: event.type, body: JSON.stringify(event) }));
      const [result] = appender.append([{ id: 1, kind: 'append', after, rows }]);
      return Promise.resolve(result ?? { kind: 'unavailable', reason: 'nothing was answered' });
    },
    // oxlint-disable-next-line typescript/require-await -- the interface is made for media
    async *read(from, { limit = Infinity } = {}) {
      const last = Math.min(appender.last, from + limit - 1);
      for (let next = from; next <= last;) {
        const bodies = readFrom(house, next, Math.min(BATCH, last - next + 1));
        const events = bodies.map((body) => JSON.parse(body) as Recorded);
        const end = events.at(-1)?.seq;
        if (end === undefined) return;
        yield events;
        next = end + 1;
      }
    },
    dayOpenings: (count) => Promise.resolve(dayOpenings(house, count)),
    lastPosition: () => Promise.resolve(appender.last),
    close: () => {
      house.history.close();
      closeHouse({ ...house, last: appender.last }, true);
      return Promise.resolve();
    },
  };
  return { journal, opening: house.opening };
}
