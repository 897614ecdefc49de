/** Calling: again, not at once, not for ever; and what becomes of who does not come. */
import { describe, expect, it } from 'vitest';
import { lobby, LobbyUnderTest } from '../support/lobby.ts';

const SECOND_MS = 1000;
const rules = { everyMs: 10 * SECOND_MS, max: 3, noShowCalls: 2, noShowAfterMs: null, startAfterMs: null };

/** A001 has just been called to counter 1. */
function called(change: Partial<typeof lobby.calls> = {}, care = { visibly: false, escort: false }) {
  const test = LobbyUnderTest.open({ calls: { ...rules, ...change } });
  test.take('A', { care });
  test.call('1');
  return test;
}

const recall = { type: 'recall', counter: '1' } as const;
const noShow = { type: 'no-show', counter: '1' } as const;

describe('a number is called again', () => {
  it('not before the time between two calls has passed', () => {
    const test = called();
    expect(test.later(10 * SECOND_MS - 1).ask(recall)).toBe('recall-too-soon');
    expect(test.later(1).ask(recall)).toMatchObject([{ data: { call: 2, waitedMs: null } }]);
  });

  it('only so many times', () => {
    const test = called();
    test.later(10 * SECOND_MS).must(recall);
    test.later(10 * SECOND_MS).must(recall);
    expect(test.later(10 * SECOND_MS).ask(recall)).toBe('calls-used-up');
    expect(test.ticket('t1').calls).toBe(3);
  });

  it('only while its visitor has not come', () => {
    const test = called();
    test.must({ type: 'start', counter: '1' });
    expect(test.ask(recall)).toBe('ticket-not-called');
    expect(test.ask(noShow)).toBe('ticket-not-called');
    expect(test.ask({ type: 'start', counter: '1' })).toBe('ticket-not-called');
    expect(test.ask({ ...recall, counter: '9' })).toBe('counter-unknown');
  });

  it('shows once on the display, newest first, with a position that only grows', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('A');
    test.take('B');
    test.call('1');
    test.call('2');
    test.must(recall);
    expect(test.state.calls.map(({ number, times }) => [number, times])).toEqual([
      ['A001', 2],
      ['B001', 1],
    ]);
    const positions = test.state.calls.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((one, other) => other - one));
  });
});

describe('nobody is given up', () => {
  it('before enough calls, and before the last one could be heard', () => {
    const test = called();
    expect(test.later(10 * SECOND_MS).ask(noShow)).toBe('no-show-too-soon');
    test.must(recall);
    expect(test.later(10 * SECOND_MS - 1).ask(noShow)).toBe('no-show-too-soon');
    expect(test.later(1).said(noShow)).toEqual(['ticket.no-show']);
    expect(test.state.counters.get('1')).toMatchObject({ ticket: null, noShows: 1 });
  });

  it('so soon when the call is to be seen, or the visitor is to be fetched', () => {
    const test = called({ noShowCalls: 1 }, { visibly: true, escort: false });
    expect(test.later(10 * SECOND_MS).ask(noShow)).toBe('no-show-too-soon');
    expect(test.later(10 * SECOND_MS).said(noShow)).toEqual(['ticket.no-show']);
  });

  it('by itself where the house has not said so', () => {
    expect(
      called()
        .later(3600 * SECOND_MS)
        .byItself(),
    ).toEqual([]);
  });
});

describe('by itself, where the house has it so,', () => {
  it('who does not come is given up, after enough calls', () => {
    const test = called({ noShowAfterMs: 60 * SECOND_MS });
    expect(test.later(60 * SECOND_MS).byItself()).toEqual([]);
    test.must(recall);
    expect(test.later(60 * SECOND_MS - 1).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['ticket.no-show']);
    expect(test.log.at(-1)).toMatchObject({ data: { by: 'time' } });
  });

  it('the visit is taken as begun', () => {
    const test = called({ startAfterMs: 30 * SECOND_MS, noShowAfterMs: 20 * SECOND_MS });
    expect(test.later(29 * SECOND_MS).byItself()).toEqual([]);
    expect(test.later(SECOND_MS).byItself()).toEqual(['ticket.started']);
    expect(test.log.at(-1)).toMatchObject({ data: { implied: true } });
  });

  it('who needs longer to come is given longer', () => {
    const test = called({ noShowAfterMs: 60 * SECOND_MS, noShowCalls: 1 }, { visibly: false, escort: true });
    expect(test.later(119 * SECOND_MS).byItself()).toEqual([]);
    expect(test.later(SECOND_MS).byItself()).toEqual(['ticket.no-show', 'kiosk.assist-settled']);
  });
});

