import { instant } from '../clock.ts';
import { waitingFor } from '../domain/ahead.ts';
import { emptyDesk, type CounterDesk } from '../domain/counter-desk.ts';
import { counterPhase } from '../domain/counter-phase.ts';
import type { Moment } from '../domain/moment.ts';
import { askAt } from '../domain/rules/ask.ts';
import { allowedActions, decideCounter, patienceFor } from '../domain/rules/counter.ts';
import { overrunMs } from '../domain/rules/due.ts';
import { whyNotNow } from '../domain/rules/gate.ts';
import { visitToMark } from '../domain/rules/marks.ts';
import { callableServices } from '../domain/skills.ts';
import type { State } from '../domain/state.ts';
import { deskOf, ticketOf } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import { usualHandlingMs } from '../domain/wait.ts';
import type { CounterSummary, CounterTicket, CounterView } from '../messages/counter.ts';
import type { Site } from '../site.ts';
import { counterOf, serviceName } from '../site.ts';
import { agentToday, awayOf } from './agent-today.ts';
import { devicesAt, longestSince, nextAt, parkedAt, promisedAt } from './counter-queue.ts';
import { kioskAssists } from './kiosk-assists.ts';
import { wallSecond, wallTime } from './wall-time.ts';
import { firstContactView } from './first-contact-view.ts';

const MS_PER_MINUTE = 60_000;

/** The agent's console at one counter; how many look at it is for whoever sends it. */
export function counterView(
  site: Site,
  state: Readonly<State>,
  id: string,
  now: Moment,
): Omit<CounterView, 'isShared'> {
  const desk = state.counters.get(id) ?? emptyDesk;
  const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
  const services = callableServices(state, id).map(({ service }) => service);
  const next = nextAt(site, state, id, now);
  const ask = askAt(state, now);
  return {
    counter: counterOf(site, id),
    now: instant(now.at),
    timeZone: site.timeZone,
    demo: site.demo,
    state: counterPhase(desk, ticket),
    agent: agentOf(site, desk),
    agents: [...site.agents],
    services: services.map((letter) => ({ letter, name: serviceName(site, letter) })),
    ticket: ticket && counterTicket(site, state, now, ticket),
    held: desk.held.map((held) => counterTicket(site, state, now, ticketOf(state, held))),
    parked: parkedAt(site, state, id, now),
    pause: desk.pause,
    since: desk.agent === null || desk.status === 'ready' ? null : wallTime(state, now, desk.statusMs),
    ...awayOf(state, desk, now),
    shut: desk.shut,
    assist: desk.assist && { level: desk.assist.level, owner: desk.assist.owner },
    kioskAssists: kioskAssists(state),
    assistLevels: state.lobby?.assist.length ?? 0,
    handoverNote: desk.handoverNote,
    waiting: services.reduce((sum, letter) => sum + waitingFor(state, letter), 0),
    longestSince: longestSince(state, services, next),
    next,
    actions: ask === null ? [] : [...allowedActions(ask, id)],
    mark: markOf(state, id),
    destinations: { services: [...site.services], counters: otherCounters(site, state, id) },
    returnMinutes: Math.floor((state.lobby?.returns.withinMs ?? 0) / MS_PER_MINUTE),
    today: agentToday(state, id, now),
    devices: devicesAt(site, state, id),
    printProblems: state.printProblems,
  };
}

function markOf(state: Readonly<State>, id: string): CounterView['mark'] {
  const ticket = visitToMark(state, id);
  return ticket && { ticket: ticket.id, number: ticket.number, settled: ticket.marks?.agent ?? null };
}

/** All counters in a line each, for choosing one. */
export function counterSummaries(site: Site, state: Readonly<State>): CounterSummary[] {
  // One that has left the configuration is there until its last visitor has gone.
  const leaving = [...state.counters.keys()].filter((id) => !site.counters.some((known) => known.id === id));
  return [...site.counters, ...leaving.map((id) => counterOf(site, id))].map((counter) => {
    const desk = deskOf(state, counter.id);
    const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
    return { counter, state: counterPhase(desk, ticket), agent: agentOf(site, desk) };
  });
}

