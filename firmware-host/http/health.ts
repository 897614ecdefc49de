/** For whoever watches the box: is it alive, and can it give numbers? */
import Type from 'typebox';
import type { ErrorCode } from '../errors.ts';
import { orNull } from '../messages/common.ts';
import { DeviceView } from '../messages/devices.ts';
import { centreReasons } from './centre.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';

const Health = Type.Object({
  status: Type.Literal('ok'),
  position: Type.Integer(),
  day: orNull(Type.String()),
  run: Type.String({
    description: 'Another one with each start; host.json in the data directory has it too.',
  }),
});

const Readiness = Type.Object({
  status: Type.Union([Type.Literal('ready'), Type.Literal('degraded'), Type.Literal('not-ready')]),
  reasons: Type.Array(Type.String()),
  devices: Type.Array(DeviceView),
});

export function healthRoutes(app: Server, { handler, devices, centre, run }: Context): void {
  app.get('/healthz', { schema: { summary: 'Alive', tags: ['health'], response: { 200: Health } } }, () => {
    const { position, day } = handler.committed;
    return { status: 'ok' as const, position, day: day?.date ?? null, run };
  });

  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Able to give numbers',
        tags: ['health'],
        response: { 200: Readiness, 503: Readiness },
      },
    },
    (_request, reply) => {
      const reasons: ErrorCode[] = [];
      if (handler.fault !== null) reasons.push('journal-unavailable');
      if (handler.committed.day === null) reasons.push('day-not-open');
      const views = devices.views();
      const isNotReady = reasons.length > 0;
      if (handler.committed.restored !== null) reasons.push('journal-restored');
      if (centre !== null) reasons.push(...centreReasons(centre.delivery.view()));
      const isDegraded = reasons.length > 0 || views.some(({ state }) => state !== 'ready');
      const status = isNotReady ? 'not-ready' : isDegraded ? 'degraded' : 'ready';
      reply.code(status === 'not-ready' ? 503 : 200);
      return { status, reasons, devices: views } as const;
    },
  );
}
