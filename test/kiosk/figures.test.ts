/** The arithmetic of the pages of figures: dates, periods, axes. */
import { describe, expect, test } from 'vitest';
import { axisOf, shareOf } from '../../kiosk-ui/screens/supervisor/figures/axis.ts';
import {
  addDays,
  daysIn,
  isDate,
  monthEnd,
  weekStart,
} from '../../kiosk-ui/screens/supervisor/figures/dates.ts';
import { isSpan, queryOf, spanOf } from '../../kiosk-ui/screens/supervisor/figures/period.ts';

describe('a date', () => {
  test.each([
    ['2026-11-16', '2026-11-16'],
    ['2026-11-19', '2026-11-16'],
    ['2026-11-22', '2026-11-16'],
    ['2026-01-01', '2025-12-29'],
  ])('%s is of the week from %s', (date, monday) => {
    expect(weekStart(date)).toBe(monday);
  });

  test.each([
    ['2026-02-10', '2026-02-28'],
    ['2028-02-29', '2028-02-29'],
    ['2026-12-31', '2026-12-31'],
    ['2026-01-31', '2026-01-31'],
  ])('the month of %s ends with %s', (date, last) => {
    expect(monthEnd(date)).toBe(last);
  });

  test('days are counted over a change of clocks, and over a year', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysIn('2026-03-28', '2026-03-30')).toBe(3);
    expect(daysIn('2027-12-31', '2028-12-31')).toBe(367);
  });

  test.each(['2026-02-29', '2026-13-01', '26-01-01', '', '2026-1-1'])('%s is none', (text) => {
    expect(isDate(text)).toBe(false);
  });
});

test('a period is whole, and dates the wrong way round are none', () => {
  const chosen = { from: '2026-11-20', to: '2026-11-19' };
  expect(spanOf('today', '2026-11-19', chosen)).toEqual({ from: '2026-11-19', to: '2026-11-19' });
  expect(spanOf('week', '2026-11-19', chosen)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(spanOf('month', '2026-11-19', chosen)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  expect(isSpan(spanOf('dates', '2026-11-19', chosen))).toBe(false);
  expect(queryOf({ from: '2026-11-19', to: '2026-11-19' }, { by: 'agent' })).toBe(
    'from=2026-11-19&to=2026-11-19&by=agent',
  );
});

describe('an axis', () => {
  test.each([
    [
      [2.1, 4.4, 6.8, 11.6, 13.2, 3, 10],
      [0, 5, 10, 15],
    ],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0.3, 0.9],
      [0, 0.25, 0.5, 0.75, 1],
    ],
  ])('of %j has round figures', (values, ticks) => {
    expect(axisOf(values).ticks).toEqual(ticks);
  });

  test('has a place for every value, and for nothing outside', () => {
    for (const values of [[95, 98, 96.4], [7], [3, 1200], [0.001]]) {
      const axis = axisOf(values);
      expect(axis.top).toBeGreaterThan(axis.floor);
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(axis.floor);
        expect(value).toBeLessThanOrEqual(axis.top);
        expect(shareOf(axis, value)).toBeCloseTo((value - axis.floor) / (axis.top - axis.floor));
      }
    }
  });

  test('begins well above nought where everything happens far above it', () => {
    expect(axisOf([95, 98, 96.4, 90, 92]).floor).toBeGreaterThan(70);
  });
});
