/** The tables and the rules were told the same: they hold the same to be true. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isLive, type Ticket } from '../../firmware-host/domain/ticket.ts';
import type { LobbyUnderTest } from '../support/lobby.ts';
import { seeded, seedOf } from '../support/seeded.ts';
import { tempDir } from '../support/temp.ts';
import { foldedAtOnce, RandomDays, type Dump } from './days.ts';

const ROUNDS = 40;
const STEPS_MAX = 400;

it('agrees with the rules on days of anything', { timeout: 120_000 }, () => {
  const random = seeded(seedOf('reports and rules'));
  let compared = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { test, journal } = new RandomDays().live(Math.floor(random() * STEPS_MAX), random);
    const tables = foldedAtOnce(join(tempDir(), 'reports.db'), journal);
    const tickets = [...test.state.tickets.values()];
    expect(tickets.map(({ id }) => ticketIn(tables, id))).toEqual(tickets.map(ticketOfRules));
    expect(desksIn(tables)).toEqual(desksOfRules(test));
    const visits = [...test.state.counters.values()].flatMap(({ lastVisit }) => lastVisit ?? []);
    expect(visits.map(({ ticket }) => scoreIn(tables, ticket))).toEqual(visits.map(({ score }) => score));
    compared += tickets.filter(({ state }) => state === 'finished').length;
  }
  expect(compared).toBeGreaterThan(ROUNDS);
});

/** A ticket as the rules have it; of durations those of the latest stay, which stands still once it has ended. */
function ticketOfRules(ticket: Ticket) {
  const { position, state, service, class: kind, transfers, wait, endedMs, startedMs, heldMs } = ticket;
  const isSeated = state === 'called' || state === 'serving' || state === 'held';
  // One who was called, parked and never came back has left no counter.
  const wasCalled = !isLive(ticket) && ticket.calls > 0 && ticket.parkedUntilAt === null;
  return {
    row: {
      position,
      state,
      service,
      class: kind,
      transfers: transfers.length,
      is_promised: Number(wait !== null),
    },
    going: Number(isSeated),
    counter: wasCalled || isSeated ? ticket.counter : null,
    heldMs: wasCalled && state === 'finished' ? heldMs : null,
    servedMs: wasCalled && state === 'finished' ? Math.max(0, endedMs - startedMs - heldMs) : null,
  };
}

function ticketIn({ tickets = [], stays = [] }: Dump, id: string) {
  const row = tickets.find((found) => found['id'] === id);
  const own = stays.filter(({ ticket }) => ticket === row?.['position']);
  const latest = own.at(-1);
  const state = String(row?.['state']);
  const going = own.filter(({ ending }) => ending === null).length;
  // A visit that was handed over is split; its parts make up the whole.
  const parts = own.slice(own.findLastIndex(({ waited_ms: waitedMs }) => waitedMs !== null));
  const sum = (column: string) => parts.reduce((total, stay) => total + Number(stay[column] ?? 0), 0);
  // A slip was called by nobody here.
  const hasLeft = state !== 'parked' && latest !== undefined && latest['ending'] === state;
  const wasCalled = hasLeft && sum('calls') > 0;
  const { position, service, class: kind, transfers, is_promised: isPromised } = row ?? {};
  return {
    row: { position, state, service, class: kind, transfers, is_promised: isPromised },
    going,
    counter: wasCalled || going > 0 ? latest?.['counter'] : null,
    heldMs: wasCalled && state === 'finished' ? sum('held_ms') : null,
    servedMs: wasCalled && state === 'finished' ? sum('served_ms') : null,
  };
}

const byCounter = (one: { counter: unknown }, other: { counter: unknown }): number =>
  String(one.counter) < String(other.counter) ? -1 : 1;

/** Who sits where and does what. */
const desksOfRules = ({ state }: LobbyUnderTest) =>
  [...state.counters]
    .filter(([, { agent }]) => agent !== null)
    .map(([counter, { agent, status, pause }]) => ({ counter, agent, kind: status, reason: pause }))
    .toSorted(byCounter);

const desksIn = ({ spells = [] }: Dump) =>
  spells
    .filter(({ lasted_ms: lastedMs }) => lastedMs === null)
    .map(({ counter, agent, kind, reason }) => ({ counter, agent, kind, reason }))
    .toSorted(byCounter);

function scoreIn({ tickets = [], ratings = [] }: Dump, id: string) {
  const row = tickets.find((found) => found['id'] === id);
  const rating = ratings.find(({ position }) => position === row?.['rating']);
  return rating?.['flag'] === null ? rating['score'] : null;
}
