/**
 * The books of a lobby, kept from its facts alone and without a line of the code under test: who is where, and whether a fact
 * may follow on those before it.
 */
import type { CounterEvents, PlacedEvent, TicketEvents } from '../../../firmware-host/domain/events.ts';
import type { Lobby } from '../../../firmware-host/domain/lobby.ts';
import type { Moment } from '../../../firmware-host/domain/moment.ts';
import { expectThat, isLive, isSeated, moves, type Entry, type TicketMove } from './moves.ts';

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

  /** Lets lobby time come to a moment. */
  passTo(time: Moment): void {
    if (this.#last !== null && !this.#frozen) this.lobbyMs += passedMs(this.#last, time);
    this.#last = time;
  }

  write(event: PlacedEvent): void {
    this.passTo(event.time);
    this.#ofLobby(event);
    this.#ofCounter(event);
    this.#ofTicket(event);
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

  #mayCall(counter: string, { service, forCounter, key }: Entry): boolean {
    const rules = this.lobby?.counters.find(({ id }) => id === counter);
    if (forCounter !== null || rules === undefined) return forCounter === counter;
    const agent = this.desks.get(counter)?.agent;
    const skills = this.lobby?.agents.find(({ id }) => id === agent)?.services ?? null;
    const offers = this.lobby?.counters.flatMap(({ services, overflow }) => [
      ...services,
      ...overflow.map((help) => help.service),
    ]);
    if (offers?.includes(service) === false) return true;
    if (skills !== null && !skills.includes(service)) return false;
    if (rules.services.includes(service)) return true;
    const help = rules.overflow.find((one) => one.service === service);
    return help !== undefined && this.lobbyMs - key >= help.afterMs;
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
      expectThat(
        [...this.desks.values()].every(({ agent }) => agent === null),
        'somebody sits in a closed lobby',
      );
    }
    if (type === 'day.opened') {
      const left = [...this.entries.values()].filter((entry) => isLive(entry));
      this.#numbers = new Set(left.map(({ number }) => number));
    }
  }

  #configure(lobby: Lobby): void {
    this.lobby = lobby;
    for (const counter of this.desks.keys()) {
      const isKnown = lobby.counters.some(({ id }) => id === counter);
      if (!isKnown) this.#dropIfEmpty(counter);
    }
  }

  /** A counter that left the configuration goes with its last visitor, and its agent with it. */
  #dropIfEmpty(counter: string): void {
    const isKnown = this.lobby?.counters.some(({ id }) => id === counter) ?? false;
    const isUsed = [...this.entries.values()].some(
      (entry) => entry.counter === counter && (isSeated(entry) || entry.at === 'held'),
    );
    if (!isKnown && !isUsed) this.desks.delete(counter);
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
    if (isThere && was.counter !== null) this.#dropIfEmpty(was.counter);
  }

  #checkCall({ counter, agent, waitedMs }: TicketEvents['ticket.called'], { id, at }: Entry): void {
    expectThat((at === 'waiting') === (waitedMs !== null), `${id} was called anew while it was ${at}`);
    expectThat(!this.#frozen, `${id} was called in an evacuation`);
    expectThat(this.#desk(counter).agent === agent, `${agent} called from a counter of somebody else`);
    const there = this.seatedAt(counter);
    expectThat(there === undefined || there.id === id, `${id} was called to a counter with ${there?.id}`);
  }

  #enter({ type, data, seq }: PlacedEvent): void {
    if (type !== 'ticket.taken' && type !== 'ticket.recovered') return;
    const { number, ticket: id, service } = data;
    expectThat(!this.#numbers.has(number), `${number} was given twice`);
    expectThat(!this.entries.has(id), `${id} was taken twice`);
    this.#numbers.add(number);
    this.taken += 1;
    const named = { id, number, service, counter: null, placed: seq, forCounter: null };
    if (type === 'ticket.recovered') {
      this.entries.set(id, { ...named, visit: id, at: data.outcome, class: 'ordinary', key: 0 });
      return;
    }
    expectThat(!this.#frozen, `${number} was given in an evacuation`);
    const { visit, class: ticketClass, key } = data;
    this.entries.set(id, { ...named, visit, at: 'waiting', class: ticketClass, key });
  }
}

/** How long the lobby was at work between two facts: a power cut is left out, the time since the machine's start is not. */
function passedMs(from: Moment, to: Moment): number {
  if (from.boot === to.boot) return to.monoMs - from.monoMs;
  return from.trusted && to.trusted ? Math.max(0, Math.min(to.monoMs, to.at - from.at)) : to.monoMs;
}
