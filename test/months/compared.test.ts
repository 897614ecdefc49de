/** A frozen month and today's figures: which have changed, or why nobody can say so. */
import { expect, it } from 'vitest';
import { compared, type Present } from '../../firmware-host/months/figures.ts';
import { frozenMonth } from '../kiosk/support/satisfaction-view.ts';

const figures = frozenMonth().figures;
if (figures === null) throw new Error('nothing was frozen');
const { values } = figures;

const present = (change: Partial<Present> = {}): Present => ({
  values,
  days: ['2026-10-08', '2026-10-09'],
  ...change,
});

const [first, ...others] = values;
if (first === undefined) throw new Error('there are no values');
const changed = [{ ...first, value: 1 }, ...others];
const asGone = values.map((value) => ({ ...value, value: null }));

it('says which figures are others by now', () => {
  expect(compared(figures, present())).toEqual({ changed: [], notCompared: null });
  expect(compared(figures, present({ values: changed }))).toEqual({
    changed: [{ id: first.id, frozen: first.value, now: 1 }],
    notCompared: null,
  });
});

it('compares nothing where a day that was counted is gone', () => {
  const gone = { changed: null, notCompared: 'days-gone' };
  expect(compared(figures, present({ values: asGone, days: [] }))).toEqual(gone);
  expect(compared(figures, present({ values: asGone, days: ['2026-10-09', '2026-11-01'] }))).toEqual(gone);
});

it('a file that does not name its days is compared while an earlier day is there', () => {
  const former = { ...figures, days: null };
  expect(compared(former, present({ days: ['2026-10-08', '2026-10-09'] })).notCompared).toBe('days-gone');
  expect(compared(former, present({ days: ['2026-09-30', '2026-10-09'] }))).toEqual({
    changed: [],
    notCompared: null,
  });
});

it('compares nothing with figures that cannot be read, nor where none were frozen', () => {
  expect(compared(figures, null)).toEqual({ changed: null, notCompared: 'metrics-unavailable' });
  expect(compared(null, present())).toEqual({ changed: null, notCompared: 'no-figures' });
});
