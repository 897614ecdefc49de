import type { Decision } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import type { MetricCommand } from '../metric-commands.ts';
import type { Ask } from './ask.ts';

/** A month is frozen once, when it is over: what is corrected later stands beside it. */
export function freezeMonth(
  { state }: Ask,
  { month, sha256, by }: Extract<MetricCommand, { type: 'freeze-month' }>,
): Decision {
  if (state.day === null || state.day.date.slice(0, month.length) <= month) return refuse('month-not-over');
  if (state.months.has(month)) return refuse('month-frozen');
  return accept({ type: 'month.frozen', data: { month, sha256, by } });
}
