/** A small lobby for tests of the rules: facts in, facts or a refusal out, no clock but the one given. */
import type { Command } from '../../firmware-host/domain/commands.ts';
import { decide } from '../../firmware-host/domain/decide.ts';
import type { DomainEvent, PlacedEvent } from '../../firmware-host/domain/events.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { lobbyMsAt } from '../../firmware-host/domain/lobby-time.ts';
import type { Lobby, ServiceRules } from '../../firmware-host/domain/lobby.ts';
import type { Moment } from '../../firmware-host/domain/moment.ts';
import type { Refusal } from '../../firmware-host/domain/refusal.ts';
import type { State } from '../../firmware-host/domain/state.ts';
import { initialState } from '../../firmware-host/domain/state.ts';
import type { Ticket } from '../../firmware-host/domain/ticket.ts';
import type { Timetable } from '../../firmware-host/domain/timetable.ts';

export const MINUTE_MS = 60_000;

/** A service as it is when nobody has set anything. */
export const service = (letter: string, change: Partial<ServiceRules> = {}): ServiceRules => ({
  letter,
  kind: 'queue',
  weight: 1,
  waitingMax: null,
  dayMax: null,
  numbers: { from: 1, to: null, digits: 3 },
  slips: null,
  promise: true,
  target: { share: 0.8, withinMs: 10 * MINUTE_MS },
  dueMs: null,
  callBackMs: null,
  returnSlots: null,
  ...change,
});

/** Counter 1 calls A and B, counter 2 only B. No rule stands in the way of a short test: calls may follow at once. */
export const lobby: Lobby = {
  language: 'zh-CN',
  services: [service('A'), service('B')],
  counters: [
    { id: '1', services: ['A', 'B'], overflow: [] },
    { id: '2', services: ['B'], overflow: [] },
  ],
  agents: [
    { id: 'lin', services: null },
    { id: 'chen', services: null },
  ],
  kiosks: [
    { id: 'door', printer: 'ticket-printer' },
    { id: 'wall', printer: null },
  ],
  order: { turns: { appointment: 1, priority: 1, ordinary: 2 }, overtakenMaxMs: 60 * MINUTE_MS },
  calls: { everyMs: 0, max: 5, noShowCalls: 1, noShowAfterMs: null, startAfterMs: null },
  returns: { withinMs: 30 * MINUTE_MS, placesBack: 2 },
  appointments: { earlyMs: 10 * MINUTE_MS, lateMs: 10 * MINUTE_MS },
  priority: { reasons: ['elderly', 'complaint'], kioskReasons: ['elderly'], quota: 2 },
  kioskLimit: null,
  wrapUp: null,
  assist: [{ withinMs: 2 * MINUTE_MS }, { withinMs: 5 * MINUTE_MS }],
  ratings: {
    scale: 5,
    windowMs: 120_000,
    lowMax: 2,
    reasons: ['attitude', 'speed'],
    shortVisitMs: 0,
    callBackMs: 24 * 60 * MINUTE_MS,
  },
  night: 'keep',
};

/** Open round the clock. */
export const alwaysOpen: Timetable = { A: null, B: null };

type TakeTicket = Extract<Command, { type: 'take-ticket' }>;
type TakeOptions = Partial<Omit<TakeTicket, 'type' | 'service' | 'ticket' | 'token'>>;

/** A fold with its own clock. Every event it decides is folded in at once, and kept for a replay. */
export class LobbyUnderTest {
  readonly state: State = initialState();
  readonly log: PlacedEvent[] = [];
  /** What a refusal said beside its name, the last time. */
  detail: string | undefined;
  #atMs = 0;
  #monoMs = 0;
  #boot = 'boot';
  #trusted = true;
  #tickets = 0;

  /** An open lobby on 2026-11-21 with agent lin at counter 1. */
  static open(change: Partial<Lobby> = {}, timetable: Timetable = alwaysOpen): LobbyUnderTest {
    const test = LobbyUnderTest.configured(change);
    test.must({ type: 'open-day', date: '2026-11-21', timetable });
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    return test;
  }

  /** A lobby that knows its rules, and has had no day yet. */
  static configured(change: Partial<Lobby> = {}): LobbyUnderTest {
    const test = new LobbyUnderTest();
    test.must({ type: 'apply-config', lobby: { ...lobby, ...change }, timetable: null });
    return test;
  }

