/** What an agent sees of those who wait and come back, and of the own day: enough to work by, and nothing that tells on a visitor. */
import { describe, expect, it } from 'vitest';
import { instant } from '../../firmware-host/clock.ts';
import { counterView } from '../../firmware-host/displays/counter-view.ts';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import type { Site } from '../../firmware-host/site.ts';
import { LobbyUnderTest, MINUTE_MS, alwaysOpen, lobby } from '../support/lobby.ts';
import { smallSite } from '../support/small-site.ts';

const site: Site = {
  ...smallSite,
  counterDevices: [
    { id: 'over-1', kind: 'board', counter: '1' },
    { id: 'on-1', kind: 'pad', counter: '1' },
    { id: 'over-2', kind: 'board', counter: '2' },
  ],
};

const open = (change: Partial<Lobby> = {}) => LobbyUnderTest.open(change).later(MINUTE_MS);
const view = (test: LobbyUnderTest, counter = '1') => counterView(site, test.state, counter, test.now);
const inMs = (test: LobbyUnderTest, ms: number): string => instant(test.now.at + ms);

/** A lobby that has seen enough visits of two minutes to promise a wait, with somebody at the counter. */
function promising(change: Partial<Lobby> = {}): LobbyUnderTest {
  const test = open(change);
  for (let visit = 0; visit < 6; visit += 1) {
    test.take('A');
    test.call('1');
    test.later(2 * MINUTE_MS).must({ type: 'finish', counter: '1' });
  }
  test.take('A');
  test.call('1');
  return test;
}

describe('who waits', () => {
  it('is promised the end of the range that the ticket says, and only as long as that holds', () => {
    const test = promising();
    const { wait, id } = test.take('A');
    const promised = inMs(test, (wait?.toMinutes ?? NaN) * MINUTE_MS);
    expect(view(test.later(MINUTE_MS)).next[0]).toMatchObject({ number: 'A008', promisedAt: promised });
    test.take('A');
    test.must({ type: 'postpone', ticket: id, places: 1 });
    expect(view(test).next.at(-1)).toMatchObject({ id, promisedAt: null });
  });

  it('is promised nothing where nobody knows how long it takes', () => {
    const test = open();
    test.take('A');
    expect(view(test).next[0]?.promisedAt).toBeNull();
  });

  it('is promised a time that an evacuation puts off', () => {
    const test = promising();
    test.take('A');
    const before = Date.parse(view(test).next[0]?.promisedAt ?? '');
    test.must({ type: 'evacuate', reason: 'drill' });
    test.later(30 * MINUTE_MS).must({ type: 'resume-lobby' });
    expect(Date.parse(view(test).next[0]?.promisedAt ?? '')).toBe(before + 30 * MINUTE_MS);
  });

  it('goes first for a reason that is said, whoever has granted it', () => {
    const test = open();
    test.take('A', { priority: 'elderly' });
    const { id } = test.take('A');
    test.must({ type: 'prioritise', ticket: id, reason: 'complaint', issuer: 'lin', approver: null });
    expect(view(test).next.map(({ class: kind, priority }) => [kind, priority])).toEqual([
      ['priority', 'elderly'],
      // A reason for which this version has no words.
      ['priority', null],
    ]);
  });

  it('longest is found beyond the ten that are shown', () => {
    const test = open();
    test.take('B');
    const first = inMs(test, 0);
    test.later(MINUTE_MS);
    for (let taken = 0; taken < 11; taken += 1) test.take('A', { priority: 'elderly' });
    expect(view(test).next).toHaveLength(10);
    expect(view(test).longestSince).toBe(first);
    expect(view(open()).longestSince).toBeNull();
  });
});

it('says of the visitor who is here whether the promise was kept, also after a transfer', () => {
  const test = promising();
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  const { wait } = test.take('A');
  const promisedAt = inMs(test, (wait?.toMinutes ?? NaN) * MINUTE_MS);
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  test.call('1');
  expect(view(test).ticket).toMatchObject({ promisedAt, isPromiseKept: true });
  const to = { service: null, toCounter: '2', place: 'front', reason: 'stamp' } as const;
  test.later(90 * MINUTE_MS).must({ type: 'transfer', counter: '1', ...to });
  test.call('2');
  expect(view(test, '2').ticket).toMatchObject({ promisedAt, isPromiseKept: true });
  test.take('A');
  test.later(90 * MINUTE_MS);
  test.call('1');
  expect(view(test).ticket?.isPromiseKept).toBe(false);
});

it('counts a visit from where it was face to face, and asks after twice what is usual', () => {
  const test = promising();
  test.must({ type: 'start', counter: '1' });
  const { usualMs, remindAt, servedSince } = view(test).ticket ?? {};
  expect({ usualMs, remindAt, servedSince }).toEqual({
    usualMs: 2 * MINUTE_MS,
    remindAt: inMs(test, 4 * MINUTE_MS),
    servedSince: inMs(test, 0),
  });
  test.later(MINUTE_MS).must({ type: 'hold', counter: '1' });
  expect(view(test).held[0]).toMatchObject({ servedSince: null, remindAt: null });
  test.later(20 * MINUTE_MS).must({ type: 'resume', counter: '1', ticket: 't7' });
  expect(view(test).ticket).toMatchObject({
    servedSince: inMs(test, -MINUTE_MS),
    remindAt: inMs(test, 3 * MINUTE_MS),
  });
  expect(test.later(3 * MINUTE_MS).byItself()).toEqual(['ticket.overran']);
});

