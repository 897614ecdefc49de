import { describe, expect, it } from 'vitest';
import { predictWait, roundToRange } from '../../firmware-host/domain/wait.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const MINUTE_MS = 60_000;

/** A lobby in which `services` visits of `minutes` each were seen at counter 1. */
function afterServices(services: number, minutes: number): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  for (let served = 0; served < services; served += 1) {
    test.take('B');
    test.must({ type: 'call-next', counter: '1' });
    test.later(minutes * MINUTE_MS).must({ type: 'finish', counter: '1' });
  }
  return test;
}

describe('the promised wait', () => {
  it('is people ahead and oneself × handling time ÷ open counters', () => {
    const test = afterServices(5, 6);
    expect(predictWait(test.state, 'B', 2)).toEqual({ fromMinutes: 15, toMinutes: 20 });
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    expect(predictWait(test.state, 'B', 2)).toEqual({ fromMinutes: 5, toMinutes: 10 });
  });

  it('says nothing when it cannot know', () => {
    expect(predictWait(afterServices(4, 6).state, 'B', 0)).toBeNull();
    const closed = afterServices(5, 6);
    closed.must({ type: 'sign-out', counter: '1' });
    expect(predictWait(closed.state, 'B', 0)).toBeNull();
  });

  it('is promised on the ticket', () => {
    expect(afterServices(5, 3).take('B').wait).toEqual({ fromMinutes: 0, toMinutes: 5 });
  });

  it.each([
    [0.5, 0, 5],
    [5, 0, 5],
    [5.1, 5, 10],
    [22, 20, 30],
    [60, 45, 60],
    [61, 60, 60],
  ])('%d minutes read as %d to %d', (minutes, fromMinutes, toMinutes) => {
    expect(roundToRange(minutes)).toEqual({ fromMinutes, toMinutes });
  });
});
