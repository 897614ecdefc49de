/** The newcomer's playground: simulated devices, the switches that break them, and visitors who are not there. */
import Type from 'typebox';
import type { SimulatedPad } from '../../drivers/pad/simulated-pad.ts';
import { labCounters, padView } from '../displays/lab-view.ts';
import { RefusedError } from '../errors.ts';
import { Fingers } from '../lab/fingers.ts';
import { LabView } from '../messages/lab.ts';
import {
  BoardFaults,
  CentreFaults,
  DemoTraffic,
  PadFaults,
  PadFinger,
  PrinterFaults,
  SpeakerFaults,
} from '../messages/requests.ts';
import type { Context } from './context.ts';
import { sendWav, WAV } from './wav.ts';
import type { Server } from './typed-server.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['lab'];

/** Under sixty-fold traffic the devices change faster than anybody can look, and a view is some 70 kB. */
const EVERY_MS = 100;
const response = { 200: LabView };

export function labRoutes(app: Server, context: Context): void {
  const { centre, clock, devices, handler, live, site, traffic } = context;
  const { printers, boards, pads, speakers } = devices;

  const view = (): LabView => {
    const state = handler.committed;
    const now = clock.now();
    return {
      services: [...site.services],
      counters: labCounters(site, state, clock.now()),
      printers: printers.simulated(),
      boards: boards.simulated(),
      pads: pads.simulated().map((pad) => padView(site, state, pad, now)),
      speakers: speakers.simulated(),
      centre: centre?.simulatedView() ?? null,
      traffic: traffic.view,
    };
  };

  app.get('/api/v1/lab', { schema: { summary: 'The simulated devices', tags, response } }, view);
  const topic = live.add(app, 'lab', Type.Object({}), view, EVERY_MS);
  const touch = () => live.touch(topic);
  devices.onSimulated(touch);
  centre?.onSimulated(touch);

  deviceRoutes(app, context, view);
  padRoutes(app, context, view);
  speakerRoutes(app, context, view);
  app.post(
    '/api/v1/lab/traffic',
    { schema: { summary: 'Visitors who are not there', tags, body: DemoTraffic, response } },
    (request) => {
      traffic.set(request.body);
      touch();
      return view();
    },
  );
}

/** The switches that break devices, and mend them. */
function deviceRoutes(
  app: Server,
  { centre, devices: { printers, boards } }: Context,
  view: () => LabView,
): void {
  app.post(
    '/api/v1/lab/printers/:id/faults',
    { schema: { summary: 'Break or mend a simulated printer', tags, params, body: PrinterFaults, response } },
    (request) => {
      known(printers.simulator(request.params.id)).setFaults(request.body);
      return view();
    },
  );
  app.post(
    '/api/v1/lab/printers/:id/tear',
    { schema: { summary: 'Tear off the papers', tags, params, response } },
    (request) => {
      known(printers.simulator(request.params.id)).tear();
      return view();
    },
  );
  app.post(
    '/api/v1/lab/boards/:id/faults',
    { schema: { summary: 'Break or mend a simulated LED board', tags, params, body: BoardFaults, response } },
    (request) => {
      known(boards.simulator(request.params.id)).setFaults(request.body);
      return view();
    },
  );
  app.post(
    '/api/v1/lab/boards/:id/power-cycle',
    { schema: { summary: 'Switch a simulated LED board off and on', tags, params, response } },
    (request) => {
      known(boards.simulator(request.params.id)).powerCycle();
      return view();
    },
  );
  app.post(
    '/api/v1/lab/centre/faults',
    { schema: { summary: 'Break or mend the simulated centre', tags, body: CentreFaults, response } },
    (request) => {
      known(centre?.simulated ?? null).setFaults(request.body);
      return view();
    },
  );
}

function padRoutes(app: Server, { devices: { pads } }: Context, view: () => LabView): void {
  const fingers = new Fingers();
  app.addHook('onClose', (_app, done) => {
    fingers.close();
    done();
  });
  app.post(
    '/api/v1/lab/pads/:id/faults',
    { schema: { summary: 'Break or mend a simulated pad', tags, params, body: PadFaults, response } },
    (request) => {
      const pad = known(pads.simulator(request.params.id));
      if (typeof request.body.stuck === 'number') checkButton(pad, '/stuck', request.body.stuck);
      pad.setFaults(request.body);
      return view();
    },
  );
  app.post(
    '/api/v1/lab/pads/:id/reset',
    { schema: { summary: 'Press the reset button of a simulated pad', tags, params, response } },
    (request) => {
      known(pads.simulator(request.params.id)).reset();
      return view();
    },
  );
  app.post(
    '/api/v1/lab/pads/:id/finger',
    {
      schema: {
        summary: 'Put a finger on a simulated pad, or lift it',
        tags,
        params,
        body: PadFinger,
        response,
      },
    },
    (request) => {
      const { button, down } = request.body;
      const pad = known(pads.simulator(request.params.id));
      checkButton(pad, '/button', button);
      fingers.move(pad, button, down);
      return view();
    },
  );
}

function speakerRoutes(app: Server, { devices: { speakers } }: Context, view: () => LabView): void {
  app.post(
    '/api/v1/lab/speakers/:id/faults',
    { schema: { summary: 'Break or mend a simulated speaker', tags, params, body: SpeakerFaults, response } },
    (request) => {
      known(speakers.simulator(request.params.id)).setFaults(request.body);
      return view();
    },
  );
  app.get(
    '/api/v1/lab/speakers/:id/played/:place',
    {
      schema: {
        summary: 'What a simulated speaker played, as sound',
        tags,
        params: Type.Object({ id: Type.String(), place: Type.String({ pattern: '^[0-9]{1,9}$' }) }),
        response: { 200: WAV },
      },
    },
    async ({ params: { id, place } }, reply) => {
      known(speakers.simulator(id));
      const wav = speakers.played(id, Number(place));
      if (wav === null) throw new RefusedError('speech-unknown');
      return sendWav(reply, wav);
    },
  );
}

function checkButton({ buttons }: SimulatedPad, path: string, button: number): void {
  if (button < buttons.length) return;
  const message = `must be below ${buttons.length}, the number of buttons`;
  throw new RefusedError('bad-request', undefined, [{ path, message }]);
}

/** Real hardware has no switches here: of it, the lab knows nothing. */
function known<T>(simulator: T | null): T {
  if (simulator === null) throw new RefusedError('device-unknown');
  return simulator;
}
