/** What is written about persons: read one by one, and erased when it has to be. */
import Type from 'typebox';
import { RefusedError } from '../errors.ts';
import { PersonalText } from '../messages/staff.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';
import { onMedium } from './with-text.ts';

const params = Type.Object({ ref: Type.String() });
const tags = ['staff'];

export function textRoutes(app: Server, { texts }: Context): void {
  app.get(
    '/api/v1/staff/texts/:ref',
    { schema: { summary: 'Read what was written', tags, params, response: { 200: PersonalText } } },
    async ({ params: { ref } }) => {
      const text = await onMedium(texts.read(ref));
      if (text === null) throw new RefusedError('text-unknown');
      return { id: ref, text };
    },
  );
  app.delete(
    '/api/v1/staff/texts/:ref',
    {
      schema: {
        summary: 'Erase what was written, for ever',
        tags,
        params,
        response: { 204: Type.Null({ description: 'Erased' }) },
      },
    },
    async ({ params: { ref } }, reply) => {
      if (!(await onMedium(texts.erase(ref)))) throw new RefusedError('text-unknown');
      return reply.code(204).send(null);
    },
  );
}
