import type { SQLOutputValue } from 'node:sqlite';
import { instant } from '../clock.ts';
import { isGood } from '../domain/satisfaction.ts';
import type { MetricRange } from '../messages/metrics.ts';
import type { RatingReason } from '../messages/common.ts';
import type {
  FlaggedRating,
  LowRating,
  SatisfactionPart,
  SatisfactionQuery,
  SatisfactionReport,
} from '../messages/satisfaction.ts';
import { metrics } from './definitions/index.ts';
import { HOUR_MS, PERCENT } from './metric.ts';
import { Reading } from './overview.ts';
import type { MetricSettings } from './settings.ts';
import type { TallyStore } from './store.ts';

/** A person reads these. */
const LISTED_MAX = 200;
/** What is bad on another scale than the present one: about the two lowest of five. */
const BAD = 0.4;

type By = NonNullable<SatisfactionQuery['by']>;
type Row = Record<string, SQLOutputValue>;

/** A rating that counts, with what it is told apart by. */
interface Given {
  readonly key: string;
  readonly score: number;
  readonly scale: number;
  readonly count: number;
}

/** How visitors have rated in a range; what was flagged is listed, and counted nowhere. */
export async function satisfaction(
  store: TallyStore,
  settings: MetricSettings,
  range: MetricRange,
  by: By | null,
): Promise<SatisfactionReport> {
  await store.prepare(range);
  const all = given(store, range, null);
  const [total, good] = [sum(all), sum(all.filter(isGood))];
  const { ratePercent, smallGroup } = settings.satisfaction;
  // A house of so few is a small group itself.
  const isHidden = total < smallGroup;
  const rate = isHidden ? null : shareOf(good, total);
  const served = store.sums(range, {}, null).get('')?.served ?? 0;
  return {
    range,
    asOf: store.source.at === null ? null : instant(store.source.at),
    // From either the rate could be reckoned. Low scores are listed all the same, without their agents: somebody has to call back.
    distribution: isHidden ? null : distributionOf(all),
    given: total,
    good: isHidden ? null : good,
    bad: isHidden ? null : sum(all.filter((rating) => isBad(rating, settings))),
    rate,
    rateTarget: { min: ratePercent, max: null, tolerancePercent: 0, source: 'house' },
    responseRate: shareOf(total, served),
    index: indexOf(store, settings, range, rate),
    ...listsOf(store, settings, range),
    cases: casesOf(store, range),
    smallGroup,
    by: by === null ? [] : await partsOf(store, range, by, smallGroup),
  };
}

const sum = (ratings: readonly Given[]): number => ratings.reduce((total, { count }) => total + count, 0);

const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : (part / whole) * PERCENT;

const keys = {
  service: 'coalesce(r.service, t.service)',
  counter: 'r.counter',
  agent: 'r.agent',
  class: 't.class',
} as const;

const FROM = 'FROM ratings AS r LEFT JOIN tickets AS t ON t.position = r.ticket WHERE r.date BETWEEN ? AND ?';

function given(
  { source: { database } }: TallyStore,
  { from, to }: MetricRange,
  by: keyof typeof keys | null,
): Given[] {
  const key = by === null ? `''` : `coalesce(${keys[by]}, '')`;
  return database
    .prepare(
      `SELECT ${key} AS key, score, scale, count(*) AS count ${FROM} AND flag IS NULL GROUP BY 1, 2, 3`,
    )
    .all(from, to)
    .map(asGiven);
}

const asGiven = (row: Row): Given => ({
  key: String(row['key']),
  score: Number(row['score']),
  scale: Number(row['scale']),
  count: Number(row['count']),
});

/** By the hour that the clocks showed when the button was pressed: one day after the other, others having their turns between. */
async function givenByHour(store: TallyStore, range: MetricRange): Promise<Given[]> {
  const { source, halfHours } = store;
  const ofDay = source.database.prepare(
    `SELECT at.pressed_at AS key, r.score, r.scale, 1 AS count FROM ratings AS r JOIN rating_times AS at USING (position)
     WHERE r.date = ? AND r.flag IS NULL`,
  );
  const ratings: Given[] = [];
  for (const date of source.revisions(range).keys()) {
    await store.breathe();
    for (const row of ofDay.all(date)) {
      const start = halfHours.startOf(Number(row['key']), HOUR_MS);
      ratings.push({ ...asGiven(row), key: halfHours.clockOf(start) });
    }
  }
  return ratings;
}

