/** Two who press at the same moment: what both saw was the same, and only one of them gets the visitor. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import type { DomainEvent } from '../../firmware-host/domain/events.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';

const counter = '1';
const call = (at: string): Command => ({ type: 'call-next', counter: at });
const start: Command = { type: 'start', counter };
const noShow: Command = { type: 'no-show', counter };
const hold: Command = { type: 'hold', counter };
const finish: Command = { type: 'finish', counter };
const cancel = (by: 'visitor' | 'staff'): Command => ({ type: 'cancel', ticket: 't1', by, reason: null });
const untilAt = 10 * MINUTE_MS;
const parkWaiting: Command = { type: 'park-waiting', ticket: 't1', untilAt, reason: 'lunch' };
const sendOn: Command = {
  type: 'transfer',
  counter,
  service: 'A',
  toCounter: null,
  place: 'time',
  reason: 'theirs',
};

/** B001 (t1) waits at two counters that both call B, and these steps were taken since. */
function after(steps: readonly Command[]): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
  test.take('B');
  for (const step of steps) test.must(step);
  return test;
}

const atCounter: readonly Command[] = [
  finish,
  { type: 'finish-forgotten', counter },
  hold,
  sendOn,
  { type: 'park', counter, untilAt, reason: 'copies' },
];

/** Of the commands of one row, no two can both have the visitor. */
const rows: readonly (readonly [string, readonly Command[], readonly Command[]])[] = [
  ['waits', [], [call('1'), call('2'), parkWaiting]],
  ['waits, and may leave', [], [cancel('visitor'), cancel('staff')]],
  ['is called', [call('1')], [...atCounter, noShow]],
  ['is called, and comes or not', [call('1')], [start, noShow]],
  ['is called, and its visit ends', [call('1')], [finish, noShow, cancel('visitor'), cancel('staff')]],
  ['is served', [call('1'), start], atCounter],
  ['is served, and its visit ends', [call('1'), start], [finish, cancel('staff')]],
  ['is held', [call('1'), hold], [{ type: 'resume', counter, ticket: 't1' }]],
  ['is parked', [parkWaiting], [{ type: 'unpark', ticket: 't1' }]],
  ['was given up', [call('1'), noShow], [{ type: 'return', ticket: 't1' }]],
];

const isAbout = ({ data }: DomainEvent): boolean => 'ticket' in data && data.ticket === 't1';

/** How many of two commands, decided one right after the other, did something with the ticket. */
function winners(given: readonly Command[], commands: readonly Command[]): number {
  const test = after(given);
  return commands.filter((command) => {
    const answer = test.ask(command);
    return typeof answer !== 'string' && answer.some(isAbout);
  }).length;
}

describe.each(rows)('a ticket that %s', (_state, given, commands) => {
  it('is had by each of them alone, and by one of any two', () => {
    expect(commands.map((command) => winners(given, [command]))).toEqual(commands.map(() => 1));
    const pairs = commands.flatMap((one) => commands.map((other) => [one, other] as const));
    expect(pairs.map((pair) => winners(given, pair))).toEqual(pairs.map(() => 1));
  });
});

it('a ticket that comes back by itself and by staff comes back once', () => {
  const test = after([parkWaiting]).later(untilAt);
  test.must({ type: 'unpark', ticket: 't1' });
  expect(test.byItself()).toEqual([]);
  const other = after([parkWaiting]).later(untilAt);
  expect(other.byItself()).toEqual(['ticket.unparked']);
  expect(other.ask({ type: 'unpark', ticket: 't1' })).toBe('ticket-not-parked');
});
