/** The technician's page: devices, delivery and storage in one view, since a page holds one stream. */
import Type from 'typebox';
import { instant } from '../clock.ts';
import { deviceReports } from '../displays/device-report.ts';
import { MaintenanceView } from '../messages/maintenance.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';

/** Positions change with every fact; nobody reads them that fast. */
const EVERY_MS = 1000;

export function maintenanceRoutes(
  app: Server,
  { centre, clock, devices, handler, keeper, live, site }: Context,
  version: string,
): void {
  const view = (): MaintenanceView => ({
    lobby: site.names,
    now: instant(clock.now().at),
    timeZone: site.timeZone,
    demo: site.demo,
    version,
    devices: deviceReports(handler.committed, site, devices.views()),
    centre: centre?.delivery.view() ?? null,
    storage: keeper.view(),
  });
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
