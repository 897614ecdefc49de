/** Months whose figures are kept as they were: definitions, targets and where these come from, values, and what was corrected afterwards. */
import Type from 'typebox';
import { reasonOf } from '../central/reason.ts';
import { instant, lobbyDate } from '../clock.ts';
import type { FrozenMonth } from '../domain/frozen-month.ts';
import { RefusedError } from '../errors.ts';
import { catchUp } from '../metrics/alarms/keep-alarms.ts';
import { definitionsOf } from '../metrics/described.ts';
import { MetricsError } from '../metrics/metrics.ts';
import {
  FreezeMonth,
  FrozenMonths,
  FrozenMonthView,
  MONTH_PATTERN,
  type FrozenFigures,
} from '../messages/months.ts';
import { compared, daysOfMonth, type Present } from '../months/figures.ts';
import { digestOf } from '../months/month-files.ts';
import { readFigures } from '../months/read-figures.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { badInput, staff } from './said.ts';
import type { Server } from './typed-server.ts';
import { onMedium } from './with-text.ts';

const tag = 'metrics';
const params = Type.Object({ month: Type.String() });
const JSON_FILE = {
  description: 'The file, byte by byte',
  content: { 'application/json': { schema: Type.String() } },
};

/** @param version of the program, which stands in the file */
export function monthRoutes(app: Server, context: Context, version: string): void {
  const { handler, months } = context;
  app.get(
    '/api/v1/reports/months',
    {
      schema: { summary: 'Months whose figures are frozen', tags: [tag], response: { 200: FrozenMonths } },
    },
    (): FrozenMonths => ({
      months: [...handler.committed.months.values()]
        .toSorted((one, other) => (one.month < other.month ? 1 : -1))
        .map(({ month, by, at, sha256 }) => ({ month, by, at: instant(at), sha256 })),
    }),
  );
  app.get(
    '/api/v1/reports/months/:month',
    {
      schema: {
        summary: 'A frozen month, and what has changed since',
        tags: [tag],
        params,
        response: { 200: FrozenMonthView },
      },
    },
    ({ params: { month } }) => viewOf(context, frozenOf(context, month)),
  );
  app.get(
    '/api/v1/reports/months/:month/file',
    { schema: { summary: 'The file of a frozen month', tags: [tag], params, response: { 200: JSON_FILE } } },
    async ({ params: { month } }, reply) => {
      const text = await onMedium(months.read(frozenOf(context, month).month));
      if (text === null) throw new RefusedError('month-unknown');
      return reply
        .type('application/json')
        .header('content-disposition', `attachment; filename="${month}.json"`)
        .send(text);
    },
  );
  post(
    app,
    {
      path: 'reports/months/:month/freeze',
      summary: 'Keep the figures of a month as they are, once and for good',
      tag,
      body: FreezeMonth,
      answer: FrozenMonthView,
      status: 201,
    },
    ({ params: { month }, body: { by = staff.id }, request }) =>
      months.inTurn(async () => {
        if (!new RegExp(MONTH_PATTERN).test(month)) throw badInput('/month', 'must be a month, YYYY-MM');
        const key = requestKey(request, 'staff');
        const isAgain = key !== undefined && handler.committed.months.has(month);
        if (!isAgain) refuseEarly(context, month);
        const sha256 = isAgain
          ? ''
          : await onMedium(months.write(month, await figuresText(context, version, month)));
        const command = { type: 'freeze-month', month, sha256, by } as const;
        eventsOf(await handler.handle({ command, actor: staff, key }));
        return viewOf(context, frozenOf(context, month));
      }),
  );
}

function frozenOf({ handler }: Context, month: string): FrozenMonth {
  const found = handler.committed.months.get(month);
  if (found === undefined) throw new RefusedError('month-unknown');
  return found;
}

/** The rules say it again; but a file that is there must never be written over. */
function refuseEarly({ handler }: Context, month: string): void {
  const { day, months } = handler.committed;
  if (months.has(month)) throw new RefusedError('month-frozen');
  if (day === null || day.date.slice(0, month.length) <= month) throw new RefusedError('month-not-over');
}

/** Rows are kept for some years; it is looked how far back they go. */
const EARLIEST = '2000-01-01';

async function presentOf({ handler, storage, metrics, clock, dayRule }: Context, month: string) {
  const isUpToDate = await catchUp(handler, storage).catch((error: unknown) => {
    // Whatever keeps the tables from being written: damage that is being seen to, a full disk, the form of a later version.
    throw new RefusedError('metrics-unavailable', reasonOf(error));
  });
  if (!isUpToDate) throw new RefusedError('metrics-unavailable', 'the report tables are behind');
  const today = lobbyDate(clock.now().at, dayRule.timeZone, dayRule.dayStartsAt);
  try {
    const range = daysOfMonth(month);
    const overview = await metrics.ask({ kind: 'overview', filter: {}, ...range, today });
    // Asked afterwards: what has gone meanwhile is not compared.
    const days = await metrics.ask({ kind: 'days', from: EARLIEST, to: range.to, today });
    return { ...overview, days };
  } catch (error) {
    if (error instanceof MetricsError) throw new RefusedError('metrics-unavailable', error.message);
    throw error;
  }
}

async function figuresText(context: Context, version: string, month: string): Promise<string> {
  const { metrics, clock, site } = context;
  const { range, before, asOf, values, days } = await presentOf(context, month);
  const figures: FrozenFigures = {
    month,
    lobby: site.names,
    frozenAt: instant(clock.now().at),
    asOf,
    version,
    range,
    before,
    days: days.filter((date) => date >= range.from),
    definitions: definitionsOf(metrics.settings),
    values,
  };
  return `${JSON.stringify(figures, null, 2)}\n`;
}

async function viewOf(context: Context, frozen: FrozenMonth): Promise<FrozenMonthView> {
  const { month, by, at, sha256, corrections } = frozen;
  const text = await onMedium(context.months.read(month));
  const isGood = text !== null && digestOf(text) === sha256;
  // Its digest is that of what this program wrote.
  const figures = isGood ? readFigures(text) : null;
  return {
    month,
    by,
    at: instant(at),
    sha256,
    file: text === null ? 'missing' : isGood ? 'good' : 'changed',
    figures,
    corrections: corrections.map((correction) => ({ ...correction, at: instant(correction.at) })),
    ...compared(figures, figures === null ? null : await presentOrNone(context, month)),
  };
}

/** Null where the figures cannot be read now: what was frozen can, and is shown all the same. */
async function presentOrNone(context: Context, month: string): Promise<Present | null> {
  try {
    return await presentOf(context, month);
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}