const missed = (change: Partial<typeof lobby> = {}) => {
  const test = LobbyUnderTest.open(change);
  for (let taken = 0; taken < 4; taken += 1) test.later(SECOND_MS).take('A');
  test.call('1');
  test.must(noShow);
  return test;
};

describe('back after a no-show', () => {
  const back = { type: 'return', ticket: 't1' } as const;

  it('stands behind so many of those who wait', () => {
    const test = missed();
    expect(test.said(back)).toEqual(['ticket.returned']);
    expect(test.serve('1', 4)).toEqual(['A002', 'A003', 'A001', 'A004']);
  });

  it('stands in front where the house is so kind, yet not before whom staff have moved there', () => {
    const test = missed({ returns: { withinMs: 60 * SECOND_MS, placesBack: 0 } });
    test.must({ type: 'move', ticket: 't4', place: 'front', reason: 'promised' });
    test.must(back);
    expect(test.serve('1', 3)).toEqual(['A004', 'A001', 'A002']);
  });

  it('stands behind all where there are fewer, and alone where there is nobody', () => {
    const test = missed({ returns: { withinMs: 60 * SECOND_MS, placesBack: 9 } });
    test.must(back);
    expect(test.serve('1', 4)).toEqual(['A002', 'A003', 'A004', 'A001']);
    const alone = LobbyUnderTest.open();
    alone.take('A');
    alone.call('1');
    alone.must(noShow);
    alone.must(back);
    expect(alone.call('1')).toBe('A001');
  });

  it('too late is too late, and in some houses it always is', () => {
    const test = missed({ returns: { withinMs: 60 * SECOND_MS, placesBack: 2 } });
    expect(test.later(60 * SECOND_MS + 1).ask(back)).toBe('return-too-late');
    expect(missed({ returns: { withinMs: 0, placesBack: 2 } }).ask(back)).toBe('return-too-late');
  });

  it('is only who was given up', () => {
    const test = missed();
    expect(test.ask({ ...back, ticket: 't2' })).toBe('ticket-not-missed');
    test.must({ type: 'cancel', ticket: 't2', by: 'visitor', reason: null });
    expect(test.ask({ ...back, ticket: 't2' })).toBe('ticket-not-missed');
  });
});

/** A lobby in which ten visits of three minutes were seen. */
const paced = () => {
  const test = LobbyUnderTest.open();
  for (let served = 0; served < 10; served += 1) {
    test.take('A');
    test.call('1');
    test.later(180 * SECOND_MS).must({ type: 'finish', counter: '1' });
  }
  return test;
};

const kept = (test: LobbyUnderTest) => test.must({ type: 'call-next', counter: '1' })[0]?.data;

describe('the promised wait', () => {
  it('is kept or not, and the first call says so', () => {
    const [soon, late] = [paced(), paced()];
    const promised = soon.take('A').wait;
    late.take('A');
    expect(promised).not.toBeNull();
    expect(kept(soon)).toMatchObject({ isPromiseKept: true });
    expect(kept(late.later(3600 * SECOND_MS))).toMatchObject({ isPromiseKept: false });
  });

  it('is no promise to whom none was made, nor to who let others go first', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    expect(kept(test)).toMatchObject({ isPromiseKept: null });
    const other = paced();
    const first = other.take('A');
    other.take('A');
    other.later(SECOND_MS).must({ type: 'postpone', ticket: first.id, places: 1 });
    other.serve('1', 1);
    expect(kept(other)).toMatchObject({ ticket: first.id, isPromiseKept: null });
  });
});
