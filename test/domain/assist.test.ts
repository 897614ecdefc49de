/** The silent call for help: who has called, whom it reaches, and how it ends. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const counter = '1';
const signOut: Command = { type: 'sign-out', counter };
const callFor = (level: number) => ({ type: 'call-assist', counter, level }) as const;

describe('a silent call for help', () => {
  it('ends with whoever has called', () => {
    const test = LobbyUnderTest.open();
    test.must(callFor(1));
    expect(test.said(signOut)).toEqual(['assist.settled', 'counter.signed-out']);
    expect(test.later(60 * MINUTE_MS).byItself()).toEqual([]);
  });

  it('goes up when nobody takes it, and stops at the last level', () => {
    const test = LobbyUnderTest.open();
    test.must(callFor(1));
    expect(test.later(2 * MINUTE_MS - 1).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['assist.escalated']);
    expect(test.later(60 * MINUTE_MS).byItself()).toEqual([]);
    expect(test.state.counters.get(counter)?.assist).toMatchObject({ level: 2, owner: null });
  });

  it('stays with whoever has taken it, until it is settled', () => {
    const test = LobbyUnderTest.open();
    test.must(callFor(1));
    expect(test.said({ type: 'take-assist', counter, owner: 'chen' })).toEqual(['assist.taken']);
    expect(test.ask({ type: 'take-assist', counter, owner: 'chen' })).toEqual([]);
    expect(test.later(60 * MINUTE_MS).byItself()).toEqual([]);
    expect(test.said({ type: 'settle-assist', counter })).toEqual(['assist.settled']);
    expect(test.ask({ type: 'settle-assist', counter })).toBe('assist-none');
  });

  it('pressed again does not go down again, nor away from who has taken it', () => {
    const test = LobbyUnderTest.open();
    test.must(callFor(2));
    test.must({ type: 'take-assist', counter, owner: 'chen' });
    expect(test.ask(callFor(1))).toEqual([]);
    expect(test.ask(callFor(2))).toEqual([]);
    expect(test.state.counters.get(counter)?.assist).toMatchObject({ level: 2, owner: 'chen' });
  });

  it('has a level, an owner and a counter that there are', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask(callFor(3))).toBe('assist-level');
    expect(test.ask({ ...callFor(1), counter: '9' })).toBe('counter-unknown');
    expect(test.ask({ type: 'take-assist', counter, owner: 'chen' })).toBe('assist-none');
    expect(test.ask({ type: 'take-assist', counter: '9', owner: 'chen' })).toBe('counter-unknown');
    expect(test.ask({ type: 'settle-assist', counter: '9' })).toBe('counter-unknown');
    test.must(callFor(1));
    expect(test.ask({ type: 'take-assist', counter, owner: 'nobody' })).toBe('agent-unknown');
  });
});

describe('a silent call for help where nobody sits', () => {
  it('is a visitor’s, and reaches somebody all the same', () => {
    const test = LobbyUnderTest.open();
    const call = { ...callFor(1), counter: '2' };
    expect(test.ask(call)).toMatchObject([
      { type: 'assist.called', data: { counter: '2', agent: null, ticket: null, level: 1 } },
    ]);
    expect(test.ask(call)).toEqual([]);
    expect(test.later(2 * MINUTE_MS).byItself()).toEqual(['assist.escalated']);
    test.must({ type: 'take-assist', counter: '2', owner: 'chen' });
    expect(test.said({ type: 'settle-assist', counter: '2' })).toEqual(['assist.settled']);
  });

  it('waits for whoever sits down there, and ends with the day', () => {
    const test = LobbyUnderTest.open();
    test.must({ ...callFor(1), counter: '2' });
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    expect(test.state.counters.get('2')?.assist).toMatchObject({ level: 1 });
    const other = LobbyUnderTest.open();
    other.must({ ...callFor(1), counter: '2' });
    other.must({ type: 'close-day', dispositions: {}, rest: 'cancel' });
    expect(other.state.counters.get('2')?.assist).toBeNull();
  });
});
