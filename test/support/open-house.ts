/** The store without its thread: for tests that open it many times, or look at what only the thread can see. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AppendResult, Recorded } from '../../firmware-host/journal/journal.ts';
import { Appender } from '../../firmware-host/journal/sqlite/appender.ts';
import { Ballast } from '../../firmware-host/journal/sqlite/medium/ballast.ts';
import { Chores } from '../../firmware-host/journal/sqlite/chores.ts';
import {
  closeHouse,
  openHouse,
  type House,
  type HouseOptions,
} from '../../firmware-host/journal/sqlite/house.ts';
import type { Chore, ChoreResults } from '../../firmware-host/journal/sqlite/protocol.ts';
import { readFrom } from '../../firmware-host/journal/sqlite/reader.ts';
import type { StorageOpening } from '../../firmware-host/journal/storage.ts';
import { everyEvent } from './every-event.ts';
import { recorded } from './recorded.ts';
import { OPENED_AT } from './store.ts';
import { tempDir } from './temp.ts';

export class OpenHouse {
  readonly opening: StorageOpening;
  readonly #house: House;
  readonly #appender: Appender;
  readonly #chores: Chores;
  #isOpen = true;

  constructor(house: House, secondDir: string | null) {
    const ballast = new Ballast(house.layout.ballast, 0);
    this.opening = house.opening;
    this.#house = house;
    this.#appender = new Appender(house, ballast);
    this.#chores = new Chores(house, secondDir, this.#appender, ballast);
  }

  get last(): number {
    return this.#appender.last;
  }

  /** Names of the closed periods. */
  get periods(): readonly string[] {
    return this.#house.history.periods.map(({ name }) => name);
  }

  /** Each by itself, in one commit. @returns what came of the first */
  append(events: readonly Recorded[]): AppendResult | undefined {
    const after = this.last;
    const appends = events.map((event, index) => ({
      id: 0,
      kind: 'append' as const,
      after: after + index,
      rows: [rowOf(event)],
    }));
    return this.#appender.append(appends)[0];
  }

  /** As what comes of one command. */
  appendTogether(events: readonly Recorded[]): AppendResult | undefined {
    return this.#appender.append([{ id: 0, kind: 'append', after: this.last, rows: events.map(rowOf) }])[0];
  }

  do<C extends Chore>(chore: C): Promise<ChoreResults[C['name']]> {
    return this.#chores.do(chore) as Promise<ChoreResults[C['name']]>;
  }

  backUp(at = OPENED_AT, force = false): Promise<ChoreResults['backUp']> {
    return this.do({ name: 'backUp', at, force });
  }

  /** All that can be read from a position on. */
  read(from = 1): Recorded[] {
    const all: Recorded[] = [];
    for (let next = from; next <= this.last;) {
      const events = readFrom(this.#house, next, 100).map((body) => JSON.parse(body) as Recorded);
      all.push(...events);
      const end = events.at(-1)?.seq;
      if (end === undefined) return all;
      next = end + 1;
    }
    return all;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#chores.end();
    closeHouse({ ...this.#house, last: this.last }, true);
  }
}

const rowOf = (event: Recorded) => ({ type: event.type, body: JSON.stringify(event) });

/** Opens what is in a data directory; closed when the test ends, if not before. */
export async function openHouseIn(dataDir: string, more: Partial<HouseOptions> = {}): Promise<OpenHouse> {
  const house = await makeHouseIn(dataDir, more);
  onTestFinished(() => house.close());
  return house;
}

/** The same for whoever closes it. */
export async function makeHouseIn(dataDir: string, more: Partial<HouseOptions> = {}): Promise<OpenHouse> {
  const options = { dataDir, secondDir: null, stampAt: OPENED_AT, ...more };
  return new OpenHouse(await openHouse(options), options.secondDir);
}

/** The data directory of a host that is killed now: all that was said to be appended is on the medium. */
export function killed(dataDir: string): string {
  const copy = join(tempDir(), 'data');
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}

const [, dayOpened] = everyEvent.find(([, { type }]) => type === 'day.opened') ?? [];

export function opened(seq: number, date: string): Recorded {
  if (dayOpened?.type !== 'day.opened') throw new Error('no event opens a day');
  return recorded(seq, { type: 'day.opened', data: { ...dayOpened.data, date } });
}

/** The events of a lobby day: its opening and others, so many together. */
export const dayOf = (date: string, first: number, count: number): Recorded[] => [
  opened(first, date),
  ...Array.from({ length: count - 1 }, (_, index) => recorded(first + 1 + index)),
];

/** 1, 2, 3 …, or from another one on. */
export const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

export const seqs = (events: readonly Recorded[]): number[] => events.map(({ seq }) => seq);
