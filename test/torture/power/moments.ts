/** The moments of a record at which the power may fail, and what had been promised by then. */
import type { RandomSource } from '../../../drivers/driver.ts';
import { Disk, type Rebuilt } from './disk.ts';
import { fateOf, plainFates, type FateName } from './fates.ts';
import type { Recording } from './recorder.ts';

export interface Moment {
  /** Place in the record, for a person. */
  readonly at: number;
  readonly phase: string;
  readonly fate: FateName;
  /** Position of the last event that somebody was told of. */
  readonly answered: number;
  /** Events up to this position may have been deleted by age. */
  readonly pruned: number;
  readonly found: Rebuilt;
}

/** Where chance picks, it does so more than once. */
const fates: readonly FateName[] = [...plainFates, 'early', 'early', 'picked', 'picked'];

/** What the power cuts just before and just after each sync leave behind, one after the other. */
export function* powerCuts({ start, steps }: Recording, random: RandomSource): Generator<Moment> {
  const disk = new Disk(start);
  let [phase, answered, pruned] = ['start', 0, 0];
  for (const { at, step } of steps) {
    if (step.kind === 'said') {
      const [what, ...rest] = step.line.split(' ');
      if (what === 'phase') phase = rest.join(' ');
      else if (what === 'answered') answered = Math.max(answered, Number(rest[0]));
      else pruned = Math.max(pruned, Number(rest[0]));
    }
    if (step.kind === 'sync') {
      for (const fate of disk.isSettled ? plainFates.slice(0, 1) : fates)
        yield { at, phase, fate, answered, pruned, found: disk.rebuild(fateOf(fate, random)) };
    }
    disk.apply(at, step);
  }
  for (const fate of fates)
    yield { at: Infinity, phase: 'end', fate, answered, pruned, found: disk.rebuild(fateOf(fate, random)) };
}
