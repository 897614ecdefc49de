import type { CounterAction, CounterCommand } from '../commands.ts';
import { counterActions } from '../commands.ts';
import type { CounterDesk } from '../counter-desk.ts';
import type { Decision } from '../decision.ts';
import { refuse } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import { nextFor } from '../order.ts';
import { ticketOf } from '../state.ts';
import type { Ticket } from '../ticket.ts';
import { isKept } from '../wait/range.ts';
import { pause, ready, signOut } from './agents.ts';
import type { Ask } from './ask.ts';
import { whyNotNow } from './gate.ts';
import { transfer } from './transfer.ts';

/** Who is called in another way than by voice needs longer to notice, and who is fetched needs longer to come. */
const CARE_FACTOR = 2;

type DeskCommand =
  | { readonly type: CounterAction | 'finish-forgotten'; readonly counter: string }
  | Extract<CounterCommand, { type: 'resume' | 'transfer' | 'park' | 'pause' }>;

/** What an agent does at a counter, from calling to leaving. */
export function decideCounter(ask: Ask, command: DeskCommand): Decision {
  const desk = ask.state.counters.get(command.counter);
  if (desk === undefined) return refuse('counter-unknown');
  if (desk.agent === null) return refuse('counter-closed');
  const { counter } = command;
  const seat: Seat = { ask, counter, agent: desk.agent, desk };
  switch (command.type) {
    case 'call-next':
      return callNext(seat);
    case 'resume':
      return resume(seat, command.ticket);
    case 'pause':
      return pause(counter, desk, command.reason);
    case 'ready':
      return ready(counter, desk);
    case 'sign-out':
      return signOut(ask, counter, desk);
    case 'transfer':
    case 'park':
      return desk.ticket === null
        ? refuse('no-ticket')
        : withTicket(seat, ticketOf(ask.state, desk.ticket), command);
    case 'recall':
    case 'start':
    case 'finish':
    case 'finish-forgotten':
    case 'no-show':
    case 'hold': {
      const { type } = command;
      return desk.ticket === null
        ? refuse('no-ticket')
        : withTicket(seat, ticketOf(ask.state, desk.ticket), { type, counter });
    }
  }
}

/** The actions that would change something at this counter now. */
export function allowedActions(ask: Ask, counter: string): readonly CounterAction[] {
  return counterActions.filter((type) => {
    if (whyNotNow(ask.state, type) !== null) return false;
    const decision = decideCounter(ask, { type, counter });
    return !('refusal' in decision) && decision.events.length > 0;
  });
}

/** Those that are about the visitor who is at the counter. */
type VisitCommand =
  | {
      readonly type: Exclude<CounterAction, 'call-next' | 'ready' | 'sign-out'> | 'finish-forgotten';
      readonly counter: string;
    }
  | Extract<CounterCommand, { type: 'transfer' | 'park' }>;

interface Seat {
  readonly ask: Ask;
  readonly counter: string;
  readonly agent: string;
  readonly desk: CounterDesk;
}

/** Calling the next one also ends the writing up: one key less. */
function callNext(seat: Seat): Decision {
  const { ask, counter, agent, desk } = seat;
  if (desk.ticket !== null) return refuse('counter-busy');
  if (desk.status === 'paused') return refuse('counter-paused');
  const next = nextFor(ask.state, counter, ask);
  if (next === null) return refuse('queue-empty');
  const waitedMs = ask.nowMs - waitsSinceMs(ask, next);
  // Who was parked, sent on, or let others go first was promised something else.
  const isFirstEver = next.called === null && next.waitingMs === next.takenMs;
  const isPromiseKept =
    next.wait !== null && isFirstEver ? isKept(next.wait, ask.nowMs - next.takenMs) : null;
  const call = { ticket: next.id, counter, agent, call: 1, waitedMs, isPromiseKept };
  return { events: [...wrapUpDone(seat), { type: 'ticket.called', data: call }] };
}

