import { waitingTotal } from '../../domain/ahead.ts';
import type { Command } from '../../domain/commands.ts';
import { isSkilledFor } from '../../domain/skills.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { betweenMs, pickScore } from '../habits.ts';
import { happens, lognormalMs, oneOf } from './chance.ts';
import type { WorkingDay } from './hours.ts';
import type { Break } from './people.ts';
import type { Scene } from './scene.ts';
import type { Guest, Visitors } from './visitors.ts';

const MINUTE_MS = 60_000;
/** Overtime ends here, whoever is left. */
const OVERTIME_MS = 4 * 60 * MINUTE_MS;
/** An agent with nobody to call looks again after so long: somebody may have waited long enough for another counter. */
const LOOK_AGAIN_MS = MINUTE_MS;
const RECALL_AFTER_MS = 40_000;
const WALK_VARIATION = 0.5;
const TURN_VARIATION = 0.6;
const SITTING_DOWN_MS = 5 * MINUTE_MS;

/** One agent at one counter. */
interface Seat {
  readonly counter: string;
  readonly agent: string;
  /** Ready with nobody to call. */
  isIdle: boolean;
  readonly breaksDue: Break[];
}

/** Agents who sign in, call, serve, take their breaks, and go home when nobody is left. */
export class Agents {
  readonly #scene: Scene;
  readonly #visitors: Visitors;
  #seats: readonly Seat[] = [];
  #day: WorkingDay | null = null;

  constructor(scene: Scene, visitors: Visitors) {
    this.#scene = scene;
    this.#visitors = visitors;
  }

