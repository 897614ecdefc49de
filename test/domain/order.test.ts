/** Whom a counter calls next. */
import { describe, expect, it } from 'vitest';
import { upcomingFor } from '../../firmware-host/domain/order.ts';
import { lobby, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const priority = { priority: 'elderly' } as const;

describe('among equals', () => {
  it('whoever came first of the services of the counter', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    test.take('A');
    test.take('B');
    test.take('B');
    expect([test.call('2'), test.call('1')]).toEqual(['B001', 'A001']);
    test.must({ type: 'finish', counter: '1' });
    expect(test.call('1')).toBe('B002');
  });

  it('a heavier service ages faster, and stays first come, first served in itself', () => {
    const services = [service('A'), service('B', { weight: 3 })];
    const test = LobbyUnderTest.open({ services });
    for (const letter of ['A', 'B', 'A', 'B']) test.later(MINUTE_MS).take(letter);
    test.later(MINUTE_MS);
    expect(test.serve('1', 4)).toEqual(['B001', 'A001', 'B002', 'A002']);
  });
});

describe('the classes take turns', () => {
  it('one priority, then two ordinary, as the house has it', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 4; taken += 1) test.take('A');
    for (let taken = 0; taken < 3; taken += 1) test.take('B', priority);
    expect(test.serve('1', 7)).toEqual(['B001', 'A001', 'A002', 'B002', 'A003', 'A004', 'B003']);
  });

  it('in another mix: two priority, then one ordinary', () => {
    const order = { ...lobby.order, turns: { appointment: 1, priority: 2, ordinary: 1 } };
    const test = LobbyUnderTest.open({ order });
    for (let taken = 0; taken < 2; taken += 1) test.take('A');
    for (let taken = 0; taken < 4; taken += 1) test.take('B', priority);
    expect(test.serve('1', 6)).toEqual(['B001', 'B002', 'A001', 'B003', 'B004', 'A002']);
  });

  it('a class without anybody passes its turn', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 3; taken += 1) test.take('A', priority);
    expect(test.serve('1', 3)).toEqual(['A001', 'A002', 'A003']);
  });

  it('are counted at each counter for itself', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    for (let taken = 0; taken < 4; taken += 1) test.take('B');
    for (let taken = 0; taken < 2; taken += 1) test.take('B', priority);
    expect([test.call('1'), test.call('2')]).toEqual(['B005', 'B006']);
  });
});

describe('the bound on being overtaken', () => {
  it('who has waited so long goes before everybody who came later, whatever the class', () => {
    const turns = { appointment: 1, priority: 9, ordinary: 1 };
    const test = LobbyUnderTest.open({ order: { ...lobby.order, turns } });
    const first = test.take('A');
    test.later(60 * MINUTE_MS - 1).take('A', priority);
    expect(test.call('1')).toBe('A002');
    test.must({ type: 'finish', counter: '1' });
    test.take('A', priority);
    expect(test.later(1).call('1')).toBe(first.number);
  });

  it('nobody starves however many with priority keep coming', () => {
    const order = { turns: { appointment: 1, priority: 9, ordinary: 1 }, overtakenMaxMs: 20 * MINUTE_MS };
    const test = LobbyUnderTest.open({ order });
    const patient = test.take('A');
    const waited = Array.from({ length: 30 }, () => {
      test.take('B', priority);
      test.later(MINUTE_MS);
      return test.serve('1', 1)[0];
    });
    const turn = waited.indexOf(patient.number);
    expect(turn).toBeGreaterThanOrEqual(0);
    expect(turn).toBeLessThan(21);
  });

  it('counts the line of overflow only from where the counter helps out', () => {
    const counters = [
      { id: '1', services: ['A'], overflow: [{ service: 'B', afterMs: 90 * MINUTE_MS }] },
      { id: '2', services: ['B'], overflow: [] },
    ];
    const test = LobbyUnderTest.open({ counters });
    test.take('B');
    test.later(70 * MINUTE_MS).take('A');
    expect(test.call('1')).toBe('A001');
  });
});

