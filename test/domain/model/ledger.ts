/**
 * The books of a lobby, kept from its facts alone and without a line of the code under test: who is where, and whether a fact
 * may follow on those before it.
 */
import type { CounterEvents, PlacedEvent, TicketEvents } from '../../../firmware-host/domain/events.ts';
import type { Lobby } from '../../../firmware-host/domain/lobby.ts';
import type { Moment } from '../../../firmware-host/domain/moment.ts';
import { expectThat, isLive, isSeated, moves, type Entry, type TicketMove } from './moves.ts';
import { SideBooks } from './side-books.ts';

interface Desk {
  agent: string | null;
  isShut: boolean;
}

export class Ledger {
  readonly entries = new Map<string, Entry>();
  readonly desks = new Map<string, Desk>();
  readonly rated = new Set<string>();
  taken = 0;
  lobby: Lobby | null = null;
  lobbyMs = 0;
  #numbers = new Set<string>();
  #last: Moment | null = null;
  #frozen = false;
  #closed = false;
  /** Of the day that goes on: which one it is, and when it began in lobby time. */
  #day = 0;
  #openedMs = 0;
  /** The day was ended with somebody at work: it must be for the night, and the next one follows at once. */
  #isNight = false;
  readonly #beside = new SideBooks();

  /** Lets lobby time come to a moment. */
  passTo(time: Moment): void {
    if (this.#last !== null && !this.#frozen && !this.#closed) this.lobbyMs += passedMs(this.#last, time);
    this.#last = time;
  }

  write(event: PlacedEvent): void {
    this.passTo(event.time);
    expectThat(!this.#isNight || event.type === 'day.opened', 'somebody sits in a closed lobby');
    this.#isNight = false;
    this.#beside.write(event, this.lobby, this.lobbyMs);
    this.#ofLobby(event);
    this.#ofCounter(event);
    this.#ofTicket(event);
  }

  /** At the end of a command. */
  settle(): void {
    expectThat(!this.#isNight, 'somebody sits in a closed lobby');
    this.#beside.settle(this.lobby);
  }

  /** Whether the time of an appointment has come by the clock on the wall; others have none. */
  isDue({ class: ticketClass, appointmentAt, wasCalled }: Entry): boolean {
    if (ticketClass !== 'appointment' || appointmentAt === null || wasCalled) return true;
    const { trusted = false, at = 0 } = this.#last ?? {};
    return !trusted || at >= appointmentAt - (this.lobby?.appointments.earlyMs ?? 0);
  }

  /** Those who wait and have an agent who may call them at a counter. */
  callableAt(counter: string): Entry[] {
    return [...this.entries.values()].filter(
      (entry) => entry.at === 'waiting' && !this.isElsewhere(entry) && this.#mayCall(counter, entry),
    );
  }

  /** Whether the visitor is at a counter with another ticket of the same visit. */
  isElsewhere({ id, visit }: Entry): boolean {
    return [...this.entries.values()].some(
      (other) => other.id !== id && other.visit === visit && isSeated(other),
    );
  }

  #mayCall(counter: string, entry: Entry): boolean {
    const { service, forCounter, key } = entry;
    const rules = this.lobby?.counters.find(({ id }) => id === counter);
    if (forCounter !== null || rules === undefined) return forCounter === counter;
    const agent = this.desks.get(counter)?.agent;
    const known = this.lobby?.agents.find(({ id }) => id === agent);
    // Who has left the configuration can do nothing more.
    const skills = known === undefined ? [] : known.services;
    const offers = this.lobby?.counters.flatMap(({ services, overflow }) => [
      ...services,
      ...overflow.map((help) => help.service),
    ]);
    if (offers?.includes(service) === false) return true;
    if (skills !== null && !skills.includes(service)) return false;
    if (rules.services.includes(service)) return true;
    const help = rules.overflow.find((one) => one.service === service);
    return help !== undefined && this.lobbyMs - key >= help.afterMs && this.isDue(entry);
  }

  entry(id: string): Entry {
    const found = this.entries.get(id);
    if (found === undefined) throw new Error(`a fact about ${id}, which nobody has taken`);
    return found;
  }

  #isStaffed(counter: string): boolean {
    const isKnown = this.lobby?.counters.some(({ id }) => id === counter) ?? false;
    return isKnown && (this.desks.get(counter)?.agent ?? null) !== null;
  }

  /** The visitor who is called or served at a counter. */
  seatedAt(counter: string): Entry | undefined {
    return [...this.entries.values()].find((entry) => entry.counter === counter && isSeated(entry));
  }

  #desk(counter: string): Desk {
    const desk = this.desks.get(counter) ?? { agent: null, isShut: false };
    this.desks.set(counter, desk);
    return desk;
  }

