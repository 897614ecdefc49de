import { aheadOfNewcomer } from '../../domain/ahead.ts';
import type { Command } from '../../domain/commands.ts';
import type { Outcome } from '../../handle.ts';
import type { Actor } from '../../journal/journal.ts';
import { betweenMs } from '../habits.ts';
import { happens, lognormalMs, oneOf } from './chance.ts';
import { forecastsFor, type Forecasts } from './forecasts.ts';
import type { Arrival } from './hours.ts';
import type { Scene } from './scene.ts';

const MINUTE_MS = 60_000;
const GROUP_MAX = 6;
/** Whoever finds the kiosk paused tries again, and then goes. */
const TRIES = 3;

const visitor: Actor = { kind: 'visitor', id: 'simulated' };

/** What only the visitor knows. */
export interface Guest {
  /** What the visit is about, whatever card was touched. */
  service: string;
  serviceMs: number;
  readonly comes: boolean;
  readonly returns: boolean;
  readonly size: number;
}

interface Wish {
  readonly arrival: Arrival;
  /** The code of an appointment. */
  readonly code: string | null;
}

type TakeTicket = Extract<Command, { type: 'take-ticket' }>;

/** People who come, take numbers, and sometimes leave or come back. */
export class Visitors {
  readonly guests = new Map<string, Guest>();
  readonly #scene: Scene;
  readonly #onArrival: () => void;
  readonly #onForecast: (ticket: string, forecasts: Forecasts) => void;

  constructor(
    scene: Scene,
    events: {
      readonly onArrival: () => void;
      readonly onForecast: (ticket: string, forecasts: Forecasts) => void;
    },
  ) {
    this.#scene = scene;
    this.#onArrival = events.onArrival;
    this.#onForecast = events.onForecast;
  }

  /** Lets a day's visitors come at their times; some have booked one. */
  async expect(arrivals: readonly Arrival[]): Promise<void> {
    this.guests.clear();
    const { people, random } = this.#scene;
    for (const arrival of arrivals) {
      if (happens(people.shares.appointment, random)) await this.#book(arrival);
      else this.#scene.at(arrival.atMs, () => this.#arrive({ arrival, code: null }));
    }
  }

  /** A new time at the counter for a visit that goes on as another one. */
  renew(guest: Guest, service: string): void {
    guest.service = service;
    guest.serviceMs = this.#serviceMs(service, guest.size);
  }

  /** One in some comes back after having been given up. */
  missed(ticket: string): void {
    if (this.guests.get(ticket)?.returns !== true) return;
    this.#scene.later(betweenMs(MINUTE_MS, 15 * MINUTE_MS, this.#scene.random), async () => {
      const outcome = await this.#scene.ask({ type: 'return', ticket }, visitor);
      const guest = this.guests.get(ticket);
      if (outcome.kind !== 'done' || guest === undefined) return;
      this.guests.set(ticket, { ...guest, comes: true });
      this.#onArrival();
    });
  }

  async #book(arrival: Arrival): Promise<void> {
    const { ids, random, clock } = this.#scene;
    const code = ids.token();
    const book = { appointment: ids.ulid(clock.atMs), code, service: arrival.service, at: arrival.atMs };
    await this.#scene.ask({ type: 'book-appointment', ...book, source: 'centre' }, visitor);
    if (happens(this.#scene.people.shares.noShow, random)) return;
    const atMs = arrival.atMs + betweenMs(-12 * MINUTE_MS, 4 * MINUTE_MS, random);
    this.#scene.at(atMs, () => this.#arrive({ arrival: { ...arrival, atMs }, code }));
  }

  async #arrive(wish: Wish, tries = 1): Promise<void> {
    const { shares } = this.#scene.people;
    const { random, ids, clock, state } = this.#scene;
    const { service } = wish.arrival;
    const isWrong = wish.code === null && happens(shares.wrongCard, random);
    const card = isWrong ? (oneOf(state.lobby?.services ?? [], random)?.letter ?? service) : service;
    const reasons = state.lobby?.priority.kioskReasons ?? [];
    const size = happens(shares.group, random) ? 2 + Math.floor(random() * (GROUP_MAX - 1)) : 1;
    const command: TakeTicket = {
      type: 'take-ticket',
      service: wish.code === null ? card : null,
      kiosk: null,
      language: null,
      ticket: ids.ulid(clock.atMs),
      token: ids.token(),
      by: 'kiosk',
      priority: happens(shares.priority, random) ? (oneOf(reasons, random) ?? null) : null,
      appointment: wish.code,
      size,
    };
    const forecasts = this.#forecasts(card, command);
    const outcome = await this.#take(command);
    if (outcome.kind === 'refused') {
      if (outcome.code === 'kiosk-paused' && tries < TRIES)
        this.#scene.later(MINUTE_MS, () => this.#arrive(wish, tries + 1));
      return;
    }
    this.#onForecast(command.ticket, forecasts);
    this.#admit(command.ticket, service, size);
    await this.#print(command.ticket);
    this.#onArrival();
  }

  #forecasts(service: string, { priority, appointment }: TakeTicket): Forecasts {
    const { state } = this.#scene;
    const ticketClass = appointment ? 'appointment' : priority ? 'priority' : 'ordinary';
    return forecastsFor(state, service, aheadOfNewcomer(state, service, ticketClass), this.#scene.now);
  }

  /** The kiosk asks whether another number is meant, after some in a minute: it is, for they are other people. */
  async #take(command: TakeTicket): Promise<Outcome> {
    const outcome = await this.#scene.ask(command, visitor);
    if (outcome.kind === 'done' || outcome.code !== 'kiosk-confirm') return outcome;
    return this.#scene.ask({ ...command, isConfirmed: true }, visitor);
  }

  #admit(ticket: string, service: string, size: number): void {
    const { people, random } = this.#scene;
    const { shares } = people;
    const comes = !happens(shares.noShow, random);
    const returns = !comes && happens(shares.returns, random);
    this.guests.set(ticket, { service, serviceMs: this.#serviceMs(service, size), comes, returns, size });
    if (!happens(shares.impatient, random)) return;
    this.#scene.later(betweenMs(10 * MINUTE_MS, 40 * MINUTE_MS, random), async () => {
      if (this.#scene.state.tickets.get(ticket)?.state !== 'waiting') return;
      await this.#scene.ask({ type: 'cancel', ticket, by: 'visitor', reason: null }, visitor);
    });
  }

  #serviceMs(service: string, size: number): number {
    const { people, random } = this.#scene;
    const { serviceMs, serviceVariation, companionShare } = people;
    const meanMs = serviceMs[service] ?? 0;
    return lognormalMs(meanMs, serviceVariation, random) * (1 + companionShare * (size - 1));
  }

  /** The paper is done at once: this is about people. */
  async #print(ticket: string): Promise<void> {
    const job = this.#scene.state.tickets.get(ticket)?.print?.id;
    if (job === undefined) return;
    const printer: Actor = { kind: 'host', id: 'print-tickets' };
    await this.#scene.ask({ type: 'print-sending', job }, printer);
    await this.#scene.ask({ type: 'print-printed', job, proof: 'confirmed' }, printer);
  }
}
