/** A visit that turns out otherwise: let others go first, corrected, cancelled, its paper lost. */
import { describe, expect, it } from 'vitest';
import { LobbyUnderTest } from '../support/lobby.ts';
import { serving } from '../support/serving.ts';

describe('a visitor who needs more time', () => {
  it('lets some go first', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 4; taken += 1) test.later(1000).take('A');
    test.must({ type: 'postpone', ticket: 't1', places: 2 });
    expect(test.serve('1', 4)).toEqual(['A002', 'A003', 'A001', 'A004']);
  });

  it('at the end of the line has nobody to let', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    expect(test.ask({ type: 'postpone', ticket: 't1', places: 2 })).toEqual([]);
    test.call('1');
    expect(test.ask({ type: 'postpone', ticket: 't1', places: 2 })).toBe('ticket-not-waiting');
  });
});

const correct = (service: string) => ({ type: 'correct-service', ticket: 't1', service }) as const;

describe('the wrong card', () => {
  it('is corrected with the time of arrival, while waiting and at the counter', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.later(1000).take('B');
    test.must(correct('B'));
    expect(test.call('1')).toBe('A001');
    test.must(correct('A'));
    expect(test.at('1')).toBeNull();
    expect(test.call('1')).toBe('A001');
    expect(test.log.filter(({ type }) => type === 'ticket.corrected')).toHaveLength(2);
  });

  it('is none when it was the right one, and cannot be corrected everywhere', () => {
    const test = serving();
    expect(test.ask(correct('A'))).toEqual([]);
    expect(test.ask(correct('Z'))).toBe('service-unknown');
    test.must({ type: 'hold', counter: '1' });
    expect(test.ask(correct('B'))).toBe('ticket-not-waiting');
    test.must({ type: 'cancel', ticket: 't1', by: 'staff', reason: null });
    expect(test.ask(correct('B'))).toBe('ticket-ended');
  });
});

describe('cancelled', () => {
  const byVisitor = { type: 'cancel', ticket: 't1', by: 'visitor', reason: null } as const;

  it('by the visitor at any time but while being served', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call('1');
    expect(test.said(byVisitor)).toEqual(['ticket.cancelled']);
    expect(test.at('1')).toBeNull();
    const busy = serving();
    expect(busy.ask(byVisitor)).toBe('ticket-in-service');
    busy.must({ type: 'hold', counter: '1' });
    expect(busy.ask(byVisitor)).toBe('ticket-in-service');
  });

  it('by staff wherever it is, once', () => {
    const test = serving();
    const byStaff = { ...byVisitor, by: 'staff', reason: 'left angry' } as const;
    expect(test.said(byStaff)).toEqual(['ticket.cancelled']);
    expect(test.at('1')).toBeNull();
    expect(test.ask(byStaff)).toBe('ticket-ended');
    expect(test.ask({ ...byStaff, ticket: 't9' })).toBe('ticket-unknown');
  });
});

const reissue = (token: string) => ({ type: 'reissue', ticket: 't1', token }) as const;

describe('a lost paper', () => {
  it('is made again as a copy, and the old page dies', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must(reissue('second'));
    test.must(reissue('third'));
    expect([...test.state.tokens]).toEqual([['third', 't1']]);
    expect(test.ticket('t1')).toMatchObject({ copies: 2, print: { id: 't1-3', state: 'waiting' } });
    expect([...test.state.openJobs.keys()]).toEqual(['t1-3']);
    test.serve('1', 1);
    expect(test.ask(reissue('fourth'))).toBe('ticket-ended');
  });

  it('at a kiosk without a printer any more leaves the first paper under way', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    const [door, wall] = ['door', 'wall'].map((id) => ({ id, printer: null }));
    const lobby = { ...test.state.lobby, kiosks: [door, wall] } as NonNullable<typeof test.state.lobby>;
    test.must({ type: 'apply-config', lobby, timetable: null });
    test.must(reissue('second'));
    expect(test.said({ type: 'print-sending', job: 't1-1' })).toEqual(['print.sending']);
  });
});
