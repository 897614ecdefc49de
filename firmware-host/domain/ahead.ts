import type { TicketClass } from './lobby.ts';
import { ticketClasses } from './lobby.ts';
import { countAhead, lineLength, type Line } from './line.ts';
import { counterLine, serviceLine } from './line-key.ts';
import type { State } from './state.ts';
import type { Place, Ticket } from './ticket.ts';

/** People who wait for a service, whatever their class. */
export const waitingFor = (state: State, service: string): number => state.waiting.get(service) ?? 0;

/** People who wait in the lobby, whatever for. */
export const waitingTotal = (state: State): number =>
  [...state.waiting.values()].reduce((sum, count) => sum + count, 0);

/**
 * The services whose people are called in turn with those of a service: all of every counter that offers it. Where
 * counters share their services only in part this is a little more than the truth, which is the better side to err on.
 */
export function servicesBeside(state: State, service: string): readonly string[] {
  const beside = new Set([service]);
  for (const { services } of state.lobby?.counters ?? []) {
    if (services.includes(service)) for (const letter of services) beside.add(letter);
  }
  return [...beside];
}

/**
 * How many would be called before somebody of that class who takes a number for a service now.
 * @param key the place of one who has an appointment; others stand behind everybody
 */
export function aheadOfNewcomer(
  state: State,
  service: string,
  ticketClass: TicketClass,
  key = Number.POSITIVE_INFINITY,
): number {
  const place: Place = { key, placed: Number.POSITIVE_INFINITY };
  return aheadOf(state, linesBeside(state, service), ticketClass, place);
}

/** How many will be called before a ticket that waits, if nothing changes. */
export function aheadOfTicket(state: State, ticket: Ticket): number {
  const { forCounter } = ticket;
  if (forCounter === null)
    return aheadOf(state, linesBeside(state, ticket.service), ticket.class, ticket.place);
  const offered = state.lobby?.counters.find(({ id }) => id === forCounter)?.services ?? [];
  const own = linesBy(state, (one) => counterLine(forCounter, one));
  return aheadOf(state, [...offered.map(linesOfService(state)), own], ticket.class, ticket.place);
}

/** The lines of one service, or of one counter, by class. */
type ClassLines = Readonly<Record<TicketClass, Line | undefined>>;

const linesBeside = (state: State, service: string): readonly ClassLines[] =>
  servicesBeside(state, service).map(linesOfService(state));

const linesOfService = (state: State) => (service: string) =>
  linesBy(state, (one) => serviceLine(service, one));

const linesBy = (state: State, key: (one: TicketClass) => string): ClassLines => ({
  appointment: state.lines.get(key('appointment')),
  priority: state.lines.get(key('priority')),
  ordinary: state.lines.get(key('ordinary')),
});

/**
 * Of the same class everybody with an earlier place; of the others as many as have their turns until then, if so many wait.
 * With k of the same class ahead and n turns a round, k ÷ n whole rounds come first, and the turns of the classes before it
 * in one round more.
 */
function aheadOf(state: State, lines: readonly ClassLines[], ticketClass: TicketClass, place: Place): number {
  const turns = state.lobby?.order.turns ?? { appointment: 1, priority: 1, ordinary: 1 };
  const same = lines.reduce((sum, line) => sum + countAhead(line[ticketClass], place), 0);
  const rounds = Math.floor(same / turns[ticketClass]);
  const own = ticketClasses.indexOf(ticketClass);
  return ticketClasses.reduce((sum, other, index) => {
    if (other === ticketClass) return sum;
    const waiting = lines.reduce((count, line) => count + lineLength(line[other]), 0);
    return sum + Math.min(waiting, (rounds + Number(index < own)) * turns[other]);
  }, same);
}
