/** What the random days have found, each as short as it could be made, and kept for good. */
import { expect, it } from 'vitest';
import type { Command } from '../../../firmware-host/domain/commands.ts';
import { copyState } from '../../../firmware-host/domain/state.ts';
import { seedOf, seeded } from '../../support/seeded.ts';
import { Books, plain } from './check.ts';
import { changedLobby } from './busy-lobby.ts';
import { commandOf, everything, morning } from './steps.ts';

const take: Command = {
  type: 'take-ticket',
  service: 'A',
  kiosk: 'door',
  language: null,
  by: 'kiosk',
  ticket: 'n0',
  token: 'secret-n0',
};

it('after a power cut the lobby goes on by itself, before anybody presses a key', () => {
  const books = new Books(morning());
  books.ask({ type: 'apply-config', lobby: changedLobby, timetable: null });
  books.ask(take);
  books.ask({ type: 'call-next', counter: '1' });
  books.test.powerCut(0);
  expect(() => books.close()).not.toThrow();
});

it('an agent at a counter that left the configuration is signed out with its last visitor', () => {
  const books = new Books(morning());
  books.ask(take);
  books.ask({ type: 'call-next', counter: '3' });
  books.ask({ type: 'apply-config', lobby: changedLobby, timetable: null });
  books.ask({ type: 'force-sign-out', counter: '3' });
  expect(() => books.close()).not.toThrow();
  expect(books.test.state.counters.has('3')).toBe(false);
});

it('an agent at a counter that left the configuration is signed out when the day ends with somebody held there', () => {
  const books = new Books(morning());
  books.ask(take);
  books.ask({ type: 'call-next', counter: '3' });
  books.ask({ type: 'hold', counter: '3' });
  books.ask({ type: 'apply-config', lobby: changedLobby, timetable: null });
  expect(books.test.said({ type: 'close-day', dispositions: {}, rest: 'keep' })).toContain(
    'counter.signed-out',
  );
  const { log, state } = books.test;
  const out = log.flatMap(({ type, data }) => (type === 'counter.signed-out' ? data.counter : []));
  expect(out.toSorted()).toEqual(['1', '2', '3']);
  expect(state.counters.has('3')).toBe(false);
});

it('a copied fold is left alone by what happens to the other', () => {
  const random = seeded(seedOf('copied fold'));
  const any = () => Math.floor(random() * 60);
  const test = morning();
  const steps = (from: number) => {
    for (let index = from; index < from + 300; index += 1) {
      const command = commandOf(test, everything, [any() + any(), any(), any(), any()], index);
      if (command !== null) test.ask(command);
    }
  };
  steps(0);
  const copy = copyState(test.state);
  const before = plain(copy);
  steps(300);
  expect(plain(copy)).toBe(before);
  expect(plain(test.state)).not.toBe(before);
});
