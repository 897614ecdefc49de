/** The ratings of an agent's day, and the whole day when the journal is read again. */
import { describe, expect, it } from 'vitest';
import type { AgentDay } from '../../firmware-host/domain/agent-day.ts';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { initialState } from '../../firmware-host/domain/state.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const SECOND_MS = 1000;

function dayOf(test: LobbyUnderTest): AgentDay {
  const day = test.state.agentDays.get('lin');
  if (day === undefined) throw new Error('lin has done nothing');
  return day;
}

function visit(test: LobbyUnderTest): LobbyUnderTest {
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.later(30 * SECOND_MS).must({ type: 'start', counter: '1' });
  test.later(4 * MINUTE_MS).must({ type: 'finish', counter: '1' });
  return test;
}

const rate = (test: LobbyUnderTest, score: number) =>
  test.must({ type: 'rate', counter: '1', score, by: 'pad', at: test.now });

const rated = (...scores: number[]) => {
  const test = LobbyUnderTest.open();
  for (const score of scores) rate(visit(test), score);
  return test;
};

describe('ratings', () => {
  it('are told in steps of five: a share that moves with one of them would say who gave it', () => {
    expect(dayOf(rated(5, 4, 1, 5)).ratedTold).toEqual({ count: 0, good: 0 });
    const test = rated(5, 4, 1, 5, 3);
    expect(dayOf(test).ratedTold).toEqual({ count: 5, good: 3 });
    for (const score of [1, 1, 1, 1]) {
      rate(visit(test), score);
      expect(dayOf(test).ratedTold).toEqual({ count: 5, good: 3 });
    }
    rate(visit(test), 5);
    expect(dayOf(test)).toMatchObject({ rated: { count: 10, good: 4 }, ratedTold: { count: 10, good: 4 } });
  });

  it('count once, and one that was the first of a row is taken back', () => {
    const test = rated(5, 5, 5, 5, 5);
    for (const score of [2, 3]) rate(test.later(SECOND_MS), score);
    expect(dayOf(test).rated).toEqual({ count: 4, good: 4 });
  });
});

it('is the same when the journal is read again', () => {
  const test = LobbyUnderTest.open({ wrapUp: { maxMs: null } });
  for (let again = 0; again < 3; again += 1) {
    visit(test);
    test.must({ type: 'rate', counter: '1', score: 4, by: 'pad', at: test.now });
    test.later(MINUTE_MS);
  }
  test.powerCut(10 * MINUTE_MS);
  visit(test);
  const again = test.log.reduce((state, event) => evolve(state, event), initialState());
  expect(again.agentDays).toEqual(test.state.agentDays);
  expect(dayOf(test).served).toBe(4);
});