it('lists those to whom this counter gave a time, the soonest first', () => {
  const test = open();
  for (let taken = 0; taken < 2; taken += 1) test.take('A');
  const park = (minutes: number, reason: string) => {
    test.call('1');
    const untilAt = test.now.at + minutes * MINUTE_MS;
    test.must({ type: 'park', counter: '1', untilAt, reason });
  };
  park(60, 'fetches the deed');
  park(20, 'copies a card');
  const since = inMs(test, 0);
  expect(view(test.later(MINUTE_MS)).parked).toMatchObject([
    { number: 'A002', since, until: inMs(test, 19 * MINUTE_MS), reason: 'copies a card' },
    { number: 'A001', since, until: inMs(test, 59 * MINUTE_MS), reason: 'fetches the deed' },
  ]);
  expect(view(test, '2').parked).toEqual([]);
  test.must({ type: 'unpark', ticket: 't1' });
  expect(view(test).parked.map(({ id }) => id)).toEqual(['t2']);
});

describe('a pause and the writing up', () => {
  it('say what is usual once there were a few, and when they end by themselves', () => {
    const test = open({ wrapUp: { maxMs: 2 * MINUTE_MS } });
    const pause = (minutes: number) => {
      test.must({ type: 'pause', counter: '1', reason: 'meal' });
      test.later(minutes * MINUTE_MS).must({ type: 'ready', counter: '1' });
    };
    for (const minutes of [20, 30]) pause(minutes);
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    expect(view(test)).toMatchObject({ usualAwayMs: null, readyAt: null });
    test.later(25 * MINUTE_MS).must({ type: 'ready', counter: '1' });
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    expect(view(test).usualAwayMs).toBe(25 * MINUTE_MS);
    test.must({ type: 'ready', counter: '1' });
    for (let visit = 0; visit < 4; visit += 1) {
      test.take('A');
      test.serve('1', 1);
      expect(view(test)).toMatchObject({
        usualAwayMs: visit < 3 ? null : MINUTE_MS,
        readyAt: inMs(test, 2 * MINUTE_MS),
      });
      test.later(MINUTE_MS).must({ type: 'ready', counter: '1' });
    }
    expect(view(test)).toMatchObject({ usualAwayMs: null, readyAt: null });
  });
});

function rate(test: LobbyUnderTest, ...scores: number[]): LobbyUnderTest {
  for (const score of scores) {
    test.take('A');
    test.serve('1', 1);
    test.must({ type: 'rate', counter: '1', score, by: 'pad', at: test.now });
  }
  return test;
}

describe('the own day', () => {
  it('is whoever sits there has done, at whatever counter, and nobody’s else', () => {
    const test = open();
    rate(test, 5);
    expect(view(test).today).toMatchObject({ served: 1, sentOn: 0, noShows: 0 });
    test.must({ type: 'sign-out', counter: '1' });
    expect(view(test).today).toBeNull();
    test.must({ type: 'sign-in', counter: '1', agent: 'chen' });
    test.must({ type: 'sign-in', counter: '2', agent: 'lin' });
    expect([view(test).today?.served, view(test, '2').today?.served]).toEqual([0, 1]);
  });

  it('says idle time up to a moment from which the page counts on: it does not change by itself', () => {
    const test = open();
    const told = JSON.stringify(view(test).today);
    expect(view(test).today).toMatchObject({ idleMs: 0, idleSince: inMs(test, -MINUTE_MS) });
    test.later(5 * MINUTE_MS);
    expect(JSON.stringify(view(test).today)).toBe(told);
    test.must({ type: 'pause', counter: '1', reason: 'break' });
    expect(view(test).today).toMatchObject({
      idleMs: 6 * MINUTE_MS,
      idleSince: null,
      pausedSince: inMs(test, 0),
    });
  });

  it('has no share of satisfied visitors before five ratings, and then none that moves with one of them', () => {
    const test = rate(open(), 5, 5, 5, 5);
    expect(view(test).today?.satisfaction).toBeNull();
    rate(test, 2);
    expect(view(test).today?.satisfaction).toEqual({ percent: 80, ratings: 5 });
    const told = view(test).today?.satisfaction;
    for (const score of [1, 1, 1, 1]) expect(view(rate(test, score)).today?.satisfaction).toEqual(told);
    expect(view(rate(test, 5)).today?.satisfaction).toEqual({ percent: 50, ratings: 10 });
  });

  it('begins anew with the day', () => {
    const test = rate(open(), 5, 5, 5, 5, 5);
    test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    expect(view(test).today).toMatchObject({ served: 0, facedMs: null, satisfaction: null });
  });
});

it('says how the board and the pad of this counter do, and of no other', () => {
  const test = open();
  expect(view(test).devices).toEqual([
    { kind: 'board', problem: null },
    { kind: 'pad', problem: null },
  ]);
  const lost = { kind: 'board', state: 'lost', problem: 'disconnected', paperLow: false } as const;
  test.must({ type: 'device-change', device: 'over-1', ...lost });
  test.must({ type: 'device-change', device: 'over-2', ...lost });
  expect(view(test).devices).toEqual([
    { kind: 'board', problem: 'disconnected' },
    { kind: 'pad', problem: null },
  ]);
});

it('says the same again while the two clocks of the machine differ by a millisecond', () => {
  const test = promising({ calls: { ...lobby.calls } });
  test.must({ type: 'start', counter: '1' });
  test.take('A');
  const said = () => {
    const { next, ticket, today } = view(test);
    return JSON.stringify([next, ticket?.servedSince, ticket?.remindAt, today]);
  };
  const before = said();
  test.setClock(test.now.at + 1);
  expect(said()).toBe(before);
});
