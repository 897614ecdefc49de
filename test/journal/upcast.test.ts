import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { toCloudEvent } from '../../firmware-host/central/cloud-event.ts';
import { decide } from '../../firmware-host/domain/decide.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import type { Moment } from '../../firmware-host/domain/moment.ts';
import type { State } from '../../firmware-host/domain/state.ts';
import { initialState, ticketOf } from '../../firmware-host/domain/state.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { Handler } from '../../firmware-host/handle.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import type { Journal, Recorded } from '../../firmware-host/journal/journal.ts';
import { upcast, upcasting } from '../../firmware-host/journal/upcast.ts';
import { lobby, service } from '../support/lobby.ts';

const fixture = join(import.meta.dirname, '../fixtures/journal/2026-11-21.jsonl');
const written = readFileSync(fixture, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);
const opening = written.findLastIndex(({ type }) => type === 'day.opened');

/** What the host of 21 November 2026 itself said of its lobby after the last of these facts. */
const asItWas = {
  waiting: { A: 3, B: 1, C: 2, D: 2, E: 1, F: 0, V: 0 },
  counters: {
    '1': { agent: 'lin', number: 'B003', served: 3, noShows: 1, rated: 'B001' },
    '2': { agent: 'chen', number: null, served: 5, noShows: 1, rated: 'E003' },
    '3': { agent: 'wang', number: 'B002', served: 3, noShows: 0, rated: 'A004' },
    '4': { agent: null, number: null, served: 0, noShows: 0, rated: null },
  },
  calls: ['B003', 'B002', 'E003', 'B001', 'E002', 'A004', 'A003', 'F001', 'D001', 'C001', 'A002', 'V002'],
  openJobs: 6,
  printProblems: 1,
  issued: 22,
  // As they are called aloud.
  keptNumbers: ['V1', 'A1'],
};

const fold = (events: readonly Recorded[]): State => events.map(upcast).reduce<State>(evolve, initialState());

function told(state: State): typeof asItWas {
  const counters = [...state.counters].map(([id, { agent, ticket, served, noShows, lastVisit }]) => {
    const number = ticket === null ? null : ticketOf(state, ticket).number;
    return [id, { agent, number, served, noShows, rated: lastVisit?.number ?? null }] as const;
  });
  const letters = Object.keys(asItWas.waiting);
  return {
    waiting: Object.fromEntries(
      letters.map((letter) => [letter, state.waiting.get(letter) ?? 0]),
    ) as (typeof asItWas)['waiting'],
    counters: Object.fromEntries(counters) as (typeof asItWas)['counters'],
    calls: state.calls.map(({ number }) => number),
    openJobs: state.openJobs.size,
    printProblems: state.printProblems,
    issued: state.day?.issued ?? 0,
    keptNumbers: [...(state.day?.keptNumbers ?? [])],
  };
}

const pass = (from: Moment, ms: number): Moment => ({
  ...from,
  at: from.at + ms,
  monoMs: from.monoMs + ms,
});