function distributionOf(all: readonly Given[]): SatisfactionReport['distribution'] {
  const scales = [...new Set(all.map(({ scale }) => scale))].toSorted((one, other) => one - other);
  return scales.map((scale) => ({
    scale,
    counts: Array.from({ length: scale }, (_none, index) =>
      sum(all.filter((one) => one.scale === scale && one.score === index + 1)),
    ),
  }));
}

const isBad = (
  { score, scale }: Given,
  { satisfaction: { scale: present, lowMax } }: MetricSettings,
): boolean => score <= (scale === present ? lowMax : Math.max(1, Math.round(scale * BAD)));

/**
 * Groups of which nothing is told: those that are small, and where that is a single one the next smallest too, without which it would
 * follow from all the others.
 */
function hiddenIn(ratings: readonly Given[], smallGroup: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { key, count } of ratings) if (key !== '') counts.set(key, (counts.get(key) ?? 0) + count);
  const groups = [...counts].toSorted(([, one], [, other]) => one - other);
  const small = groups.filter(([, count]) => count < smallGroup).length;
  return new Set(groups.slice(0, small === 1 ? 2 : small).map(([key]) => key));
}

async function partsOf(
  store: TallyStore,
  range: MetricRange,
  by: By,
  smallGroup: number,
): Promise<SatisfactionPart[]> {
  const ratings = by === 'hour' ? await givenByHour(store, range) : given(store, range, by);
  const served = by === 'hour' ? null : store.sums(range, {}, by);
  const hidden = hiddenIn(ratings, smallGroup);
  const names = [...new Set(ratings.map(({ key }) => key))].filter((key) => key !== '').toSorted();
  return names.map((key) => {
    const own = ratings.filter((rating) => rating.key === key);
    const total = sum(own);
    const good = sum(own.filter(isGood));
    const isHidden = hidden.has(key);
    return {
      dimension: by,
      key,
      isHidden,
      given: total,
      rate: isHidden ? null : shareOf(good, total),
      responseRate: served === null ? null : shareOf(total, served.get(key)?.served ?? 0),
    };
  });
}

/** Of the parts that have a value, each by its weight among them. */
function indexOf(
  store: TallyStore,
  settings: MetricSettings,
  range: MetricRange,
  rate: number | null,
): SatisfactionReport['index'] {
  const reading = new Reading(store, settings, {});
  const parts = settings.satisfaction.index.map(({ of, weight }) => {
    const metric = metrics.find(({ id }) => id === of);
    return { of, weight, value: metric === undefined ? rate : reading.of(metric, range).value };
  });
  const known = parts.flatMap(({ value, weight }) => (value === null ? [] : [{ value, weight }]));
  const weights = known.reduce((all, { weight }) => all + weight, 0);
  const weighted = known.reduce((all, { value, weight }) => all + value * weight, 0);
  const isHidden = rate === null && parts.some(({ of }) => metrics.every(({ id }) => id !== of));
  return {
    // With the ratings left out it would be the index of something else.
    value: weights === 0 || isHidden ? null : weighted / weights,
    isComplete: known.length === parts.length,
    parts,
  };
}

