import { describe, expect, it } from 'vitest';
import { rangeBefore, stepsIn } from '../../firmware-host/metrics/dates.ts';
import { HalfHours } from '../../firmware-host/metrics/tally/half-hours.ts';

const HOUR_MS = 3_600_000;

describe('the period before', () => {
  it.each([
    ['of a day is the same weekday', '2026-11-21', '2026-11-21', '2026-11-14', '2026-11-14'],
    ['of some days is as long', '2026-11-19', '2026-11-21', '2026-11-16', '2026-11-18'],
    ['of a week is the week before', '2026-11-16', '2026-11-22', '2026-11-09', '2026-11-15'],
    ['of a month is the month before', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['of a quarter is the quarter before', '2026-04-01', '2026-06-30', '2026-01-01', '2026-03-31'],
    ['of three other months is as long', '2026-05-01', '2026-07-31', '2026-01-29', '2026-04-30'],
    ['of a year is the year before', '2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31'],
  ])('%s', (_what, from, to, fromBefore, toBefore) => {
    expect(rangeBefore({ from, to })).toEqual({ from: fromBefore, to: toBefore });
  });
});

it('a range falls into weeks from Monday, months, quarters and years', () => {
  const range = { from: '2026-12-30', to: '2027-01-05' };
  expect(stepsIn(range, 'week')).toEqual(
    [
      { from: '2026-12-28', to: '2027-01-03' },
      { from: '2027-01-04', to: '2027-01-05' },
    ].map(({ from, to }) => ({ from: from < range.from ? range.from : from, to })),
  );
  expect(stepsIn(range, 'day')).toHaveLength(7);
  for (const step of ['month', 'quarter', 'year'] as const)
    expect(stepsIn(range, step)).toEqual([
      { from: '2026-12-30', to: '2026-12-31' },
      { from: '2027-01-01', to: '2027-01-05' },
    ]);
});

describe('half hours', () => {
  it('are those of the clocks on the wall', () => {
    const kathmandu = new HalfHours('Asia/Kathmandu');
    // 10:40 there.
    const at = Date.UTC(2026, 10, 21, 4, 55);
    expect(kathmandu.startOf(at)).toBe(Date.UTC(2026, 10, 21, 4, 45));
    expect(kathmandu.clockOf(kathmandu.startOf(at))).toBe('10:30');
    expect(kathmandu.startOf(at, HOUR_MS)).toBe(Date.UTC(2026, 10, 21, 4, 15));
  });

  it('go on where the clocks are put back by half an hour', () => {
    const island = new HalfHours('Australia/Lord_Howe');
    const changeAt = Date.UTC(2026, 3, 4, 15);
    expect(island.clockOf(changeAt - 1)).toBe('01:59');
    expect(island.clockOf(changeAt)).toBe('01:30');
    expect(island.startOf(changeAt + 10 * 60_000)).toBe(changeAt);
    // Asked out of order, too.
    expect(island.startOf(changeAt - 1, HOUR_MS)).toBe(changeAt - HOUR_MS);
    expect(island.clockOf(changeAt + HOUR_MS)).toBe('02:30');
  });

  it('share a stretch by what of it is in each', () => {
    const parts: [number, number][] = [];
    const at = Date.UTC(2026, 10, 21, 9, 20);
    new HalfHours('UTC').spread(at, 55 * 60_000, (start, ms) => parts.push([start - at, ms / 60_000]));
    expect(parts).toEqual([
      [-20 * 60_000, 10],
      [10 * 60_000, 30],
      [40 * 60_000, 15],
    ]);
  });
});
