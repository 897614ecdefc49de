/** A lobby in which a given number of people wait, and everything that can happen to them does, one command after the other. */
import { waitingTotal } from '../../firmware-host/domain/ahead.ts';
import type { Command, LinePlace } from '../../firmware-host/domain/commands.ts';
import { decide } from '../../firmware-host/domain/decide.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { standingAt, lineLength } from '../../firmware-host/domain/line.ts';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import type { Moment } from '../../firmware-host/domain/moment.ts';
import { initialState, type State } from '../../firmware-host/domain/state.ts';
import { lobby, service } from '../support/lobby.ts';
import { seeded } from '../support/seeded.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'V'] as const;
const COUNTERS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
const PLACES: readonly LinePlace[] = ['front', 'time', 'back'];
/** Between two commands. */
const STEP_MS = 250;

/** Seven services and eight counters, each of which offers four and helps out with another one. */
export const busyLobby: Lobby = {
  ...lobby,
  services: LETTERS.map((letter, index) => service(letter, { weight: 1 + (index % 2) })),
  counters: COUNTERS.map((id, index) => {
    const offered = [0, 1, 2, 3].map((step) => LETTERS[(index + step) % LETTERS.length] ?? 'A');
    const other = LETTERS[(index + 4) % LETTERS.length] ?? 'A';
    return { id, services: offered, overflow: [{ service: other, afterMs: 600_000 }] };
  }),
  agents: COUNTERS.map((id) => ({ id: `agent-${id}`, services: null })),
  priority: { ...lobby.priority, quota: null },
  wrapUp: { maxMs: 60_000 },
};

export class CrowdedLobby {
  readonly #state: State = initialState();
  readonly #random: () => number;
  readonly #crowd: number;
  readonly #missed: string[] = [];
  readonly #seen = new Set<string>();
  #atMs = Date.UTC(2026, 2, 2, 1);
  #tickets = 0;
  asked = 0;
  accepted = 0;

  constructor(rules: Lobby, crowd: number, seed: number) {
    this.#crowd = crowd;
    this.#random = seeded(seed);
    this.#do({ type: 'apply-config', lobby: rules, timetable: null });
    const timetable = Object.fromEntries(LETTERS.map((letter) => [letter, null]));
    this.#do({ type: 'open-day', date: '2026-03-02', timetable });
    for (const counter of COUNTERS) this.#do({ type: 'sign-in', counter, agent: `agent-${counter}` });
    for (let waiting = 0; waiting < crowd; waiting += 1) this.#do(this.#take());
  }

  get waiting(): number {
    return waitingTotal(this.#state);
  }

  /** How many kinds of commands it has asked for. */
  get kinds(): number {
    return this.#seen.size;
  }

  /** @returns how long each command took the rules, in ms */
  act(count: number): readonly number[] {
    return Array.from({ length: count }, () => this.#do(this.#next()));
  }

  #do(command: Command): number {
    this.#atMs += STEP_MS;
    const now = this.#now();
    const startMs = performance.now();
    const decision = decide(this.#state, command, now);
    if ('events' in decision) {
      for (const event of decision.events ?? [])
        evolve(this.#state, { ...event, seq: this.#state.position + 1, time: now });
    }
    const tookMs = performance.now() - startMs;
    this.asked += 1;
    this.accepted += Number(!('refusal' in decision));
    this.#seen.add(command.type);
    if (command.type === 'no-show' && !('refusal' in decision))
      this.#missed.push(
        ...decision.events.flatMap(({ type, data }) => (type === 'ticket.no-show' ? data.ticket : [])),
      );
    return tookMs;
  }

  #now(): Moment {
    return { at: this.#atMs, monoMs: this.#atMs, boot: 'bench', trusted: true };
  }

  /** Whatever brings the crowd back to its size, and between that everything else. */
  #next(): Command {
    const counter = this.#one(COUNTERS);
    const ticketId = this.#state.counters.get(counter)?.ticket ?? null;
    const chance = this.#random();
    if (chance < 0.3) return this.waiting < this.#crowd ? this.#take() : { type: 'call-next', counter };
    if (chance < 0.6) {
      if (ticketId === null) return { type: 'call-next', counter };
      return this.#atCounter(counter, this.#state.tickets.get(ticketId)?.state === 'called');
    }
    if (chance < 0.63 && this.#missed.length > 0)
      return { type: 'return', ticket: this.#missed.shift() ?? '' };
    if (chance < 0.66 && this.#state.parked.size > 0)
      return { type: 'unpark', ticket: this.#state.parked.keys().next().value ?? '' };
    if (chance < 0.7) return { type: 'time-passed' };
    return this.#withWaiting(this.#someone() ?? '');
  }

  #atCounter(counter: string, isCalled: boolean): Command {
    const chance = this.#random();
    if (isCalled) {
      if (chance < 0.1) return { type: 'no-show', counter };
      return { type: chance < 0.2 ? 'recall' : 'start', counter };
    }
    if (chance < 0.1)
      return {
        type: 'transfer',
        counter,
        service: this.#one(LETTERS),
        toCounter: null,
        place: 'time',
        reason: '',
      };
    if (chance < 0.2)
      return {
        type: 'transfer',
        counter,
        service: null,
        toCounter: this.#one(COUNTERS),
        place: 'front',
        reason: '',
      };
    return { type: 'finish', counter };
  }

  #withWaiting(ticket: string): Command {
    const chance = this.#random();
    if (chance < 0.2) return { type: 'cancel', ticket, by: 'visitor', reason: null };
    if (chance < 0.4)
      return { type: 'prioritise', ticket, reason: 'elderly', issuer: 'agent-1', approver: null };
    if (chance < 0.6) return { type: 'move', ticket, place: this.#one(PLACES), reason: '' };
    if (chance < 0.7) return { type: 'postpone', ticket, places: 3 };
    if (chance < 0.85) return { type: 'correct-service', ticket, service: this.#one(LETTERS) };
    return { type: 'park-waiting', ticket, untilAt: this.#atMs + 600_000, reason: '' };
  }

  #take(): Command {
    this.#tickets += 1;
    return {
      type: 'take-ticket',
      service: this.#one(LETTERS),
      kiosk: 'wall',
      language: null,
      ticket: `t${this.#tickets}`,
      token: `s${this.#tickets}`,
      by: 'kiosk',
      priority: this.#random() < 0.1 ? 'elderly' : null,
      size: this.#random() < 0.1 ? 4 : 1,
    };
  }

  /** Anybody who waits, wherever in line. */
  #someone(): string | null {
    const lines = [...this.#state.lines.values()].filter((line) => lineLength(line) > 0);
    const line = lines[Math.floor(this.#random() * lines.length)];
    return line === undefined
      ? null
      : (standingAt(line, Math.floor(this.#random() * lineLength(line)))?.ticket ?? null);
  }

  #one<const T>(values: readonly [T, ...T[]] | readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)] as T;
  }
}
