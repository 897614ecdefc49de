/** The journal of 22 November 2026, of the last host before journals had epochs: test/fixtures/journal/README.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toCloudEvent } from '../../firmware-host/central/cloud-event.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { decide } from '../../firmware-host/domain/decide.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import type { State } from '../../firmware-host/domain/state.ts';
import { initialState, ticketOf } from '../../firmware-host/domain/state.ts';
import { epochOf, type Recorded } from '../../firmware-host/journal/journal.ts';
import { upcast } from '../../firmware-host/journal/upcast.ts';
import { everyEvent } from '../support/every-event.ts';

const fixture = join(import.meta.dirname, '../fixtures/journal/2026-11-22.jsonl');
const written = readFileSync(fixture, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);
const opening = written.findLastIndex(({ type }) => type === 'day.opened');

/** What that host itself said of its lobby after the last of these facts, in the middle of a fire drill. */
const asItWas = {
  frozen: 'fire drill',
  lobbyMs: 51_102_000,
  lines: {
    'A/ordinary': ['A001', 'A002', 'A003'],
    'B/ordinary': ['B007', 'B002'],
    'B/priority': ['B001'],
    'C/ordinary': ['C003', 'C001'],
    'C/priority': ['C004'],
    'V/ordinary': ['V01'],
    'V/appointment': ['V02'],
    '@2/ordinary': ['B006'],
  },
  counters: {
    '1': { agent: 'lin', number: 'C002', held: ['A007'], served: 0, rated: null },
    '2': { agent: 'chen', number: null, held: [], served: 1, rated: 'B005' },
    '3': { agent: null, number: null, held: [], served: 0, rated: null },
  },
  parked: ['A008'],
  calls: ['C002', 'B006', 'B005', 'A008', 'A007'],
  cases: [
    'B001 call-back open',
    'B002 case open, overdue',
    'C002 case open, overdue',
    'C003 case open, overdue',
    'C001 case open',
    'C004 case open',
  ],
  appointments: ['4714 booked'],
  notices: ['snow, shown'],
  taken: { A: 3, B: 2, C: 2, V: 2 },
  // C003 is still out from the day before.
  lastNumbers: { A: 3, B: 2, C: 4, V: 2 },
  issued: 10,
  keptNumbers: ['A7', 'A8', 'B5', 'B6', 'C2', 'C3', 'B7', 'A906'],
  grants: { lin: 1 },
  openJobs: 2,
  handledMs: {
    A: [120_000, 115_000, 3_610_000],
    B: [142_000, 135_000, 145_000, 165_000, 1_510_000],
    C: [275_000, 155_000],
    V: [125_000],
  },
  queuedMs: [730_000, 760_000, 795_000, 2_313_000, 3_702_000],
  hoursReachedAt: 1_795_306_800_000,
};

const fold = (events: readonly Recorded[]): State => events.map(upcast).reduce<State>(evolve, initialState());

function told(state: State): typeof asItWas {
  const numberOf = (id: string) => ticketOf(state, id).number;
  const lines = [...state.lines].map(([key, { standing, head }]) => {
    return [key, standing.slice(head).map(({ ticket }) => numberOf(ticket))] as const;
  });
  const counters = [...state.counters].map(([id, { agent, ticket, held, served, lastVisit }]) => {
    const number = ticket === null ? null : numberOf(ticket);
    return [
      id,
      { agent, number, held: held.map(numberOf), served, rated: lastVisit?.number ?? null },
    ] as const;
  });
  const said = {
    frozen: state.frozen,
    lobbyMs: state.lobbyMs,
    lines: Object.fromEntries(lines.filter(([, numbers]) => numbers.length > 0)),
    counters: Object.fromEntries(counters),
    parked: [...state.parked].map(numberOf),
    calls: state.calls.map(({ number }) => number),
    cases: [...state.cases.values()].map(
      (file) => `${file.number} ${file.kind} ${file.state}${file.overdue ? ', overdue' : ''}`,
    ),
    appointments: [...state.appointments.values()].map(({ code, state: at }) => `${code} ${at}`),
    notices: [...state.notices.values()].map(({ id, active }) => `${id}${active ? ', shown' : ''}`),
    taken: Object.fromEntries(state.taken),
    lastNumbers: Object.fromEntries(state.lastNumbers),
    issued: state.day?.issued ?? 0,
    keptNumbers: [...(state.day?.keptNumbers ?? [])],
    grants: Object.fromEntries(state.grants),
    openJobs: state.openJobs.size,
    handledMs: Object.fromEntries(state.handledMs),
    queuedMs: [...state.queuedMs],
    hoursReachedAt: state.hoursReachedAt,
  };
  return said as typeof asItWas;
}

