/** Crowded days on which all counters call: who comes before whom. */
import { assert, property } from 'fast-check';
import { expect, it } from 'vitest';
import { seedOf } from '../../support/seeded.ts';
import { goThrough, nothingSeen } from './check.ts';
import { daysOf, rush } from './steps.ts';

const DAYS = 10_500;

it('a rush keeps its books, and nobody is overtaken beyond the bound', { timeout: 120_000 }, () => {
  const seen = nothingSeen();
  const keepsBooks = property(daysOf(rush, { minLength: 30, maxLength: 60 }), (steps) =>
    goThrough(rush, steps, seen),
  );
  assert(keepsBooks, { numRuns: DAYS, seed: seedOf('rush') | 0 });
  expect(seen.pastBound).toBeGreaterThan(DAYS / 10);
});
