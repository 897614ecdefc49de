/** What goes on after a visit: complaints, repairs, visitors who asked to be called back. */
import Type from 'typebox';
import { caseList, caseView } from '../displays/case-view.ts';
import { noDetails } from '../domain/case-file.ts';
import type { Command } from '../domain/commands.ts';
import { RefusedError } from '../errors.ts';
import { CaseList, CaseView } from '../messages/staff.ts';
import { RecordCase, SettleCase, SignCase } from '../messages/staff-requests.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import type { Server } from './typed-server.ts';
import { withText, withTexts } from './with-text.ts';

const tag = 'cases';

export function caseRoutes(app: Server, context: Context): void {
  const { handler, site, clock } = context;
  const list = () => caseList(site, handler.committed, clock.now());
  const view = (id: string) => {
    const file = handler.committed.cases.get(id);
    if (file === undefined) throw new RefusedError('case-unknown');
    return caseView(site, handler.committed, file, clock.now());
  };
  app.get(
    '/api/v1/cases',
    { schema: { summary: 'Cases that are not done', tags: [tag], response: { 200: CaseList } } },
    list,
  );
  app.get(
    '/api/v1/cases/:id',
    {
      schema: {
        summary: 'One of them',
        tags: [tag],
        params: Type.Object({ id: Type.String() }),
        response: { 200: CaseView },
      },
    },
    (request) => view(request.params.id),
  );
  recording(app, context, view);
  post(
    app,
    {
      path: 'cases/:id/sign',
      summary: 'The manager in charge signs, which ends it; answers with those that are left',
      tag,
      body: SignCase,
      answer: CaseList,
    },
    async ({ params: { id }, body: { manager }, request }) => {
      eventsOf(
        await handler.handle({
          command: { type: 'sign-case', case: id, manager },
          actor: { kind: 'agent', id: manager },
          key: requestKey(request, 'staff'),
        }),
      );
      return list();
    },
  );
}

/** The steps that leave something in writing. */
function recording(app: Server, context: Context, view: (id: string) => CaseView): void {
  post(
    app,
    {
      path: 'cases/:id/record',
      summary: 'Write down what it is about; the first who does keeps it',
      tag,
      body: RecordCase,
      answer: CaseView,
    },
    async ({ params: { id }, body, request }) => {
      const { receiver, matter, contact, result, ...said } = body;
      const written = { matter, ...(contact && { contact }), ...(result && { result }) };
      await withTexts<string>(context, written, (refs) => ({
        command: {
          type: 'record-case',
          case: id,
          receiver,
          matter: refs['matter'] ?? '',
          details: { ...noDetails, ...said, contact: refs['contact'] ?? null },
          ...(result && { result: refs['result'] ?? '' }),
        },
        actor: { kind: 'agent', id: receiver },
        key: requestKey(request, 'staff', { personal: ['matter', 'contact', 'result'] }),
      }));
      return view(id);
    },
  );
  const settling = (
    name: 'resolve' | 'call-back',
    summary: string,
    command: (id: string, agent: string, result: string) => Command,
  ) =>
    post(
      app,
      { path: `cases/:id/${name}`, summary, tag, body: SettleCase, answer: CaseView },
      async ({ params: { id }, body: { agent, result }, request }) => {
        await withText(context, result, (ref) => ({
          command: command(id, agent, ref),
          actor: { kind: 'agent', id: agent },
          key: requestKey(request, 'staff', { personal: 'result' }),
        }));
        return view(id);
      },
    );
  settling('resolve', 'Write down what came of it', (id, agent, result) => ({
    type: 'resolve-case',
    case: id,
    agent,
    result,
  }));
  settling('call-back', 'The visitor was called back', (id, agent, result) => ({
    type: 'call-back',
    case: id,
    agent,
    result,
  }));
}
