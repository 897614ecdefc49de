/** What the next half hour brings: from which days it is told, and what follows from it. */
import { describe, expect, it } from 'vitest';
import {
  basisFor,
  expectedArrivals,
  neededFor,
  sharedPromise,
} from '../../../firmware-host/metrics/staffing/forecast.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A Tuesday. */
const TODAY = '2026-11-24';
const before = (days: number): string =>
  new Date(Date.parse(TODAY) - days * DAY_MS).toISOString().slice(0, 10);
/** The days before today, so many each time, oldest first. */
const past = (...days: readonly number[]): string[] => days.map(before).toSorted();

describe('the days that stand for today', () => {
  it('are the latest eight of its weekday', () => {
    const tuesdays = past(7, 14, 21, 28, 35, 42, 49, 56, 63, 70);
    const chosen = basisFor(TODAY, [...past(1, 2, 3), ...tuesdays].toSorted());
    expect(chosen).toEqual({ basis: 'weekday', dates: tuesdays.slice(-8) });
  });

  it('are all of the last four weeks where there are only two of its weekday', () => {
    const recent = past(1, 4, 7, 14, 27);
    expect(basisFor(TODAY, [...past(29, 40), ...recent].toSorted())).toEqual({
      basis: 'all-days',
      dates: recent,
    });
    expect(basisFor(TODAY, past(1, 4, 7, 14, 21))?.basis).toBe('weekday');
  });

  it('are none where there are fewer than five, or only some of long ago', () => {
    expect(basisFor(TODAY, past(7, 14, 21, 28))).toBeNull();
    expect(basisFor(TODAY, past(1, 2, 3, 4))).toBeNull();
    expect(basisFor(TODAY, past(1, 2, 3, 4, 29))).toBeNull();
    expect(basisFor(TODAY, past(91, 98, 105, 112, 119))).toBeNull();
    expect(basisFor(TODAY, [])).toBeNull();
  });

  it('are never today itself, nor a day that the clock has put after it', () => {
    expect(basisFor(TODAY, [...past(1, 2, 3, 4), TODAY, before(-7)])).toBeNull();
  });
});

describe('the visitors to come', () => {
  const days = [new Map([['10:30', 6]]), new Map([['10:30', 4], ['11:00', 12]])]; // prettier-ignore

  it('are the mean of the same half hour, a day without any among them', () => {
    const stretch = { clocks: ['10:30', '11:00'], over: 0 } as const;
    expect(expectedArrivals(days, stretch)).toBe(5);
    expect(expectedArrivals([...days, new Map()], stretch)).toBeCloseTo(10 / 3);
    expect(expectedArrivals([], stretch)).toBe(0);
  });

  it('are so much of each half hour of the clock as lies before us', () => {
    // Two thirds of 5, and a third of 6.
    expect(expectedArrivals(days, { clocks: ['10:30', '11:00'], over: 1 / 3 })).toBeCloseTo(16 / 3);
  });
});

describe('the counters that are needed', () => {
  const demand = { expected: 14, waiting: 0, handleMs: 6 * MINUTE_MS, percent: 80, withinMs: 10 * MINUTE_MS };

  it('are more where people wait already', () => {
    expect(neededFor(demand)).toBe(4);
    expect(neededFor({ ...demand, waiting: 14 })).toBe(7);
  });

  it('are none without visitors, and unknown where nobody knows how long a visit takes', () => {
    expect(neededFor({ ...demand, expected: 0 })).toBe(0);
    // More than any lobby has is still a number.
    expect(neededFor({ ...demand, waiting: 100_000 })).toBe(200);
    expect(neededFor({ ...demand, handleMs: null })).toBeNull();
    expect(neededFor({ ...demand, handleMs: 0 })).toBeNull();
  });
});

it('makes one promise of those of all services, as much of each as people came for it', () => {
  const [usual, quick] = [
    { arrivals: 30, percent: 80, withinMs: 15 * MINUTE_MS },
    { arrivals: 10, percent: 100, withinMs: 5 * MINUTE_MS },
  ];
  expect(sharedPromise([usual, quick])).toEqual({ percent: 85, withinMs: 12.5 * MINUTE_MS });
  expect(sharedPromise([{ ...usual, arrivals: 0 }])).toBeNull();
});
