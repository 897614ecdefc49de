import type { Turns } from './counter-desk.ts';
import { isAhead, standingAt, type Line, type Standing } from './line.ts';
import { counterLine, serviceLine } from './line-key.ts';
import type { Lobby, TicketClass } from './lobby.ts';
import { ticketClasses } from './lobby.ts';
import { callableServices } from './skills.ts';
import type { State } from './state.ts';
import { ticketOf } from './state.ts';
import type { Ticket } from './ticket.ts';

/**
 * Whom a counter calls, first to last. One rule for the whole house:
 *
 * 1. Who may be called here: those who wait for a service that this counter and its agent offer, those who were sent to this
 *    counter, those of a service it helps out with once they have waited so long, and those whose service nobody offers any
 *    more. Not: whose appointment is not yet due, or who is at another counter with another matter at this moment.
 * 2. Whoever has waited longer than the bound (`order.overtakenMaxMs`) goes before everybody who came later, whatever the
 *    class: the one who came first of these. Nobody can starve.
 * 3. Else the classes take turns in rounds, as `order.turns` says: appointments, then priority, then ordinary visitors. A
 *    class without anybody passes its turn.
 * 4. Within a class it is the wait times the weight of the service that counts, so that equal services are first come,
 *    first served. (Time-dependent priorities after Kleinrock, 1964: a heavier service only ages faster.)
 * 5. Where all this finds nobody, somebody with an appointment who is here too early is better served than kept.
 *
 * A ticket that was moved to the front has a place before all others, so rule 2 makes it the next.
 *
 * Looks at the front of each line only, and past those who are at another counter, so that the length of the day does not matter.
 *
 * @param nowMs lobby time
 */
export function* callOrder(state: State, counter: string, nowMs: number): Generator<Ticket> {
  const { lobby } = state;
  const desk = state.counters.get(counter);
  if (lobby === null || desk === undefined) return;
  const view: View = { state, lobby, nowMs };
  let fronts = frontsOf(view, counter);
  let turns = desk.turns;
  for (;;) {
    const callable = fronts.filter((front) => isCallable(view, front));
    const next = choose(view, callable, turns) ?? earliest(fronts.filter(isEarlyAppointment));
    if (next === null) return;
    const ticket = ticketOf(state, next.standing.ticket);
    turns = turnsAfter(lobby, turns, ticket.class);
    yield ticket;
    const behind = free(state, next.line, next.index + 1);
    if (behind === null) fronts = fronts.filter((front) => front !== next);
    else Object.assign(next, behind);
  }
}

/** Whom a counter calls next; null when there is nobody. */
export function nextFor(state: State, counter: string, nowMs: number): Ticket | null {
  for (const ticket of callOrder(state, counter, nowMs)) return ticket;
  return null;
}

/** The next `count` of a counter in the order in which it would call them if nothing changed. */
export function upcomingFor(state: State, counter: string, nowMs: number, count: number): readonly Ticket[] {
  const upcoming: Ticket[] = [];
  if (count === 0) return upcoming;
  for (const ticket of callOrder(state, counter, nowMs)) {
    upcoming.push(ticket);
    if (upcoming.length === count) break;
  }
  return upcoming;
}

/** The round after a call of that class. A class that has had its turns begins a new round. */
export function turnsAfter({ order }: Lobby, turns: Turns, called: TicketClass): Turns {
  if (turns[called] < order.turns[called]) return { ...turns, [called]: turns[called] + 1 };
  return { appointment: 0, priority: 0, ordinary: 0, [called]: 1 };
}

interface View {
  readonly state: State;
  readonly lobby: Lobby;
  readonly nowMs: number;
}

/** A line as a counter sees it, with the first in it who could be called. */
interface Front {
  readonly line: Line;
  readonly class: TicketClass;
  readonly weight: number;
  /** Only who has waited so long may be called from here. */
  readonly afterMs: number;
  index: number;
  standing: Standing;
}

function frontsOf({ state, lobby }: View, counter: string): Front[] {
  const fronts: Front[] = [];
  const add = (key: string, ticketClass: TicketClass, service: string | null, afterMs: number) => {
    const line = state.lines.get(key);
    const found = line && free(state, line, 0);
    if (line === undefined || found === null || found === undefined) return;
    const weight = lobby.services.find(({ letter }) => letter === service)?.weight ?? 1;
    fronts.push({ line, class: ticketClass, weight, afterMs, ...found });
  };
  const offers = callableServices(state, counter);
  for (const ticketClass of ticketClasses) {
    add(counterLine(counter, ticketClass), ticketClass, null, 0);
    for (const { service, afterMs } of offers)
      add(serviceLine(service, ticketClass), ticketClass, service, afterMs);
  }
  return fronts;
}

/** The first from an index on who is not at another counter with another matter. */
function free(state: State, line: Line, from: number): { index: number; standing: Standing } | null {
  for (let index = from; ; index += 1) {
    const standing = standingAt(line, index);
    if (standing === undefined) return null;
    if (!isElsewhere(state, standing.ticket)) return { index, standing };
  }
}

/** Whether the visitor is at a counter with another ticket of the same visit: nobody can be called to two. */
function isElsewhere(state: State, id: string): boolean {
  if (state.visits.size === 0) return false;
  const others = state.visits.get(ticketOf(state, id).visit);
  return others?.some((other) => other !== id && isAtCounter(ticketOf(state, other))) ?? false;
}

const isAtCounter = ({ state }: Ticket): boolean => state === 'called' || state === 'serving';

function isCallable({ lobby, nowMs }: View, front: Front): boolean {
  const waitedMs = nowMs - front.standing.key;
  // An appointment's place is the time booked, so it has waited less than nothing before it.
  const earlyMs = front.class === 'appointment' && front.afterMs === 0 ? lobby.appointments.earlyMs : 0;
  return waitedMs >= front.afterMs - earlyMs;
}

const isEarlyAppointment = (front: Front): boolean => front.class === 'appointment' && front.afterMs === 0;

function choose(view: View, callable: readonly Front[], turns: Turns): Front | null {
  const { order } = view.lobby;
  const due = earliest(callable.filter(({ standing }) => view.nowMs - standing.key >= order.overtakenMaxMs));
  if (due !== null) return due;
  const present = ticketClasses.filter((one) => callable.some((front) => front.class === one));
  const turn = present.find((one) => turns[one] < order.turns[one]) ?? present[0];
  return heaviest(
    view,
    callable.filter((front) => front.class === turn),
  );
}

function earliest(fronts: readonly Front[]): Front | null {
  let first: Front | null = null;
  for (const front of fronts) if (first === null || isAhead(front.standing, first.standing)) first = front;
  return first;
}

function heaviest({ nowMs }: View, fronts: readonly Front[]): Front | null {
  const weigh = ({ standing, weight }: Front) => weight * (nowMs - standing.key);
  let first: Front | null = null;
  for (const front of fronts) {
    const difference = first === null ? 1 : weigh(front) - weigh(first);
    if (first === null || difference > 0 || (difference === 0 && isAhead(front.standing, first.standing)))
      first = front;
  }
  return first;
}
