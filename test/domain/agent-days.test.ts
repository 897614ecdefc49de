/** What each agent has done today: time by what it was spent on, and only what is known in a mean. */
import { describe, expect, it } from 'vitest';
import { meanOf, type AgentDay } from '../../firmware-host/domain/agent-day.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const SECOND_MS = 1000;
const wrapUp = { wrapUp: { maxMs: null } };

function dayOf(test: LobbyUnderTest, agent = 'lin'): AgentDay {
  const day = test.state.agentDays.get(agent);
  if (day === undefined) throw new Error(`${agent} has done nothing`);
  return day;
}

const at = (test: LobbyUnderTest, type: 'call-next' | 'start' | 'finish' | 'hold' | 'ready', counter = '1') =>
  test.must({ type, counter });

/** Somebody who is called, comes after a while, and is served for a while. */
function visit(test: LobbyUnderTest, walkMs = 30 * SECOND_MS, servedMs = 4 * MINUTE_MS): LobbyUnderTest {
  test.take('A');
  at(test, 'call-next');
  at(test.later(walkMs), 'start');
  at(test.later(servedMs), 'finish');
  return test;
}

describe('time', () => {
  it('is walk, service, wrap-up and idle, each by itself', () => {
    const test = LobbyUnderTest.open(wrapUp).later(2 * MINUTE_MS);
    visit(test, 30 * SECOND_MS, 4 * MINUTE_MS);
    at(test.later(MINUTE_MS), 'ready');
    visit(test.later(3 * MINUTE_MS), 50 * SECOND_MS, 6 * MINUTE_MS);
    at(test.later(2 * MINUTE_MS), 'ready');
    expect(dayOf(test)).toMatchObject({
      served: 2,
      walk: { count: 2, totalMs: 80 * SECOND_MS },
      faced: { count: 2, totalMs: 10 * MINUTE_MS },
      wrapUp: { count: 2, totalMs: 3 * MINUTE_MS },
      idleMs: 5 * MINUTE_MS,
      pausedMs: 0,
      doing: { phase: 'idle', counter: '1' },
      parts: {},
    });
    expect(meanOf(dayOf(test).faced)).toBe(5 * MINUTE_MS);
  });

  it('is nothing at all before the first stretch', () => {
    expect(meanOf(dayOf(LobbyUnderTest.open()).walk)).toBeNull();
  });

  it('begins with the sign-in, ends with the sign-out, and goes on where the day was left', () => {
    const test = LobbyUnderTest.open().later(MINUTE_MS);
    test.must({ type: 'sign-out', counter: '1' });
    expect(dayOf(test)).toMatchObject({ idleMs: MINUTE_MS, doing: null });
    test.later(30 * MINUTE_MS).must({ type: 'sign-in', counter: '2', agent: 'lin' });
    test.later(2 * MINUTE_MS).must({ type: 'sign-out', counter: '2' });
    expect(dayOf(test).idleMs).toBe(3 * MINUTE_MS);
  });

  it('of a pause is no idling, and one that changes its reason goes on', () => {
    const test = LobbyUnderTest.open().later(MINUTE_MS);
    test.must({ type: 'pause', counter: '1', reason: 'break' });
    test.later(5 * MINUTE_MS).must({ type: 'pause', counter: '1', reason: 'meal' });
    at(test.later(20 * MINUTE_MS), 'ready');
    expect(dayOf(test.later(MINUTE_MS))).toMatchObject({ idleMs: MINUTE_MS, pausedMs: 25 * MINUTE_MS });
  });

  it('of a walk goes from the first call, whatever number of calls', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    at(test, 'call-next');
    test.later(20 * SECOND_MS).must({ type: 'recall', counter: '1' });
    at(test.later(15 * SECOND_MS), 'start');
    expect(dayOf(test).walk).toEqual({ count: 1, totalMs: 35 * SECOND_MS });
  });

  it('that a visitor is held is idle time, and no time face to face', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    at(test, 'call-next');
    at(test, 'start');
    at(test.later(2 * MINUTE_MS), 'hold');
    const { id } = test.ticket('t1');
    test.later(10 * MINUTE_MS).must({ type: 'resume', counter: '1', ticket: id });
    at(test.later(MINUTE_MS), 'finish');
    expect(dayOf(test)).toMatchObject({
      served: 1,
      faced: { count: 1, totalMs: 3 * MINUTE_MS },
      idleMs: 10 * MINUTE_MS,
      parts: {},
    });
  });

  it('stands still in an evacuation and in a power cut', () => {
    const test = LobbyUnderTest.open(wrapUp);
    test.take('A');
    at(test, 'call-next');
    at(test, 'start');
    test.later(MINUTE_MS).must({ type: 'evacuate', reason: 'drill' });
    test.later(40 * MINUTE_MS).must({ type: 'resume-lobby' });
    at(test.later(MINUTE_MS).powerCut(60 * MINUTE_MS), 'finish');
    // Nobody has told anything since the last fact before the cut, so that minute went with it.
    at(test.later(SECOND_MS), 'ready');
    expect(dayOf(test)).toMatchObject({
      faced: { count: 1, totalMs: MINUTE_MS },
      wrapUp: { count: 1, totalMs: SECOND_MS },
      idleMs: 0,
    });
  });
});

