/** Speech as sound: for the lobby's televisions, and for the ear of one visitor at a kiosk. */
import Type from 'typebox';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';
import { sendWav, whenSent, WAV } from './wav.ts';

const tags = ['speech'];
/** At most as much as the kiosk's page says in one breath. */
const TEXT_MAX = 150;

export function speechRoutes(app: Server, { sound: { sounds } }: Context): void {
  app.get(
    '/api/v1/display/speech/:position',
    {
      schema: {
        summary: 'The sound of an announcement, from its chime to its last word',
        tags,
        params: Type.Object({ position: Type.String({ pattern: '^[0-9]{1,15}$' }) }),
        response: { 200: WAV },
      },
    },
    async ({ params }, reply) => sendWav(reply, await sounds.announcement(params.position)),
  );
  app.get(
    '/api/v1/speech',
    {
      schema: {
        summary: 'A phrase for one ear: a control of the kiosk, or a ticket that is read out',
        tags,
        querystring: Type.Object(
          {
            voice: Type.Unsafe<'zh' | 'en'>(Type.Enum(['zh', 'en'])),
            text: Type.String({ minLength: 1, maxLength: TEXT_MAX }),
          },
          { additionalProperties: false },
        ),
        response: { 200: WAV },
      },
    },
    async ({ query: { voice, text } }, reply) =>
      sendWav(reply, await sounds.phrase({ voice, text }, whenSent(reply))),
  );
}
