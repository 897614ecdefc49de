import { PERCENT, YEAR_DAYS, first, metric } from '../metric.ts';

/** Full-time agents who left ÷ full-time agents employed, over a year: the sources name no period. Employed is counted day by day, so a shorter history gives the same rate. */
export const turnover = metric({
  id: 'turnover',
  number: 23,
  group: 'people',
  unit: 'percent',
  formula: { numerator: ['left'], denominator: ['employed_days'], factor: PERCENT * YEAR_DAYS },
  benchmark: 25,
  target: first(15, 30),
  harm: 'both',
  cadences: ['month', 'quarter'],
  breakdowns: [],
  advice: { high: 2, low: 1 },
  needs: { kind: 'staff', measure: 'employed_days' },
  windowDays: YEAR_DAYS,
});