describe('a counter helps out', () => {
  const counters = [
    { id: '1', services: ['A'], overflow: [{ service: 'B', afterMs: 5 * MINUTE_MS }] },
    { id: '2', services: ['B'], overflow: [] },
  ];

  it('once somebody of the other service has waited so long', () => {
    const test = LobbyUnderTest.open({ counters });
    test.take('B');
    expect(test.later(5 * MINUTE_MS - 1).call('1')).toBeNull();
    expect(test.later(1).call('1')).toBe('B001');
  });

  it('not sooner because nobody offers the service all day: it waits as agreed', () => {
    const test = LobbyUnderTest.open({ counters: counters.slice(0, 1) });
    test.take('B');
    expect(test.call('1')).toBeNull();
    expect(test.later(5 * MINUTE_MS).call('1')).toBe('B001');
  });
});

describe('skills', () => {
  const agents = [
    { id: 'lin', services: ['A'] },
    { id: 'chen', services: ['B'] },
  ];

  it('an agent is given only whom the agent can serve', () => {
    const test = LobbyUnderTest.open({ agents });
    test.take('B');
    test.take('A');
    expect(test.serve('1', 2)).toEqual(['A001', null]);
  });

  it('nobody sits down where there is nothing to do for them', () => {
    const test = LobbyUnderTest.open({ agents });
    test.must({ type: 'sign-out', counter: '1' });
    expect(test.ask({ type: 'sign-in', counter: '2', agent: 'lin' })).toBe('agent-unskilled');
    expect(test.said({ type: 'sign-in', counter: '2', agent: 'chen' })).toEqual(['counter.signed-in']);
  });
});

const move = (ticket: string, place: 'front' | 'time' | 'back') =>
  ({ type: 'move', ticket, place, reason: 'promised' }) as const;

describe('staff move a ticket, with a reason', () => {
  it('to the front: the next, before everybody of every class', () => {
    const test = LobbyUnderTest.open();
    test.take('A', priority);
    const moved = test.take('B');
    test.must(move(moved.id, 'front'));
    expect(test.log.at(-1)).toMatchObject({
      type: 'ticket.moved',
      data: { by: 'staff', reason: 'promised' },
    });
    expect(test.call('1')).toBe(moved.number);
  });

  it('whoever is moved there later comes before whoever was moved there earlier', () => {
    const test = LobbyUnderTest.open();
    const [first, second] = [test.take('A'), test.take('A')];
    test.must(move(first.id, 'front'));
    test.must(move(second.id, 'front'));
    expect(test.serve('1', 2)).toEqual([second.number, first.number]);
  });

  it('to the back, and to where its time of arrival puts it', () => {
    const test = LobbyUnderTest.open();
    const [first, second] = [test.take('A'), test.later(1000).take('A')];
    test.must(move(first.id, 'back'));
    expect(test.ticket(first.id).place.key).toBe(test.nowMs);
    test.must(move(first.id, 'time'));
    expect(test.serve('1', 2)).toEqual([first.number, second.number]);
  });

  it('only while it waits', () => {
    const test = LobbyUnderTest.open();
    const ticket = test.take('A');
    test.call('1');
    expect(test.ask(move(ticket.id, 'front'))).toBe('ticket-not-waiting');
    expect(test.ask(move('nobody', 'front'))).toBe('ticket-unknown');
  });
});

describe('who comes up', () => {
  it('is told in the order in which the counter would call', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 3; taken += 1) test.take('A');
    test.take('B', priority);
    const upcoming = upcomingFor(test.state, '1', test, 3).map(({ number }) => number);
    expect(upcoming).toEqual(['B001', 'A001', 'A002']);
    expect(test.serve('1', 3)).toEqual(upcoming);
    expect(upcomingFor(test.state, '1', test, 0)).toEqual([]);
    expect(upcomingFor(test.state, 'nowhere', test, 3)).toEqual([]);
  });
});