describe('a journal of 22 November 2026', () => {
  it('folds to what its own host said, from its beginning and from the opening of its last day', () => {
    expect(told(fold(written))).toEqual(asItWas);
    expect(told(fold(written.slice(opening)))).toEqual(asItWas);
  });

  /** What that host did not know yet. */
  const later = [
    'ticket.reprinted',
    'print.moved',
    'print.settled',
    'device.changed',
    'paper.loaded',
    'kiosk.assist-called',
    'kiosk.assist-taken',
    'kiosk.assist-settled',
    'metric-input.entered',
    'metric-input.withdrawn',
    'alarm.raised',
    'alarm.reposted',
    'alarm.cleared',
    'alarm.acknowledged',
    'month.frozen',
    'ticket.marked',
  ];

  it('knows nearly every fact of its time', () => {
    const types = new Set(written.map(({ type }) => type));
    const missing = everyEvent.map(([, { type }]) => type).filter((type) => !types.has(type));
    const unsaid = [...new Set(missing)].filter((type) => !later.includes(type));
    expect(unsaid).toEqual(['ticket.overran', 'journal.restored', 'journal.acknowledged']);
  });

  it('is of the first epoch, and of a journal that was never restored', () => {
    expect(new Set(written.map(epochOf))).toEqual(new Set([1]));
    for (const events of [written, written.slice(opening)])
      expect(fold(events)).toMatchObject({ epoch: 1, restored: null, floors: [] });
  });

  it('goes on under the rules of today, also when it has to be restored', () => {
    const state = fold(written);
    const moment = { at: (state.lastTime?.at ?? 0) + 1000, monoMs: 1000, boot: 'next', trusted: true };
    const ask = (command: Command) => {
      const decision = decide(state, command, moment);
      const events = decision.events ?? [];
      for (const event of events) evolve(state, { ...event, seq: state.position + 1, time: moment });
      return 'refusal' in decision ? decision.refusal : events;
    };
    expect(ask({ type: 'resume-lobby' })).toMatchObject([{ type: 'lobby.resumed' }]);
    const floors = [{ date: '2026-11-22', numbers: { A: 64 }, issued: 64 }];
    const lost = { epoch: 2, cause: 'damage', after: 254, lost: null, backup: null } as const;
    ask({ type: 'note-restored', floors, ...lost });
    const visitor = { kiosk: null, language: null, ticket: 'new', token: 'secret', by: 'staff' } as const;
    expect(ask({ type: 'take-ticket', service: 'A', ...visitor })).toMatchObject([
      { data: { number: 'A065', archiveNumber: '261122065' } },
    ]);
    expect(ask({ type: 'resume', counter: '1', ticket: state.counters.get('1')?.held[0] ?? '' })).toBe(
      'counter-busy',
    );
    expect(ask({ type: 'no-show', counter: '1' })).toBe('no-show-too-soon');
    const timetable = { A: null, B: null, C: null, V: null };
    expect(ask({ type: 'open-day', date: '2026-11-23', timetable })).toContainEqual(
      expect.objectContaining({ type: 'day.opened' }),
    );
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

  it('needs nothing but the epoch, and what notes and cases have gained: all else is as it was written', () => {
    for (const event of written) {
      const now = upcast(event);
      expect(upcast(now)).toBe(now);
      expect(now).toMatchObject(event);
    }
    const gained = ['day.opened', 'ticket.noted', 'case.opened', 'case.recorded'];
    const others = written.filter(({ type }) => !gained.includes(type));
    expect(others.filter((event) => upcast(event) !== event)).toEqual([]);
  });

  it('knows of its notes the texts alone, and of its cases the matter', () => {
    const noted = written.filter(({ type }) => type === 'ticket.noted').map(upcast);
    expect(noted.length).toBeGreaterThan(0);
    for (const { data } of noted) expect(data).toMatchObject({ kind: 'progress' });
    const day = written[opening];
    if (day?.type !== 'day.opened') throw new Error('no day is opened');
    const { carried } = day.data;
    // As the host wrote them: references, and nothing beside.
    const tickets = carried.tickets.map((ticket) => ({ ...ticket, notes: ['n1'] })) as unknown;
    const state = fold([{ ...day, data: { ...day.data, carried: { ...carried, tickets } } } as Recorded]);
    expect(state.tickets.size).toBeGreaterThan(0);
    for (const ticket of state.tickets.values()) {
      const notes = [{ note: 'n1', kind: 'progress', agent: null, at: null }];
      expect(ticket).toMatchObject({ notes, firstAgent: null, firstAt: null });
    }
    const files = [...fold(written.slice(opening)).cases.values()];
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(file).toMatchObject({ subject: null, callBack: null, told: false });
  });
});
