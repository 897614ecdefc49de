import { describe, expect, it } from 'vitest';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import { expectWait, predictWait } from '../../firmware-host/domain/wait.ts';
import { isInside, isKept, rangeNextTo, rangeOf } from '../../firmware-host/domain/wait/range.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

/** Lets counter 1 serve so many visits of so many minutes. */
function served(test: LobbyUnderTest, letter: string, visits: number, minutes: number): LobbyUnderTest {
  for (let visit = 0; visit < visits; visit += 1) {
    test.take(letter, { kiosk: 'wall' });
    test.call('1');
    test.later(minutes * MINUTE_MS).must({ type: 'finish', counter: '1' });
  }
  return test;
}

/** A lobby with lin at counter 1, where visits for B have taken so many minutes. */
const afterVisits = (visits: number, minutes: number, change: Partial<Lobby> = {}): LobbyUnderTest =>
  served(LobbyUnderTest.open(change), 'B', visits, minutes);

/** Somebody is at counter 1, and so many more wait. */
function crowd(test: LobbyUnderTest, waiting: number, letter = 'B', size = 1): LobbyUnderTest {
  for (let person = 0; person <= waiting; person += 1) test.take(letter, { kiosk: 'wall', size });
  test.call('1');
  return test;
}

/** Counter 1 serves B, and counter 2 helps it out after so many minutes. */
function helping(afterMinutes: number): LobbyUnderTest {
  const overflow = [{ service: 'B', afterMs: afterMinutes * MINUTE_MS }];
  const counters = [
    { id: '1', services: ['B'], overflow: [] },
    { id: '2', services: ['A'], overflow },
  ];
  const test = afterVisits(6, 6, { counters });
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  return crowd(test, 0);
}

function expectedMinutes(test: LobbyUnderTest, letter: string, ahead: number): number {
  const expected = expectWait(test.state, letter, ahead, test.nowMs);
  if (expected === null) throw new Error('nothing is expected');
  return expected.meanMs / MINUTE_MS;
}

describe('the promised wait says nothing', () => {
  it('while no counter is open', () => {
    const test = afterVisits(6, 6);
    test.must({ type: 'sign-out', counter: '1' });
    expect(predictWait(test.state, 'B', 0)).toBeNull();
  });

  it('while too few visits were seen, and speaks from the fifth on', () => {
    expect(predictWait(afterVisits(4, 6).state, 'B', 0)).toBeNull();
    expect(predictWait(afterVisits(5, 6).state, 'B', 0)).not.toBeNull();
  });

  it('where the service promises nothing', () => {
    const services = [service('A'), service('B', { promise: false })];
    const test = afterVisits(6, 6, { services });
    expect(predictWait(test.state, 'B', 0)).toBeNull();
    expect(predictWait(test.state, 'A', 0)).not.toBeNull();
  });

  it('while all agents are on a pause of which nobody knows how long it is', () => {
    const test = afterVisits(6, 6);
    test.must({ type: 'pause', counter: '1', reason: 'meal' });
    expect(predictWait(test.state, 'B', 0)).toBeNull();
  });
});

