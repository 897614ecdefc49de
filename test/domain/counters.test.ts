import { describe, expect, it } from 'vitest';
import { allowedActions } from '../../firmware-host/domain/counters.ts';
import { LobbyUnderTest } from '../support/lobby.ts';

const at = (counter: string) => ({ counter });

describe('an agent at a counter', () => {
  it('signs in once; another agent has to wait', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask({ type: 'sign-in', counter: '1', agent: 'lin' })).toEqual([]);
    expect(test.ask({ type: 'sign-in', counter: '1', agent: 'chen' })).toBe('counter-taken');
    expect(test.ask({ type: 'sign-in', counter: '1', agent: 'nobody' })).toBe('agent-unknown');
    expect(test.ask({ type: 'sign-in', counter: '9', agent: 'lin' })).toBe('counter-unknown');
  });

  it('calls whoever came first of the services of the counter', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('A');
    test.take('B');
    test.take('B');
    test.must({ type: 'call-next', ...at('2') });
    test.must({ type: 'call-next', ...at('1') });
    expect([test.at('1'), test.at('2')]).toEqual(['A001', 'B001']);
  });

  it('recalls, starts, finishes; each call is counted', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', ...at('1') });
    expect(test.must({ type: 'recall', ...at('1') })[0]?.data).toMatchObject({ call: 2 });
    test.must({ type: 'start', ...at('1') });
    test.must({ type: 'finish', ...at('1') });
    expect(test.ticket('t1')).toMatchObject({ state: 'finished', calls: 2 });
    expect(test.state.counters.get('1')).toMatchObject({ ticket: null, served: 1 });
  });

  it('may finish without having started: the visit was real, the walk is not known', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', ...at('1') });
    const events = test.must({ type: 'finish', ...at('1') });
    expect(events.map(({ type }) => type)).toEqual(['ticket.started', 'ticket.finished']);
    expect(events[0]?.data).toMatchObject({ implied: true });
  });

  it('marks who did not come', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', ...at('1') });
    test.must({ type: 'no-show', ...at('1') });
    expect(test.ticket('t1').state).toBe('no-show');
    expect(test.state.counters.get('1')).toMatchObject({ ticket: null, noShows: 1 });
  });
});

/** Every state of a counter × every action: done, or refused by name. */
describe('what a counter may do', () => {
  const states = {
    closed: () => {
      const test = LobbyUnderTest.open();
      test.must({ type: 'sign-out', ...at('1') });
      return test;
    },
    'idle, nobody waits': () => LobbyUnderTest.open(),
    'idle, somebody waits': () => {
      const test = LobbyUnderTest.open();
      test.take('A');
      return test;
    },
    called: () => {
      const test = LobbyUnderTest.open();
      test.take('A');
      test.must({ type: 'call-next', ...at('1') });
      return test;
    },
    serving: () => {
      const test = LobbyUnderTest.open();
      test.take('A');
      test.must({ type: 'call-next', ...at('1') });
      test.must({ type: 'start', ...at('1') });
      return test;
    },
  };
  const closed = 'counter-closed';
  const none = 'no-ticket';
  const busy = 'counter-busy';
  const late = 'ticket-not-called';
  const table = [
    ['closed', closed, closed, closed, closed, closed, closed],
    ['idle, nobody waits', 'queue-empty', none, none, none, none, 'done'],
    ['idle, somebody waits', 'done', none, none, none, none, 'done'],
    ['called', busy, 'done', 'done', 'done', 'done', busy],
    ['serving', busy, late, late, 'done', late, busy],
  ] as const;

  it.each(table)('%s', (state, ...expected) => {
    const actions = ['call-next', 'recall', 'start', 'finish', 'no-show', 'sign-out'] as const;
    const answers = actions.map((type) => {
      const answer = states[state]().ask({ type, ...at('1') });
      return typeof answer === 'string' ? answer : 'done';
    });
    expect(answers).toEqual(expected);
    const allowed = actions.filter((_action, index) => expected[index] === 'done');
    expect(allowedActions(states[state]().state, '1')).toEqual(allowed);
  });
});

describe('the calls on the display', () => {
  it('show a number once, newest first, with a position that only grows', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('A');
    test.take('B');
    test.must({ type: 'call-next', ...at('1') });
    test.must({ type: 'call-next', ...at('2') });
    test.must({ type: 'recall', ...at('1') });
    expect(test.state.calls.map(({ number, times }) => [number, times])).toEqual([
      ['A001', 2],
      ['B001', 1],
    ]);
    const positions = test.state.calls.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => b - a));
  });
});
