/** Closed periods that are damaged or missing come back from their copies. */
import { join } from 'node:path';
import type { PeriodFile } from '../../storage.ts';
import type { Aside } from '../restore/aside.ts';
import { copyDurably } from '../medium/files.ts';
import type { History } from './history.ts';
import type { HotJournal } from '../hot/hot-journal.ts';
import { belongs, type Lineage } from '../restore/lineage.ts';
import { checkPeriod, listPeriods } from './period.ts';
import { beginOf } from '../hot/schema.ts';

/** A place in which copies of closed periods lie. */
interface CopyDir {
  readonly history: string;
}

/** Which copies are wanted. */
export interface Wanted {
  /** Position of the first event that was not deleted by age. */
  readonly begin: number;
  /** Position up to which they are missed. */
  readonly until: number;
  /** What other epochs told is not this journal's. */
  readonly lineage: Lineage;
}

/** Puts a damaged period aside, and its copy in its place. @returns whether a good copy was found */
export function* mendPeriod(
  history: History,
  file: PeriodFile,
  aside: Aside,
  dirs: readonly CopyDir[],
): Generator<void, boolean> {
  const good = yield* goodCopy(file, dirs);
  // From here on without a turn for others: a reader would take the place for empty and go on behind it.
  history.close();
  aside.takePeriod(file.name);
  if (good !== null) copyDurably(good, join(history.dir, file.name));
  history.reload();
  return good !== null;
}

function* goodCopy(file: PeriodFile, dirs: readonly CopyDir[]): Generator<void, string | null> {
  for (const dir of dirs) {
    const copy = listPeriods(dir.history).find(({ name }) => name === file.name);
    if (copy !== undefined && (yield* checkPeriod(dir.history, copy)) === null)
      return join(dir.history, copy.name);
  }
  return null;
}

/** Copies back what is missing and fits between what is there. */
export function* fillGaps(
  history: History,
  { begin, until, lineage }: Wanted,
  dirs: readonly CopyDir[],
): Generator<void> {
  for (const dir of dirs) {
    for (const copy of listPeriods(dir.history)) {
      if (copy.first < begin || copy.last > until || !belongs(lineage, copy)) continue;
      if (!fits(history.periods, copy)) continue;
      if ((yield* checkPeriod(dir.history, copy)) !== null) continue;
      copyDurably(join(dir.history, copy.name), join(history.dir, copy.name));
      history.reload();
    }
  }
}

/** Whether it overlaps none of them. */
const fits = (periods: readonly PeriodFile[], { first, last }: PeriodFile): boolean =>
  periods.every((other) => last < other.first || first > other.last);

/**
 * Positions before the hot journal that are in no period, and were not deleted by age, as ranges.
 * @param last position of the last event: the hot journal may have none
 */
export function holesIn(
  { periods }: History,
  journal: HotJournal,
  last: number,
): readonly { readonly first: number; readonly last: number }[] {
  const holes: { first: number; last: number }[] = [];
  let next = beginOf(journal.database);
  for (const period of [...periods, { first: journal.first ?? last + 1, last }]) {
    if (period.first > next) holes.push({ first: next, last: period.first - 1 });
    next = Math.max(next, period.last + 1);
  }
  return holes;
}

/** Takes all steps at once: where nobody waits in between. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
