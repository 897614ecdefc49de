import { instant } from '../clock.ts';
import type { MetricRange, MetricsOverview, MetricTarget, MetricValue } from '../messages/metrics.ts';
import { metrics } from './definitions/index.ts';
import { rangeBefore } from './dates.ts';
import { addTo, dimensions, noSums, type Filter, type Sums } from './measures.ts';
import type { Metric } from './metric.ts';
import type { MetricSettings } from './settings.ts';
import { Staff, windowOf } from './staff.ts';
import type { TallyStore } from './store.ts';
import { measure, statusOf, type Measured } from './value.ts';

const TREND_DAYS = 14;

/** All metrics of a range, against the period before, and how they went in the last days. */
export async function overview(
  store: TallyStore,
  settings: MetricSettings,
  range: MetricRange,
  filter: Filter,
): Promise<MetricsOverview> {
  const before = rangeBefore(range);
  const days = store.source.daysUpTo(range.to, TREND_DAYS);
  const longest = Math.max(
    ...metrics.map(({ windowDays, needs }) => (needs?.kind === 'staff' ? 1 : (windowDays ?? 1))),
  );
  for (const wanted of [range, before, { from: days[0] ?? range.to, to: range.to }])
    await store.prepare(windowOf(wanted, longest));
  const reading = new Reading(store, settings, filter);
  return {
    range,
    before,
    asOf: store.source.at === null ? null : instant(store.source.at),
    values: metrics.map((metric): MetricValue => {
      const measured = reading.of(metric, range);
      const target = targetOf(metric, settings, filter.service);
      return {
        id: metric.id,
        ...measured,
        before: reading.of(metric, before).value,
        status: statusOf(metric, measured.value, target),
        target,
        trend: days.map((date) => reading.of(metric, { from: date, to: date }).value),
      };
    }),
  };
}

/** The house's, or that of a service that has its own. */
export function targetOf(
  { id }: Pick<Metric, 'id'>,
  { targets }: Pick<MetricSettings, 'targets'>,
  service: string | undefined,
): MetricTarget | null {
  const { house, services } = targets[id];
  return (service === undefined ? undefined : services[service]) ?? house;
}

/** Metrics of any range that was prepared, read as seldom as possible: all of them from the same sums. */
export class Reading {
  readonly #store: TallyStore;
  readonly #settings: MetricSettings;
  readonly #filter: Filter;
  readonly #staff: Staff;
  readonly #sums = new Map<string, Sums>();
  readonly #isOpen = new Map<string, boolean>();

  constructor(store: TallyStore, settings: MetricSettings, filter: Filter) {
    this.#store = store;
    this.#settings = settings;
    this.#filter = filter;
    this.#staff = new Staff(store.source.database, store.source.latest ?? '');
  }

  /** What cannot be told apart by what is asked for is not told at all. */
  of(metric: Metric, range: MetricRange): Measured {
    const isFiltered = dimensions.some((name) => this.#filter[name] !== undefined);
    if (isFiltered && !isToldApartBy(metric, this.#filter)) return nothing;
    const window = windowOf(range, metric.windowDays);
    const sums =
      metric.needs?.kind === 'staff' ? addTo(noSums(), this.#staff.in(window)) : this.#sumsOf(window);
    return measure(metric, sums, this.#isOpenIn(range), this.#settings.transferCounts);
  }

  #sumsOf(range: MetricRange): Sums {
    return remembered(
      this.#sums,
      range,
      () => this.#store.sums(range, this.#filter, null).get('') ?? noSums(),
    );
  }

  #isOpenIn(range: MetricRange): boolean {
    return remembered(this.#isOpen, range, () => this.#store.source.isOpenIn(range));
  }
}

function remembered<Value>(known: Map<string, Value>, { from, to }: MetricRange, read: () => Value): Value {
  const name = `${from} ${to}`;
  const value = known.get(name) ?? read();
  known.set(name, value);
  return value;
}

const nothing: Measured = { value: null, numerator: 0, denominator: 0, missing: 'no-data' };

const isToldApartBy = ({ breakdowns }: Metric, filter: Filter): boolean =>
  dimensions.every((name) => filter[name] === undefined || breakdowns.includes(name));
