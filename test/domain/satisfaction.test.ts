/** How satisfied the visitors of a day are: a fold of the ratings that count. */
import { expect, it } from 'vitest';
import { evolve } from '../../firmware-host/domain/evolve.ts';
import { isGood, satisfactionPercent } from '../../firmware-host/domain/satisfaction.ts';
import { copyState, initialState } from '../../firmware-host/domain/state.ts';
import { alwaysOpen, lobby, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

function visit(test: LobbyUnderTest): void {
  test.take('A');
  test.must({ type: 'call-next', counter: '1' });
  test.must({ type: 'start', counter: '1' });
  test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
}

const press = (test: LobbyUnderTest, score: number) =>
  test.must({ type: 'rate', counter: '1', score, by: 'pad', at: test.now });

function rated(...scores: number[]): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  for (const score of scores) {
    visit(test);
    press(test, score);
  }
  return test;
}

it.each([
  [3, [3]],
  [4, [3, 4]],
  [5, [4, 5]],
  [7, [5, 6, 7]],
  [10, [7, 8, 9, 10]],
])('of %i scores the upper ones are good', (scale, good) => {
  const scores = Array.from({ length: scale }, (_, index) => index + 1);
  expect(scores.filter((score) => isGood({ score, scale }))).toEqual(good);
});

it('is the share of good ones, and nothing while there are fewer than five', () => {
  expect(satisfactionPercent(rated(5, 5, 5, 5).state)).toBeNull();
  expect(satisfactionPercent(rated(5, 4, 3, 2, 1).state)).toBe(40);
  expect(satisfactionPercent(rated(1, 1, 1, 1, 1).state)).toBe(0);
});

it('is rounded down, and by nothing else', () => {
  const state = initialState();
  const percents = Array.from({ length: 101 }, (_, good) => {
    for (let n = 0; n < 100; n += 1) state.ratings.set(String(n), { score: n < good ? 5 : 1, scale: 5 });
    return satisfactionPercent(state);
  });
  expect(percents).toEqual(Array.from({ length: 101 }, (_, percent) => percent));
  state.ratings.set('one more', { score: 1, scale: 5 });
  expect(satisfactionPercent(state)).toBe(99);
});

it('counts only what counts: no press without a visit, none once more, and none of a row', () => {
  const test = rated(5, 5, 5, 5, 1);
  expect(satisfactionPercent(test.state)).toBe(80);
  test.later(MINUTE_MS);
  press(test, 5);
  expect(satisfactionPercent(test.state)).toBe(80);
  visit(test);
  for (const score of [1, 2]) press(test, score);
  expect(satisfactionPercent(test.state)).toBe(66);
  press(test, 3);
  expect(satisfactionPercent(test.state)).toBe(80);
});

it('keeps to the scale that a rating was given on', () => {
  const test = rated(5, 5, 5, 5, 5);
  const ratings = { ...lobby.ratings, scale: 10 };
  test.must({ type: 'apply-config', lobby: { ...lobby, ratings }, timetable: null });
  expect(satisfactionPercent(test.state)).toBe(100);
});

it('begins anew with each day, also for what is taken back after midnight', () => {
  const test = rated(5, 5, 5, 5, 5);
  visit(test);
  press(test, 1);
  press(test, 2);
  test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
  expect(satisfactionPercent(test.state)).toBeNull();
  press(test, 3);
  expect(test.log.at(-1)?.type).toBe('rating.discounted');
  test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
  for (let n = 0; n < 5; n += 1) {
    visit(test);
    press(test, 5);
  }
  expect(satisfactionPercent(test.state)).toBe(100);
});

it('is told by the journal again after a restart, and is its own in each fold', () => {
  const test = rated(5, 4, 3, 2, 1);
  const told = test.log.reduce((state, event) => evolve(state, event), initialState());
  expect(satisfactionPercent(told)).toBe(40);
  const copy = copyState(test.state);
  visit(test);
  press(test, 5);
  expect(satisfactionPercent(test.state)).toBe(50);
  expect(satisfactionPercent(copy)).toBe(40);
});
