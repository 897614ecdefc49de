/** What a night does to numbers and to waits. */
import { describe, expect, it } from 'vitest';
import type { Lobby, ServiceRules } from '../../firmware-host/domain/lobby.ts';
import { averageQueueMinutes } from '../../firmware-host/domain/wait.ts';
import { headOfLineMs } from '../../firmware-host/domain/wait/head-of-line.ts';
import { alwaysOpen, lobby, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const HOUR_MS = 60 * MINUTE_MS;
const open = { type: 'open-day', date: '2026-11-22', timetable: alwaysOpen } as const;
const close = { type: 'close-day', dispositions: {}, rest: 'keep' } as const;

const configure = (test: LobbyUnderTest, change: Partial<ServiceRules>) => {
  const changed: Lobby = { ...lobby, services: [service('A', change), service('B')] };
  test.must({ type: 'apply-config', lobby: changed, timetable: null });
};

const twoDigits = { from: 1, to: null, digits: 2 };
const slip = (number: number) =>
  ({
    type: 'recover-ticket',
    ticket: 'p1',
    service: 'A',
    slip: number,
    outcome: 'finished',
    counter: null,
    agent: null,
  }) as const;

describe('nobody has a number that somebody else has', () => {
  it('for who did not come yesterday cannot come back, though the paper is still to be made', () => {
    const test = LobbyUnderTest.open();
    const missed = test.take('A');
    test.call('1');
    test.must({ type: 'no-show', counter: '1' });
    test.must(open);
    expect(test.ticket(missed.id).number).toBe('A001');
    expect(test.take('A').number).toBe('A001');
    expect(test.ask({ type: 'return', ticket: missed.id })).toBe('return-too-late');
  });

  it('for A001 and A01 are the same number aloud', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    configure(test, { numbers: twoDigits });
    test.must(open);
    expect(test.take('A').number).toBe('A02');
  });

  it('for a slip is the number that is printed on it, with however many digits', () => {
    const kept = LobbyUnderTest.open();
    kept.take('A');
    kept.must(open);
    configure(kept, { numbers: twoDigits, slips: { from: 1, to: 9 } });
    expect(kept.ask(slip(1))).toBe('slip-used');
    const today = LobbyUnderTest.open();
    today.take('A');
    configure(today, { numbers: twoDigits, slips: { from: 1, to: 9 } });
    expect(today.ask(slip(1))).toBe('slip-used');
    today.must(slip(2));
    configure(today, {});
    expect(today.take('A').number).toBe('A003');
  });
});

/** What is told of the next call at counter 1. */
function called(test: LobbyUnderTest) {
  const told = test.must({ type: 'call-next', counter: '1' });
  return told.find(({ type }) => type === 'ticket.called')?.data;
}

/** A001 has waited for ten minutes with a promise when the evening comes. */
function evening(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  for (let visit = 0; visit < 6; visit += 1) {
    test.take('B', { kiosk: 'wall' });
    test.call('1');
    test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
  }
  expect(test.take('A').wait).not.toBeNull();
  return test.later(10 * MINUTE_MS);
}

describe('lobby time', () => {
  it('stands still from the closing to the opening', () => {
    const test = evening();
    test.must(close);
    expect(test.later(8 * HOUR_MS).nowMs).toBe(16 * MINUTE_MS);
    test.must(open);
    expect(test.later(MINUTE_MS).nowMs).toBe(17 * MINUTE_MS);
  });

  it('runs on where the day is opened again', () => {
    const test = evening();
    test.must(close);
    test.later(HOUR_MS).must({ type: 'reopen-day' });
    expect(test.later(MINUTE_MS).nowMs).toBe(17 * MINUTE_MS);
  });
});

describe.each([
  ['that was closed', [close]],
  ['that nobody has closed', []],
])('a night %s', (_how, evenings) => {
  /** Five minutes after the doors have opened. */
  const morning = () => {
    const test = evening();
    for (const command of evenings) test.must(command);
    test.later(14 * HOUR_MS).must(open);
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    return test.later(5 * MINUTE_MS);
  };

  it('is no wait: who was kept begins a new one with the day', () => {
    const test = morning();
    expect(called(test)).toMatchObject({ waitedMs: 5 * MINUTE_MS });
    expect(averageQueueMinutes(test.state)).toBe(5);
  });

  it('does not make the first in line one who has waited for ever', () => {
    const test = morning();
    expect(headOfLineMs(test.state, ['A', 'B'], test.nowMs)).toBe(5 * MINUTE_MS);
  });

  it('neither keeps nor breaks a promise of the evening', () => {
    expect(called(morning())).toMatchObject({ isPromiseKept: null });
  });

  it('costs nobody the place in the line', () => {
    const test = morning();
    test.take('A');
    expect(test.serve('1', 2)).toEqual(['A001', 'A002']);
  });
});
