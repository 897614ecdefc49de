/** The lobby as a whole: its day, its evacuation, its services. */
import Type, { type Static, type TSchema } from 'typebox';
import { lobbyDate } from '../clock.ts';
import { lobbyView } from '../displays/lobby-view.ts';
import type { LobbyCommand } from '../domain/commands.ts';
import { RefusedError } from '../errors.ts';
import { timetableOf } from '../timetable.ts';
import { LobbyView } from '../messages/lobby.ts';
import { CloseDay, CloseService, Evacuate, OpenDay } from '../messages/lobby-requests.ts';
import type { Context } from './context.ts';
import { requestKey } from './idempotency.ts';
import { post } from './post.ts';
import { eventsOf } from './problems.ts';
import { badInput, staff, wordsOf } from './said.ts';
import type { Server } from './typed-server.ts';

const tag = 'lobby';
const DAY_MS = 86_400_000;
const YEAR_MS = 366 * DAY_MS;
const EARLIEST_DATE = '2000-01-01';
const LATEST_DATE = '2099-12-31';

/** All of a full lobby is told in it, and nobody looks more often. */
const EVERY_MS = 250;

/** A lobby that has hundreds left over may name each of them. */
const DISPOSITIONS_BYTES = 256 * 1024;

export function lobbyRoutes(app: Server, context: Context): void {
  const { handler, site, clock, live, devices, moment } = context;
  const view = () => lobbyView(site, handler.committed, clock.now(), devices.views(), moment.figures);
  app.get(
    '/api/v1/lobby',
    { schema: { summary: 'The lobby as a whole', tags: [tag], response: { 200: LobbyView } } },
    view,
  );
  const topic = live.add(app, 'lobby', Type.Object({}), view, EVERY_MS);
  devices.onState(() => live.touch(topic));

  const deed = <Body extends TSchema>(
    said: { path: string; summary: string; body?: Body; bodyLimit?: number },
    command: (body: Static<Body>, params: Readonly<Record<string, string>>) => LobbyCommand,
  ) =>
    post(app, { tag, answer: LobbyView, ...said }, async ({ body, params, request }) => {
      const key = requestKey(request, 'staff');
      const asked = command(body, params);
      eventsOf(await handler.handle({ command: asked, actor: staff, key }));
      return view();
    });

  deed(
    {
      path: 'lobby/evacuate',
      summary: 'Everybody leaves: all clocks of the queue stand still',
      body: Evacuate,
    },
    ({ reason }) => ({ type: 'evacuate', reason }),
  );
  deed({ path: 'lobby/resume', summary: 'Everybody is back' }, () => ({ type: 'resume-lobby' }));
  deed({ path: 'lobby/open-day', summary: 'Open a lobby day', body: OpenDay }, ({ date: wished }) => {
    const date = dateOf(context, wished);
    return { type: 'open-day', date, timetable: timetableOf(context.dayRule, date) };
  });
  deed(
    {
      path: 'lobby/close-day',
      summary: 'Close the day; what becomes of everybody who is left has to be said',
      body: CloseDay,
      bodyLimit: DISPOSITIONS_BYTES,
    },
    ({ dispositions, rest = null }) => ({ type: 'close-day', dispositions, rest }),
  );
  deed({ path: 'lobby/reopen-day', summary: 'Go on with the day that was closed' }, () => ({
    type: 'reopen-day',
  }));
  deed(
    {
      path: 'lobby/acknowledge-restored',
      summary: 'Staff know that the journal was restored, and look after visitors whose numbers are unknown',
    },
    () => ({ type: 'acknowledge-restored' }),
  );
  deed(
    { path: 'services/:letter/close', summary: 'Give no more numbers for a service', body: CloseService },
    ({ reason }, { letter: service = '' }) => ({
      type: 'close-service',
      service,
      reason: wordsOf(site, reason, '/reason'),
    }),
  );
  deed({ path: 'services/:letter/open', summary: 'Give numbers again' }, (_body, { letter = '' }) => ({
    type: 'open-service',
    service: letter,
  }));
}

/**
 * The lobby day that staff mean. Without a date it is that of the clock, if that can be believed. A day much later than the
 * clock's is a slip of the finger that no later day could mend, since only a later date opens one.
 */
function dateOf({ handler, clock, dayRule }: Context, wished: string | undefined): string {
  const { at, trusted } = clock.now();
  const dateAt = (moment: number) => lobbyDate(moment, dayRule.timeZone, dayRule.dayStartsAt);
  if (wished !== undefined) {
    const last = dateAt(at + DAY_MS);
    if (trusted && wished > last)
      throw badInput('/date', `must not be later than ${last}, which is tomorrow`);
    // Typed by hand where no clock can tell: no later day could mend a slip of the finger, either.
    const { day } = handler.committed;
    const beyond = day === null ? LATEST_DATE : dateAt(Date.parse(day.date) + YEAR_MS);
    if (wished > beyond || wished < EARLIEST_DATE)
      throw badInput('/date', `must be between ${EARLIEST_DATE} and ${beyond}`);
    if (day !== null && wished < day.date) throw new RefusedError('time-past');
    return wished;
  }
  if (!trusted) throw badInput('/date', 'is missing, and the clock is not known to be right');
  return dateAt(at);
}