describe('what nobody knows', () => {
  it('is not the length of a visit whose finish was forgotten: it is served, and in no mean', () => {
    const test = visit(LobbyUnderTest.open());
    test.take('A');
    at(test, 'call-next');
    at(test.later(10 * SECOND_MS), 'start');
    test.later(90 * MINUTE_MS).must({ type: 'finish-forgotten', counter: '1' });
    expect(dayOf(test)).toMatchObject({
      served: 2,
      faced: { count: 1, totalMs: 4 * MINUTE_MS },
      idleMs: 0,
      doing: { phase: 'idle' },
      parts: {},
    });
  });

  it('is not the walk of a visit that nobody started by the key', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    at(test, 'call-next');
    at(test.later(3 * MINUTE_MS), 'finish');
    expect(dayOf(test)).toMatchObject({
      served: 1,
      walk: { count: 0 },
      faced: { count: 1, totalMs: 3 * MINUTE_MS },
    });
  });

  it('is nothing of a slip: it is served by whoever is named, and has no length', () => {
    const services = [service('A', { slips: { from: 900, to: 999 } }), service('B')];
    const test = LobbyUnderTest.open({ services });
    const slip = { type: 'recover-ticket', service: 'A', counter: '1', agent: 'chen' } as const;
    test.must({ ...slip, ticket: 's1', slip: 901, outcome: 'finished' });
    test.must({ ...slip, ticket: 's2', slip: 902, outcome: 'no-show' });
    test.must({ ...slip, ticket: 's3', slip: 903, outcome: 'finished', agent: null });
    expect(dayOf(test, 'chen')).toMatchObject({ served: 1, noShows: 1, faced: { count: 0 }, doing: null });
    expect(dayOf(test)).toMatchObject({ served: 0, noShows: 0 });
  });
});

