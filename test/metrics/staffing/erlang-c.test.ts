/** The formula of A. K. Erlang against values known by hand and against a sum of the series itself. */
import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countersNeeded,
  serviceLevel,
  waitProbability,
} from '../../../firmware-host/metrics/staffing/erlang-c.ts';
import { seedOf } from '../../support/seeded.ts';

const MINUTE_MS = 60_000;

/** As textbooks write it: powers and factorials, good enough for small numbers. */
function bySeries(counters: number, load: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 0; n < counters; n += 1) {
    sum += term;
    term = (term * load) / (n + 1);
  }
  const waiting = (term * counters) / (counters - load);
  return waiting / (sum + waiting);
}

describe('the probability of a wait', () => {
  it.each([
    // One counter: as busy as it is.
    [1, 0.5, 0.5],
    // Two counters of load 1: 1/3.
    [2, 1, 1 / 3],
    // As tables of call centres have them.
    [7, 5, 0.32415],
    [14, 10, 0.17413],
  ])('of %d counters under %d erlangs is %d', (counters, load, known) => {
    expect(waitProbability(counters, load)).toBeCloseTo(known, 4);
    expect(waitProbability(counters, load)).toBeCloseTo(bySeries(counters, load), 12);
  });

  it('is nothing without visitors, and certain where more come than can be served', () => {
    expect(waitProbability(3, 0)).toBe(0);
    expect(waitProbability(3, 3)).toBe(1);
    expect(waitProbability(3, 30)).toBe(1);
  });

  it('is a number also of thousands of counters', () => {
    const wait = waitProbability(5000, 4900);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThan(0.2);
  });
});

const load = double({ min: 0.01, max: 60, noNaN: true });
const counters = integer({ min: 1, max: 80 });
const ms = integer({ min: 1000, max: 60 * MINUTE_MS });

describe('with each counter more', () => {
  it('fewer have to wait, and more are called in time', () => {
    assert(
      property(counters, load, ms, ms, (count, erlangs, handleMs, withinMs) => {
        const [few, more] = [count, count + 1].map((n) => ({
          wait: waitProbability(n, erlangs),
          level: serviceLevel(n, erlangs, handleMs, withinMs),
        }));
        for (const part of [few?.wait, few?.level]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(1);
        }
        expect(more?.wait).toBeLessThanOrEqual(few?.wait ?? 0);
        expect(more?.level).toBeGreaterThanOrEqual(few?.level ?? 1);
      }),
      { seed: seedOf('counters') },
    );
  });

  it('as many as are needed are enough, and one fewer is not', () => {
    assert(
      property(load, ms, ms, integer({ min: 1, max: 100 }), (erlangs, handleMs, withinMs, percent) => {
        const perHour = (erlangs * 60 * MINUTE_MS) / handleMs;
        const needed = countersNeeded(perHour, handleMs, withinMs, percent, 500) ?? -1;
        const wanted = Math.min(percent, 99) / 100;
        expect(serviceLevel(needed, erlangs, handleMs, withinMs)).toBeGreaterThanOrEqual(wanted - 1e-9);
        expect(serviceLevel(needed - 1, erlangs, handleMs, withinMs)).toBeLessThan(wanted + 1e-9);
      }),
      { seed: seedOf('counters') },
    );
  });
});

describe('the counters that are needed', () => {
  it('for 28 visitors in half an hour at 6.3 minutes, four of five within ten, are seven', () => {
    // 5.88 erlangs: with six counters nearly everybody waits, and waits long.
    expect(countersNeeded(56, 6.3 * MINUTE_MS, 10 * MINUTE_MS, 80, 20)).toBe(7);
    expect(countersNeeded(56, 6.3 * MINUTE_MS, 10 * MINUTE_MS, 80, 6)).toBeNull();
  });

  it('are none where nobody comes', () => {
    expect(countersNeeded(0, 6 * MINUTE_MS, 0, 80, 5)).toBe(0);
  });

  it('of a promise of everything are those that keep nearly all of it', () => {
    const all = countersNeeded(20, 6 * MINUTE_MS, MINUTE_MS, 100, 50);
    expect(all).toBe(countersNeeded(20, 6 * MINUTE_MS, MINUTE_MS, 99, 50));
    expect(all).not.toBeNull();
  });
});
