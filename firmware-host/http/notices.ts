/** Words to the lobby. */
import Type from 'typebox';
import { lobbyNotice, lobbyView } from '../displays/lobby-view.ts';
import { noticePlaces } from '../domain/notice.ts';
import { LobbyNotice, LobbyView } from '../messages/lobby.ts';
import { PostNotice } from '../messages/lobby-requests.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { atOf, staff, wordsOf } from './said.ts';
import type { Server } from './typed-server.ts';

const tag = 'lobby';

export function noticeRoutes(app: Server, { handler, ids, clock, site, devices, moment }: Context): void {
  post(
    app,
    {
      path: 'notices',
      summary: 'Post a notice, at once or from a time on',
      tag,
      body: PostNotice,
      answer: LobbyNotice,
      status: 201,
    },
    async ({ body: { kind, texts, from, until, on = noticePlaces }, request }) => {
      const outcome = await handler.handle({
        command: {
          type: 'post-notice',
          notice: {
            id: ids.ulid(clock.now().at),
            kind,
            texts: wordsOf(site, texts, '/texts'),
            fromAt: from === undefined ? null : atOf(from, '/from'),
            untilAt: until === undefined ? null : atOf(until, '/until'),
            on,
          },
        },
        actor: staff,
        key: requestKey(request, 'staff'),
      });
      const [posted] = eventsOf(outcome);
      if (posted?.type !== 'notice.posted') throw new Error('a notice told of something else');
      return lobbyNotice(site, posted.data.notice);
    },
  );
  app.delete(
    '/api/v1/notices/:id',
    {
      schema: {
        summary: 'Withdraw a notice',
        tags: [tag],
        params: Type.Object({ id: Type.String() }),
        response: { 200: LobbyView },
      },
    },
    async ({ params: { id } }) => {
      eventsOf(await handler.handle({ command: { type: 'withdraw-notice', notice: id }, actor: staff }));
      return lobbyView(site, handler.committed, clock.now(), devices.views(), moment.figures);
    },
  );
}
