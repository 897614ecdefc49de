/** What a stretch of a report is called: its time, its day, its month. */
import type { MetricPoint, MetricStep } from '../../../../firmware-host/messages/metrics.ts';
import type { Words } from '../../../host/words.ts';
import { dateMs } from './dates.ts';
import { monthName } from './figure-model.ts';

interface Place {
  readonly words: Words;
  readonly timeZone: string;
  /** Whether there is more than one day, so that a time alone says too little. */
  readonly isLong: boolean;
}

export function stepLabel(
  { start, date }: Pick<MetricPoint, 'start' | 'date'>,
  step: MetricStep,
  { words, timeZone, isLong }: Place,
): string {
  const day = dateMs(date);
  switch (step) {
    case 'half-hour':
    case 'hour': {
      const time = words.time(Date.parse(start), timeZone);
      return isLong ? `${words.date(day, 'UTC')} ${time}` : time;
    }
    case 'day':
    case 'week':
      return words.date(day, 'UTC');
    case 'month':
      return monthName(date, words);
    case 'quarter':
      return words.text('reports.quarter', {
        year: date.slice(0, 4),
        quarter: Math.ceil(Number(date.slice(5, 7)) / 3),
      });
    case 'year':
      return date.slice(0, 4);
  }
}
