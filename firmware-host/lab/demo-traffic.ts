import type { RandomSource } from '../../drivers/driver.ts';
import type { Clock } from '../clock.ts';
import type { Command, CounterAction } from '../domain/commands.ts';
import { waitingTotal } from '../domain/ahead.ts';
import type { State } from '../domain/state.ts';
import { serviceStatus } from '../domain/service-status.ts';
import { ticketOf } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Handler } from '../handle.ts';
import type { Ids } from '../ids.ts';
import type { Actor, Recorded } from '../journal/journal.ts';
import type { TrafficView } from '../messages/lab.ts';
import { freeAgent } from './free-agent.ts';
import { betweenMs, exponentialMs, pickScore, serviceMs } from './habits.ts';

/** Above this a newcomer looks at the line in the door and comes back tomorrow. */
const CROWDED = 40;
/** More papers than this on their way, and visitors wait for the kiosk instead of its printer for them. */
const PAPERS_MAX = 3;
const MS_PER_HOUR = 3_600_000;
/** How often anything may happen. */
const TICK_MS = 200;
const FINGER_MS = 300;
const ABSENT_SHARE = 0.04;
/** Also where the house asks for less: everybody is called again once. */
const CALLS_BEFORE_GIVING_UP = 2;

const visitor: Actor = { kind: 'visitor', id: 'demo' };

export interface DemoTrafficOptions {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: RandomSource;
  /** False where a real printer would pay for it with paper, or a real centre believe it. */
  readonly available: boolean;
  /** Presses a score on the pad of a counter, for so many ms; nothing where there is no simulated one. */
  readonly press: (counter: string, score: number, ms: number) => void;
}

/** What a demo agent is about to do at a counter, and in how much of the demo's own time. */
interface Plan {
  readonly action: CounterAction | 'sign-in' | 'rate';
  /** The ticket that it was made for; a plan for another one is void. */
  readonly ticket: string | null;
  leftMs: number;
}

/**
 * Visitors and agents who are not there, for a lobby without hardware: they take numbers, call, serve, and press the buttons of the simulated
 * pads, all through the same doors as real ones. The first counter is left to whoever plays. At zero visitors an hour the
 * demo's agents end the visits that they have begun and then keep their hands still.
 */
