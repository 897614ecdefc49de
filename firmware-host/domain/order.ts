import type { Turns } from './counter-desk.ts';
import { isAhead, standingAt, type Line, type Standing } from './line.ts';
import { counterLine, serviceLine } from './line-key.ts';
import type { Lobby, TicketClass } from './lobby.ts';
import { ticketClasses } from './lobby.ts';
import { callableServices } from './skills.ts';
import type { Moment } from './moment.ts';
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
 * Looks at the front of each line only, and past those who are at another counter or whose appointment is yet to come, so that the
 * length of the day does not matter.
 *
 * @param at the moment, by the wall clock and in lobby time
 */
export function* callOrder(state: State, counter: string, at: At): Generator<Ticket> {
  const { lobby } = state;
  const desk = state.counters.get(counter);
  if (lobby === null || desk === undefined) return;
  // Who has left the configuration ends the visit that goes on, and no more.
  if (desk.agent !== null && !lobby.agents.some(({ id }) => id === desk.agent)) return;
  const view: View = { state, lobby, ...at };
  let fronts = frontsOf(view, counter);
  let turns = desk.turns;
  for (;;) {
    const callable = fronts.filter((front) => isCallable(view, front));
    const next = choose(view, callable, turns) ?? earliest(fronts.filter(isHereEarly));
    if (next === null) return;
    const ticket = ticketOf(state, next.standing.ticket);
    turns = turnsAfter(lobby, turns, ticket.class);
    yield ticket;
    const behind = free(view, next, next.index + 1);
    if (behind === null) fronts = fronts.filter((front) => front !== next);
    else Object.assign(next, behind);
  }
}

/** Whom a counter calls next; null when there is nobody. */
export function nextFor(state: State, counter: string, at: At): Ticket | null {
  for (const ticket of callOrder(state, counter, at)) return ticket;
  return null;
}

/** The next `count` of a counter in the order in which it would call them if nothing changed. */
export function upcomingFor(state: State, counter: string, at: At, count: number): readonly Ticket[] {
  const upcoming: Ticket[] = [];
  if (count === 0) return upcoming;
  for (const ticket of callOrder(state, counter, at)) {
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

interface At {
  readonly now: Moment;
  readonly nowMs: number;
}

interface View extends At {
  readonly state: State;
  readonly lobby: Lobby;
}

/** A line as a counter sees it, with the first in it who could be called. */
interface Front {
  readonly line: Line;
  readonly class: TicketClass;
  readonly weight: number;
  /** Only who has waited so long may be called from here. */
  readonly afterMs: number;
  /** Of a line of appointments those who are due are one front, and those who are here too early another one. */
  readonly isEarly: boolean;
  index: number;
  standing: Standing;
}

function frontsOf(view: View, counter: string): Front[] {
  const { state, lobby } = view;
  const fronts: Front[] = [];
  const add = (key: string, ticketClass: TicketClass, service: string | null, afterMs: number) => {
    const line = state.lines.get(key);
    if (line === undefined) return;
    const weight = lobby.services.find(({ letter }) => letter === service)?.weight ?? 1;
    for (const isEarly of ticketClass === 'appointment' ? [false, true] : [false]) {
      const front = { line, class: ticketClass, weight, afterMs, isEarly };
      const found = free(view, front, 0);
      if (found !== null) fronts.push({ ...front, ...found });
    }
  };
  const offers = callableServices(state, counter);
  for (const ticketClass of ticketClasses) {
    add(counterLine(counter, ticketClass), ticketClass, null, 0);
    for (const { service, afterMs } of offers)
      add(serviceLine(service, ticketClass), ticketClass, service, afterMs);
  }
  return fronts;
}

/** The first from an index on who belongs to a front and is not at another counter with another matter. */
function free(
  view: View,
  { line, class: ticketClass, isEarly }: Pick<Front, 'line' | 'class' | 'isEarly'>,
  from: number,
): { index: number; standing: Standing } | null {
  for (let index = from; ; index += 1) {
    const standing = standingAt(line, index);
    if (standing === undefined) return null;
    const isOfFront = ticketClass !== 'appointment' || isDue(view, standing.ticket) !== isEarly;
    if (isOfFront && !isElsewhere(view.state, standing.ticket)) return { index, standing };
  }
}

/** Whether the visitor is at a counter with another ticket of the same visit: nobody can be called to two. */
function isElsewhere(state: State, id: string): boolean {
  if (state.visits.size === 0) return false;
  const others = state.visits.get(ticketOf(state, id).visit);
  return others?.some((other) => other !== id && isAtCounter(ticketOf(state, other))) ?? false;
}

const isAtCounter = ({ state }: Ticket): boolean => state === 'called' || state === 'serving';

/** Another counter's appointments are helped out with once they have waited so long; that they are due is not enough. */
const isCallable = ({ nowMs }: View, { isEarly, standing, afterMs }: Front): boolean =>
  !isEarly && (afterMs === 0 || nowMs - standing.key >= afterMs);

/**
 * Whether an appointment's time has come. By the wall clock, on which it was agreed: lobby time stood still in a power cut. Who was
 * called once is not sent away again, and a clock that nobody trusts keeps nobody waiting.
 */
function isDue({ state, lobby, now }: View, id: string): boolean {
  const { appointmentAt, called } = ticketOf(state, id);
  if (appointmentAt === null || called !== null || !now.trusted) return true;
  return now.at >= appointmentAt - lobby.appointments.earlyMs;
}

const isHereEarly = ({ isEarly, afterMs }: Front): boolean => isEarly && afterMs === 0;

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
