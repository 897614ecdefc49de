/** Agents and their counters: who sits where, what they do between visitors, and how they leave. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { counterActions } from '../../firmware-host/domain/commands.ts';
import { askAt } from '../../firmware-host/domain/rules/ask.ts';
import { allowedActions } from '../../firmware-host/domain/rules/counter.ts';
import { counterPhase } from '../../firmware-host/domain/counter-phase.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const counter = '1';
const signIn = (agent: string, at = counter) => ({ type: 'sign-in', counter: at, agent }) as const;
const signOut: Command = { type: 'sign-out', counter };
const ready: Command = { type: 'ready', counter };
const finish: Command = { type: 'finish', counter };
const pause = (reason: 'break' | 'meal') => ({ type: 'pause', counter, reason }) as const;

const phaseOf = ({ state }: LobbyUnderTest) => {
  const desk = state.counters.get(counter);
  const ticket = state.tickets.get(desk?.ticket ?? '') ?? null;
  return desk === undefined ? null : counterPhase(desk, ticket);
};

describe('an agent', () => {
  it('signs in once; another one has to wait', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask(signIn('lin'))).toEqual([]);
    expect(test.ask(signIn('chen'))).toBe('counter-taken');
    expect(test.ask(signIn('nobody'))).toBe('agent-unknown');
    expect(test.ask(signIn('lin', '9'))).toBe('counter-unknown');
  });

  it('is at one counter', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask(signIn('lin', '2'))).toBe('agent-elsewhere');
    test.must(signOut);
    expect(test.said(signIn('lin', '2'))).toEqual(['counter.signed-in']);
  });

  it('leaves nobody behind', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call(counter);
    expect(test.ask(signOut)).toBe('counter-busy');
    test.must({ type: 'hold', counter });
    expect(test.ask(signOut)).toBe('counter-holds');
    test.must({ type: 'resume', counter, ticket: 't1' });
    test.must(finish);
    expect(test.said(signOut)).toEqual(['counter.signed-out']);
    expect(test.ask(signOut)).toBe('counter-closed');
  });
});

describe('a pause', () => {
  it('has a reason, and nobody is called meanwhile', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    expect(test.said(pause('break'))).toEqual(['counter.paused']);
    expect(phaseOf(test)).toBe('paused');
    expect(test.ask(pause('break'))).toEqual([]);
    expect(test.said(pause('meal'))).toEqual(['counter.paused']);
    expect(test.ask({ type: 'call-next', counter })).toBe('counter-paused');
    expect(test.said(ready)).toEqual(['counter.ready']);
    expect(test.ask(ready)).toEqual([]);
    expect(test.call(counter)).toBe('A001');
  });

  it('begins when the visitor has gone', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call(counter);
    expect(test.ask(pause('break'))).toBe('counter-busy');
    test.must(finish);
    test.must(signOut);
    expect(test.ask(pause('break'))).toBe('counter-closed');
    expect(test.ask(ready)).toBe('counter-closed');
  });
});

const served = (maxMs: number | null) => {
  const test = LobbyUnderTest.open({ wrapUp: { maxMs } });
  test.take('A');
  test.take('A');
  test.serve(counter, 1);
  return test;
};

describe('writing up', () => {
  it('follows every visit, and ends by the key', () => {
    const test = served(null);
    expect(phaseOf(test)).toBe('wrap-up');
    expect(test.later(60 * MINUTE_MS).byItself()).toEqual([]);
    expect(test.said(ready)).toEqual(['counter.ready']);
    expect(phaseOf(test)).toBe('idle');
  });

  it('ends by itself after its time', () => {
    const test = served(MINUTE_MS);
    expect(test.later(MINUTE_MS - 1).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['counter.ready']);
    expect(test.log.at(-1)).toMatchObject({ data: { by: 'time' } });
  });

  it('ends with the next call, too: one key less', () => {
    const test = served(null);
    expect(test.said({ type: 'call-next', counter })).toEqual(['counter.ready', 'ticket.called']);
  });

  it('may turn into a pause, and follows who is sent on as well', () => {
    const test = served(null);
    expect(test.said(pause('break'))).toEqual(['counter.paused']);
    test.must(ready);
    test.call(counter);
    const sentOn = { service: 'B', toCounter: null, place: 'time', reason: 'theirs' } as const;
    test.must({ type: 'transfer', counter, ...sentOn });
    expect(phaseOf(test)).toBe('wrap-up');
  });
});

describe('a hand-over', () => {
  it('leaves the visitors where they are, with a word in writing', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('A');
    test.call(counter);
    test.must({ type: 'hold', counter });
    test.call(counter);
    test.must({ type: 'hand-over', counter, agent: 'chen', note: 'A001 fetches a copy' });
    expect(test.state.counters.get(counter)).toMatchObject({
      agent: 'chen',
      ticket: 't2',
      held: ['t1'],
      handoverNote: 'A001 fetches a copy',
    });
    test.must(finish);
    expect(test.state.counters.get(counter)?.lastVisit?.agent).toBe('chen');
  });

  it('needs somebody who hands over, and another one who can take it', () => {
    const test = LobbyUnderTest.open();
    const to = (agent: string, at = counter) =>
      test.ask({ type: 'hand-over', counter: at, agent, note: null });
    expect(to('lin')).toEqual([]);
    expect(to('nobody')).toBe('agent-unknown');
    expect(to('chen', '2')).toBe('counter-closed');
    expect(to('chen', '9')).toBe('counter-unknown');
    test.must(signIn('chen', '2'));
    expect(to('chen')).toBe('agent-elsewhere');
  });
});

describe('a supervisor', () => {
  it('signs out who has gone without a word; nobody who was there is lost', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 2; taken += 1) test.take('A');
    test.call(counter);
    test.must({ type: 'hold', counter });
    test.call(counter);
    expect(test.said({ type: 'force-sign-out', counter })).toEqual([
      'ticket.requeued',
      'ticket.requeued',
      'counter.signed-out',
    ]);
    expect(test.log.at(-1)).toMatchObject({ data: { agent: 'lin', forced: true } });
    expect(test.ask({ type: 'force-sign-out', counter })).toEqual([]);
    expect(test.ask({ type: 'force-sign-out', counter: '9' })).toBe('counter-unknown');
    test.must(signIn('lin'));
    expect(new Set(test.serve(counter, 2))).toEqual(new Set(['A001', 'A002']));
  });

  it('takes a visit that was going on as served, with an estimated end', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call(counter);
    test.must({ type: 'start', counter });
    expect(test.ask({ type: 'force-sign-out', counter })).toMatchObject([
      { type: 'ticket.finished', data: { estimated: true } },
      { type: 'counter.signed-out' },
    ]);
  });

  it('shuts a counter: nobody sits there until it is opened again', () => {
    const test = LobbyUnderTest.open();
    const shut: Command = { type: 'shut-counter', counter, reason: 'broken' };
    test.take('A');
    test.call(counter);
    expect(test.ask(shut)).toBe('counter-busy');
    test.must({ type: 'hold', counter });
    expect(test.ask(shut)).toBe('counter-holds');
    test.must({ type: 'resume', counter, ticket: 't1' });
    test.must(finish);
    expect(test.said(shut)).toEqual(['counter.signed-out', 'counter.shut']);
    expect(test.ask(shut)).toEqual([]);
    expect(test.ask(signIn('lin'))).toBe('counter-shut');
    expect(test.detail).toBe('broken');
    expect(test.said({ type: 'reopen-counter', counter })).toEqual(['counter.reopened']);
    expect(test.ask({ type: 'reopen-counter', counter })).toEqual([]);
    expect(test.said(signIn('lin'))).toEqual(['counter.signed-in']);
  });

  it('neither shuts nor opens a counter that is not there', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask({ type: 'shut-counter', counter: '9', reason: 'broken' })).toBe('counter-unknown');
    expect(test.ask({ type: 'reopen-counter', counter: '9' })).toBe('counter-unknown');
  });
});

const allowed = (test: LobbyUnderTest) => {
  const ask = askAt(test.state, test.now);
  return ask === null ? [] : allowedActions(ask, counter);
};

describe('the keys of a console', () => {
  it('are those that would do something now', () => {
    const test = LobbyUnderTest.open();
    expect(allowed(test)).toEqual(['sign-out']);
    test.take('A');
    expect(allowed(test)).toEqual(['call-next', 'sign-out']);
    test.call(counter);
    expect(allowed(test)).toEqual(['recall', 'start', 'finish', 'no-show', 'hold']);
    test.must({ type: 'start', counter });
    expect(allowed(test)).toEqual(['finish', 'hold']);
    test.must(finish);
    test.must(pause('meal'));
    expect(allowed(test)).toEqual(['ready', 'sign-out']);
    test.must(signOut);
    expect(allowed(test)).toEqual([]);
  });

  it('are those that the rules take, in whatever state', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'evacuate', reason: 'alarm' });
    expect(allowed(test)).toEqual([]);
    const refused = counterActions.map((type) => test.ask({ type, counter }));
    expect(new Set(refused)).toEqual(new Set(['evacuation']));
  });
});