describe('a journal of 21 November 2026', () => {
  let state: State;
  let now: Moment;

  beforeEach(() => {
    state = fold(written);
    now = pass(state.lastTime as Moment, 60_000);
  });

  const ask = (command: Command): string => {
    const decision = decide(state, command, now);
    if ('refusal' in decision) return decision.refusal;
    for (const event of decision.events) evolve(state, { ...event, seq: state.position + 1, time: now });
    return decision.events.map(({ type }) => type).join(' ');
  };

  /** Everybody who still waits, as one counter calls them. */
  const callAll = (counter: string): string[] => {
    const called: string[] = [];
    while (ask({ type: 'call-next', counter }) === 'ticket.called') {
      called.push(ticketOf(state, state.counters.get(counter)?.ticket ?? '').number);
      now = pass(now, 60_000);
      ask({ type: 'finish', counter });
    }
    return called;
  };

  it('folds to what its own host said', () => {
    expect(told(state)).toEqual(asItWas);
  });

  it('folds to the same from the opening of its last day on', () => {
    const fromOpening = fold(written.slice(opening));
    expect(told(fromOpening)).toEqual(asItWas);
    expect(fromOpening.lobbyMs).toBe(state.lobbyMs);
    expect([...fromOpening.lines].map(([key, { standing, head }]) => [key, standing.slice(head)])).toEqual(
      [...state.lines].map(([key, { standing, head }]) => [key, standing.slice(head)]),
    );
  });

  it('is called in the order in which its visitors came, whatever their service', () => {
    const waiting = written.flatMap(({ type, data }) =>
      type === 'ticket.taken' && state.tickets.get(data.ticket)?.state === 'waiting' ? [data.number] : [],
    );
    expect(waiting).toHaveLength(9);
    expect(callAll('2')).toEqual(waiting);
  });

  it('goes on under the rules of today: who comes now comes after, even with priority', () => {
    const letters = state.lobby?.services.map(({ letter }) => letter) ?? [];
    const today = {
      ...lobby,
      services: letters.map((letter) => service(letter)),
      counters: [{ id: '2', services: letters, overflow: [] }],
      agents: [{ id: 'chen', services: null }],
    };
    const timetable = Object.fromEntries(letters.map((letter) => [letter, null]));
    expect(ask({ type: 'apply-config', lobby: today, timetable })).toBe('config.applied');
    const token = 'secret';
    const visitor = { type: 'take-ticket', kiosk: 'door', language: null, ticket: 'new', token } as const;
    expect(ask({ ...visitor, service: 'A', by: 'kiosk', priority: 'elderly' })).toBe('ticket.taken');
    const called = callAll('2');
    expect(called).toHaveLength(10);
    expect(called.at(-1)).toBe('A008');
    // The two who were at the other counters are served there.
    expect(ask({ type: 'finish', counter: '1' })).toContain('ticket.finished');
    expect(ask({ type: 'finish', counter: '3' })).toContain('ticket.finished');
  });

  it('says how long people have waited in its time, over the night too', () => {
    const v001 = [...fold(written.slice(0, opening + 1)).tickets.values()].find(
      ({ number }) => number === 'V001',
    );
    const nightMs = Date.parse('2026-11-21T00:40:00Z') - (v001?.taken.at ?? 0);
    expect(v001?.takenMs).toBe(-nightMs);
    expect(v001).toMatchObject({ state: 'serving', class: 'ordinary', visit: v001?.id, firstCounter: '3' });
  });

  it('keeps what was rated before the night, and takes visits of unknown length as long enough', () => {
    const morning = fold(written.slice(0, opening + 1));
    const visits = [...morning.counters.values()].flatMap(({ lastVisit }) => lastVisit ?? []);
    expect(visits.length).toBeGreaterThan(0);
    for (const { score, presses, servedMs } of visits) {
      expect(presses.map((press) => press.score)).toEqual(score === null ? [] : [score]);
      expect(servedMs).toBeGreaterThan(24 * 60 * 60_000);
    }
  });

  it('lets the latest visit of a counter be rated once', () => {
    const rate = { type: 'rate', counter: '2', score: 5, by: 'screen' } as const;
    now = state.counters.get('2')?.lastVisit?.finished ?? now;
    expect(ask({ ...rate, at: now })).toBe('rating.given');
    expect(ask({ ...rate, at: now })).toBe('rating.flagged');
  });

  it('is told to a centre without a gap in any fact', () => {
    const gaps = written.map(upcast).flatMap((event) => {
      const { data } = toCloudEvent(event, '/lobbies/one');
      return Object.keys(data)
        .filter((name) => data[name] === undefined)
        .map((name) => [event.type, name]);
    });
    expect(gaps).toEqual([]);
  });

  it('is taken up by a host, which goes on in it', async () => {
    const journal: Journal = {
      append: () => Promise.resolve({ kind: 'appended' }),
      async *read(from, { limit = Infinity } = {}) {
        yield Promise.resolve(written.slice(from - 1, from - 1 + limit));
      },
      dayOpenings: () => Promise.resolve([opening + 1]),
      lastPosition: () => Promise.resolve(written.length),
      close: () => Promise.resolve(),
    };
    const clock = { now: () => now, trusted: () => true };
    const handler = await Handler.start(upcasting(journal), clock, randomIds());
    expect(told(handler.committed as State)).toEqual(asItWas);
    const actor = { kind: 'agent', id: 'chen' } as const;
    const outcome = await handler.handle({ command: { type: 'call-next', counter: '2' }, actor });
    expect(outcome).toMatchObject({ kind: 'done', events: [{ type: 'ticket.called', seq: 146 }] });
    expect(state.lobbyMs).toBeGreaterThan(0);
  });
});

describe('bringing up to date', () => {
  it('leaves a fact of today as it is', () => {
    const now = fold(written);
    const facts: Recorded[] = written.map(upcast);
    for (const fact of facts) expect(upcast(fact)).toBe(fact);
    expect(now.position).toBe(145);
  });

  it('changes nothing of what was written', () => {
    for (const event of written) {
      const now = upcast(event);
      expect({ ...now, data: null }).toEqual({ ...event, data: null });
      if (event.type === 'config.applied' || event.type === 'day.opened') continue;
      expect(now.data).toMatchObject(event.data);
    }
  });
});
