/** When staff should open one more counter, and which. */
import { expect, it } from 'vitest';
import { counterWanted } from '../../firmware-host/domain/counter-wanted.ts';
import { lobby, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const wanted = (test: LobbyUnderTest) => counterWanted(test.state, test.now);
const forB = { service: 'B', counters: ['2'] };

/** Somebody has waited for B longer than the target. */
function waiting(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.take('B');
  return test.later(11 * MINUTE_MS);
}

it('is wanted once somebody has waited longer than the target, where nothing more is known', () => {
  const test = LobbyUnderTest.open();
  expect(wanted(test)).toBeNull();
  test.take('B');
  expect(wanted(test.later(10 * MINUTE_MS))).toBeNull();
  expect(wanted(test.later(1))).toEqual(forB);
});

it('is wanted as soon as the next one has to expect too long a wait', () => {
  const test = LobbyUnderTest.open();
  for (let n = 0; n < 6; n += 1) {
    test.take('B');
    test.must({ type: 'call-next', counter: '1' });
    test.later(4 * MINUTE_MS).must({ type: 'finish', counter: '1' });
  }
  test.take('B');
  test.must({ type: 'call-next', counter: '1' });
  test.take('B');
  expect(wanted(test)).toBeNull();
  for (let n = 0; n < 4; n += 1) test.take('B');
  expect(wanted(test)).toEqual(forB);
});

it('is not wanted where nobody waits, or nothing is left to open', () => {
  const served = waiting();
  served.serve('1', 1);
  expect(wanted(served)).toBeNull();
  const open = waiting();
  open.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  expect(wanted(open)).toBeNull();
  const shut = waiting();
  shut.must({ type: 'shut-counter', counter: '2', reason: 'repair' });
  expect(wanted(shut)).toBeNull();
  const alone = LobbyUnderTest.open();
  alone.take('A');
  expect(wanted(alone.later(60 * MINUTE_MS))).toBeNull();
});

it('is wanted for the service that misses its target most, at each counter that could call it', () => {
  const services = [service('A', { target: { share: 0.8, withinMs: 5 * MINUTE_MS } }), service('B')];
  const counters = [
    ...lobby.counters,
    { id: '3', services: ['A'], overflow: [] },
    { id: '4', services: ['B'], overflow: [{ service: 'A', afterMs: MINUTE_MS }] },
  ];
  const test = LobbyUnderTest.open({ services, counters });
  test.take('A');
  test.take('B');
  expect(wanted(test.later(11 * MINUTE_MS))).toEqual({ service: 'A', counters: ['3', '4'] });
});

it('is not wanted while everybody is outside, nor after the day', () => {
  const test = LobbyUnderTest.open();
  test.take('B');
  test.later(11 * MINUTE_MS).must({ type: 'evacuate', reason: 'alarm' });
  expect(wanted(test)).toBeNull();
  test.must({ type: 'resume-lobby' });
  expect(wanted(test)).toEqual(forB);
  test.must({ type: 'close-day', dispositions: {}, rest: 'keep' });
  expect(wanted(test)).toBeNull();
});
