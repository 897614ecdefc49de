/** The service metrics: how the house does, against what it wants, over any range of its days. For staff. */
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { lobbyDate } from '../clock.ts';
import { RefusedError } from '../errors.ts';
import type { Language } from '../messages/common.ts';
import {
  CsvQuery,
  MetricDefinitions,
  MetricSeries,
  MetricSeriesQuery,
  MetricsOverview,
  MetricsQuery,
  MetricsWork,
} from '../messages/metrics.ts';
import { SatisfactionQuery, SatisfactionReport } from '../messages/satisfaction.ts';
import { isMetricId } from '../metrics/configured.ts';
import { definitionsOf } from '../metrics/described.ts';
import { MetricsError } from '../metrics/metrics.ts';
import type { Asked, Question, Results } from '../metrics/protocol.ts';
import type { Context } from './context.ts';
import { overviewCsv, seriesCsv } from './metrics-csv.ts';
import { badInput } from './said.ts';
import type { Server } from './typed-server.ts';

const tags = ['metrics'];
/** Nobody looks at more half hours at once, and each day of them is reckoned anew. */
const FINE_DAYS_MAX = 31;
/** A house keeps its rows for ten years at most. */
const DAYS_MAX = 3660;
const DAY_MS = 86_400_000;

const CSV = {
  description: 'For a spreadsheet: UTF-8 with a byte order mark, a comma between cells',
  content: { 'text/csv': { schema: Type.String() } },
};
const params = Type.Object({ metric: Type.String() });
const overviewFile = Type.Object(
  { ...MetricsQuery.properties, ...CsvQuery.properties },
  { additionalProperties: false },
);
const seriesFile = Type.Object(
  { ...MetricSeriesQuery.properties, ...CsvQuery.properties },
  { additionalProperties: false },
);

export function metricRoutes(app: Server, context: Context): void {
  const { metrics } = context;
  app.get(
    '/api/v1/metrics/definitions',
    {
      schema: {
        summary: 'What each metric is, and its target here',
        tags,
        response: { 200: MetricDefinitions },
      },
    },
    () => ({ definitions: definitionsOf(metrics.settings) }),
  );
  app.get(
    '/api/v1/metrics/progress',
    {
      schema: {
        summary:
          'How far answers have come that take their time, such as of a year that nobody has asked for before',
        tags,
        response: { 200: MetricsWork },
      },
    },
    () => ({ progress: metrics.progress }),
  );
  app.get(
    '/api/v1/metrics',
    {
      schema: {
        summary: 'All metrics of a range of lobby days, against the period before',
        tags,
        querystring: MetricsQuery,
        response: { 200: MetricsOverview },
      },
    },
    ({ query }, reply) => overviewOf(context, query, reply),
  );
  app.get(
    '/api/v1/metrics.csv',
    {
      schema: {
        summary: 'The same for a spreadsheet',
        tags,
        querystring: overviewFile,
        response: { 200: CSV },
      },
    },
    async ({ query: { language, ...query } }, reply) => {
      const overview = await overviewOf(context, query, reply);
      return sendCsv(
        reply,
        `metrics-${overview.range.from}-${overview.range.to}`,
        overviewCsv(overview, tongue(context, language)),
      );
    },
  );
  seriesRoutes(app, context);
  satisfactionRoute(app, context);
}

function seriesRoutes(app: Server, context: Context): void {
  app.get(
    '/api/v1/metrics/:metric',
    {
      schema: {
        summary: 'One metric in steps, and of the whole range by service, counter, agent or class',
        tags,
        params,
        querystring: MetricSeriesQuery,
        response: { 200: MetricSeries },
      },
    },
    ({ params: { metric }, query }, reply) => seriesOf(context, metric, query, reply),
  );
  app.get(
    '/api/v1/metrics/:metric.csv',
    {
      schema: {
        summary: 'The same for a spreadsheet',
        tags,
        params,
        querystring: seriesFile,
        response: { 200: CSV },
      },
    },
    async ({ params: { metric }, query: { language, ...query } }, reply) => {
      const series = await seriesOf(context, metric, query, reply);
      const name = `${series.id}-${series.range.from}-${series.range.to}`;
      return sendCsv(reply, name, seriesCsv(series, tongue(context, language)));
    },
  );
}

function satisfactionRoute(app: Server, context: Context): void {
  app.get(
    '/api/v1/satisfaction',
    {
      schema: {
        summary: 'How visitors have rated: what counts, what was flagged, low scores and their call-backs',
        tags,
        querystring: SatisfactionQuery,
        response: { 200: SatisfactionReport },
      },
    },
    ({ query: { by, ...dates } }, reply) =>
      ask(context, { kind: 'satisfaction', by: by ?? null, ...askedOf(context, dates, DAYS_MAX) }, reply),
  );
}

const overviewOf = (
  context: Context,
  { from, to, ...filter }: MetricsQuery,
  reply: unknown,
): Promise<MetricsOverview> =>
  ask(context, { kind: 'overview', filter, ...askedOf(context, { from, to }, DAYS_MAX) }, reply);

function seriesOf(
  context: Context,
  metric: string,
  { from, to, step = 'day', by, ...filter }: MetricSeriesQuery,
  reply: unknown,
): Promise<MetricSeries> {
  if (!isMetricId(metric)) throw new RefusedError('metric-unknown');
  const daysMax = step === 'half-hour' || step === 'hour' ? FINE_DAYS_MAX : DAYS_MAX;
  const asked = askedOf(context, { from, to }, daysMax);
  return ask(context, { kind: 'series', metric, filter, step, by: by ?? null, ...asked }, reply);
}

interface Dates {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Other centuries are a slip of a finger. */
const [EARLIEST, LATEST] = ['2000-01-01', '2099-12-31'];

/** @throws RefusedError where the days are in the wrong order, of another century, or too many, also to the latest day where none is named */
function askedOf(
  { clock, handler, site: { timeZone }, dayRule: { dayStartsAt } }: Context,
  { from, to }: Dates,
  daysMax: number,
): Asked {
  for (const [path, date] of [
    ['/from', from],
    ['/to', to],
  ] as const)
    if (date !== undefined && (date < EARLIEST || date > LATEST))
      throw badInput(path, `must be between ${EARLIEST} and ${LATEST}`);
  if (from !== undefined && to !== undefined && from > to) throw badInput('/to', 'comes before from');
  const today = lobbyDate(clock.now().at, timeZone, dayStartsAt);
  const last = to ?? handler.committed.day?.date ?? today;
  if (from !== undefined && (Date.parse(last) - Date.parse(from)) / DAY_MS >= daysMax)
    throw badInput(to === undefined ? '/from' : '/to', `makes it more than ${daysMax} days`);
  return { today, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Whoever goes away does not keep the thread busy. */
async function ask<Q extends Question>(
  { metrics }: Context,
  question: Q,
  reply: unknown,
): Promise<Results[Q['kind']]> {
  const { raw } = reply as FastifyReply;
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  try {
    return await metrics.ask(question, gone.signal);
  } catch (error) {
    if (error instanceof MetricsError) throw new RefusedError('metrics-unavailable', error.message);
    throw error;
  }
}

const tongue = ({ site: { languages } }: Context, language: Language | undefined): Language =>
  language ?? languages[0] ?? 'zh-CN';

const sendCsv = (reply: unknown, name: string, text: string): FastifyReply =>
  (reply as FastifyReply)
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(text);
