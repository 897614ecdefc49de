/** The newcomer's playground: simulated devices and the switches that break them. Only where there are some. */
import Type from 'typebox';
import { RefusedError } from '../errors.ts';
import { LabView } from '../messages/lab.ts';
import { PrinterFaults } from '../messages/requests.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['lab'];
const response = { 200: LabView };

export function labRoutes(app: Server, { printers, live }: Context): void {
  const view = (): LabView => ({ printers: printers.simulated() });
  const simulator = (id: string) => {
    const found = printers.simulator(id);
    if (found === null) throw new RefusedError('device-unknown');
    return found;
  };

  app.get('/api/v1/lab', { schema: { summary: 'The simulated devices', tags, response } }, view);
  const topic = live.add(app, 'lab', Type.Object({}), view);
  printers.onSimulated(() => live.touch(topic));

  app.post(
    '/api/v1/lab/printers/:id/faults',
    { schema: { summary: 'Break or mend a simulated printer', tags, params, body: PrinterFaults, response } },
    (request) => {
      simulator(request.params.id).setFaults(request.body);
      return view();
    },
  );
  app.post(
    '/api/v1/lab/printers/:id/tear',
    { schema: { summary: 'Tear off the papers', tags, params, response } },
    (request) => {
      simulator(request.params.id).tear();
      return view();
    },
  );
}