  /** The shifts of a day: as many counters as there are agents who can work there. */
  expect(day: WorkingDay): void {
    this.#day = day;
    this.#seats = this.#seating();
    const { random, people } = this.#scene;
    for (const [index, seat] of this.#seats.entries()) {
      this.#scene.at(day.fromAt + betweenMs(-SITTING_DOWN_MS, SITTING_DOWN_MS, random), () =>
        this.#begin(seat),
      );
      for (const pause of people.breaks) {
        const atMs = day.fromAt + pause.at * (day.untilAt - day.fromAt) + index * pause.ms;
        this.#scene.at(atMs, () => this.#breakDue(seat, pause));
      }
    }
    this.#scene.at(day.untilAt, () => this.#wakeAll());
  }

  /** Somebody has come: whoever is idle reacts, and the first one has the visitor. */
  onArrival(): void {
    for (const seat of this.#seats) {
      if (seat.isIdle) this.#later(seat, betweenMs(2000, 10_000, this.#scene.random), () => this.#next(seat));
    }
  }

  #seating(): readonly Seat[] {
    const { state } = this.#scene;
    const free = new Set(state.lobby?.agents.map(({ id }) => id));
    return (state.lobby?.counters ?? []).flatMap(({ id: counter }) => {
      const agent = [...free].find((one) => isSkilledFor(state, counter, one));
      if (agent === undefined) return [];
      free.delete(agent);
      return [{ counter, agent, isIdle: false, breaksDue: [] }];
    });
  }

  async #begin(seat: Seat): Promise<void> {
    const { counter, agent } = seat;
    await this.#ask(seat, { type: 'sign-in', counter, agent });
    await this.#next(seat);
  }

  /** The break begins when the visitor has gone. */
  #breakDue(seat: Seat, pause: Break): Promise<void> {
    seat.breaksDue.push(pause);
    return seat.isIdle ? this.#next(seat) : Promise.resolve();
  }

  async #wakeAll(): Promise<void> {
    for (const seat of this.#seats) if (seat.isIdle) await this.#next(seat);
  }

  /** Does something later at a counter, unless something else has come first. */
  #later(seat: Seat, ms: number, act: () => Promise<void>): void {
    this.#scene.later(ms, () => (seat.isIdle ? act() : Promise.resolve()));
  }

  /** What an agent does without a visitor. */
  async #next(seat: Seat): Promise<void> {
    const { counter } = seat;
    seat.isIdle = false;
    const pause = seat.breaksDue.shift();
    if (pause !== undefined) {
      await this.#ask(seat, { type: 'pause', counter, reason: pause.reason });
      const lengthMs = pause.ms * betweenMs(0.8, 1.2, this.#scene.random);
      this.#scene.later(lengthMs, async () => {
        await this.#ask(seat, { type: 'ready', counter });
        await this.#next(seat);
      });
      return;
    }
    if (await this.#ask(seat, { type: 'call-next', counter })) {
      this.#receive(seat);
      return;
    }
    const isOver = this.#scene.clock.atMs >= (this.#day?.untilAt ?? 0);
    if (isOver && (this.#isEmpty() || this.#isLate())) {
      await this.#ask(seat, { type: 'sign-out', counter });
      return;
    }
    seat.isIdle = true;
    if (isOver || waitingTotal(this.#scene.state) > 0)
      this.#later(seat, LOOK_AGAIN_MS, () => this.#next(seat));
  }

  #isEmpty(): boolean {
    const { state } = this.#scene;
    return waitingTotal(state) === 0 && [...state.counters.values()].every(({ ticket }) => ticket === null);
  }

  #isLate(): boolean {
    return this.#scene.clock.atMs >= (this.#day?.untilAt ?? 0) + OVERTIME_MS;
  }

  /** The visitor who was called comes after a walk, or does not. */
  #receive(seat: Seat): void {
    const ticket = this.#ticketAt(seat);
    const guest = ticket === null ? undefined : this.#visitors.guests.get(ticket.id);
    if (ticket === null || guest === undefined)
      throw new Error(`counter ${seat.counter} called nobody known`);
    const { random, people } = this.#scene;
    const walkMs = guest.comes ? lognormalMs(people.walkMs, WALK_VARIATION, random) : Infinity;
    this.#await(seat, ticket.id, guest, walkMs);
  }

  /** Calls again now and then, until the visitor is there or enough calls were made. */
  #await(seat: Seat, ticket: string, guest: Guest, walkMs: number): void {
    const { counter } = seat;
    const { everyMs = 0, noShowCalls = 1 } = this.#scene.state.lobby?.calls ?? {};
    const recallMs = Math.max(everyMs, RECALL_AFTER_MS);
    if (walkMs <= recallMs) {
      this.#atCounter(seat, ticket, walkMs, () => this.#serve(seat, ticket, guest));
      return;
    }
    this.#atCounter(seat, ticket, recallMs, async () => {
      const calls = this.#ticketAt(seat)?.calls ?? 0;
      const isGivenUp = calls >= noShowCalls && (await this.#ask(seat, { type: 'no-show', counter }));
      if (isGivenUp) {
        this.#visitors.missed(ticket);
        await this.#next(seat);
        return;
      }
      const isCalled = await this.#ask(seat, { type: 'recall', counter });
      // A house that takes every visit as begun, and nobody there.
      if (!isCalled && !guest.comes && (await this.#ask(seat, { type: 'finish-forgotten', counter }))) {
        await this.#next(seat);
        return;
      }
      this.#await(seat, ticket, guest, walkMs - recallMs);
    });
  }

  async #serve(seat: Seat, ticket: string, guest: Guest): Promise<void> {
    const { counter } = seat;
    await this.#ask(seat, { type: 'start', counter });
    const { random, people } = this.#scene;
    const { service } = this.#ticketAt(seat) ?? guest;
    if (service !== guest.service) {
      const lookMs = betweenMs(20_000, 60_000, random);
      this.#atCounter(seat, ticket, lookMs, async () => {
        await this.#ask(seat, { type: 'correct-service', ticket, service: guest.service });
        await this.#turn(seat);
      });
      return;
    }
    this.#atCounter(seat, ticket, guest.serviceMs, async () => {
      const isSent = happens(people.shares.transfer, random) && (await this.#sendOn(seat, guest));
      if (!isSent) await this.#finish(seat);
      await this.#turn(seat);
    });
  }

  async #sendOn({ counter, agent }: Seat, guest: Guest): Promise<boolean> {
    const others = (this.#scene.state.lobby?.services ?? []).filter(({ letter }) => letter !== guest.service);
    const to = oneOf(others, this.#scene.random)?.letter;
    if (to === undefined) return false;
    const command = {
      type: 'transfer',
      counter,
      service: to,
      toCounter: null,
      place: 'time',
      reason: '',
    } as const;
    const outcome = await this.#scene.ask(command, { kind: 'agent', id: agent });
    if (outcome.kind === 'refused') return false;
    this.#visitors.renew(guest, to);
    this.onArrival();
    return true;
  }

  async #finish(seat: Seat): Promise<void> {
    const { counter } = seat;
    await this.#ask(seat, { type: 'finish', counter });
    const { random, people, state } = this.#scene;
    if (!happens(people.shares.rates, random)) return;
    const score = pickScore(state.lobby?.ratings.scale ?? 1, random);
    this.#scene.later(betweenMs(2000, 15_000, random), () =>
      this.#scene.ask(
        { type: 'rate', counter, score, by: 'pad', at: this.#scene.now },
        { kind: 'visitor', id: 'simulated' },
      ),
    );
  }

  /** Writing up, and a breath before the next one. */
  #turn(seat: Seat): Promise<void> {
    const turnMs = lognormalMs(this.#scene.people.turnMs, TURN_VARIATION, this.#scene.random);
    this.#scene.later(turnMs, () => this.#next(seat));
    return Promise.resolve();
  }

  /** Does something while a ticket is at a counter; when it has gone by itself, the agent goes on. */
  #atCounter(seat: Seat, ticket: string, ms: number, act: () => Promise<void>): void {
    this.#scene.later(ms, () => (this.#ticketAt(seat)?.id === ticket ? act() : this.#next(seat)));
  }

  #ticketAt({ counter }: Seat): Ticket | null {
    const { state } = this.#scene;
    const id = state.counters.get(counter)?.ticket ?? null;
    return id === null ? null : (state.tickets.get(id) ?? null);
  }

  async #ask({ agent }: Seat, command: Command): Promise<boolean> {
    const outcome = await this.#scene.ask(command, { kind: 'agent', id: agent });
    return outcome.kind === 'done';
  }
}