describe('whoever goes', () => {
  it('without having come is a no-show: no service, and nothing to write up', () => {
    const test = LobbyUnderTest.open(wrapUp);
    test.take('A');
    at(test, 'call-next');
    test.later(MINUTE_MS).must({ type: 'no-show', counter: '1' });
    test.later(MINUTE_MS).must({ type: 'pause', counter: '1', reason: 'break' });
    expect(dayOf(test)).toMatchObject({
      served: 0,
      noShows: 1,
      walk: { count: 0 },
      faced: { count: 0 },
      wrapUp: { count: 0 },
      idleMs: MINUTE_MS,
    });
  });

  it('to somebody else was a part of both their days, and is served where the visit ends', () => {
    const test = LobbyUnderTest.open(wrapUp);
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('A');
    at(test, 'call-next');
    at(test, 'start');
    const to = { service: null, toCounter: '2', place: 'time', reason: 'needs a stamp' } as const;
    test.later(2 * MINUTE_MS).must({ type: 'transfer', counter: '1', ...to });
    at(test.later(MINUTE_MS), 'call-next', '2');
    at(test, 'start', '2');
    at(test.later(5 * MINUTE_MS), 'finish', '2');
    expect(dayOf(test)).toMatchObject({
      served: 0,
      sentOn: 1,
      faced: { count: 1, totalMs: 2 * MINUTE_MS },
      doing: { phase: 'wrap-up' },
    });
    expect(dayOf(test, 'chen')).toMatchObject({
      served: 1,
      sentOn: 0,
      faced: { count: 1, totalMs: 5 * MINUTE_MS },
    });
  });

  it('because the wrong card was touched is nobody’s visit', () => {
    const test = LobbyUnderTest.open();
    const { id } = test.take('A');
    at(test, 'call-next');
    at(test, 'start');
    test.later(MINUTE_MS).must({ type: 'correct-service', ticket: id, service: 'B' });
    expect(dayOf(test)).toMatchObject({ served: 0, sentOn: 0, faced: { count: 0 }, parts: {} });
  });

  it('because the agent is signed out from elsewhere: who was held had his time', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 2; taken += 1) test.take('A');
    at(test, 'call-next');
    at(test, 'start');
    at(test.later(2 * MINUTE_MS), 'hold');
    at(test, 'call-next');
    at(test, 'start');
    test.later(20 * MINUTE_MS).must({ type: 'force-sign-out', counter: '1' });
    expect(dayOf(test)).toMatchObject({
      served: 1,
      faced: { count: 1, totalMs: 2 * MINUTE_MS },
      doing: null,
      parts: {},
    });
  });
});

it('splits a visit that is handed over, and leaves the rating with whoever ended it', () => {
  const test = LobbyUnderTest.open();
  for (let taken = 0; taken < 2; taken += 1) test.take('A');
  at(test, 'call-next');
  at(test, 'start');
  at(test.later(MINUTE_MS), 'hold');
  at(test, 'call-next');
  at(test.later(20 * SECOND_MS), 'start');
  test.later(3 * MINUTE_MS).must({ type: 'hand-over', counter: '1', agent: 'chen', note: null });
  at(test.later(2 * MINUTE_MS), 'finish');
  test.must({ type: 'rate', counter: '1', score: 5, by: 'pad', at: test.now });
  expect(dayOf(test)).toMatchObject({
    served: 0,
    faced: { count: 2, totalMs: 4 * MINUTE_MS },
    walk: { count: 2, totalMs: 20 * SECOND_MS },
    rated: { count: 0 },
    doing: null,
    parts: {},
  });
  expect(dayOf(test, 'chen')).toMatchObject({
    served: 1,
    faced: { count: 1, totalMs: 2 * MINUTE_MS },
    walk: { count: 0 },
    rated: { count: 1, good: 1 },
  });
});

it('is over with the last visitor of a counter that has left the configuration', () => {
  const test = LobbyUnderTest.open();
  const { lobby } = test.state;
  if (lobby === null) throw new Error('no lobby');
  test.take('A');
  at(test, 'call-next');
  at(test, 'start');
  const counters = lobby.counters.filter(({ id }) => id !== '1');
  test.later(MINUTE_MS).must({ type: 'apply-config', lobby: { ...lobby, counters }, timetable: null });
  at(test.later(MINUTE_MS), 'finish');
  expect(test.state.counters.has('1')).toBe(false);
  expect(dayOf(test)).toMatchObject({
    served: 1,
    faced: { count: 1, totalMs: 2 * MINUTE_MS },
    doing: null,
  });
});

it('begins anew with the day, also where somebody sits there still', () => {
  const test = LobbyUnderTest.open();
  visit(test.later(MINUTE_MS));
  test.take('A');
  at(test, 'call-next');
  at(test, 'start');
  test.later(10 * MINUTE_MS).must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  expect(dayOf(test)).toMatchObject({ served: 0, idleMs: 0, doing: { phase: 'serving' } });
  at(test.later(MINUTE_MS), 'finish');
  expect(dayOf(test)).toMatchObject({ served: 1, faced: { count: 1, totalMs: MINUTE_MS } });
});
