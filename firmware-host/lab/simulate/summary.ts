import { predictors, type Predictor } from './forecasts.ts';
import type { Score } from './accuracy.ts';
import type { Tally } from './tally.ts';

/** What came of the days. Shares are from 0 to 1, and null where there was nothing to have a share of. */
export interface Summary {
  readonly seed: number;
  readonly days: number;
  readonly visits: number;
  readonly refused: number;
  readonly served: number;
  readonly noShows: number;
  readonly returned: number;
  readonly cancelled: number;
  readonly transferred: number;
  readonly corrected: number;
  readonly waitMinutes: { readonly mean: number; readonly p90: number } | null;
  /** Called within the target of their service, of all who took a number. */
  readonly serviceLevel: number | null;
  /** Time with a visitor, of the time at the counter without pauses. */
  readonly utilisation: number | null;
  readonly ratings: number;
  readonly satisfaction: number | null;
  readonly promises: {
    readonly made: number;
    readonly kept: number | null;
    readonly inside: number | null;
    readonly widthMinutes: number | null;
  };
  /** Over those visitors for whom each predictor had something to say. */
  readonly compared: number;
  readonly predictors: Readonly<Record<Predictor, Score | null>>;
}

export function summaryOf(tally: Tally, { seed, days }: Pick<Summary, 'seed' | 'days'>): Summary {
  const { taken, waitsMs, promises, shifts, ratings, accuracy } = tally;
  const scores = predictors.map((one) => [one, accuracy.scoreOf(one)] as const);
  return {
    seed,
    days,
    visits: taken,
    refused: tally.refused,
    served: tally.served,
    noShows: tally.noShows,
    returned: tally.returned,
    cancelled: tally.cancelled,
    transferred: tally.transferred,
    corrected: tally.corrected,
    waitMinutes: waitsOf(waitsMs),
    serviceLevel: share(tally.calledInTime, taken),
    utilisation: share(shifts.busyMs, shifts.openMs),
    ratings,
    satisfaction: share(tally.content, ratings),
    promises: {
      made: promises.made,
      kept: share(promises.kept, promises.made),
      inside: share(promises.inside, promises.made),
      widthMinutes: share(promises.widthMinutes, promises.made),
    },
    compared: accuracy.visitors,
    predictors: Object.fromEntries(scores) as Record<Predictor, Score | null>,
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const MS_PER_MINUTE = 60_000;

function waitsOf(waitsMs: readonly number[]): Summary['waitMinutes'] {
  const sorted = waitsMs.toSorted((one, other) => one - other);
  const p90 = sorted[Math.ceil(sorted.length * 0.9) - 1];
  if (p90 === undefined) return null;
  const mean = sorted.reduce((sum, waitMs) => sum + waitMs, 0) / sorted.length;
  return { mean: mean / MS_PER_MINUTE, p90: p90 / MS_PER_MINUTE };
}

const titles: Readonly<Record<Predictor, string>> = {
  foyer: 'Foyer',
  lastWait: 'last wait',
  headOfLine: 'head of line',
  ticketsTimesService: 'tickets × service time',
};

export function textOf(summary: Summary): string {
  const { waitMinutes, promises } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['visits', `${summary.visits} (${summary.refused} refused at the kiosk)`],
    ['served', `${summary.served} (${summary.transferred} transfers, ${summary.corrected} wrong cards)`],
    ['did not come', `${summary.noShows} (${summary.returned} came back later)`],
    ['cancelled', String(summary.cancelled)],
    ['wait', `mean ${minutes(waitMinutes?.mean)}, nine of ten within ${minutes(waitMinutes?.p90)}`],
    ['called within the target', percent(summary.serviceLevel)],
    ['counters with a visitor', percent(summary.utilisation)],
    ['content', `${percent(summary.satisfaction)} of ${summary.ratings} ratings`],
    [
      'promises',
      `${promises.made}, ${percent(promises.kept)} kept, ${percent(promises.inside)} inside the range`,
    ],
    ['width of a promise', minutes(promises.widthMinutes)],
  ];
  const header = `  ${'predictor'.padEnd(24)}${'RMSE'.padStart(10)}${'bias'.padStart(10)}${'inside'.padStart(9)}`;
  const lines = predictors.map((one) => predictorLine(titles[one], summary.predictors[one]));
  const days = summary.days === 1 ? '1 day' : `${summary.days} days`;
  return [
    `${days}, seed ${summary.seed}`,
    ...rows.map(([what, value]) => `  ${what.padEnd(26)}${value}`),
    '',
    `What each predictor said to ${summary.compared} visitors, in minutes:`,
    header,
    ...lines,
    '',
  ].join('\n');
}

const minutes = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : `${value.toFixed(1)} min`;

const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);

function predictorLine(title: string, score: Score | null): string {
  const figures =
    score === null
      ? ['–', '–', '–']
      : [score.rmseMinutes.toFixed(2), score.biasMinutes.toFixed(2), percent(score.insideShare)];
  const [rmse = '', bias = '', inside = ''] = figures;
  return `  ${title.padEnd(24)}${rmse.padStart(10)}${bias.padStart(10)}${inside.padStart(9)}`;
}
