/** What agents do at a counter, and what is done about one. */
import Type, { type Static, type TSchema } from 'typebox';
import { counterSummaries, counterView } from '../displays/counter-view.ts';
import type { Command } from '../domain/commands.ts';
import { counterActions } from '../domain/commands.ts';
import { RefusedError } from '../errors.ts';
import type { Asked } from '../handle.ts';
import type { Actor } from '../journal/journal.ts';
import {
  CallAssist,
  HandOver,
  Park,
  PauseCounter,
  ResumeVisit,
  ShutCounter,
  TakeAssist,
  Transfer,
} from '../messages/counter-requests.ts';
import { MarkVisit } from '../messages/marks.ts';
import { SignIn } from '../messages/requests.ts';
import { CounterSummary, CounterView } from '../messages/counter.ts';
import type { Context } from './context.ts';
import type { Server } from './typed-server.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { minutesMs, staff } from './said.ts';
import { withText } from './with-text.ts';

const tag = 'counter';

const summaries = {
  'call-next': 'Call whoever is next',
  recall: 'Call again',
  start: 'The visitor has come',
  finish: 'The visit is done',
  'no-show': 'The visitor did not come',
  hold: 'The visitor fetches something and comes back',
  ready: 'Back from a pause, or done with writing up',
  'sign-out': 'Leave the counter',
} as const;

/** One thing that can be done at a counter. */
interface Deed<Body extends TSchema> {
  /** Below `/api/v1/counters/:id/`. */
  readonly name: string;
  readonly summary: string;
  readonly body?: Body;
  /** Whoever sits there, where it is left out. */
  readonly actor?: (body: Static<Body>) => Actor;
  /** What of the body is about a person; `ref` stands for it in the command. */
  readonly text?: { readonly field: string; readonly of: (body: Static<Body>) => string | undefined };
}

type Do = <Body extends TSchema>(
  deed: Deed<Body>,
  command: (counter: string, body: Static<Body>, ref: string | null) => Command,
) => void;

export function counterRoutes(app: Server, context: Context): void {
  const { handler, clock, site, live } = context;
  const params = Type.Object({ id: Type.String() });
  const response = { 200: CounterView };
  const seen = (id: string): CounterView => ({
    ...counterView(site, handler.committed, id, clock.now()),
    isShared: live.isShared(`counters/${encodeURIComponent(id)}`),
  });
  const view = (id: string) => {
    if (!handler.committed.counters.has(id)) throw new RefusedError('counter-unknown');
    return seen(id);
  };
  app.get(
    '/api/v1/counters',
    { schema: { summary: 'All counters', tags: [tag], response: { 200: Type.Array(CounterSummary) } } },
    () => counterSummaries(site, handler.committed),
  );
  app.get(
    '/api/v1/counters/:id',
    { schema: { summary: "The agent's console", tags: [tag], params, response } },
    (request) => view(request.params.id),
  );
  live.add(app, 'counters/:id', params, ({ id }) => view(id));

  const whoSits = (id: string): Actor => ({
    kind: 'agent',
    id: handler.committed.counters.get(id)?.agent ?? 'nobody',
  });
  const deed: Do = ({ name, summary, body, actor, text }, command) =>
    post(
      app,
      { path: `counters/:id/${name}`, summary, tag, answer: CounterView, ...(body && { body }) },
      async ({ params: { id }, body: said, request }) => {
        const asked = (ref: string | null): Asked => ({
          command: command(id, said, ref),
          actor: actor?.(said) ?? whoSits(id),
          key: requestKey(request, `counter:${id}`, text && { personal: text.field }),
        });
        const written = text?.of(said);
        if (written === undefined) eventsOf(await handler.handle(asked(null)));
        else await withText(context, written, asked);
        // A counter that has left the configuration goes with its last visitor: then this is the last that is seen of it.
        return seen(id);
      },
    );
  visitDeeds(deed, (minutes) => clock.now().at + minutesMs(minutes));
  seatDeeds(deed);
  helpDeeds(deed);
}

/** About the visitor who is there, or who is to come. */
function visitDeeds(deed: Do, untilAt: (minutes: number) => number): void {
  for (const action of counterActions)
    deed({ name: action, summary: summaries[action] }, (counter) => ({ type: action, counter }));
  deed(
    { name: 'finish-forgotten', summary: 'The visit was done a while ago: its end is estimated' },
    (counter) => ({ type: 'finish-forgotten', counter }),
  );
  deed(
    { name: 'resume', summary: 'Go on with a visitor who has come back', body: ResumeVisit },
    (counter, { ticket }) => ({ type: 'resume', counter, ticket }),
  );
  deed(
    { name: 'transfer', summary: 'Send the visitor on, with the number and a word on why', body: Transfer },
    (counter, { service = null, counter: toCounter = null, place, reason }) => ({
      type: 'transfer',
      counter,
      service,
      toCounter,
      place,
      reason,
    }),
  );
  deed(
    {
      name: 'mark',
      summary: 'Say whether the matter is settled, or the visitor has to come again',
      body: MarkVisit,
    },
    (counter, { ticket, settled }) => ({ type: 'mark-visit', counter, ticket, settled }),
  );
  deed(
    { name: 'park', summary: 'The visitor comes back after a while', body: Park },
    (counter, { minutes, reason }) => ({ type: 'park', counter, untilAt: untilAt(minutes), reason }),
  );
}

/** About who sits there. */
function seatDeeds(deed: Do): void {
  deed(
    {
      name: 'sign-in',
      summary: 'Sit down at the counter',
      body: SignIn,
      actor: ({ agent }) => ({ kind: 'agent', id: agent }),
    },
    (counter, { agent }) => ({ type: 'sign-in', counter, agent }),
  );
  deed({ name: 'pause', summary: 'Be away for a while', body: PauseCounter }, (counter, { reason }) => ({
    type: 'pause',
    counter,
    reason,
  }));
  deed(
    {
      name: 'hand-over',
      summary: 'Another agent goes on with the visitors who are there',
      body: HandOver,
      text: { field: 'note', of: ({ note }) => note },
    },
    (counter, { agent }, note) => ({ type: 'hand-over', counter, agent, note }),
  );
  deed(
    { name: 'force-sign-out', summary: 'End the shift of somebody who has gone', actor: () => staff },
    (counter) => ({ type: 'force-sign-out', counter }),
  );
  deed(
    { name: 'shut', summary: 'Let nobody sit there', body: ShutCounter, actor: () => staff },
    (counter, { reason }) => ({ type: 'shut-counter', counter, reason }),
  );
  deed({ name: 'reopen', summary: 'Let somebody sit there again', actor: () => staff }, (counter) => ({
    type: 'reopen-counter',
    counter,
  }));
}

/** The silent call for help. */
function helpDeeds(deed: Do): void {
  deed({ name: 'assist', summary: 'Call for help, silently', body: CallAssist }, (counter, { level }) => ({
    type: 'call-assist',
    counter,
    level,
  }));
  deed(
    {
      name: 'assist/take',
      summary: 'Be on the way to whoever has called for help',
      body: TakeAssist,
      actor: ({ owner }) => ({ kind: 'agent', id: owner }),
    },
    (counter, { owner }) => ({ type: 'take-assist', counter, owner }),
  );
  deed({ name: 'assist/settle', summary: 'Help is not needed any more', actor: () => staff }, (counter) => ({
    type: 'settle-assist',
    counter,
  }));
}
