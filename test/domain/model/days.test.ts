/** Days on which everything is asked, sensible or not. */
import { assert, property } from 'fast-check';
import { expect, it } from 'vitest';
import { refusals } from '../../../firmware-host/domain/refusal.ts';
import { samples } from '../../docs/rule-worlds.ts';
import { seedOf } from '../../support/seeded.ts';
import { goThrough, nothingSeen } from './check.ts';
import { daysOf, everything } from './steps.ts';

const DAYS = 10_500;

/** What such a day comes to seldom or never; the tests beside this folder ask for it by name. */
const seldom = [
  'ticket-unknown',
  'day-not-open',
  'numbers-used-up',
  'kiosk-paused',
  'appointment-early',
  'ticket-in-service',
  'calls-used-up',
  'return-too-late',
];

it('a day on which anything is asked keeps its books', { timeout: 120_000 }, () => {
  const seen = nothingSeen();
  const keepsBooks = property(daysOf(everything, { minLength: 30, maxLength: 60 }), (steps) =>
    goThrough(everything, steps, seen),
  );
  assert(keepsBooks, { numRuns: DAYS, seed: seedOf('days of anything') | 0 });
  const missed = refusals.filter((refusal) => !seen.refusals.has(refusal) && !seldom.includes(refusal));
  expect(missed).toEqual([]);
  expect(Object.keys(samples).filter((command) => !seen.accepted.has(command))).toEqual([]);
});
