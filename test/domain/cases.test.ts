/** Cases: complaints, repairs and call-backs, which go on when the visitor has gone. */
import { describe, expect, it } from 'vitest';
import { noDetails } from '../../firmware-host/domain/case-file.ts';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { namedTexts } from '../../firmware-host/text-retention.ts';
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
    test.must(record);
    test.must(resolve);
    expect(test.state.cases.get('t1')?.dueAt).toBeNull();
    expect(test.said(sign)).toEqual(['case.signed']);
  });

  it('keeps what is known of it beside its matter; a record without a word of that leaves it as it was', () => {
    const test = complained();
    const details = {
      subject: 'quality',
      handedTo: 'Engineering',
      callBack: 'phone',
      contact: 'c1',
      told: true,
    } as const;
    expect(test.state.cases.get('t1')).toMatchObject({ subject: null, callBack: null, told: false });
    test.must({ ...record, details });
    test.must({ ...record, matter: 'm2' });
    expect(test.state.cases.get('t1')).toMatchObject({ ...details, matter: 'm2' });
    expect(namedTexts(test.state)).toEqual(new Set(['m2', 'c1']));
  });

  it('is recorded with its result at once, and only once', () => {
    const test = complained();
    expect(test.said({ ...record, result: 'r1' })).toEqual(['case.recorded', 'case.resolved']);
    expect(test.state.cases.get('t1')).toMatchObject({
      state: 'resolved',
      result: 'r1',
      dueAt: 72 * HOUR_MS,
    });
    expect(test.ask({ ...record, result: 'r2' })).toBe('case-step');
    expect(test.said({ ...record, matter: 'm2' })).toEqual(['case.recorded']);
  });

  it('of a visitor who does not wish to be called back is signed once it is resolved', () => {
    const test = complained();
    const details = { ...noDetails, callBack: 'none' } as const;
    test.must({ ...record, details, result: 'r1' });
    expect(test.state.cases.get('t1')?.dueAt).toBeNull();
    expect(test.said(sign)).toEqual(['case.signed']);
  });

  it('reports itself when it is late, once for each step', () => {
    const test = complained();
    expect(test.later(24 * HOUR_MS - 1).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['case.overdue']);
    expect(test.log.at(-1)).toMatchObject({ data: { step: 'result' } });
    expect(test.byItself()).toEqual([]);
    test.must(record);
    test.must(resolve);
    expect(test.later(72 * HOUR_MS).byItself()).toEqual(['case.overdue']);
    expect(test.log.at(-1)).toMatchObject({ data: { step: 'call-back' } });
  });

  it('goes on when the visitor has gone and the day is over', () => {
    const test = complained();
    test.must(record);
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

const at1 = { counter: '1' } as const;
const toB = { type: 'correct-service', ticket: 't1', service: 'B' } as const;
const leave = { type: 'cancel', ticket: 't1', by: 'visitor', reason: null } as const;
/** In the lobby of these tests A keeps cases and B does not. */
const mixed = (services = [complaints, service('B', { slips: { from: 900, to: 901 } })]) =>
  LobbyUnderTest.open({ services });

describe('a file', () => {
  it('is opened when a visitor is sent on to a service that has cases', () => {
    const test = mixed();
    test.take('B');
    test.call('1');
    const sentOn = { service: 'A', toCounter: null, place: 'time', reason: 'complains' } as const;
    test.later(MINUTE_MS);
    expect(test.said({ type: 'transfer', ...at1, ...sentOn })).toEqual([
      'ticket.started',
      'ticket.transferred',
      'case.opened',
    ]);
    const dueAt = test.now.at + 24 * HOUR_MS;
    expect(test.state.cases.get('t1')).toMatchObject({ number: 'B001', service: 'A', dueAt });
    expect(test.ticket('t1').dueAt).toBe(dueAt);
  });

  it('is opened when the card is corrected to it, once', () => {
    const test = mixed();
    test.take('B');
    const toA = { ...toB, service: 'A' } as const;
    expect(test.said(toA)).toEqual(['ticket.corrected', 'case.opened']);
    expect(test.ticket('t1').dueAt).toBe(24 * HOUR_MS);
    test.must(record);
    expect([test.said(toB), test.said(toA)]).toEqual([['ticket.corrected'], ['ticket.corrected']]);
    expect(test.state.cases.get('t1')).toMatchObject({ matter: 'm1' });
  });

  it('is opened for a slip, and for who comes back', () => {
    const slips = { from: 900, to: 901 };
    const test = mixed([{ ...complaints, slips }, service('B')]);
    const slip = { service: 'A', slip: 900, outcome: 'finished', counter: null, agent: null } as const;
    expect(test.said({ type: 'recover-ticket', ticket: 'p1', ...slip })).toEqual([
      'ticket.recovered',
      'case.opened',
    ]);
    expect(test.ticket('p1').dueAt).toBe(24 * HOUR_MS);
    test.take('A');
    test.call('1');
    expect(test.said({ type: 'no-show', ...at1 })).toEqual(['ticket.no-show', 'case.dropped']);
    expect(test.said({ type: 'return', ticket: 't1' })).toEqual(['ticket.returned', 'case.opened']);
    expect([...test.state.cases.keys()]).toEqual(['p1', 't1']);
  });

  it.each([
    ['the card was the wrong one', toB],
    ['the visitor leaves', leave],
  ] as const)('in which nothing is written is dropped where %s', (_why, command) => {
    const test = complained();
    expect(test.said(command)).toContain('case.dropped');
    expect(test.state.cases.size).toBe(0);
    expect(test.later(24 * HOUR_MS).byItself()).toEqual([]);
  });

  it.each([
    ['the card was the wrong one', toB],
    ['the visitor leaves', leave],
  ] as const)('in which something is written stays where %s', (_why, command) => {
    const test = complained();
    test.must(record);
    expect(test.said(command)).not.toContain('case.dropped');
    expect(test.state.cases.get('t1')).toMatchObject({ matter: 'm1', state: 'open' });
  });

  it('is dropped with the ticket that ends in a night', () => {
    const test = LobbyUnderTest.open({ services: [complaints, service('B')], night: 'close' });
    test.take('A');
    const told = test.said({ type: 'open-day', date: '2026-11-22', timetable: { A: null } });
    expect(told).toContain('ticket.cancelled');
    expect(test.state.cases.size).toBe(0);
  });

  it('cannot be settled before anybody has written what it is about', () => {
    const test = complained();
    expect(test.ask(resolve)).toBe('case-step');
    test.must(record);
    expect(test.said(resolve)).toEqual(['case.resolved']);
  });

  it('is in the hands of people whom the house knows', () => {
    const test = complained();
    const steps = [
      { ...record, receiver: 'nobody' },
      { ...resolve, agent: 'nobody' },
      { ...callBack, agent: 'nobody' },
      { ...sign, manager: 'nobody' },
    ] as Command[];
    expect(steps.map((command) => test.ask(command))).toEqual(Array(4).fill('agent-unknown'));
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