  #ofLobby({ type, data }: PlacedEvent): void {
    if (type === 'config.applied') this.#configure(data.lobby);
    if (type === 'lobby.frozen') this.#frozen = true;
    if (type === 'lobby.resumed') this.#frozen = false;
    if (type === 'rating.given') {
      expectThat(!this.rated.has(data.ticket), `${data.ticket} is rated twice`);
      this.rated.add(data.ticket);
    }
    if (type === 'day.closed') {
      const left = [...this.entries.values()].filter((entry) => isLive(entry)).map(({ id }) => id);
      expectThat(left.toSorted().join() === data.kept.toSorted().join(), 'the day kept others than are left');
      this.#closed = true;
      const atWork = [...this.desks].filter(([, { agent }]) => agent !== null).map(([counter]) => counter);
      const idle = atWork.filter((counter) => !this.#isUsed(counter));
      expectThat(idle.length === 0, `somebody sits alone at ${idle.join()} in a closed lobby`);
      this.#isNight = atWork.length > 0;
    }
    if (type === 'day.reopened') this.#closed = false;
    if (type === 'day.opened') {
      expectThat(this.#day === 0 || this.#closed, 'a day began, and the one before has not ended');
      const left = [...this.entries.values()].filter((entry) => isLive(entry));
      this.#numbers = new Set(left.map(({ number }) => aloud(number)));
      this.#closed = false;
      this.#day += 1;
      this.#openedMs = this.lobbyMs;
    }
  }

  #configure(lobby: Lobby): void {
    this.lobby = lobby;
    for (const [counter, { agent }] of this.desks) {
      const isKept =
        lobby.counters.some(({ id }) => id === counter) && lobby.agents.some(({ id }) => id === agent);
      const isInOrder = agent === null || isKept || this.#isUsed(counter);
      expectThat(isInOrder, `${agent} sits at ${counter}, and one of them is gone`);
    }
    for (const counter of this.desks.keys()) {
      const isKnown = lobby.counters.some(({ id }) => id === counter);
      if (!isKnown) this.#dropIfEmpty(counter);
    }
  }

  /** A counter that left the configuration goes with its last visitor, and its agent with it. */
  #dropIfEmpty(counter: string): void {
    const isKnown = this.lobby?.counters.some(({ id }) => id === counter) ?? false;
    if (!isKnown && !this.#isUsed(counter)) this.desks.delete(counter);
  }

