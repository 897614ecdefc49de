/** The technician's page: devices, delivery and storage in one view, since a page holds one stream. */
import Type from 'typebox';
import { instant } from '../clock.ts';
import { counterSummaries } from '../displays/counter-view.ts';
import { deviceReports } from '../displays/device-report.ts';
import { waitingTotal } from '../domain/ahead.ts';
import type { State } from '../domain/state.ts';
import { MaintenanceView } from '../messages/maintenance.ts';
import type { Site } from '../site.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';

/** Positions change with every fact; nobody reads them that fast. */
const EVERY_MS = 1000;
/** The two clocks are never read at the same instant; a difference of this much means that somebody has set the wall clock. */
const CLOCK_SET_MS = 1000;

export function maintenanceRoutes(
  app: Server,
  { centre, clock, devices, handler, keeper, live, site }: Context,
  version: string,
): void {
  const begun = clock.now();
  let upSince = begun.at;
  const view = (): MaintenanceView => {
    const { at, monoMs } = clock.now();
    const since = at - (monoMs - begun.monoMs);
    if (Math.abs(since - upSince) > CLOCK_SET_MS) upSince = since;
    return {
      lobby: site.names,
      now: instant(at),
      timeZone: site.timeZone,
      demo: site.demo,
      version,
      upSince: instant(upSince),
      queue: queueLine(site, handler.committed),
      devices: deviceReports(handler.committed, site, devices.views()),
      centre: centre?.delivery.view() ?? null,
      storage: keeper.view(),
    };
  };
  app.get(
    '/api/v1/maintenance',
    {
      schema: {
        summary: 'The box as the technician sees it',
        tags: ['maintenance'],
        response: { 200: MaintenanceView },
      },
    },
    view,
  );
  const topic = live.add(app, 'maintenance', Type.Object({}), view, EVERY_MS);
  const touch = () => live.touch(topic);
  devices.onState(touch);
  centre?.delivery.onChange(touch);
  keeper.onChange(touch);
}

function queueLine(site: Site, state: Readonly<State>): MaintenanceView['queue'] {
  const counters = counterSummaries(site, state);
  const open = counters.filter(({ state: phase }) => phase !== 'closed').length;
  return { waiting: waitingTotal(state), open, counters: counters.length };
}
