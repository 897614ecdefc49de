/** Metrics as files for spreadsheets. Figures are in the units that people use, with a point before their decimals. */
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, type TextKey } from '../../config/texts/texts.ts';
import type { Language } from '../messages/common.ts';
import type { MetricId, MetricSeries, MetricsOverview, MetricTarget } from '../messages/metrics.ts';
import { metrics } from '../metrics/definitions/index.ts';
import { SECOND_MS } from '../metrics/metric.ts';

/** A spreadsheet on Windows takes a file without it for one of its own code page. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Ten thousandths are more than anybody can measure. */
const PLACES = 4;

type Cell = string | number | null;

export function overviewCsv({ range, before, values }: MetricsOverview, language: Language): string {
  const words = wordsIn(language);
  const head = [
    'number',
    'name',
    'unit',
    'from',
    'to',
    'value',
    'before-from',
    'before-to',
    'before',
    'min',
    'max',
    'tolerance',
    'source',
    'numerator',
    'denominator',
    'state',
  ] as const;
  return csv([
    head.map((name) => words(`metrics.csv.${name}`)),
    ...values.map(({ id, value, before: former, target, numerator, denominator, status, missing }) => [
      metrics.find((metric) => metric.id === id)?.number ?? null,
      words(`metric.${id}.name`),
      unitOf(id, words),
      range.from,
      range.to,
      inUnit(id, value),
      before.from,
      before.to,
      inUnit(id, former),
      ...targetCells(id, target, words),
      rounded(numerator),
      rounded(denominator),
      missing ?? status,
    ]),
  ]);
}

export function seriesCsv(
  { id, points, pointsBefore, by, target }: MetricSeries,
  language: Language,
): string {
  const words = wordsIn(language);
  const head = [
    'name',
    'unit',
    'period',
    'start',
    'end',
    'key',
    'value',
    'numerator',
    'denominator',
    'min',
    'max',
    'tolerance',
    'source',
  ] as const;
  const name = [words(`metric.${id}.name`), unitOf(id, words)];
  const aim = targetCells(id, target, words);
  const rows = (period: 'this-period' | 'period-before', all: MetricSeries['points']): Cell[][] =>
    all.map(({ start, end, value, numerator, denominator }) => [
      ...name,
      words(`metrics.csv.${period}`),
      start,
      end,
      '',
      inUnit(id, value),
      rounded(numerator),
      rounded(denominator),
      ...aim,
    ]);
  return csv([
    head.map((column) => words(`metrics.csv.${column}`)),
    ...rows('this-period', points),
    ...rows('period-before', pointsBefore),
    ...by.map(({ key, value, numerator, denominator }) => [
      ...name,
      words('metrics.csv.whole-period'),
      points[0]?.start ?? '',
      points.at(-1)?.end ?? '',
      key,
      inUnit(id, value),
      rounded(numerator),
      rounded(denominator),
      ...aim,
    ]),
  ]);
}

type Words = (key: TextKey) => string;

const wordsIn =
  (language: Language): Words =>
  (key) =>
    formatText(catalogues[language], key);

const isTime = (id: MetricId): boolean => metrics.find((metric) => metric.id === id)?.unit === 'ms';

const unitOf = (id: MetricId, words: Words): string => {
  const unit = metrics.find((metric) => metric.id === id)?.unit ?? 'count';
  return words(`metrics.csv.unit-${unit === 'ms' ? 'seconds' : unit}`);
};

const inUnit = (id: MetricId, value: number | null): number | null =>
  value === null ? null : rounded(isTime(id) ? value / SECOND_MS : value);

const rounded = (value: number): number => Number(value.toFixed(PLACES));

const sources = ['centres-first', 'centres-second', 'house'] as const;

/** What somebody has written into the lobby file is the only source that has no word of its own. */
function targetCells(id: MetricId, target: MetricTarget | null, words: Words): Cell[] {
  if (target === null) return [null, null, null, ''];
  const { min, max, tolerancePercent, source } = target;
  const known = sources.find((name) => name === source);
  return [
    inUnit(id, min),
    inUnit(id, max),
    tolerancePercent,
    known === undefined ? source : words(`metrics.csv.source-${known}`),
  ];
}

const csv = (rows: readonly (readonly Cell[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

/** A text that a spreadsheet would take for a formula is none. */
function cellOf(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