export class DemoTraffic {
  readonly #options: DemoTrafficOptions;
  readonly #plans = new Map<string, Plan>();
  /** Visits that it began; those of people at the same counters are left to them. */
  readonly #begun = new Set<string>();
  /** Whether whoever was called will come. */
  readonly #comes = new Map<string, boolean>();
  #perHour = 0;
  #pace: TrafficView['pace'] = 1;
  #nextArrivalMs = 0;
  #lastMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DemoTrafficOptions) {
    this.#options = options;
  }

  get view(): TrafficView {
    return { available: this.#options.available, perHour: this.#perHour, pace: this.#pace };
  }

  /** Changes the stream; what is left out stays. Where it is not available nothing happens. */
  set({ perHour = this.#perHour, pace = this.#pace }: Partial<TrafficView>): void {
    if (!this.#options.available) return;
    // The first visitor comes at once; of the others' waiting, as much is left at the new rate as at the old.
    this.#nextArrivalMs = perHour === 0 ? 0 : (this.#nextArrivalMs * this.#perHour) / perHour;
    if (this.#perHour === 0 && perHour > 0) this.#adopt();
    this.#perHour = perHour;
    this.#pace = pace;
    if (this.#timer !== undefined || perHour === 0) return;
    this.#lastMs = this.#options.clock.now().monoMs;
    this.#timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Lets happen what is due by the clock. */
  tick(): void {
    const { monoMs } = this.#options.clock.now();
    const passedMs = (monoMs - this.#lastMs) * this.#pace;
    this.#lastMs = monoMs;
    this.#arrive(passedMs);
    for (const [index, { id }] of this.#counters().entries()) this.#work(id, index, passedMs);
    if (this.#perHour === 0 && this.#plans.size === 0) this.close();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  get #state(): Readonly<State> {
    return this.#options.handler.committed;
  }

  /** The first one belongs to whoever plays, unless it is the only one. */
  #counters() {
    const counters = this.#state.lobby?.counters ?? [];
    return counters.length > 1 ? counters.slice(1) : counters;
  }

  /** Visits that stand at its counters when it begins are its own, or nobody would ever end those of a run before. */
  #adopt(): void {
    for (const { id } of this.#counters()) {
      const ticket = this.#state.counters.get(id)?.ticket ?? null;
      if (ticket !== null) this.#begun.add(ticket);
    }
  }

  #arrive(passedMs: number): void {
    if (this.#perHour === 0) return;
    const { random, ids, clock } = this.#options;
    this.#nextArrivalMs -= passedMs;
    if (this.#nextArrivalMs > 0) return;
    if (this.#state.openJobs.size > PAPERS_MAX) return;
    this.#nextArrivalMs = exponentialMs(MS_PER_HOUR / this.#perHour, random);
    // Nobody comes to a closed door: who is sent away is counted.
    const now = clock.now();
    const services = (this.#state.lobby?.services ?? []).filter(
      ({ letter }) => serviceStatus(this.#state, letter, now).state === 'open',
    );
    const service = services[Math.floor(random() * services.length)];
    if (service === undefined || waitingTotal(this.#state) >= CROWDED) return;
    const ticket = ids.ulid(now.at);
    void this.#ask(
      {
        type: 'take-ticket',
        service: service.letter,
        kiosk: null,
        language: null,
        ticket,
        token: ids.token(),
        by: 'demo',
      },
      visitor,
    );
  }

  /** One step of one counter's agent: makes a plan for what stands there now, and carries it out when its time has come. */
  #work(counter: string, index: number, passedMs: number): void {
    const plan = this.#planFor(counter, index);
    if (plan === null) {
      this.#plans.delete(counter);
      return;
    }
    this.#plans.set(counter, plan);
    plan.leftMs -= passedMs;
    if (plan.leftMs > 0) return;
    this.#plans.delete(counter);
    if (plan.action === 'rate') {
      this.#options.press(counter, this.#score(), FINGER_MS);
      return;
    }
    const agent = this.#state.counters.get(counter)?.agent ?? this.#free(counter, index);
    if (agent === null) return;
    const command: Command =
      plan.action === 'sign-in' ? { type: 'sign-in', counter, agent } : { type: plan.action, counter };
    void this.#act(command, { kind: 'agent', id: agent });
    if (plan.action === 'finish') this.#planRating(counter, plan.ticket);
  }

  async #act(command: Command, actor: Actor): Promise<void> {
    for (const { type, data } of await this.#ask(command, actor)) {
      if (type === 'ticket.called') this.#begun.add(data.ticket);
      if (type !== 'ticket.finished' && type !== 'ticket.no-show') continue;
      this.#begun.delete(data.ticket);
      this.#comes.delete(data.ticket);
    }
  }

  #planFor(counter: string, index: number): Plan | null {
    const desk = this.#state.counters.get(counter);
    // Who is paused, or has shut a counter, is a person.
    if (desk === undefined || desk.shut !== null || desk.status === 'paused') return null;
    const { random } = this.#options;
    const known = this.#plans.get(counter);
    if (known?.action === 'rate') return known;
    if (desk.ticket === null ? this.#perHour === 0 : !this.#begun.has(desk.ticket)) return null;
    if (known !== undefined && known.ticket === desk.ticket) return known;
    const plan = (action: Plan['action'], leftMs: number): Plan => ({ action, ticket: desk.ticket, leftMs });
    if (desk.ticket === null) {
      if (desk.agent === null)
        return this.#free(counter, index) === null ? null : plan('sign-in', betweenMs(1000, 8000, random));
      if (desk.status === 'wrap-up') return plan('ready', betweenMs(5000, 20_000, random));
      return waitingTotal(this.#state) === 0 ? null : plan('call-next', betweenMs(4000, 20_000, random));
    }
    const ticket = ticketOf(this.#state, desk.ticket);
    if (ticket.state === 'serving') return plan('finish', serviceMs(random));
    return this.#absent(ticket)
      ? plan(this.#hasBeenCalledEnough(ticket) ? 'no-show' : 'recall', betweenMs(20_000, 40_000, random))
      : plan('start', betweenMs(10_000, 35_000, random));
  }

  /** One in twenty-five never comes, however often called. It is settled by the ticket: a refused recall brings nobody. */
  #absent({ id }: Ticket): boolean {
    const known = this.#comes.get(id);
    if (known !== undefined) return !known;
    const comes = this.#options.random() > ABSENT_SHARE;
    this.#comes.set(id, comes);
    return !comes;
  }

  #hasBeenCalledEnough({ calls }: Ticket): boolean {
    return calls >= Math.max(CALLS_BEFORE_GIVING_UP, this.#state.lobby?.calls.noShowCalls ?? 0);
  }

  /** Two of three rate on their way out. */
  #planRating(counter: string, ticket: string | null): void {
    const { random } = this.#options;
    if (random() < 0.67)
      this.#plans.set(counter, { action: 'rate', ticket, leftMs: betweenMs(2000, 8000, random) });
  }

  #score(): number {
    return pickScore(this.#state.lobby?.ratings.scale ?? 1, this.#options.random);
  }

  /** The first agent of the list is usually at the first counter, which is not the demo's. */
  #free(counter: string, index: number): string | null {
    return freeAgent(this.#state, counter, index + 1);
  }

  /** A refusal is no news: somebody else may have done it first, and a demo asks again soon enough. */
  async #ask(command: Command, actor: Actor): Promise<readonly Recorded[]> {
    const outcome = await this.#options.handler.handle({ command, actor });
    return outcome.kind === 'done' ? outcome.events : [];
  }
}
