import type { CounterDesk } from '../counter-desk.ts';
import type { Decision } from '../decision.ts';
import { nothingNew } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import type { Moment } from '../moment.ts';
import type { State } from '../state.ts';
import { ticketOf } from '../state.ts';
import type { Ticket } from '../ticket.ts';
import { nextChangeAt } from '../timetable.ts';
import { usualHandlingMs } from '../wait.ts';
import { repostsDue } from './alarms.ts';
import { missedAppointments } from './appointments.ts';
import type { Ask } from './ask.ts';
import { askAt } from './ask.ts';
import { patienceFor } from './counter.ts';
import { keyFor } from './places.ts';

/** Something that happens by itself: in how long, and what is then told. */
interface Due {
  readonly inMs: number;
  readonly tell: () => DomainEvent;
}

/** So many times the usual handling, and somebody has probably forgotten a key. */
const OVERRUN_FACTOR = 2;

/** Everything whose time has come. */
export function timePassed(ask: Ask): Decision {
  const events = agenda(ask)
    .filter(({ inMs }) => inMs <= 0)
    .map(({ tell }) => tell());
  return events.length === 0 ? nothingNew : { events };
}

/**
 * In how many ms something will happen by itself; 0 when it is overdue, null when nothing is to be awaited. A wall clock may
 * be set at any time, so whoever waits asks again before long.
 */
export function nextDueMs(state: State, now: Moment): number | null {
  const ask = askAt(state, now);
  if (ask === null) return null;
  let nearest: number | null = null;
  for (const { inMs } of agenda(ask)) if (nearest === null || inMs < nearest) nearest = inMs;
  return nearest === null ? null : Math.max(0, nearest);
}

/**
 * What goes by wall time waits for a clock that can be trusted, and what concerns the people in the lobby stands still while
 * everybody is outside.
 */
function agenda(ask: Ask): readonly Due[] {
  const byWall = ask.now.trusted ? [...ofNotices(ask), ...ofHours(ask), ...ofCases(ask)] : [];
  if (ask.state.frozen !== null) return byWall;
  if (ask.now.trusted) byWall.push(...ofAppointments(ask));
  if (ask.state.day?.isClosed === true) return byWall;
  const byLobby = [...ask.state.counters].flatMap(([id, desk]) => ofDesk(ask, id, desk));
  return [...byWall, ...byLobby, ...ofParked(ask), ...ofAlarms(ask)];
}

function ofDesk(ask: Ask, counter: string, desk: CounterDesk): readonly Due[] {
  const { agent, ticket: id, status, statusMs } = desk;
  const due: (Due | null)[] = [ofAssist(ask, counter, desk)];
  if (agent === null) return due.filter((one) => one !== null);
  const ticket = id === null ? null : ticketOf(ask.state, id);
  if (ticket?.state === 'called') due.push(ofCalled(ask, counter, ticket));
  if (ticket?.state === 'serving') due.push(ofServing(ask, counter, ticket));
  const { wrapUp } = ask.lobby;
  if (ticket === null && status === 'wrap-up' && wrapUp !== null && wrapUp.maxMs !== null) {
    const tell = (): DomainEvent => ({ type: 'counter.ready', data: { counter, agent, by: 'time' } });
    due.push({ inMs: statusMs + wrapUp.maxMs - ask.nowMs, tell });
  }
  return due.filter((one) => one !== null);
}

/** Given up, or taken as begun, some time after the last call: the house has one of the two, or neither. */
function ofCalled({ lobby, nowMs }: Ask, counter: string, ticket: Ticket): Due | null {
  const { noShowAfterMs, startAfterMs, noShowCalls } = lobby.calls;
  const inMs = (afterMs: number) => ticket.lastCallMs + afterMs * patienceFor(ticket) - nowMs;
  const here = { ticket: ticket.id, counter };
  if (startAfterMs !== null) {
    const tell = (): DomainEvent => ({ type: 'ticket.started', data: { ...here, implied: true } });
    return { inMs: inMs(startAfterMs), tell };
  }
  if (noShowAfterMs === null || ticket.calls < noShowCalls) return null;
  const tell = (): DomainEvent => ({ type: 'ticket.no-show', data: { ...here, by: 'time' } });
  return { inMs: inMs(noShowAfterMs), tell };
}