  get now(): Moment {
    return { at: this.#atMs, monoMs: this.#monoMs, boot: this.#boot, trusted: this.#trusted };
  }

  /** The same in lobby time. */
  get nowMs(): number {
    return lobbyMsAt(this.state, this.now);
  }

  later(ms: number): this {
    this.#atMs += ms;
    this.#monoMs += ms;
    return this;
  }

  /** The power was away for so long. */
  powerCut(ms: number): this {
    this.#atMs += ms;
    this.#monoMs = 0;
    this.#boot += '+';
    return this;
  }

  /** The wall clock is set; the machine's own runs on. */
  setClock(atMs: number, trusted = this.#trusted): this {
    this.#atMs = atMs;
    this.#trusted = trusted;
    return this;
  }

  /** The journal has lost all but its first facts, and the lobby is what these tell. */
  lose(kept: number): this {
    this.log.length = kept;
    const told = this.log.reduce((state, event) => evolve(state, event), initialState());
    Object.assign(this.state, told);
    return this;
  }

  /** What the rules say, folded in if they say yes, and where a refusal is a fact as well. */
  ask(command: Command): readonly DomainEvent[] | Refusal {
    const decision = decide(this.state, command, this.now);
    this.#tell(decision.events ?? []);
    if (!('refusal' in decision)) return decision.events;
    this.detail = decision.detail;
    return decision.refusal;
  }

  /** As `ask`, for steps that are no question of the test. */
  must(command: Command): readonly DomainEvent[] {
    const answer = this.ask(command);
    if (typeof answer === 'string') throw new Error(`${command.type} was refused: ${answer}`);
    return answer;
  }

  /** The names of what happened, or of the refusal. */
  said(command: Command): readonly string[] | Refusal {
    const answer = this.ask(command);
    return typeof answer === 'string' ? answer : answer.map(({ type }) => type);
  }

  /** What has come to be by itself at this moment. */
  byItself(): readonly string[] {
    return this.must({ type: 'time-passed' }).map(({ type }) => type);
  }

  /** Asks for a number; `t1`, `t2` … are the tickets' ids. */
  askNumber(letter: string | null, options: TakeOptions = {}): readonly DomainEvent[] | Refusal {
    this.#tickets += 1;
    const ticket = `t${this.#tickets}`;
    const { kiosk = 'door', language = null, by = 'kiosk', ...more } = options;
    return this.ask({
      type: 'take-ticket',
      service: letter,
      kiosk,
      language,
      by,
      ticket,
      token: `secret-${ticket}`,
      ...more,
    });
  }

  /** Takes a number and gives the ticket. */
  take(letter: string | null, options: TakeOptions = {}): Ticket {
    const answer = this.askNumber(letter, options);
    if (typeof answer === 'string') throw new Error(`take-ticket was refused: ${answer}`);
    return this.ticket(`t${this.#tickets}`);
  }

  /** Calls the next one to a counter and gives the number; null when there is nobody. */
  call(counter: string): string | null {
    const answer = this.ask({ type: 'call-next', counter });
    if (answer === 'queue-empty') return null;
    if (typeof answer === 'string') throw new Error(`call-next was refused: ${answer}`);
    return this.at(counter);
  }

  /** Calls and serves so many, one after the other, and gives their numbers. */
  serve(counter: string, count: number): (string | null)[] {
    return Array.from({ length: count }, () => {
      const number = this.call(counter);
      if (number !== null) this.must({ type: 'finish', counter });
      return number;
    });
  }

  ticket(id: string): Ticket {
    const found = this.state.tickets.get(id);
    if (found === undefined) throw new Error(`no ticket ${id}`);
    return found;
  }

  /** Number of the ticket that is at a counter, or null. */
  at(counter: string): string | null {
    const id = this.state.counters.get(counter)?.ticket ?? null;
    return id === null ? null : this.ticket(id).number;
  }

  #tell(events: readonly DomainEvent[]): void {
    for (const event of events) {
      const placed = { ...event, seq: this.state.position + 1, time: this.now };
      evolve(this.state, placed);
      this.log.push(placed);
    }
  }
}
