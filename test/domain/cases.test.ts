/** Cases: complaints, repairs and call-backs, which go on when the visitor has gone. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { lobby, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const HOUR_MS = 60 * MINUTE_MS;
const complaints = service('A', { kind: 'case', dueMs: 24 * HOUR_MS, callBackMs: 72 * HOUR_MS });

function complained(change: Parameters<typeof service>[1] = {}): LobbyUnderTest {
  const test = LobbyUnderTest.open({ services: [{ ...complaints, ...change }, service('B')] });
  test.take('A');
  return test;
}

const record: Command = { type: 'record-case', case: 't1', receiver: 'lin', matter: 'm1' };
const resolve: Command = { type: 'resolve-case', case: 't1', agent: 'chen', result: 'r1' };
const callBack: Command = { type: 'call-back', case: 't1', agent: 'lin', result: 'r2' };
const sign: Command = { type: 'sign-case', case: 't1', manager: 'chen' };

describe('a complaint', () => {
  it('has a record and a due time as soon as its number is taken; a question has none', () => {
    const test = complained();
    expect(test.state.cases.get('t1')).toMatchObject({ number: 'A001', state: 'open', dueAt: 24 * HOUR_MS });
    expect(test.ticket('t1').dueAt).toBe(24 * HOUR_MS);
    test.take('B');
    expect(test.state.cases.size).toBe(1);
  });

  it('is recorded, resolved, called back and signed, step by step', () => {
    const test = complained();
    expect(test.ask(callBack)).toBe('case-step');
    expect(test.ask(sign)).toBe('case-step');
    expect([test.said(record), test.said(resolve)]).toEqual([['case.recorded'], ['case.resolved']]);
    expect(test.state.cases.get('t1')).toMatchObject({ state: 'resolved', dueAt: 72 * HOUR_MS });
    expect(test.ask(resolve)).toBe('case-step');
    expect(test.ask(sign)).toBe('case-step');
    expect([test.said(callBack), test.said(sign)]).toEqual([['case.called-back'], ['case.signed']]);
    expect(test.ask(sign)).toBe('case-unknown');
  });

  it('belongs to whoever received it first', () => {
    const test = complained();
    test.must(record);
    test.must({ ...record, receiver: 'chen', matter: 'm2' });
    expect(test.state.cases.get('t1')).toMatchObject({ receiver: 'lin', matter: 'm2' });
  });

  it('is signed as soon as it is resolved where nobody is called back', () => {
    const test = complained({ callBackMs: null });
    test.must(resolve);
    expect(test.state.cases.get('t1')?.dueAt).toBeNull();
    expect(test.said(sign)).toEqual(['case.signed']);
  });

  it('reports itself when it is late, once for each step', () => {
    const test = complained();
    expect(test.later(24 * HOUR_MS - 1).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['case.overdue']);
    expect(test.log.at(-1)).toMatchObject({ data: { step: 'result' } });
    expect(test.byItself()).toEqual([]);
    test.must(resolve);
    expect(test.later(72 * HOUR_MS).byItself()).toEqual(['case.overdue']);
    expect(test.log.at(-1)).toMatchObject({ data: { step: 'call-back' } });
  });

  it('goes on when the visitor has gone and the day is over', () => {
    const test = complained();
    test.serve('1', 1);
    test.must({ type: 'open-day', date: '2026-11-22', timetable: { A: null } });
    expect(test.said(resolve)).toEqual(['case.resolved']);
  });

  it('is due at no time on a clock that nobody trusts', () => {
    const test = LobbyUnderTest.open({ services: [complaints, service('B')] }).setClock(0, false);
    test.take('A');
    expect(test.state.cases.get('t1')?.dueAt).toBeNull();
  });
});

describe('a wish to be called back', () => {
  it('is called back without more, then signed', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.serve('1', 1);
    test.must({ type: 'rate', counter: '1', score: 1, by: 'screen', at: test.now });
    test.must({ type: 'ask-call-back', counter: '1', contact: 'c1' });
    const id = 't1-call-back';
    expect(test.ask({ ...resolve, case: id })).toBe('case-step');
    expect(test.later(lobby.ratings.callBackMs).byItself()).toEqual(['case.overdue']);
    expect(test.log.at(-1)).toMatchObject({ data: { step: 'call-back' } });
    expect(test.said({ ...callBack, case: id })).toEqual(['case.called-back']);
    expect(test.ask({ ...callBack, case: id })).toBe('case-step');
    expect(test.said({ ...sign, case: id })).toEqual(['case.signed']);
  });
});