/** Who came before the time booked has waited for the house from that time on. */
const waitsSinceMs = ({ nowMs }: Ask, { class: ticketClass, waitingMs, arrivalKey }: Ticket): number =>
  ticketClass === 'appointment' ? Math.max(waitingMs, Math.min(arrivalKey, nowMs)) : waitingMs;

/** Goes on with a visitor who had fetched what was missing; it ends the writing up as well. */
function resume(seat: Seat, ticket: string): Decision {
  const { counter, desk } = seat;
  if (desk.ticket !== null) return refuse('counter-busy');
  if (!desk.held.includes(ticket)) return refuse('ticket-not-held');
  if (desk.status === 'paused') return refuse('counter-paused');
  return { events: [...wrapUpDone(seat), { type: 'ticket.resumed', data: { ticket, counter } }] };
}

const wrapUpDone = ({ counter, agent, desk }: Seat): readonly DomainEvent[] =>
  desk.status === 'wrap-up' ? [{ type: 'counter.ready', data: { counter, agent, by: 'agent' } }] : [];

/**
 * A called visitor is called again, begins, or did not come; one who is being served is finished, held, sent on or parked.
 * Doing any of these with somebody who was only called is taken as a start as well, marked `implied`: the agent forgot a key,
 * the visit was real.
 */
function withTicket(seat: Seat, ticket: Ticket, command: VisitCommand): Decision {
  const { ask, counter, agent } = seat;
  const here = { ticket: ticket.id, counter };
  switch (command.type) {
    case 'recall':
      return recall(seat, ticket);
    case 'start':
      if (ticket.state !== 'called') return refuse('ticket-not-called');
      return { events: [{ type: 'ticket.started', data: { ...here, implied: false } }] };
    case 'no-show':
      return noShow(seat, ticket);
    case 'finish':
    case 'finish-forgotten': {
      const estimated = command.type === 'finish-forgotten';
      return afterStart(ticket, counter, { type: 'ticket.finished', data: { ...here, estimated } });
    }
    case 'hold':
      return afterStart(ticket, counter, { type: 'ticket.held', data: here });
    case 'park':
      if (command.untilAt <= ask.now.at) return refuse('time-past');
      return afterStart(ticket, counter, {
        type: 'ticket.parked',
        data: { ticket: ticket.id, untilAt: command.untilAt, reason: command.reason },
      });
    case 'transfer': {
      const sent = transfer(ask, { ticket, counter, agent }, command);
      return 'refusal' in sent ? sent : afterStart(ticket, counter, ...sent.events);
    }
  }
}

function afterStart(ticket: Ticket, counter: string, ...events: readonly DomainEvent[]): Decision {
  if (ticket.state !== 'called') return { events };
  return {
    events: [{ type: 'ticket.started', data: { ticket: ticket.id, counter, implied: true } }, ...events],
  };
}

function recall({ ask, counter, agent }: Seat, ticket: Ticket): Decision {
  const { calls } = ask.lobby;
  if (ticket.state !== 'called') return refuse('ticket-not-called');
  if (ticket.calls >= calls.max) return refuse('calls-used-up');
  if (ask.nowMs - ticket.lastCallMs < calls.everyMs) return refuse('recall-too-soon');
  const call = { call: ticket.calls + 1, waitedMs: null, isPromiseKept: null };
  return { events: [{ type: 'ticket.called', data: { ticket: ticket.id, counter, agent, ...call } }] };
}

/** Given up only after enough calls, and a while after the last one. */
function noShow({ ask, counter }: Seat, ticket: Ticket): Decision {
  const { calls } = ask.lobby;
  if (ticket.state !== 'called') return refuse('ticket-not-called');
  const isEarly = ask.nowMs - ticket.lastCallMs < calls.everyMs * patienceFor(ticket);
  if (ticket.calls < calls.noShowCalls || isEarly) return refuse('no-show-too-soon');
  return { events: [{ type: 'ticket.no-show', data: { ticket: ticket.id, counter, by: 'agent' } }] };
}

/** How many times longer than usual a visitor may take to come. */
export const patienceFor = ({ care }: Ticket): number => (care.visibly || care.escort ? CARE_FACTOR : 1);
