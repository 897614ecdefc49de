/** The configuration changes while the lobby is open. */
import { describe, expect, it } from 'vitest';
import { LobbyUnderTest, lobby, service } from '../support/lobby.ts';

const applied = (change: Partial<typeof lobby>) =>
  ({ type: 'apply-config', lobby: { ...lobby, ...change }, timetable: null }) as const;

describe('a changed configuration', () => {
  it('is a fact once', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask(structuredClone(applied({})))).toEqual([]);
    expect(test.said(applied({ language: 'en' }))).toEqual(['config.applied']);
  });

  it('strands nobody: people of a service that is gone are called by whoever is there', () => {
    const test = LobbyUnderTest.open();
    test.take('B');
    test.must(applied({ services: [service('A')], counters: [{ id: '1', services: ['A'], overflow: [] }] }));
    expect(test.call('1')).toBe('B001');
  });

  it('keeps a counter that was taken away until its visitor is served, over a new day too', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call('1');
    test.must(applied({ counters: lobby.counters.filter(({ id }) => id !== '1') }));
    test.must({ type: 'open-day', date: '2026-11-22', timetable: { A: null } });
    // Whoever sat there is signed out with the last visitor, or that shift would never end for those who count.
    expect(test.said({ type: 'finish', counter: '1' })).toEqual([
      'ticket.started',
      'ticket.finished',
      'counter.signed-out',
    ]);
    expect([...test.state.counters.keys()]).toEqual(['2']);
    expect(test.ask({ type: 'sign-in', counter: '1', agent: 'lin' })).toBe('counter-unknown');
  });

  it('keeps a counter that was taken away while it holds another visitor', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('A');
    test.call('1');
    test.must({ type: 'hold', counter: '1' });
    test.call('1');
    test.must({ type: 'call-assist', counter: '1', level: 1 });
    test.must(applied({ counters: lobby.counters.filter(({ id }) => id !== '1') }));
    expect(test.said({ type: 'finish', counter: '1' })).toEqual(['ticket.started', 'ticket.finished']);
    test.must({ type: 'resume', counter: '1', ticket: 't1' });
    expect(test.said({ type: 'finish', counter: '1' })).toEqual([
      'ticket.finished',
      'assist.settled',
      'counter.signed-out',
    ]);
  });

  it('sends nobody to a counter that is about to go', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('B');
    test.take('B');
    test.call('1');
    test.call('2');
    test.must(applied({ counters: lobby.counters.filter(({ id }) => id !== '1') }));
    expect(
      test.ask({
        type: 'transfer',
        counter: '2',
        service: null,
        toCounter: '1',
        place: 'time',
        reason: 'theirs',
      }),
    ).toBe('counter-unknown');
  });
});

describe('who leaves the configuration', () => {
  const withoutCounter = applied({ counters: lobby.counters.filter(({ id }) => id !== '1') });
  const withoutAgent = applied({ agents: lobby.agents.filter(({ id }) => id !== 'lin') });
  const forced = { type: 'counter.signed-out', data: { counter: '1', agent: 'lin', forced: true } };

  it('is signed out with the counter, and can sit down at another one', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask(withoutCounter)).toMatchObject([forced, { type: 'config.applied' }]);
    expect(test.said({ type: 'sign-in', counter: '2', agent: 'lin' })).toEqual(['counter.signed-in']);
  });

  it('is signed out where the person is gone; a call for help ends with that', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'call-assist', counter: '1', level: 1 });
    expect(test.ask(withoutAgent)).toMatchObject([
      { type: 'assist.settled' },
      forced,
      { type: 'config.applied' },
    ]);
    expect(test.state.counters.get('1')).toMatchObject({ agent: null, assist: null });
  });

  it('ends the visit that goes on, and can call nobody after that', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('A');
    test.call('1');
    expect(test.said(withoutAgent)).toEqual(['config.applied']);
    test.must({ type: 'finish', counter: '1' });
    expect(test.ask({ type: 'call-next', counter: '1' })).toBe('queue-empty');
    test.must({ type: 'sign-out', counter: '1' });
    test.must({ type: 'sign-in', counter: '1', agent: 'chen' });
    expect(test.call('1')).toBe('A002');
  });

  it('calls nobody of a service that left with the name, either', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('B');
    test.call('1');
    const gone = { services: [service('A')], counters: [{ id: '1', services: ['A'], overflow: [] }] };
    test.must(applied({ ...gone, agents: lobby.agents.filter(({ id }) => id !== 'lin') }));
    test.must({ type: 'finish', counter: '1' });
    expect(test.ask({ type: 'call-next', counter: '1' })).toBe('queue-empty');
    test.must({ type: 'sign-out', counter: '1' });
    test.must({ type: 'sign-in', counter: '1', agent: 'chen' });
    expect(test.call('1')).toBe('B001');
  });

  it('takes nobody along: others stay where they are', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.must(withoutAgent);
    expect(test.state.counters.get('2')?.agent).toBe('chen');
  });
});
