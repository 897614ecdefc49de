/** A visit on its way: held, parked, sent on, ended. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../../firmware-host/domain/commands.ts';
import { LobbyUnderTest, MINUTE_MS } from '../support/lobby.ts';
import { serving } from '../support/serving.ts';

const hold: Command = { type: 'hold', counter: '1' };
const resume: Command = { type: 'resume', counter: '1', ticket: 't1' };
const transfer = (change: object) =>
  ({
    type: 'transfer',
    counter: '1',
    service: null,
    toCounter: null,
    place: 'time',
    reason: 'wrong counter',
    ...change,
  }) as Extract<Command, { type: 'transfer' }>;

describe('a visit', () => {
  it('is called, started and finished', () => {
    const test = serving();
    expect(test.said({ type: 'finish', counter: '1' })).toEqual(['ticket.finished']);
    expect(test.ticket('t1')).toMatchObject({ state: 'finished', firstCounter: '1' });
    expect(test.state.counters.get('1')).toMatchObject({ ticket: null, served: 1 });
  });

  it('may be finished without having been started: it was real, the walk is not known', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.call('1');
    expect(test.ask({ type: 'finish', counter: '1' })).toMatchObject([
      { type: 'ticket.started', data: { implied: true } },
      { type: 'ticket.finished', data: { estimated: false } },
    ]);
  });

  it('whose agent has forgotten the key has an estimated end, which teaches nothing about waits', () => {
    const test = serving();
    expect(test.ask({ type: 'finish-forgotten', counter: '1' })).toMatchObject([
      { type: 'ticket.finished', data: { estimated: true } },
    ]);
    expect(test.state.counters.get('1')?.served).toBe(1);
  });
});

describe('held', () => {
  it('lets the next one be called, and goes on where it was', () => {
    const test = serving();
    test.take('A');
    test.must(hold);
    expect(test.call('1')).toBe('A002');
    expect(test.ask(resume)).toBe('counter-busy');
    test.must({ type: 'finish', counter: '1' });
    expect(test.said(resume)).toEqual(['ticket.resumed']);
    expect(test.at('1')).toBe('A001');
    expect(test.ask({ ...resume, counter: '2' })).toBe('ticket-not-held');
  });

  it('is no time of service', () => {
    const test = serving();
    test.later(MINUTE_MS).must(hold);
    test.later(9 * MINUTE_MS).must(resume);
    test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
    expect(test.state.counters.get('1')?.lastVisit?.servedMs).toBe(2 * MINUTE_MS);
  });

  it('waits for an agent who is back from a pause, and ends the writing up', () => {
    const test = LobbyUnderTest.open({ wrapUp: { maxMs: null } });
    test.take('A');
    test.take('A');
    test.call('1');
    test.must(hold);
    test.must({ type: 'pause', counter: '1', reason: 'break' });
    expect(test.ask(resume)).toBe('counter-paused');
    test.must({ type: 'ready', counter: '1' });
    test.serve('1', 1);
    expect(test.said(resume)).toEqual(['counter.ready', 'ticket.resumed']);
    test.must({ type: 'finish', counter: '1' });
    expect(test.said({ type: 'pause', counter: '1', reason: 'break' })).toEqual(['counter.paused']);
  });
});

describe('sent on', () => {
  it('to another service keeps its number, its history and its first counter, and says why', () => {
    const test = serving();
    expect(test.said(transfer({ service: 'B' }))).toEqual(['ticket.transferred']);
    expect(test.ticket('t1')).toMatchObject({
      number: 'A001',
      service: 'B',
      state: 'waiting',
      firstCounter: '1',
      transfers: [{ counter: '1', agent: 'lin', service: 'A', reason: 'wrong counter' }],
    });
    expect(test.call('2')).toBe('A001');
  });

  it('to one counter is called by no other', () => {
    const test = serving();
    test.must(transfer({ toCounter: '2' }));
    expect(test.call('1')).toBeNull();
    expect(test.call('2')).toBe('A001');
  });

  it('to the front, by its time of arrival, or to the back of the line', () => {
    const orders = (['front', 'time', 'back'] as const).map((place) => {
      const test = LobbyUnderTest.open();
      test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
      test.take('B');
      test.later(1000).take('A');
      test.later(1000).take('B');
      test.must({ type: 'move', ticket: 't2', place: 'front', reason: 'promised' });
      test.call('1');
      test.later(1000).must(transfer({ service: 'B', place }));
      return test.serve('2', 3);
    });
    expect(orders).toEqual([
      ['A001', 'B001', 'B002'],
      ['B001', 'A001', 'B002'],
      ['B001', 'B002', 'A001'],
    ]);
  });

  it('goes somewhere where somebody is', () => {
    const test = serving();
    expect(test.ask(transfer({}))).toBe('transfer-nowhere');
    expect(test.ask(transfer({ toCounter: '1' }))).toBe('transfer-nowhere');
    expect(test.ask(transfer({ service: 'Z' }))).toBe('service-unknown');
    expect(test.ask(transfer({ toCounter: '9' }))).toBe('counter-unknown');
    test.must({ type: 'sign-out', counter: '2' });
    expect(test.ask(transfer({ toCounter: '2' }))).toBe('counter-closed');
  });

  it('to a counter whose agent leaves waits for all counters again, in the old place', () => {
    const test = serving();
    test.must(transfer({ toCounter: '2' }));
    expect(test.said({ type: 'sign-out', counter: '2' })).toEqual(['ticket.requeued', 'counter.signed-out']);
    expect(test.call('1')).toBe('A001');
  });

  it('and parked meanwhile waits for all counters, too, when that agent has gone', () => {
    const test = serving();
    test.must(transfer({ toCounter: '2' }));
    test.must({ type: 'park-waiting', ticket: 't1', untilAt: MINUTE_MS, reason: 'lunch' });
    test.must({ type: 'sign-out', counter: '2' });
    test.must({ type: 'unpark', ticket: 't1' });
    expect(test.call('1')).toBe('A001');
  });
});

const park = (untilAt: number) => ({ type: 'park', counter: '1', untilAt, reason: 'copies' }) as const;

describe('parked', () => {
  it('comes back by itself at its time, to its time of arrival', () => {
    const test = serving();
    test.later(1000).take('A');
    test.must(park(10 * MINUTE_MS));
    expect(test.later(9 * MINUTE_MS).byItself()).toEqual([]);
    expect(test.later(MINUTE_MS - 1000).byItself()).toEqual(['ticket.unparked']);
    expect(test.call('1')).toBe('A001');
  });

  it('comes back sooner when the visitor is here already', () => {
    const test = serving();
    test.must(park(10 * MINUTE_MS));
    expect(test.call('1')).toBeNull();
    expect(test.said({ type: 'unpark', ticket: 't1' })).toEqual(['ticket.unparked']);
    expect(test.ask({ type: 'unpark', ticket: 't1' })).toBe('ticket-not-parked');
  });

  it('until a time that is to come', () => {
    const test = serving().later(MINUTE_MS);
    expect(test.ask(park(MINUTE_MS))).toBe('time-past');
    test.take('A');
    const waiting = { type: 'park-waiting', ticket: 't2', untilAt: MINUTE_MS, reason: 'lunch' } as const;
    expect(test.ask(waiting)).toBe('time-past');
    expect(test.said({ ...waiting, untilAt: 2 * MINUTE_MS })).toEqual(['ticket.parked']);
    expect(test.ask({ ...waiting, untilAt: 2 * MINUTE_MS })).toBe('ticket-not-waiting');
  });
});

it('a note stays with the ticket, also when the visit is over', () => {
  const test = serving();
  test.must({ type: 'note', ticket: 't1', agent: 'lin', note: 'n1' });
  test.must({ type: 'finish', counter: '1' });
  test.must({ type: 'note', ticket: 't1', agent: null, note: 'n2' });
  expect(test.ticket('t1').notes).toMatchObject([
    { note: 'n1', agent: 'lin', kind: 'progress', at: test.now.at },
    { note: 'n2', agent: null },
  ]);
});

it('whoever received a visitor first is known to all who come after', () => {
  const test = serving();
  const first = { firstCounter: '1', firstAgent: 'lin', firstAt: test.now.at };
  expect(test.ticket('t1')).toMatchObject(first);
  test.later(MINUTE_MS).must({
    type: 'transfer',
    counter: '1',
    service: 'B',
    toCounter: null,
    place: 'time',
    reason: 'papers',
  });
  test.call('2');
  test.later(MINUTE_MS).must({ type: 'start', counter: '2' });
  expect(test.ticket('t1')).toMatchObject(first);
});
