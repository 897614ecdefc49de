import type { Appointment } from '../appointment.ts';
import type { Disposition, LobbyCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { Carried, DomainEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { State } from '../state.ts';
import { copyState } from '../state.ts';
import type { Ticket } from '../ticket.ts';
import { isLive, isPrintOpen } from '../ticket.ts';
import type { Timetable } from '../timetable.ts';
import { clearDesk, requeued } from './agents.ts';
import type { Ask } from './ask.ts';
import { settleKiosks } from './kiosk-assist.ts';

/**
 * A new lobby day. Only a later date opens one: a clock that jumps back never repeats a day. A day that nobody has closed is
 * closed first, as the house has it: people who are still in the lobby keep their numbers and their places, or their tickets
 * end with the day.
 */
export function openDay(ask: Ask, date: string, timetable: Timetable): Decision {
  const { state } = ask;
  if (state.day !== null && date <= state.day.date) return nothingNew;
  const unended = state.day === null || state.day.isClosed ? [] : nightEvents(ask, state.day.date);
  const night = [...missedTimes(ask), ...settleKiosks(state, 'day-end'), ...unended];
  const evening = after(ask, night);
  return {
    events: [...night, { type: 'day.opened', data: { date, timetable, carried: carriedFrom(evening, ask) } }],
  };
}

/** What staff decide about those who are left: nobody is left over by accident. */
export function closeDay(
  ask: Ask,
  { dispositions, rest }: Extract<LobbyCommand, { type: 'close-day' }>,
): Decision {
  const { state } = ask;
  if (state.day === null) return refuse('day-not-open');
  if (state.day.isClosed) return nothingNew;
  const left = leftOver(state);
  const seated = left.filter(isSeated);
  if (seated.length > 0) return refuse('counter-busy', numbersOf(seated));
  const unknown = Object.keys(dispositions).filter((id) => !state.tickets.has(id));
  if (unknown.length > 0) return refuse('ticket-unknown', listed(unknown));
  const wished = left.map((ticket) => ({ ticket, as: dispositions[ticket.id] ?? rest }));
  const missing = wished.filter(({ as }) => as === null).map(({ ticket }) => ticket);
  if (missing.length > 0) return refuse('dispositions-missing', numbersOf(missing));
  const settled = wished.flatMap(({ ticket, as }) => (as === null ? [] : settle(state, ticket, as)));
  return { events: [...settled, ...ending({ ...ask, state: after(ask, settled) }, state.day.date)] };
}

export function reopenDay({ state }: Ask): Decision {
  if (state.day === null) return refuse('day-not-open');
  return state.day.isClosed ? accept({ type: 'day.reopened', data: { date: state.day.date } }) : nothingNew;
}

/** Everybody whose visit is still going on, in the order of arrival. */
export const leftOver = (state: State): readonly Ticket[] => [...state.tickets.values()].filter(isLive);

const isSeated = ({ state }: Ticket): boolean => state === 'called' || state === 'serving';

/** A person reads these: nobody reads six thousand. */
const NAMED_MAX = 20;

const listed = (names: readonly string[]): string =>
  names.slice(0, NAMED_MAX).join(', ') + (names.length > NAMED_MAX ? ` (${names.length})` : '');

const numbersOf = (tickets: readonly Ticket[]): string => listed(tickets.map(({ number }) => number));

/** One who is held cannot be kept there, for the agent goes home: he waits again, in his old place. */
function settle(state: State, { id, state: at, counter }: Ticket, as: Disposition): readonly DomainEvent[] {
  if (as === 'keep') return at === 'held' ? [requeued(state, id, 'day-end')] : [];
  if (as === 'finish' && at === 'held' && counter !== null)
    return [{ type: 'ticket.finished', data: { ticket: id, counter, estimated: true } }];
  return [{ type: 'ticket.cancelled', data: { ticket: id, by: 'day-end', reason: null } }];
}

/** Agents go home, and the day has ended. */
function ending({ state }: Ask, date: string): readonly DomainEvent[] {
  const desks = [...state.counters].flatMap(([id, desk]) => clearDesk(state, id, desk, 'day-end'));
  const kept = leftOver(state).map(({ id }) => id);
  return [...desks, { type: 'day.closed', data: { date, kept } }];
}

/** Booked times that are not taken over into the new day have been missed: none goes without a word. */
const missedTimes = (ask: Ask): readonly DomainEvent[] =>
  [...ask.state.appointments.values()]
    .filter((appointment) => appointment.state === 'booked' && !isStillOpen(ask)(appointment))
    .map(({ id }) => ({ type: 'appointment.missed', data: { appointment: id } }));

/**
 * Nobody has closed the day. Whoever has forgotten to sign out is signed out; visitors are kept, or their tickets end. A house
 * that never closes keeps them: there, who serves somebody at this moment goes on.
 */
function nightEvents(ask: Ask, date: string): readonly DomainEvent[] {
  const { state, lobby } = ask;
  if (lobby.night === 'keep') {
    const idle = [...state.counters].filter(([, desk]) => desk.ticket === null && desk.held.length === 0);
    const leaving = idle.flatMap(([id, desk]) => clearDesk(state, id, desk, 'day-end'));
    const kept = leftOver(state).map(({ id }) => id);
    return [...leaving, { type: 'day.closed', data: { date, kept } }];
  }
  const desks = [...state.counters].flatMap(([id, desk]) => clearDesk(state, id, desk, 'day-end'));
  const left = leftOver(after(ask, desks)).map(({ id }): DomainEvent => ({
    type: 'ticket.cancelled',
    data: { ticket: id, by: 'day-end', reason: null },
  }));
  return [...desks, ...left, { type: 'day.closed', data: { date, kept: [] } }];
}

/** The lobby as it will be once these facts are told; the present one stays as it is. */
function after({ state, now }: Ask, events: readonly DomainEvent[]): State {
  return events.reduce(
    (folded, event) => evolve(folded, { ...event, seq: folded.position + 1, time: now }),
    copyState(state),
  );
}

/** Times that have not gone by, as far as a clock can be believed. */
const isStillOpen =
  ({ lobby, now }: Pick<Ask, 'lobby' | 'now'>) =>
  ({ at, state }: Appointment): boolean =>
    !now.trusted || (state === 'booked' && at + lobby.appointments.lateMs >= now.at);

/** Over night: visitors, and papers that are still to be made. */
const stays = (ticket: Ticket): boolean => isLive(ticket) || isPrintOpen(ticket);

function carriedFrom(state: State, { lobby, nowMs, now }: Ask): Carried {
  return {
    lobby,
    lobbyMs: nowMs,
    tickets: [...state.tickets.values()].filter(stays),
    counters: [...state.counters].map(([id, desk]) => ({ id, ...desk, served: 0, noShows: 0 })),
    closedServices: Object.fromEntries(state.closedServices),
    notices: [...state.notices.values()],
    appointments: [...state.appointments.values()].filter(isStillOpen({ lobby, now })),
    cases: [...state.cases.values()],
    handledMs: Object.fromEntries(state.handledMs),
    paces: state.paces,
    frozen: state.frozen,
    epoch: state.epoch,
    restored: state.restored,
    floors: state.floors,
    devices: Object.fromEntries(state.devices),
    rolls: Object.fromEntries(state.rolls),
    inputs: [...state.inputs.values()],
    alarms: [...state.alarms.values()],
    months: [...state.months.values()],
    ...(now.trusted || state.lastTrusted === null ? {} : { lastTrusted: state.lastTrusted }),
  };
}