describe('the promised wait', () => {
  it('is under five minutes at a free counter', () => {
    const test = afterVisits(6, 30);
    expect(predictWait(test.state, 'B', 0)).toEqual({ fromMinutes: 0, toMinutes: 5 });
    expect(test.take('B').wait).toEqual({ fromMinutes: 0, toMinutes: 5 });
  });

  it('is the visits ahead, and what is left of the one that goes on', () => {
    const test = crowd(afterVisits(6, 6), 0);
    expect(expectedMinutes(test, 'B', 0)).toBeCloseTo(0.75 * 6);
    expect(expectedMinutes(test, 'B', 2)).toBeCloseTo(2.75 * 6);
  });

  it('is shared by the counters that serve it', () => {
    const test = crowd(afterVisits(6, 6), 0);
    const alone = expectedMinutes(test, 'B', 4);
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('B');
    test.call('2');
    expect(expectedMinutes(test, 'B', 4)).toBeCloseTo(alone / 2);
    // Counter 2 does not serve A.
    expect(expectedMinutes(test, 'A', 4)).toBeCloseTo(alone);
  });

  it('is longer behind people whose matters take longer', () => {
    const slow = served(afterVisits(30, 4), 'A', 30, 20);
    const behindShort = expectedMinutes(crowd(slow, 3, 'B'), 'B', 3);
    const again = served(afterVisits(30, 4), 'A', 30, 20);
    expect(expectedMinutes(crowd(again, 3, 'A'), 'B', 3)).toBeGreaterThan(2 * behindShort);
  });

  it('is longer behind groups', () => {
    const singles = expectedMinutes(crowd(afterVisits(6, 6), 3), 'B', 3);
    expect(expectedMinutes(crowd(afterVisits(6, 6), 3, 'B', 5), 'B', 3)).toBeGreaterThan(1.5 * singles);
  });

  it('counts the writing up between two visits', () => {
    const test = LobbyUnderTest.open();
    for (let person = 0; person < 8; person += 1) test.take('B', { kiosk: 'wall' });
    for (let visit = 0; visit < 6; visit += 1) {
      test.call('1');
      test.later(4 * MINUTE_MS).must({ type: 'finish', counter: '1' });
      test.later(2 * MINUTE_MS);
    }
    test.call('1');
    expect(test.state.paces.turn.meanMs).toBe(2 * MINUTE_MS);
    // Four minutes of a visit and two after it; the first in line has waited for all six of them.
    expect(expectedMinutes(test, 'B', 2)).toBeCloseTo(0.85 * (2.75 * 6) + 0.15 * 36);
  });

  it('listens to the wait of the first in line', () => {
    const test = crowd(afterVisits(6, 6), 2);
    const fresh = expectedMinutes(test, 'B', 2);
    test.later(40 * MINUTE_MS);
    expect(expectedMinutes(test, 'B', 2)).toBeCloseTo(fresh + 0.15 * 40);
  });
});

describe('counters that are not there all the time', () => {
  it('are expected back after a pause as long as such pauses are', () => {
    const test = afterVisits(6, 6);
    const pause = (minutes: number) => {
      test.must({ type: 'pause', counter: '1', reason: 'meal' });
      test.later(minutes * MINUTE_MS);
    };
    pause(30);
    test.must({ type: 'ready', counter: '1' });
    pause(10);
    expect(expectedMinutes(test, 'B', 0)).toBeCloseTo(20);
    // Longer than ever: it may end at any time, and not at once.
    test.later(60 * MINUTE_MS);
    expect(expectedMinutes(test, 'B', 0)).toBeCloseTo(7.5);
  });

  it('make all waits longer by the part of the day that they are away', () => {
    const test = afterVisits(6, 10);
    for (let pauses = 0; pauses < 3; pauses += 1) {
      if (pauses > 0) test.later(60 * MINUTE_MS);
      test.must({ type: 'pause', counter: '1', reason: 'break' });
      test.later(20 * MINUTE_MS).must({ type: 'ready', counter: '1' });
    }
    crowd(test, 0);
    // Each time an hour at work, and twenty minutes not.
    expect(expectedMinutes(test, 'B', 3)).toBeCloseTo((3 * 10) / 0.75 + 7.5);
  });

  it.each([
    ['at once', 0],
    ['for twenty minutes', 20],
  ])('are taken as there when one agent paused %s after signing in', (_how, minutes) => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'pause', counter: '1', reason: 'break' });
    test.later(minutes * MINUTE_MS).must({ type: 'ready', counter: '1' });
    crowd(served(test, 'B', 6, 10), 0);
    expect(expectedMinutes(test, 'B', 3)).toBeCloseTo(3 * 10 + 7.5);
  });

  it('are taken as there for half of the time at least', () => {
    const test = afterVisits(6, 10);
    for (let pauses = 0; pauses < 5; pauses += 1) {
      test.must({ type: 'pause', counter: '1', reason: 'training' });
      test.later(600 * MINUTE_MS).must({ type: 'ready', counter: '1' });
    }
    crowd(test, 0);
    expect(expectedMinutes(test, 'B', 3)).toBeCloseTo((3 * 10) / 0.5 + 7.5);
  });

  it('help out once the first in line has waited long enough', () => {
    const alone = 9.75 * 6;
    expect(expectedMinutes(helping(60), 'B', 9)).toBeCloseTo(alone);
    expect(expectedMinutes(helping(10), 'B', 9)).toBeCloseTo((alone + 10) / 2);
  });
});

