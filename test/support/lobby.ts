/** A small lobby for tests of the rules: facts in, facts or a refusal out, no clock but the one given. */
import type { Command, Refusal } from '../../firmware-host/domain/commands.ts';
import { decide } from '../../firmware-host/domain/decide.ts';
import type { DomainEvent } from '../../firmware-host/domain/events.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import type { Moment } from '../../firmware-host/domain/moment.ts';
import type { State } from '../../firmware-host/domain/state.ts';
import { initialState } from '../../firmware-host/domain/state.ts';
import type { Ticket } from '../../firmware-host/domain/ticket.ts';

export const lobby: Lobby = {
  language: 'zh-CN',
  services: [{ letter: 'A' }, { letter: 'B' }],
  counters: [
    { id: '1', services: ['A', 'B'] },
    { id: '2', services: ['B'] },
  ],
  agents: [{ id: 'lin' }, { id: 'chen' }],
  kiosks: [
    { id: 'door', printer: 'ticket-printer' },
    { id: 'wall', printer: null },
  ],
  ratings: { scale: 5, windowMs: 120_000 },
};

/** A fold with its own clock. Every event it decides is folded in at once, and kept for a replay. */
export class LobbyUnderTest {
  readonly state: State = initialState();
  readonly log: Parameters<typeof evolve>[1][] = [];
  #atMs = 0;
  #tickets = 0;

  /** An open lobby on 2026-11-21 with agent lin at counter 1. */
  static open(): LobbyUnderTest {
    const test = new LobbyUnderTest();
    test.must({ type: 'apply-config', lobby });
    test.must({ type: 'open-day', date: '2026-11-21' });
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    return test;
  }

  get now(): Moment {
    return { at: this.#atMs, monoMs: this.#atMs, boot: 'boot', trusted: true };
  }

  later(ms: number): this {
    this.#atMs += ms;
    return this;
  }

  /** What the rules say, folded in if they say yes. */
  ask(command: Command): readonly DomainEvent[] | Refusal {
    const decision = decide(this.state, command);
    if ('refusal' in decision) return decision.refusal;
    for (const event of decision.events) {
      const time = this.now;
      const placed = { ...event, seq: this.state.position + 1, time };
      evolve(this.state, placed);
      this.log.push(placed);
    }
    return decision.events;
  }

  /** As `ask`, for steps that are no question of the test. */
  must(command: Command): readonly DomainEvent[] {
    const answer = this.ask(command);
    if (typeof answer === 'string') throw new Error(`${command.type} was refused: ${answer}`);
    return answer;
  }

  /** Takes a number and gives the ticket. */
  take(service: string, options: { kiosk?: string; language?: string } = {}): Ticket {
    this.#tickets += 1;
    const ticket = `t${this.#tickets}`;
    const { kiosk = 'door', language = null } = options;
    this.must({ type: 'take-ticket', service, kiosk, language, ticket, token: `secret-${ticket}` });
    return this.ticket(ticket);
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
}