  #isUsed(counter: string): boolean {
    return [...this.entries.values()].some(
      (entry) => entry.counter === counter && (isSeated(entry) || entry.at === 'held'),
    );
  }

  #ofCounter({ type, data }: PlacedEvent): void {
    if (type === 'counter.signed-in') this.#signIn(data);
    if (type === 'counter.signed-out') this.#signOut(data);
    if (type === 'counter.handed-over') {
      expectThat(this.#desk(data.counter).agent === data.from, 'handed over by somebody else');
      this.#alone(data.agent);
      this.#desk(data.counter).agent = data.agent;
    }
    if (type === 'counter.shut') {
      expectThat(this.#desk(data.counter).agent === null, 'shut with somebody there');
      this.#desk(data.counter).isShut = true;
    }
    if (type === 'counter.reopened') this.#desk(data.counter).isShut = false;
    if (type === 'counter.paused')
      expectThat(this.seatedAt(data.counter) === undefined, 'paused with a visitor');
  }

  #signIn({ counter, agent }: CounterEvents['counter.signed-in']): void {
    const desk = this.#desk(counter);
    expectThat(desk.agent === null && !desk.isShut, `${agent} sat down where nobody can`);
    this.#alone(agent);
    desk.agent = agent;
  }

  #signOut({ counter, agent }: CounterEvents['counter.signed-out']): void {
    const desk = this.desks.get(counter);
    // A counter that left the configuration may have gone with its last visitor just now.
    expectThat((desk?.agent ?? agent) === agent, `${agent} left a counter of somebody else`);
    expectThat(this.seatedAt(counter) === undefined, `${agent} left a visitor behind`);
    if (desk !== undefined) desk.agent = null;
    const lost = [...this.entries.values()].some(
      ({ at, forCounter, counter: where }) =>
        (at === 'waiting' && forCounter === counter) || (at === 'held' && where === counter),
    );
    expectThat(!lost, `somebody still waits for ${counter} alone, or is held there`);
  }

  #alone(agent: string): void {
    expectThat(![...this.desks.values()].some((desk) => desk.agent === agent), `${agent} is at two counters`);
  }

  #ofTicket(event: PlacedEvent): void {
    const { type, data } = event;
    if (type === 'ticket.taken' || type === 'ticket.recovered') return this.#enter(event);
    if (type === 'ticket.refused' || !type.startsWith('ticket.')) return;
    const entry = this.entry((data as { ticket: string }).ticket);
    const was = { ...entry };
    const rule = moves[type as TicketMove];
    expectThat(rule.from.includes(entry.at), `${type} of ${entry.id}, which is ${entry.at}`);
    if (type === 'ticket.called') this.#checkCall(data, entry);
    if (type === 'ticket.resumed')
      expectThat(this.seatedAt(data.counter) === undefined, 'resumed at a busy counter');
    const where = (data as { counter?: string | null }).counter ?? null;
    const isThere = isSeated(was) || was.at === 'held';
    expectThat(
      where === null || !isThere || where === was.counter,
      `${type} at ${where}, but ${was.id} is at ${was.counter}`,
    );
    if (rule.to !== null) entry.at = rule.to;
    rule.change?.(entry, event, (counter) => this.#isStaffed(counter));
    this.#checkComing(event, entry);
    if (isThere && was.counter !== null) this.#dropIfEmpty(was.counter);
  }

  /** Who comes back is of today, nobody has that number meanwhile, and nobody stands in the future or where staff put others. */
  #checkComing({ type, data }: PlacedEvent, { id, number, day, key }: Entry): void {
    if (type === 'ticket.returned') {
      const same = [...this.entries.values()].filter(
        (other) => isLive(other) && aloud(other.number) === aloud(number),
      );
      expectThat(same.length === 1 && day === this.#day, `${number} of another day came back`);
      expectThat(key > STAFF_PUT_BEFORE, `${id} came back to a place that staff gave to another one`);
    }
    const isOwnWish = type === 'ticket.returned' || (type === 'ticket.moved' && data.by === 'visitor');
    expectThat(!isOwnWish || key <= this.lobbyMs, `${id} was put behind somebody who is yet to come`);
  }

  #checkCall({ counter, agent, waitedMs }: TicketEvents['ticket.called'], entry: Entry): void {
    const { id, at } = entry;
    const isEmployed = this.lobby?.agents.some((other) => other.id === agent) ?? false;
    expectThat(isEmployed || waitedMs === null, `${agent} called ${id} and is gone`);
    if (waitedMs !== null) {
      const isOfToday = waitedMs >= 0 && waitedMs <= this.lobbyMs - this.#openedMs;
      expectThat(isOfToday, `${id} is said to have waited ${waitedMs} ms`);
      const isAhead = entry.class === 'appointment' && entry.arrivalKey >= this.lobbyMs;
      expectThat(!isAhead || waitedMs === 0, `${id} is said to have waited before the time booked`);
      entry.wasCalled = true;
    }
    expectThat((at === 'waiting') === (waitedMs !== null), `${id} was called anew while it was ${at}`);
    expectThat(!this.#frozen, `${id} was called in an evacuation`);
    expectThat(this.#desk(counter).agent === agent, `${agent} called from a counter of somebody else`);
    const there = this.seatedAt(counter);
    expectThat(there === undefined || there.id === id, `${id} was called to a counter with ${there?.id}`);
  }

  #enter({ type, data, seq }: PlacedEvent): void {
    if (type !== 'ticket.taken' && type !== 'ticket.recovered') return;
    const { number, ticket: id, service } = data;
    expectThat(!this.#numbers.has(aloud(number)), `${number} was given twice`);
    expectThat(!this.entries.has(id), `${id} was taken twice`);
    this.#numbers.add(aloud(number));
    this.taken += 1;
    const fresh = { counter: null, placed: seq, forCounter: null, wasCalled: false };
    const named = { ...fresh, id, number, service, day: this.#day, appointmentAt: null, arrivalKey: 0 };
    if (type === 'ticket.recovered') {
      this.entries.set(id, { ...named, visit: id, at: data.outcome, class: 'ordinary', key: 0 });
      return;
    }
    expectThat(!this.#frozen, `${number} was given in an evacuation`);
    const { visit, class: ticketClass, key, appointmentAt } = data;
    const place = { class: ticketClass, key, arrivalKey: key, appointmentAt };
    this.entries.set(id, { ...named, ...place, visit, at: 'waiting' });
  }
}

/** As it is called: nobody hears how many noughts are printed. */
const aloud = (number: string): string => `${number.charAt(0)}${Number.parseInt(number.slice(1), 10)}`;

/** No day of the model is so long that anybody could have come before this. */
const STAFF_PUT_BEFORE = -1_000_000_000;

/** How long the lobby was at work between two facts: a power cut is left out, the time since the machine's start is not. */
function passedMs(from: Moment, to: Moment): number {
  if (from.boot === to.boot) return to.monoMs - from.monoMs;
  return from.trusted && to.trusted ? Math.max(0, Math.min(to.monoMs, to.at - from.at)) : to.monoMs;
}