/** A visit begins at counter 1. */
const busy = (test: LobbyUnderTest) => {
  test.take('A');
  test.call('1');
  return test;
};
/** And ends four minutes later. */
const done = (test: LobbyUnderTest) => test.later(4 * MINUTE_MS).must({ type: 'finish', counter: '1' });

describe('the time between two visits', () => {
  it('is seen where the next one waited', () => {
    const test = busy(LobbyUnderTest.open());
    test.take('A');
    done(test);
    test.later(MINUTE_MS).call('1');
    expect(test.state.paces.turn).toEqual({ count: 1, meanMs: MINUTE_MS });
  });

  it('is not that until the counter may help out', () => {
    const counters = [
      { id: '1', services: ['A'], overflow: [{ service: 'B', afterMs: 30 * MINUTE_MS }] },
      { id: '2', services: ['B'], overflow: [] },
    ];
    const test = busy(LobbyUnderTest.open({ counters }));
    test.take('B');
    done(test);
    expect(test.later(26 * MINUTE_MS).call('1')).toBe('B001');
    expect(test.state.paces.turn.count).toBe(0);
  });

  it('is not that until the time of an appointment', () => {
    const test = busy(LobbyUnderTest.open());
    const booked = { appointment: 'a1', code: '4711', service: 'A', source: 'staff' } as const;
    test.must({ type: 'book-appointment', ...booked, at: 60 * MINUTE_MS });
    test.take(null, { appointment: '4711' });
    done(test);
    expect(test.later(50 * MINUTE_MS).call('1')).toBe('A002');
    expect(test.state.paces.turn.count).toBe(0);
  });
});

describe('over the night', () => {
  it('the first visitor of the morning hears what yesterday has shown', () => {
    const test = afterVisits(6, 6);
    test.must({ type: 'sign-out', counter: '1' });
    test.later(12 * 60 * MINUTE_MS);
    test.must({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen });
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    expect(expectedMinutes(crowd(test, 0), 'B', 1)).toBeCloseTo(1.75 * 6);
  });

  it('an end that was only estimated teaches nothing', () => {
    const test = afterVisits(6, 6);
    test.take('B');
    test.call('1');
    test.later(300 * MINUTE_MS).must({ type: 'finish-forgotten', counter: '1' });
    expect(expectedMinutes(crowd(test, 0), 'B', 1)).toBeCloseTo(1.75 * 6);
  });
});

describe('a range', () => {
  it.each([
    [0, 0, 0, 5],
    [5, 0, 0, 5],
    [5.1, 0, 5, 10],
    [22, 0, 20, 30],
    [22, 5, 15, 30],
    [40, 10, 30, 60],
    [60, 0, 45, 60],
    [61, 0, 60, 60],
  ])('around %d minutes with a deviation of %d is %d to %d', (minutes, deviation, fromMinutes, toMinutes) => {
    const expected = { meanMs: minutes * MINUTE_MS, deviationMs: deviation * MINUTE_MS };
    expect(rangeOf(expected)).toEqual({ fromMinutes, toMinutes });
  });

  it('is the steps next to a wait of which nothing more is known', () => {
    expect(rangeNextTo(22 * MINUTE_MS)).toEqual({ fromMinutes: 20, toMinutes: 30 });
  });

  it('is kept by who is called in time or sooner, and met by who is called within it', () => {
    const range = { fromMinutes: 10, toMinutes: 20 };
    expect([5, 15, 25].map((minutes) => isKept(range, minutes * MINUTE_MS))).toEqual([true, true, false]);
    expect([5, 15, 25].map((minutes) => isInside(range, minutes * MINUTE_MS))).toEqual([false, true, false]);
  });

  it('of more than an hour cannot be broken', () => {
    const range = { fromMinutes: 60, toMinutes: 60 };
    expect([50, 90].map((minutes) => isKept(range, minutes * MINUTE_MS))).toEqual([true, true]);
    expect([50, 90].map((minutes) => isInside(range, minutes * MINUTE_MS))).toEqual([false, true]);
  });
});
