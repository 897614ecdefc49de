/** Everything at the end of a cable, and what somebody who stands before it may ask of it. */
import { deviceReports } from '../displays/device-report.ts';
import { RefusedError } from '../errors.ts';
import { DeviceReport, DeviceReports, TestPrint, TestSound } from '../messages/devices.ts';
import { layTestPaper } from '../paper/test-paper.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { staff } from './said.ts';
import type { Server } from './typed-server.ts';

const tag = 'devices';

export function deviceRoutes(app: Server, context: Context): void {
  const { clock, devices, handler, printTest, site } = context;
  const reports = () => deviceReports(handler.committed, site, devices.views());
  const reportOf = (id: string): DeviceReport => {
    const report = reports().find((known) => known.id === id);
    if (report === undefined) throw new RefusedError('device-unknown');
    return report;
  };
  const printerOf = (id: string): DeviceReport => {
    const report = reportOf(id);
    if (report.kind !== 'printer') throw new RefusedError('not-a-printer');
    return report;
  };

  app.get(
    '/api/v1/devices',
    { schema: { summary: 'Every device, and how it does', tags: [tag], response: { 200: DeviceReports } } },
    () => ({ devices: reports() }),
  );
  post(
    app,
    {
      path: 'devices/:id/new-roll',
      summary: 'Say that a new roll is in a printer: the tickets on it are counted from here',
      tag,
      answer: DeviceReport,
    },
    async ({ params: { id }, request }) => {
      const command = { type: 'load-paper', printer: printerOf(id).id } as const;
      eventsOf(await handler.handle({ command, actor: staff, key: requestKey(request, 'staff') }));
      return reportOf(id);
    },
  );
  post(
    app,
    {
      path: 'devices/:id/test-print',
      summary: 'Print a paper that is no ticket, in turn with the tickets; answered when it has ended',
      tag,
      answer: TestPrint,
    },
    async ({ params: { id } }) => {
      const outcome = await printTest(id, layTestPaper(site, printerOf(id), clock.now().at));
      if (outcome === null) throw new RefusedError('stopping');
      if (outcome.state !== 'printed') return { ...outcome, proof: null, bytes: null };
      return { ...outcome, problem: null };
    },
  );
  post(
    app,
    {
      path: 'devices/:id/retry',
      summary: 'Somebody has looked after a printer: what it would try at some time, it tries now',
      tag,
      answer: DeviceReport,
    },
    ({ params: { id } }) => {
      devices.printers.retry(printerOf(id).id);
      return Promise.resolve(reportOf(id));
    },
  );
  testSound(app, context, reportOf);
}

function testSound(app: Server, { sound }: Context, reportOf: (id: string) => DeviceReport): void {
  post(
    app,
    {
      path: 'devices/:id/test-sound',
      summary: 'Say on a speaker what a call sounds like, in turn with the calls; answered when it has ended',
      tag,
      answer: TestSound,
    },
    async ({ params: { id } }) => {
      if (reportOf(id).kind !== 'speaker') throw new RefusedError('not-a-speaker');
      const outcome = await sound.test(id);
      if (outcome === null) throw new RefusedError('device-unknown');
      return outcome;
    },
  );
}
