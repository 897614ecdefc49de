/** The lobby television. */
import Type from 'typebox';
import { displayView } from '../displays/display-view.ts';
import { DisplayView } from '../messages/views.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';

export function displayRoutes(app: Server, { handler, clock, site, live }: Context): void {
  const view = () => displayView(site, handler.committed, clock.now().at);
  app.get(
    '/api/v1/display',
    {
      schema: {
        summary: 'What the lobby television shows',
        tags: ['display'],
        response: { 200: DisplayView },
      },
    },
    view,
  );
  live.add(app, 'display', Type.Object({}), view);
}
