/** Places in a line: of who comes back, of who lets others go first, and of who was sent to one counter. */
import { describe, expect, it } from 'vitest';
import { LobbyUnderTest } from '../support/lobby.ts';

/** So many wait for A; t1, the first of them, did not come when called. */
function missed(count: number): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  for (let taken = 0; taken < count; taken += 1) test.later(1000).take('A');
  test.call('1');
  test.must({ type: 'no-show', counter: '1' });
  return test;
}

describe('who comes back after a no-show', () => {
  it('stands a few places behind the front', () => {
    const test = missed(5);
    test.must({ type: 'return', ticket: 't1' });
    expect(test.serve('1', 5)).toEqual(['A002', 'A003', 'A001', 'A004', 'A005']);
  });

  it('never takes over the place that staff gave to somebody else', () => {
    const test = missed(6);
    for (const ticket of ['t2', 't3', 't4'])
      test.must({ type: 'move', ticket, place: 'front', reason: 'promised' });
    test.must({ type: 'return', ticket: 't1' });
    expect(test.ticket('t1').place.key).toBeGreaterThan(0);
    expect(test.serve('1', 6)).toEqual(['A004', 'A003', 'A002', 'A005', 'A006', 'A001']);
  });

  it('stands behind nobody where all others were moved by staff', () => {
    const test = missed(2);
    test.must({ type: 'move', ticket: 't2', place: 'front', reason: 'promised' });
    test.must({ type: 'return', ticket: 't1' });
    expect(test.ticket('t1').place.key).toBe(test.nowMs);
    expect(test.serve('1', 2)).toEqual(['A002', 'A001']);
  });
});

/** t1, t2 and t3 were sent on to counter 2 alone, in this order. */
function sentOn(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  for (let taken = 0; taken < 3; taken += 1) {
    test.later(1000).take('A');
    test.call('1');
    const there = { service: null, toCounter: '2', place: 'time', reason: 'theirs' } as const;
    test.must({ type: 'transfer', counter: '1', ...there });
  }
  return test;
}

describe('who was sent to one counter', () => {
  it('lets those of the same counter go first', () => {
    const test = sentOn();
    test.take('A');
    expect(test.said({ type: 'postpone', ticket: 't1', places: 1 })).toEqual(['ticket.moved']);
    expect(test.serve('2', 4)).toEqual(['A002', 'A001', 'A003', null]);
  });

  it('waits for all counters again when staff say the same service once more', () => {
    const test = sentOn();
    expect(test.call('1')).toBeNull();
    const correct = { type: 'correct-service', ticket: 't1', service: 'A' } as const;
    expect(test.said(correct)).toEqual(['ticket.corrected']);
    expect(test.ask(correct)).toEqual([]);
    expect(test.call('1')).toBe('A001');
  });
});
