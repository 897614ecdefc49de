/** The lobby televisions: what they show, what they sound, and their pictures. */
import Type from 'typebox';
import { displayView } from '../displays/display-view.ts';
import type { Televisions } from '../displays/televisions.ts';
import { RefusedError } from '../errors.ts';
import { SlideList } from '../messages/display.ts';
import { DisplayView } from '../messages/views.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';

const tags = ['display'];
/** What an address stands for never changes: what is changed has another one. */
const KEPT = 'private, max-age=86400, immutable';

export function displayRoutes(
  app: Server,
  { handler, clock, site, live, sound: { televisions } }: Context,
): void {
  const view = () => displayView(site, handler.committed, clock.now().at, televisions.now());
  app.get(
    '/api/v1/display',
    { schema: { summary: 'What the lobby televisions show', tags, response: { 200: DisplayView } } },
    view,
  );
  const topic = live.add(app, 'display', Type.Object({}), view);
  televisions.onChange(() => live.touch(topic));
  slideRoutes(app, televisions);
}

function slideRoutes(app: Server, { slides }: Televisions): void {
  app.get(
    '/api/v1/display/slides',
    {
      schema: {
        summary: 'The pictures that televisions show while nobody is called',
        tags,
        response: { 200: SlideList },
      },
    },
    () => ({ pictures: slides?.addresses() ?? [] }),
  );
  app.get(
    '/api/v1/display/slides/:name',
    {
      schema: {
        summary: 'One of the pictures',
        tags,
        params: Type.Object({ name: Type.String() }),
        response: {
          200: { description: 'PNG, JPEG or WebP', content: { 'image/*': { schema: Type.String() } } },
        },
      },
    },
    async ({ params }, reply) => {
      const picture = (await slides?.read(params.name)) ?? null;
      if (picture === null) throw new RefusedError('slide-unknown');
      return reply
        .type(picture.type)
        .header('cache-control', KEPT)
        .header('content-security-policy', "default-src 'none'")
        .send(picture.bytes as never);
    },
  );
}
