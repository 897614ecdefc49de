/** Opens a data directory as a host would, and says what of the story is missing in it. */
import { isDeepStrictEqual } from 'node:util';
import { Handler } from '../../../firmware-host/handle.ts';
import type { Journal, Recorded } from '../../../firmware-host/journal/journal.ts';
import { openStore } from '../../../firmware-host/journal/sqlite/open.ts';
import type { StorageOpening } from '../../../firmware-host/journal/storage.ts';
import { countedIds } from '../../../firmware-host/lab/simulate/chance.ts';
import { SimulatedClock } from '../../../firmware-host/lab/simulate/simulated-clock.ts';
import { recorded } from '../../support/recorded.ts';
import { openInside, type Inside } from './inside.ts';
import { storeOptions } from './life.ts';

/** When the next host is started: after all that was lived through. */
export const AFTERWARDS_MS = Date.UTC(2026, 1, 1);

export interface Opened {
  readonly journal: Journal;
  readonly opening: StorageOpening;
  readonly events: readonly Recorded[];
}

/**
 * @param way with the thread that a host gives it, or without
 * @throws Error where the store refuses to open, or to be read
 */
export async function openAgain(dataDir: string, way: 'as a host' | 'inside' = 'as a host'): Promise<Opened> {
  const { journal, opening } =
    way === 'inside' ? await openInside(dataDir, AFTERWARDS_MS) : await asHost(dataDir);
  try {
    return { journal, opening, events: await readAll(journal) };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

async function asHost(dataDir: string): Promise<Inside> {
  const { journal, storage } = await openStore(storeOptions(dataDir, AFTERWARDS_MS), (reason) => {
    throw new Error(reason);
  });
  return { journal, opening: storage.opening };
}

export async function readAll(journal: Journal): Promise<Recorded[]> {
  const events: Recorded[] = [];
  for await (const batch of journal.read(1)) events.push(...batch);
  return events;
}

/** A host could begin: the day is folded, and the journal takes entries. */
export async function brokenBeginning(journal: Journal): Promise<string[]> {
  const handler = await Handler.start(
    journal,
    new SimulatedClock(AFTERWARDS_MS),
    countedIds(() => 0),
  );
  const last = await journal.lastPosition();
  if (handler.committed.position !== last && last > 0)
    return [`the fold ends at ${handler.committed.position}, the journal at ${last}`];
  const next = recorded(last + 1);
  const answer = await journal.append([next], { after: last });
  if (answer.kind !== 'appended') return [`no new entry is taken: ${JSON.stringify(answer)}`];
  for await (const [again] of journal.read(last + 1))
    if (!isDeepStrictEqual(again, next)) return ['a new entry is not read back as it was written'];
  return [];
}

export interface Story {
  /** Every event that was written and not deleted by age, in order and without a gap. */
  readonly events: readonly Recorded[];
  /** Position of the last one that somebody was told of. */
  readonly answered: number;
  /** Those up to here may be gone by age. */
  readonly pruned: number;
}

/** What of the story is not as it was; events that nobody was told of may be there or not. */
export function missingIn(found: readonly Recorded[], { events, answered, pruned }: Story): string[] {
  const first = found[0]?.seq ?? 1;
  if (first > pruned + 1) return [`the journal begins only at position ${first}`];
  const gap = found.findIndex(({ seq }, index) => seq !== first + index);
  if (gap >= 0) return [`position ${first + gap} is missing, ${found[gap]?.seq} comes instead`];
  const begin = events[0]?.seq ?? 1;
  const other = found.find((event) => !isDeepStrictEqual(event, events[event.seq - begin]));
  if (other !== undefined) return [`position ${other.seq} is not what was written`];
  const last = found.at(-1)?.seq ?? pruned;
  return last < answered ? [`position ${answered} was answered, and the journal ends at ${last}`] : [];
}

/** Numbers that were answered lie below those that are reserved on the medium: they could be lost with the journal, and come again. */
export function unreserved(floor: string | null, { events, answered }: Story): string[] {
  const known = events.filter(({ seq }) => seq <= answered);
  const opened = known.findLast((event) => event.type === 'day.opened');
  if (opened?.type !== 'day.opened') return [];
  const highest = new Map<string, number>();
  for (const event of known)
    if (event.type === 'ticket.taken' && event.seq > opened.seq)
      highest.set(event.data.service, Number(event.data.number.slice(1)));
  if (highest.size === 0) return [];
  if (floor === null) return ['numbers were answered, and none are reserved'];
  const { date, numbers } = JSON.parse(floor) as { date: string; numbers: Record<string, number> };
  // Those of a day are reserved before its opening is written down: then the day before is over.
  if (date > opened.data.date) return [];
  if (date < opened.data.date)
    return [`numbers of ${opened.data.date} were answered, those of ${date} are reserved`];
  return [...highest].flatMap(([letter, number]) =>
    (numbers[letter] ?? 0) >= number
      ? []
      : [`${letter}${number} was answered, ${letter}${numbers[letter]} is reserved`],
  );
}
