/** The summary of a lobby day on paper. */
import { lobbyDate } from '../clock.ts';
import { RefusedError } from '../errors.ts';
import { TestPrint } from '../messages/devices.ts';
import { PrintDay } from '../messages/lobby-requests.ts';
import { catchUp } from '../metrics/alarms/keep-alarms.ts';
import { definitionsOf } from '../metrics/described.ts';
import { MetricsError } from '../metrics/metrics.ts';
import { layDayPaper, type DaySummary } from '../paper/day-paper.ts';
import { languageOf } from '../site.ts';
import type { Context } from './context.ts';
import { post } from './post.ts';
import type { Server } from './typed-server.ts';

export function printDayRoutes(app: Server, context: Context): void {
  const { site, printTest } = context;
  post(
    app,
    {
      path: 'lobby/print-day',
      summary: "Print a day's summary, in turn with the tickets; answered when the paper has ended",
      tag: 'lobby',
      body: PrintDay,
      answer: TestPrint,
    },
    async ({ body: { printer: wished, date, language } }) => {
      const printer = printerOf(context, wished);
      const summary = await summaryOf(context, date);
      const tongue = languageOf(site, language ?? '');
      const outcome = await printTest(printer, layDayPaper(site, summary, tongue));
      if (outcome === null) throw new RefusedError('stopping');
      if (outcome.state !== 'printed') return { ...outcome, proof: null, bytes: null };
      return { ...outcome, problem: null };
    },
  );
}

/** The one that is named, or that of the first kiosk that has one. */
function printerOf({ site, devices }: Context, wished: string | undefined): string {
  if (wished === undefined) {
    const own = site.kiosks.find(({ printer }) => printer !== null)?.printer ?? null;
    if (own === null) throw new RefusedError('printer-none');
    return own;
  }
  const device = devices.views().find(({ id }) => id === wished);
  if (device === undefined) throw new RefusedError('device-unknown');
  if (device.kind !== 'printer') throw new RefusedError('not-a-printer');
  return wished;
}

/** @param wished a lobby day; the one that is open, or was last, if left out */
async function summaryOf(context: Context, wished: string | undefined): Promise<DaySummary> {
  const { handler, storage, metrics, clock, dayRule } = context;
  const { day, alarms } = handler.committed;
  const { at } = clock.now();
  const today = lobbyDate(at, dayRule.timeZone, dayRule.dayStartsAt);
  const date = wished ?? day?.date ?? today;
  // What was not taken in yet would be missing on the paper, and nobody would know.
  if (!(await catchUp(handler, storage)))
    throw new RefusedError('metrics-unavailable', 'the report tables are behind');
  try {
    const { values } = await metrics.ask({ kind: 'overview', filter: {}, from: date, to: date, today });
    const unanswered = [...alarms.values()].filter(({ acknowledged }) => acknowledged === null).length;
    return {
      date,
      at,
      values,
      definitions: definitionsOf(metrics.settings),
      alarms: { open: alarms.size, unanswered },
    };
  } catch (error) {
    if (error instanceof MetricsError) throw new RefusedError('metrics-unavailable', error.message);
    throw error;
  }
}
