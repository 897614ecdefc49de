/** How the value of a metric is said: a wait of half a minute in seconds, one of ten in minutes, a share in percent. */
import type { MetricDefinition } from '../../../../firmware-host/messages/metrics.ts';
import type { TextKey } from '../../../../config/texts/texts.ts';
import type { Words } from '../../../host/words.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** What is meant to take no longer than this is told in seconds. */
const SECONDS_UP_TO_MS = 2 * MINUTE_MS;

type Unit = MetricDefinition['unit'];
export type Target = NonNullable<MetricDefinition['target']>;

export interface Measure {
  /** As the host has it, in what is shown. */
  readonly shown: (value: number) => number;
  /** A shown value in digits. */
  readonly digits: (shown: number) => string;
  readonly unit: string;
}

const units: Readonly<Record<Exclude<Unit, 'ms'>, TextKey>> = {
  percent: 'metrics.unit.percent',
  times: 'metrics.unit.times',
  'per-hour': 'metrics.unit.per-hour',
  score: 'metrics.unit.score',
  money: 'metrics.unit.money',
  count: 'metrics.unit.count',
};

const decimals: Readonly<Record<Unit, number>> = {
  ms: 1,
  percent: 1,
  times: 1,
  'per-hour': 1,
  score: 1,
  money: 2,
  count: 0,
};

const formats = new Map<string, Intl.NumberFormat>();

/** A number with at most so many decimals, as the language writes it. */
export function inDigits(value: number, most: number, { language }: Words): string {
  const key = `${language} ${most}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: most });
    formats.set(key, format);
  }
  return format.format(value);
}

/** One measure for a metric wherever it is shown, so that its value, target and past can be compared. */
export function measureOf(
  { unit, target, benchmark }: Pick<MetricDefinition, 'unit' | 'target' | 'benchmark'>,
  words: Words,
): Measure {
  if (unit !== 'ms') {
    const most = decimals[unit];
    return {
      shown: (value) => value,
      digits: (value) => inDigits(value, most, words),
      unit: words.text(units[unit]),
    };
  }
  const usual = target?.max ?? target?.min ?? benchmark ?? SECONDS_UP_TO_MS + 1;
  const isShort = usual <= SECONDS_UP_TO_MS;
  const divisor = isShort ? SECOND_MS : MINUTE_MS;
  return {
    shown: (value) => value / divisor,
    digits: (value) => inDigits(value, isShort ? 0 : decimals.ms, words),
    unit: words.text(isShort ? 'metrics.unit.seconds' : 'metrics.unit.minutes'),
  };
}

/** The value of the host in digits; a dash where there is none. */
export const digitsOf = (value: number | null, { shown, digits }: Measure): string =>
  value === null ? '—' : digits(shown(value));

/** The same with its unit. */
export const saidOf = (value: number | null, measure: Measure, words: Words): string =>
  value === null
    ? words.text('metrics.none')
    : words.text('metrics.of-unit', { value: digitsOf(value, measure), unit: measure.unit });

/** Of shares and rates: which of their two parts is a time. Times themselves are a time divided by a count. */
const timed: Readonly<Partial<Record<MetricDefinition['id'], readonly ('above' | 'below')[]>>> = {
  adherence: ['above', 'below'],
  occupancy: ['above', 'below'],
  contacts_per_hour: ['below'],
};

/** What was divided by what. Times are told in minutes: what was added up over days is no figure of seconds. */
export function fractionOf(
  { id, unit }: Pick<MetricDefinition, 'id' | 'unit'>,
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
  words: Words,
): string {
  if (denominator === 0) return '—';
  const part = (value: number, place: 'above' | 'below'): string => {
    const isTime = (unit === 'ms' && place === 'above') || (timed[id]?.includes(place) ?? false);
    return isTime
      ? words.text('metrics.of-unit', {
          value: inDigits(value / MINUTE_MS, 1, words),
          unit: words.text('metrics.unit.minutes'),
        })
      : inDigits(value, 1, words);
  };
  return words.text('metrics.fraction', {
    above: part(numerator, 'above'),
    below: part(denominator, 'below'),
  });
}

/** A target as one reads it: at most, at least, or from one to another; and what it tolerates. */
export function targetText(target: Target | null, measure: Measure, words: Words): string {
  const range = rangeText(target, measure, words);
  if (target === null || target.tolerancePercent === 0) return range;
  const { min, max, tolerancePercent: percent } = target;
  const side = min === null ? 'above' : max === null ? 'below' : 'both';
  return words.text('metrics.target.tolerance', { range, side, percent });
}

function rangeText(target: Target | null, measure: Measure, words: Words): string {
  const { min = null, max = null } = target ?? {};
  const { unit } = measure;
  const digits = (value: number) => digitsOf(value, measure);
  if (min !== null && max !== null)
    return words.text('metrics.target.band', { min: digits(min), max: digits(max), unit });
  if (max !== null) return words.text('metrics.target.most', { max: digits(max), unit });
  if (min !== null) return words.text('metrics.target.least', { min: digits(min), unit });
  return words.text('metrics.target.none');
}

interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** A target as charts have it. */
export interface Band extends Range {
  /** Where a value is out of it: beyond its bounds by what it tolerates. */
  readonly limits: Range;
}

const FULL_PERCENT = 100;

const moved = (bound: number | null, percent: number): number | null =>
  bound === null ? null : (bound * (FULL_PERCENT + percent)) / FULL_PERCENT;

/** In the metric's unit. */
export function bandOf({ min, max, tolerancePercent }: Omit<Target, 'source'>): Band {
  return { min, max, limits: { min: moved(min, -tolerancePercent), max: moved(max, tolerancePercent) } };
}

/** In what is shown, for charts. */
export function shownBand(target: Target | null, { shown }: Measure): Band | null {
  if (target === null || (target.min === null && target.max === null)) return null;
  const range = ({ min, max }: Range): Range => ({
    min: min === null ? null : shown(min),
    max: max === null ? null : shown(max),
  });
  const band = bandOf(target);
  return { ...range(band), limits: range(band.limits) };
}
