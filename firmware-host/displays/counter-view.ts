import { instant } from '../clock.ts';
import { allowedActions, counterPhase } from '../domain/counters.ts';
import { lineLength, linesOf, upcomingFor } from '../domain/order.ts';
import type { CounterDesk, State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { CounterSummary, CounterTicket, CounterView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { counterOf, serviceName } from '../site.ts';

const NEXT_SHOWN = 10;

/** The agent's console at one counter. */
export function counterView(site: Site, state: Readonly<State>, id: string, at: number): CounterView {
  const desk = deskOf(state, id);
  const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
  const services = linesOf(state, id);
  return {
    counter: counterOf(site, id),
    now: instant(at),
    timeZone: site.timeZone,
    demo: site.demo,
    state: counterPhase(desk, ticket),
    agent: agentOf(site, desk),
    agents: [...site.agents],
    services: services.map((letter) => ({ letter, name: serviceName(site, letter) })),
    ticket: ticket && counterTicket(site, ticket),
    waiting: services.reduce((sum, letter) => sum + lineLength(state, letter), 0),
    next: upcomingFor(state, services, NEXT_SHOWN).map((next) => ({
      number: next.number,
      service: next.service,
      serviceName: serviceName(site, next.service),
      takenAt: instant(next.taken.at),
    })),
    actions: [...allowedActions(state, id)],
    servedToday: desk.served,
    noShowsToday: desk.noShows,
    printProblems: state.printProblems,
  };
}

/** All counters in a line each, for choosing one. */
export function counterSummaries(site: Site, state: Readonly<State>): CounterSummary[] {
  return site.counters.map((counter) => {
    const desk = deskOf(state, counter.id);
    const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
    return { counter, state: counterPhase(desk, ticket), agent: agentOf(site, desk) };
  });
}

function deskOf(state: Readonly<State>, id: string): CounterDesk {
  const desk = state.counters.get(id);
  if (desk === undefined) throw new Error(`counter ${id} is not in the fold`);
  return desk;
}

const agentOf = (site: Site, { agent }: CounterDesk): CounterView['agent'] =>
  agent === null ? null : (site.agents.find(({ id }) => id === agent) ?? { id: agent, name: agent });

function counterTicket(site: Site, ticket: Ticket): CounterTicket {
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
  };
}
