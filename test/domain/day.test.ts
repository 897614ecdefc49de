/** The lobby day: it opens, it closes with a word about everybody who is left, and nights happen by themselves. */
import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../firmware-host/domain/commands.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const open = (date: string) => ({ type: 'open-day', date, timetable: alwaysOpen }) as const;
const close = (rest: Disposition | null, dispositions: Readonly<Record<string, Disposition>> = {}) =>
  ({ type: 'close-day', rest, dispositions }) as const;

/** A001 is held at counter 1, A002 is parked, A003 waits for counter 2 alone, A004 waits. */
function evening(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  for (let taken = 0; taken < 4; taken += 1) test.later(1000).take('A');
  test.call('1');
  test.must({ type: 'hold', counter: '1' });
  test.must({ type: 'park-waiting', ticket: 't2', untilAt: 60 * MINUTE_MS, reason: 'lunch' });
  test.call('1');
  const sentOn = { service: null, toCounter: '2', place: 'time', reason: 'theirs' } as const;
  test.must({ type: 'transfer', counter: '1', ...sentOn });
  return test;
}

const states = (test: LobbyUnderTest) => ['t1', 't2', 't3', 't4'].map((id) => test.ticket(id).state);

describe('opening', () => {
  it('happens once a day, and never again for a day that is past', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask(open('2026-11-21'))).toEqual([]);
    expect(test.ask(open('2026-11-20'))).toEqual([]);
    expect(test.state.day?.date).toBe('2026-11-21');
  });

  it('begins the numbers anew, but steps over those that people still hold', () => {
    const test = LobbyUnderTest.open();
    const [served] = [test.take('A'), test.take('A')];
    test.serve('1', 1);
    test.must(open('2026-11-22'));
    expect(served.number).toBe('A001');
    expect([test.take('A'), test.take('A')].map(({ number }) => number)).toEqual(['A001', 'A003']);
    expect(test.take('B').archiveNumber).toBe('261122003');
  });

  it('lets a finished ticket of yesterday go, unless its paper is still to come', () => {
    const test = LobbyUnderTest.open();
    const [printed, unprinted] = [test.take('A'), test.take('A')];
    const job = printed.print?.id ?? '';
    test.must({ type: 'print-sending', job });
    test.must({ type: 'print-printed', job, proof: 'confirmed' });
    test.serve('1', 2);
    test.must(open('2026-11-22'));
    expect([...test.state.tickets.keys()]).toEqual([unprinted.id]);
    expect(test.state.openJobs.size).toBe(1);
  });
});

describe('a night that nobody has closed', () => {
  it('keeps who is there and who waits, where the house has it so', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('A');
    test.take('A');
    test.call('1');
    expect(test.said(open('2026-11-22'))).toEqual(['counter.signed-out', 'day.closed', 'day.opened']);
    expect(test.log.at(-2)).toMatchObject({ data: { date: '2026-11-21', kept: ['t1', 't2'] } });
    expect(test.state.counters.get('2')?.agent).toBeNull();
    expect(test.at('1')).toBe('A001');
    expect(test.state.counters.get('1')).toMatchObject({ agent: 'lin', served: 0 });
    test.must({ type: 'finish', counter: '1' });
    expect(test.call('1')).toBe('A002');
  });

  it('ends the tickets with the day, where the house has it so', () => {
    const test = LobbyUnderTest.open({ night: 'close' });
    for (let taken = 0; taken < 3; taken += 1) test.take('A');
    test.call('1');
    test.must({ type: 'hold', counter: '1' });
    test.call('1');
    test.must({ type: 'start', counter: '1' });
    const told = test.said(open('2026-11-22'));
    expect(told).toContain('day.closed');
    expect(told.at(-1)).toBe('day.opened');
    const ends = test.log.flatMap(({ type, data }) =>
      type === 'ticket.cancelled' || type === 'ticket.finished' ? [`${data.ticket} ${type}`] : [],
    );
    expect(ends).toEqual(['t2 ticket.finished', 't1 ticket.cancelled', 't3 ticket.cancelled']);
    expect(test.state.counters.get('1')?.agent).toBeNull();
    expect(test.take('A').number).toBe('A001');
  });
});

describe('closing', () => {
  it('waits for those who are at a counter, and says who they are', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call('1');
    expect(test.ask(close('cancel'))).toBe('counter-busy');
    expect(test.detail).toBe('A001');
  });

  it('demands a word about everybody who is held, parked or waits', () => {
    const test = evening();
    expect(test.ask(close(null, { t1: 'finish', t4: 'cancel' }))).toBe('dispositions-missing');
    expect(test.detail).toBe('A002, A003');
    expect(test.ask(close('keep', { nobody: 'keep' }))).toBe('ticket-unknown');
    expect(test.said(close(null, { t1: 'finish', t2: 'keep', t3: 'cancel', t4: 'keep' })).at(-1)).toBe(
      'day.closed',
    );
    expect(states(test)).toEqual(['finished', 'parked', 'cancelled', 'waiting']);
    expect(test.log.at(-1)).toMatchObject({ data: { date: '2026-11-21', kept: ['t2', 't4'] } });
  });

  it('may say one thing about all', () => {
    const test = evening();
    test.must(close('cancel', { t1: 'keep' }));
    expect(states(test)).toEqual(['waiting', 'cancelled', 'cancelled', 'cancelled']);
  });

  it('sends everybody home, and who was sent to a counter waits for all of them', () => {
    const test = evening();
    test.must(close('keep'));
    expect([...test.state.counters.values()].map(({ agent }) => agent)).toEqual([null, null]);
    expect(states(test)).toEqual(['waiting', 'parked', 'waiting', 'waiting']);
    test.must(open('2026-11-22'));
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    expect(test.serve('1', 3)).toEqual(['A001', 'A003', 'A004']);
  });

  it('is done once, and only where a day is open', () => {
    const test = LobbyUnderTest.open();
    test.must(close(null));
    expect(test.ask(close(null))).toEqual([]);
    expect(LobbyUnderTest.configured().ask(close(null))).toBe('day-not-open');
    expect(LobbyUnderTest.configured().ask({ type: 'reopen-day' })).toBe('day-not-open');
  });

  it('ends numbers and calls, until the day is opened again', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must(close('keep'));
    expect(test.askNumber('A')).toBe('day-closed');
    expect(test.ask({ type: 'sign-in', counter: '1', agent: 'lin' })).toBe('day-closed');
    expect(test.said({ type: 'cancel', ticket: 't1', by: 'visitor', reason: null })).toEqual([
      'ticket.cancelled',
    ]);
    expect(test.said({ type: 'reopen-day' })).toEqual(['day.reopened']);
    expect(test.ask({ type: 'reopen-day' })).toEqual([]);
    expect(test.take('A').number).toBe('A002');
  });

  it('then the morning closes nothing again', () => {
    const test = LobbyUnderTest.open({ night: 'close' });
    test.take('A');
    test.must(close('keep'));
    expect(test.said(open('2026-11-22'))).toEqual(['day.opened']);
    expect(test.ticket('t1').state).toBe('waiting');
  });
});