function listsOf(store: TallyStore, settings: MetricSettings, range: MetricRange) {
  const { database } = store.source;
  const { from, to } = range;
  const { scale, lowMax, smallGroup } = settings.satisfaction;
  const isLow = `flag IS NULL AND r.score <= iif(r.scale = ${scale}, ${lowMax}, max(1, round(r.scale * ${BAD})))`;
  const columns = `r.date, at.pressed_at AS at, t.id AS ticket, ${keys.service} AS service, r.counter, r.agent, r.score, r.scale, r.flag, r.reason`;
  const rows = (callBack: string, where: string) =>
    database
      .prepare(
        `SELECT ${columns}, ${callBack} AS call_back FROM ratings AS r JOIN rating_times AS at USING (position)
         LEFT JOIN tickets AS t ON t.position = r.ticket
         WHERE r.date BETWEEN ? AND ? AND ${where} ORDER BY r.position DESC LIMIT ${LISTED_MAX}`,
      )
      .all(from, to);
  const counts = database
    .prepare(
      `SELECT count(*) FILTER (WHERE ${isLow}) AS low, count(*) FILTER (WHERE flag IS NOT NULL) AS flagged ${FROM}`,
    )
    .get(from, to);
  const agents = given(store, range, 'agent');
  const hidden = hiddenIn(agents, smallGroup);
  const told = new Set(agents.map(({ key }) => key).filter((key) => !hidden.has(key)));
  const withoutFew = <Listed extends { readonly agent: string | null }>(one: Listed): Listed =>
    one.agent === null || told.has(one.agent) ? one : { ...one, agent: null };
  return {
    low: rows(CALL_BACK, isLow).map((row) => withoutFew(lowOf(row))),
    lowCount: Number(counts?.['low']),
    flagged: rows('NULL', 'flag IS NOT NULL').map((row) => withoutFew(flaggedOf(row))),
    flaggedCount: Number(counts?.['flagged']),
  };
}

/** What became of the call-back that a visitor had asked for. */
const CALL_BACK = `coalesce((SELECT CASE WHEN c.state IN ('called-back', 'signed') THEN 'done' WHEN c.state = 'dropped' THEN 'none'
  WHEN c.is_call_back_overdue = 1 THEN 'overdue' ELSE 'asked' END
  FROM cases AS c WHERE c.ticket = r.ticket AND c.kind = 'call-back' ORDER BY c.position DESC LIMIT 1), 'none')`;

const textOrNull = (value: SQLOutputValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

const lowOf = (row: Row): LowRating => ({
  at: instant(Number(row['at'])),
  date: String(row['date']),
  ticket: textOrNull(row['ticket']),
  service: textOrNull(row['service']),
  counter: String(row['counter']),
  agent: textOrNull(row['agent']),
  score: Number(row['score']),
  scale: Number(row['scale']),
  // Facts have no other reasons, and the query no other states.
  reason: textOrNull(row['reason']) as RatingReason | null,
  callBack: String(row['call_back']) as LowRating['callBack'],
});

const flaggedOf = (row: Row): FlaggedRating => ({
  at: instant(Number(row['at'])),
  date: String(row['date']),
  counter: String(row['counter']),
  agent: textOrNull(row['agent']),
  score: Number(row['score']),
  scale: Number(row['scale']),
  flag: String(row['flag']),
});

/** Those that were opened in the range; a case in which nobody wrote anything was none. */
function casesOf(
  { source: { database } }: TallyStore,
  { from, to }: MetricRange,
): SatisfactionReport['cases'] {
  const isDone = `state IN ('called-back', 'signed')`;
  const row = database
    .prepare(
      `SELECT count(*) FILTER (WHERE kind = 'case') AS opened,
        count(*) FILTER (WHERE kind = 'case' AND resolved_at IS NOT NULL) AS resolved,
        count(*) FILTER (WHERE is_overdue = 1 OR is_call_back_overdue = 1) AS overdue,
        count(*) FILTER (WHERE call_back_due_at IS NOT NULL) AS callBacks,
        count(*) FILTER (WHERE call_back_due_at IS NOT NULL AND called_back_at IS NOT NULL) AS calledBack,
        count(*) FILTER (WHERE call_back_due_at IS NOT NULL AND is_call_back_overdue = 0 AND called_back_at IS NOT NULL) AS inTime,
        count(*) FILTER (WHERE call_back_due_at IS NOT NULL AND (is_call_back_overdue = 1 OR ${isDone})) AS due
       FROM cases WHERE date BETWEEN ? AND ? AND state <> 'dropped'`,
    )
    .get(from, to);
  const count = (name: string): number => Number(row?.[name] ?? 0);
  return {
    opened: count('opened'),
    resolved: count('resolved'),
    overdue: count('overdue'),
    callBacks: count('callBacks'),
    calledBack: count('calledBack'),
    calledBackInTime: shareOf(count('inTime'), count('due')),
  };
}
