import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { queueAhead, queueLength } from '../../firmware-host/domain/queue.ts';
import type { State } from '../../firmware-host/domain/state.ts';
import { copyState, initialState, ticketOf } from '../../firmware-host/domain/state.ts';
import { LobbyUnderTest } from '../support/lobby.ts';
import { seedOf, seeded } from '../support/seeded.ts';

const DAYS = 60;
const COMMANDS_A_DAY = 300;

/** Any command at all, sensible or not. */
function anyCommand(random: () => number, index: number): Command {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const counter = pick(['1', '2', '9']);
  const job = `t${Math.floor(random() * index)}-1`;
  return pick<() => Command>([
    () => ({
      type: 'take-ticket',
      service: pick(['A', 'B', 'Z']),
      kiosk: pick([null, 'door', 'wall']),
      language: null,
      ticket: `t${index}`,
      token: `s${index}`,
    }),
    () => ({
      type: 'take-ticket',
      service: pick(['A', 'B']),
      kiosk: null,
      language: 'en',
      ticket: `t${index}`,
      token: `s${index}`,
    }),
    () => ({ type: 'sign-in', counter, agent: pick(['lin', 'chen', 'x']) }),
    () => ({ type: pick(['call-next', 'recall', 'start', 'finish', 'no-show'] as const), counter }),
    () => ({ type: pick(['call-next', 'finish'] as const), counter }),
    () => ({ type: 'sign-out', counter }),
    () => ({
      type: 'rate',
      counter,
      score: Math.floor(random() * 7),
      by: pick(['pad', 'screen'] as const),
      at: { at: index, monoMs: index, boot: 'boot', trusted: true },
    }),
    () => ({ type: 'print-sending', job }),
    () => ({ type: 'print-printed', job, proof: 'confirmed' }),
    () => ({ type: pick(['print-failed', 'print-uncertain'] as const), job, problem: 'offline' }),
    () => ({
      type: 'open-day',
      date: `2026-11-${String(21 + Math.floor((random() * index) / 60)).padStart(2, '0')}`,
    }),
  ])();
}

/** What must hold in any state whatever was asked. */
function check(state: State): void {
  const tickets = [...state.tickets.values()];
  const live = tickets.filter(({ state: at }) => at === 'waiting' || at === 'called' || at === 'serving');
  expect(new Set(live.map(({ number }) => number)).size).toBe(live.length);
  const waiting = tickets.filter(({ state: at }) => at === 'waiting');
  const queued = [...state.queues.values()].reduce((sum, queue) => sum + queueLength(queue), 0);
  expect(queued).toBe(waiting.length);
  for (const ticket of waiting) {
    const queue = state.queues.get(ticket.service);
    const before = waiting.filter(
      ({ service, position }) => service === ticket.service && position < ticket.position,
    );
    expect(queue && queueAhead(queue, ticket.position, (id) => ticketOf(state, id).position)).toBe(
      before.length,
    );
  }
  const seated = [...state.counters.values()].flatMap(({ ticket }) => (ticket === null ? [] : [ticket]));
  expect(seated.toSorted()).toEqual(
    tickets.flatMap(({ id, state: at }) => (at === 'called' || at === 'serving' ? [id] : [])).toSorted(),
  );
}

describe('random days', () => {
  it('keep every ticket in exactly one place, no live number twice, and replay to the same state', () => {
    const seed = seedOf('random days');
    const random = seeded(seed);
    for (let day = 0; day < DAYS; day += 1) {
      const test = LobbyUnderTest.open();
      for (let index = 0; index < COMMANDS_A_DAY; index += 1) {
        test.later(random() * 60_000).ask(anyCommand(random, index));
        if (index % 10 === 0) check(test.state);
      }
      check(test.state);
      const rated = test.log.flatMap(({ type, data }) => (type === 'rating.given' ? [data.ticket] : []));
      expect(new Set(rated).size).toBe(rated.length);
      const replayed = test.log.reduce((state, event) => evolve(state, event), initialState());
      expect(plain(replayed)).toEqual(plain(test.state));
      const opening = test.log.findLastIndex(({ type }) => type === 'day.opened');
      const fromOpening = test.log
        .slice(opening)
        .reduce((state, event) => evolve(state, event), initialState());
      expect(plain(fromOpening)).toEqual(plain(test.state));
    }
  });

  it('leave a copied fold untouched', () => {
    const random = seeded(seedOf('copied fold'));
    const test = LobbyUnderTest.open();
    for (let index = 0; index < COMMANDS_A_DAY; index += 1) test.ask(anyCommand(random, index));
    const copy = copyState(test.state);
    const before = JSON.stringify(plain(copy));
    for (let index = COMMANDS_A_DAY; index < 2 * COMMANDS_A_DAY; index += 1)
      test.ask(anyCommand(random, index));
    expect(JSON.stringify(plain(copy))).toBe(before);
  });
});

/** A state as data: queues without the room that is already behind their heads. */
function plain(state: State) {
  const queues = [...state.queues].map(([letter, { ids, head }]) => [letter, ids.slice(head)] as const);
  const { tickets, tokens, lastNumbers, counters, openJobs, kioskTickets, handledMs, ...rest } = state;
  const maps = [tickets, tokens, lastNumbers, counters, openJobs, kioskTickets, handledMs].map((map) => [
    ...map,
  ]);
  const kept = [...(state.day?.keptNumbers ?? [])];
  return { ...rest, queues: Object.fromEntries(queues), maps, kept };
}