function ofServing({ state, nowMs }: Ask, counter: string, ticket: Ticket): Due | null {
  const dueMs = ticket.overran ? null : overrunMs(state, ticket);
  if (dueMs === null) return null;
  const tell = (): DomainEvent => ({ type: 'ticket.overran', data: { ticket: ticket.id, counter } });
  return { inMs: dueMs - nowMs, tell };
}

/** When a visit that goes on has taken so long that its agent is asked, in lobby time; null while nobody knows what is usual. */
export function overrunMs(state: State, { service, startedMs, heldMs }: Ticket): number | null {
  const usualMs = usualHandlingMs(state, service);
  return usualMs === null ? null : startedMs + heldMs + OVERRUN_FACTOR * usualMs;
}

/** Nobody has taken a call for help: it goes up. */
function ofAssist({ lobby, nowMs }: Ask, counter: string, { assist }: CounterDesk): Due | null {
  if (assist === null || assist.owner !== null || assist.level >= lobby.assist.length) return null;
  const { withinMs = 0 } = lobby.assist[assist.level - 1] ?? {};
  const tell = (): DomainEvent => ({ type: 'assist.escalated', data: { counter, level: assist.level + 1 } });
  return { inMs: assist.sinceMs + withinMs - nowMs, tell };
}

function ofParked(ask: Ask): readonly Due[] {
  return [...ask.state.parked].map((id) => {
    const ticket = ticketOf(ask.state, id);
    const tell = (): DomainEvent => ({
      type: 'ticket.unparked',
      data: { ticket: id, by: 'time', key: keyFor(ask, ticket, 'time') },
    });
    const byLobbyMs = ticket.parkedUntilMs - ask.nowMs;
    // Whichever comes first: the one stands still in a power cut, the other was perhaps wrong when the time was agreed.
    const byWallMs = ask.now.trusted ? (ticket.parkedUntilAt ?? 0) - ask.now.at : byLobbyMs;
    return { inMs: Math.min(byWallMs, byLobbyMs), tell };
  });
}

const ofAppointments = (ask: Ask): readonly Due[] =>
  missedAppointments(ask).map(({ id, inMs }) => ({
    inMs,
    tell: () => ({ type: 'appointment.missed', data: { appointment: id } }),
  }));

const ofAlarms = (ask: Ask): readonly Due[] =>
  repostsDue(ask).map(({ alarm: { id, value, judgedAt }, inMs }) => ({
    inMs,
    tell: () => ({ type: 'alarm.reposted', data: { alarm: id, value, untilAt: judgedAt } }),
  }));

function ofNotices({ state, now }: Ask): readonly Due[] {
  return [...state.notices.values()].flatMap(({ id, active, fromAt, untilAt }): Due[] => {
    if (!active && fromAt !== null)
      return [{ inMs: fromAt - now.at, tell: () => ({ type: 'notice.began', data: { notice: id } }) }];
    if (untilAt === null) return [];
    const tell = (): DomainEvent => ({ type: 'notice.ended', data: { notice: id, by: 'time' } });
    return [{ inMs: untilAt - now.at, tell }];
  });
}

function ofHours({ state, now }: Ask): readonly Due[] {
  const at = nextChangeAt(state.timetable, state.hoursReachedAt);
  return at === null ? [] : [{ inMs: at - now.at, tell: () => ({ type: 'hours.reached', data: { at } }) }];
}

function ofCases({ state, now }: Ask): readonly Due[] {
  return [...state.cases.values()].flatMap(({ id, kind, dueAt, overdue, state: at }): Due[] => {
    if (dueAt === null || overdue) return [];
    const step = at === 'open' && kind === 'case' ? 'result' : 'call-back';
    const tell = (): DomainEvent => ({ type: 'case.overdue', data: { case: id, step } });
    return [{ inMs: dueAt - now.at, tell }];
  });
}
