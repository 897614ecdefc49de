/** Whether a visit has settled the matter: the agent says it at the counter, and the visitor afterwards. */
import { describe, expect, it } from 'vitest';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

/** A001 and A002 wait; the first one is being served. */
function serving(): LobbyUnderTest {
  const test = LobbyUnderTest.open({ wrapUp: { maxMs: null } });
  test.take('A', { kiosk: 'wall' });
  test.take('A', { by: 'staff' });
  test.call('1');
  test.must({ type: 'start', counter: '1' });
  return test.later(MINUTE_MS);
}

const finished = (): LobbyUnderTest => {
  const test = serving();
  test.must({ type: 'finish', counter: '1' });
  return test;
};

const mark = (test: LobbyUnderTest, settled: boolean, ticket = 't1', counter = '1') =>
  test.ask({ type: 'mark-visit', counter, ticket, settled });
const markOwn = (test: LobbyUnderTest, settled: boolean, ticket = 't1') =>
  test.ask({ type: 'mark-own', ticket, settled });
const marked = (by: 'agent' | 'visitor', settled: boolean) => [
  { type: 'ticket.marked', data: { ticket: 't1', by, agent: by === 'agent' ? 'lin' : null, settled } },
];

describe('the agent', () => {
  it('marks the visit that is being served, and may change it until the next one is called', () => {
    const test = serving();
    expect(mark(test, false)).toEqual(marked('agent', false));
    expect(mark(test, false)).toEqual([]);
    test.must({ type: 'finish', counter: '1' });
    expect(mark(test, true)).toEqual(marked('agent', true));
    test.must({ type: 'ready', counter: '1' });
    expect(mark(test, false)).toEqual(marked('agent', false));
    test.call('1');
    expect(mark(test, true)).toBe('mark-none');
    expect(test.ticket('t1').marks).toMatchObject({ agent: false, visitor: null });
  });

  it('marks nobody who is only called, has left, or was never here', () => {
    const test = LobbyUnderTest.open();
    expect(mark(test, true)).toBe('mark-none');
    test.take('A');
    test.call('1');
    expect(mark(test, true)).toBe('mark-none');
    test.must({ type: 'no-show', counter: '1' });
    expect(mark(test, true)).toBe('mark-none');
    expect(mark(test, true, 't1', '9')).toBe('counter-unknown');
    expect(mark(test, true, 't1', '2')).toBe('counter-closed');
  });

  it('marks the visit that is named, and no other', () => {
    const test = serving();
    expect(mark(test, true, 't2')).toBe('mark-none');
    expect(mark(test, true, 'none')).toBe('mark-none');
  });

  it('marks no visit that another agent has finished', () => {
    const test = finished();
    test.must({ type: 'hand-over', counter: '1', agent: 'chen', note: null });
    expect(mark(test, false)).toBe('mark-none');
  });

  it('marks no visit that the day has taken away', () => {
    const test = finished();
    test.must({ type: 'open-day', date: '2026-11-22', timetable: { A: null, B: null } });
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    expect(test.state.tickets.has('t1')).toBe(false);
    expect(mark(test, false)).toBe('mark-none');
  });
});

describe('the visitor', () => {
  it('is not asked before the visit is over', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    expect(markOwn(test, true)).toBe('mark-none');
    test.call('1');
    expect(markOwn(test, true)).toBe('mark-none');
    test.must({ type: 'start', counter: '1' });
    expect(markOwn(test, true)).toBe('mark-none');
    test.must({ type: 'finish', counter: '1' });
    expect(markOwn(test, true)).toEqual([
      { type: 'ticket.marked', data: { ticket: 't1', by: 'visitor', agent: null, settled: true } },
    ]);
  });

  it('is not asked who did not come, or left', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'cancel', ticket: 't1', by: 'visitor', reason: null });
    expect(markOwn(test, false)).toBe('mark-none');
    expect(markOwn(test, false, 'none')).toBe('ticket-unknown');
  });

  it('may change the answer, but not for ever', () => {
    const test = finished();
    const answers = Array.from({ length: 10 }, (_, n) => n % 2 === 1);
    for (const settled of answers) expect(markOwn(test, settled)).toEqual(marked('visitor', settled));
    expect(markOwn(test, true)).toEqual([]);
    expect(markOwn(test, false)).toBe('mark-none');
    expect(test.ticket('t1').marks).toMatchObject({ agent: null, visitor: true });
  });
});