const agentOf = (site: Site, { agent }: CounterDesk): CounterView['agent'] =>
  agent === null ? null : (site.agents.find(({ id }) => id === agent) ?? { id: agent, name: agent });

/** Those at which somebody sits: nobody is sent to an empty one. */
const otherCounters = (
  site: Site,
  state: Readonly<State>,
  id: string,
): CounterView['destinations']['counters'] =>
  site.counters.filter((other) => other.id !== id && (state.counters.get(other.id)?.agent ?? null) !== null);

/** From when on the rules take this of a visitor who was called; null where they never will. */
function allowedFrom(
  state: Readonly<State>,
  now: Moment,
  ticket: Ticket,
  type: 'recall' | 'no-show',
): string | null {
  const ask = askAt(state, now);
  if (ask === null || ticket.counter === null || ticket.state !== 'called') return null;
  const patience = type === 'recall' ? 1 : patienceFor(ticket);
  const nowMs = Math.max(ask.nowMs, ticket.lastCallMs + ask.lobby.calls.everyMs * patience);
  if (whyNotNow(state, type) !== null) return null;
  const decision = decideCounter({ ...ask, nowMs }, { type, counter: ticket.counter });
  return 'refusal' in decision ? null : wallTime(state, now, nowMs);
}

/** How long it has gone on, and how long such visits do. */
function paceOf(
  state: Readonly<State>,
  now: Moment,
  ticket: Ticket,
): Pick<CounterTicket, 'servedSince' | 'usualMs' | 'remindAt'> {
  const usualMs = usualHandlingMs(state, ticket.service);
  const remindMs = overrunMs(state, ticket);
  const isServed = ticket.state === 'serving';
  return {
    servedSince: isServed ? wallSecond(state, now, ticket.startedMs + ticket.heldMs) : null,
    usualMs: usualMs === null ? null : Math.round(usualMs),
    remindAt: isServed && remindMs !== null ? wallSecond(state, now, remindMs) : null,
  };
}

function counterTicket(site: Site, state: Readonly<State>, now: Moment, ticket: Ticket): CounterTicket {
  const { visit, appointmentAt, dueAt, firstCounter } = ticket;
  const others = (state.visits.get(visit) ?? []).filter((id) => id !== ticket.id);
  return {
    id: ticket.id,
    number: ticket.number,
    archiveNumber: ticket.archiveNumber,
    service: ticket.service,
    serviceName: serviceName(site, ticket.service),
    state: ticket.state,
    takenAt: instant(ticket.taken.at),
    calledAt: ticket.called && instant(ticket.called.at),
    startedAt: ticket.started && instant(ticket.started.at),
    calls: ticket.calls,
    recallAt: allowedFrom(state, now, ticket, 'recall'),
    noShowAt: allowedFrom(state, now, ticket, 'no-show'),
    promisedAt: promisedAt(state, ticket, now),
    isPromiseKept: ticket.isPromiseKept ?? null,
    ...paceOf(state, now, ticket),
    heldAt: ticket.state === 'held' ? wallTime(state, now, ticket.heldSinceMs) : null,
    class: ticket.class,
    size: ticket.size,
    care: ticket.care,
    appointmentAt: appointmentAt === null ? null : instant(appointmentAt),
    dueAt: dueAt === null ? null : instant(dueAt),
    firstCounter: firstCounter === null ? null : counterOf(site, firstCounter),
    transfers: ticket.transfers.map(({ counter, service, reason }) => ({
      counter: counter === null ? null : counterOf(site, counter),
      serviceName: serviceName(site, service),
      reason,
    })),
    overran: ticket.overran,
    beside: others.map((id) => {
      const { number, state: at } = ticketOf(state, id);
      return { id, number, state: at };
    }),
    ...firstContactView(site, state, ticket),
  };
}
