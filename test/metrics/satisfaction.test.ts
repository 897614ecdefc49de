/** Ratings of a day, counted by hand. */
import { expect, it } from 'vitest';
import type { SatisfactionQuery, SatisfactionReport } from '../../firmware-host/messages/satisfaction.ts';
import { MINUTE_MS, type LobbyUnderTest } from '../support/lobby.ts';
import { MetricsEngine } from '../../firmware-host/metrics/engine.ts';
import { atNine, DATE } from './example-days.ts';
import { asked, breathe, houseOf } from './house.ts';

function rated(test: LobbyUnderTest, counter: string, score: number | null): void {
  test.take('B');
  test.must({ type: 'call-next', counter });
  test.must({ type: 'start', counter });
  test.later(MINUTE_MS).must({ type: 'finish', counter });
  if (score !== null) test.must({ type: 'rate', counter, score, by: 'pad', at: test.now });
}

/** lin: 5 5 4 3 1 and one visit without a word; chen: 5 2. A press at a counter where nobody was served counts for nobody. */
function day(): LobbyUnderTest {
  const agents = ['lin', 'chen', 'wang'].map((id) => ({ id, services: null }));
  const test = atNine({ wrapUp: null, agents });
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  test.must({ type: 'rate', counter: '2', score: 5, by: 'pad', at: test.now });
  for (const score of [5, 5, 4, 3, null]) rated(test, '1', score);
  test.later(55 * MINUTE_MS);
  rated(test, '1', 1);
  test.must({ type: 'give-reason', counter: '1', reason: 'speed' });
  test.must({ type: 'ask-call-back', counter: '1', contact: 'text-1' });
  for (const score of [5, 2]) rated(test, '2', score);
  return test;
}

const reportOf = (test: LobbyUnderTest, by: SatisfactionQuery['by']): Promise<SatisfactionReport> =>
  asked(houseOf(test), (engine) => engine.answer({ kind: 'satisfaction', by, today: DATE }, breathe));

it('adds up what counts, lists what does not, and follows up low scores', async () => {
  const report = await reportOf(day(), 'agent');
  expect(report).toMatchObject({
    given: 7,
    good: 4,
    bad: 2,
    distribution: [{ scale: 5, counts: [1, 1, 1, 1, 3] }],
    lowCount: 2,
    flaggedCount: 1,
    cases: { opened: 0, callBacks: 1, calledBack: 0, calledBackInTime: null },
  });
  expect(report.rate).toBeCloseTo((4 / 7) * 100, 9);
  expect(report.responseRate).toBeCloseTo((7 / 8) * 100, 9);
  expect(report.low).toMatchObject([
    { score: 2, agent: null, counter: '2', reason: null, callBack: 'none' },
    { score: 1, agent: null, counter: '1', service: 'B', reason: 'speed', callBack: 'asked', ticket: 't6' },
  ]);
  expect(report.flagged).toMatchObject([{ counter: '2', agent: null, score: 5 }]);
});

it('hides groups that are so small that everybody would know who it was', async () => {
  const { by } = await reportOf(day(), 'agent');
  expect(by).toMatchObject([
    { key: 'chen', isHidden: true, given: 2, rate: null, responseRate: 100 },
    // Otherwise the two of chen would follow from all seven.
    { key: 'lin', isHidden: true, given: 5, rate: null },
  ]);
  const test = day();
  test.must({ type: 'sign-out', counter: '2' });
  test.must({ type: 'sign-in', counter: '2', agent: 'wang' });
  rated(test, '2', 1);
  rated(test, '1', 5);
  const two = await reportOf(test, 'agent');
  expect(two.by).toMatchObject([
    { key: 'chen', isHidden: true },
    { key: 'lin', isHidden: false, given: 6 },
    { key: 'wang', isHidden: true },
  ]);
  expect(two.low.map(({ agent, score }) => [agent, score])).toEqual([
    [null, 1],
    [null, 2],
    ['lin', 1],
  ]);
});

it('tells neither rate nor index of a house that is a small group itself', async () => {
  const test = atNine({ wrapUp: null });
  for (const score of [5, 5, 1, 4]) rated(test, '1', score);
  expect(await reportOf(test, undefined)).toMatchObject({
    given: 4,
    good: null,
    bad: null,
    distribution: null,
    rate: null,
    index: { value: null },
  });
  rated(test, '1', 5);
  const five = await reportOf(test, undefined);
  expect(five).toMatchObject({ good: 4, bad: 1, distribution: [{ scale: 5, counts: [1, 0, 0, 1, 3] }] });
  expect(five.rate).toBeCloseTo(80, 9);
  expect(five.index.value).toBeCloseTo(60 * 0.8 + 40, 9);
});

const groups = async (by: SatisfactionQuery['by']) =>
  (await reportOf(day(), by)).by.map(({ key, given }) => [key, given]);

it('tells services, counters, classes and hours apart', async () => {
  expect(await groups('service')).toEqual([['B', 7]]);
  expect(await groups('counter')).toEqual([
    ['1', 5],
    ['2', 2],
  ]);
  expect(await groups('class')).toEqual([['ordinary', 7]]);
  expect(await groups('hour')).toEqual([
    ['09:00', 4],
    ['10:00', 3],
  ]);
});

it('weighs the index by the parts that have a value', async () => {
  const { index } = await reportOf(day(), undefined);
  // Everybody was called at once: 60 % of 4/7, 40 % of all.
  expect(index.value).toBeCloseTo(60 * (4 / 7) + 40, 9);
  expect(index.isComplete).toBe(true);
  const empty = await reportOf(atNine(), undefined);
  expect(empty.index).toMatchObject({ value: null, isComplete: false });
});

it('sees a call-back that was made', async () => {
  const test = day();
  const [file] = test.state.cases.values();
  test.must({ type: 'call-back', case: file?.id ?? '', agent: 'lin', result: 'text-2' });
  const { low, cases } = await reportOf(test, undefined);
  expect(low.map(({ callBack }) => callBack)).toEqual(['none', 'done']);
  expect(cases).toMatchObject({ callBacks: 1, calledBack: 1, calledBackInTime: 100 });
});

const gone = () => Promise.reject(new Error('nobody waits for it any more'));

it('by hour it gives way on each day, so that nobody is waited for who has gone', async () => {
  const house = houseOf(day());
  const question = { kind: 'satisfaction', by: 'hour', today: DATE } as const;
  const engine = new MetricsEngine(house);
  // All sums are known by now: nothing else would give way.
  await engine.answer(question, breathe);
  await expect(engine.answer(question, gone)).rejects.toThrow('nobody waits');
  engine.close();
});
