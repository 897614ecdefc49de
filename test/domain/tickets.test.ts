import { describe, expect, it } from 'vitest';
import { linesWithoutService, peopleBefore, peopleWaitingBeside } from '../../firmware-host/domain/order.ts';
import { formatArchiveNumber, formatNumber } from '../../firmware-host/domain/numbers.ts';
import { LobbyUnderTest, lobby } from '../support/lobby.ts';

describe('taking a number', () => {
  it('gives each service its own numbers and the day one archive sequence', () => {
    const test = LobbyUnderTest.open();
    const taken = ['A', 'B', 'A'].map((service) => test.take(service));
    expect(taken.map(({ number }) => number)).toEqual(['A001', 'B001', 'A002']);
    expect(taken.map(({ archiveNumber }) => archiveNumber)).toEqual(['261121001', '261121002', '261121003']);
  });

  it('goes on after 999 with four digits', () => {
    expect([1, 999, 1000].map((sequence) => formatNumber('A', sequence))).toEqual(['A001', 'A999', 'A1000']);
    expect(formatArchiveNumber('2026-11-21', 1000)).toBe('2611211000');
  });

  it('tells how many will be called before: all lines of the counters that offer the service', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 20; taken += 1) test.take('B');
    const first = test.take('A');
    expect(first.ahead).toBe(20);
    test.must({ type: 'call-next', counter: '1' });
    expect(peopleBefore(test.state, first)).toBe(19);
    expect(peopleWaitingBeside(test.state, 'B')).toBe(20);
  });

  it('does not count lines that no counter of the service calls', () => {
    const apart = {
      ...lobby,
      counters: [
        { id: '1', services: ['A'] },
        { id: '2', services: ['B'] },
      ],
    };
    const test = LobbyUnderTest.open();
    test.must({ type: 'apply-config', lobby: apart });
    test.take('B');
    expect(test.take('A').ahead).toBe(0);
  });

  it('prints where the kiosk has a printer, in the language that the visitor chose', () => {
    const test = LobbyUnderTest.open();
    expect(test.take('A', { language: 'en' })).toMatchObject({
      language: 'en',
      print: { state: 'waiting', printer: 'ticket-printer' },
    });
    expect(test.take('A', { kiosk: 'wall' })).toMatchObject({ language: 'zh-CN', print: null });
  });

  it('is refused without a day, and for what the lobby does not have', () => {
    const before = new LobbyUnderTest();
    const take = { type: 'take-ticket', kiosk: null, language: null, ticket: 't', token: 's' } as const;
    expect(before.ask({ ...take, service: 'A' })).toBe('day-not-open');
    const test = LobbyUnderTest.open();
    expect(test.ask({ ...take, service: 'Z' })).toBe('service-unknown');
    expect(test.ask({ ...take, service: 'A', kiosk: 'roof' })).toBe('kiosk-unknown');
    expect(test.log).toHaveLength(3);
  });
});

describe('the lobby day', () => {
  it('opens once, and never one that is past', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask({ type: 'open-day', date: '2026-11-21' })).toEqual([]);
    expect(test.ask({ type: 'open-day', date: '2026-11-20' })).toEqual([]);
    expect(test.state.day?.date).toBe('2026-11-21');
  });

  it('begins the numbers anew, but steps over those that people still hold', () => {
    const test = LobbyUnderTest.open();
    const [served, waiting] = [test.take('A'), test.take('A')];
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'finish', counter: '1' });
    test.must({ type: 'open-day', date: '2026-11-22' });
    expect(test.state.tickets.has(waiting.id)).toBe(true);
    expect(served.number).toBe('A001');
    expect([test.take('A'), test.take('A')].map(({ number }) => number)).toEqual(['A001', 'A003']);
    expect(test.take('B').archiveNumber).toBe('261122003');
  });

  it('keeps who sits where, who is being served and who waits', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    test.must({ type: 'open-day', date: '2026-11-22' });
    expect(test.at('1')).toBe('A001');
    test.must({ type: 'finish', counter: '1' });
    test.must({ type: 'call-next', counter: '1' });
    expect(test.at('1')).toBe('A002');
  });

  it('lets a finished ticket of yesterday go, unless its paper is still to come', () => {
    const test = LobbyUnderTest.open();
    const [printed, unprinted] = [test.take('A'), test.take('A')];
    const job = printed.print?.id ?? '';
    test.must({ type: 'print-sending', job });
    test.must({ type: 'print-printed', job, proof: 'confirmed' });
    for (let served = 0; served < 2; served += 1) {
      test.must({ type: 'call-next', counter: '1' });
      test.must({ type: 'finish', counter: '1' });
    }
    test.must({ type: 'open-day', date: '2026-11-22' });
    expect([...test.state.tickets.keys()]).toEqual([unprinted.id]);
    expect(test.state.openJobs.size).toBe(1);
  });
});

describe('what leaves the configuration', () => {
  it('strands nobody: people of a service that is gone are called all the same', () => {
    const test = LobbyUnderTest.open();
    test.take('B');
    test.must({ type: 'apply-config', lobby: withoutB });
    expect(linesWithoutService(test.state)).toEqual(['B']);
    test.must({ type: 'call-next', counter: '1' });
    expect(test.at('1')).toBe('B001');
    test.must({ type: 'finish', counter: '1' });
    expect(linesWithoutService(test.state)).toEqual([]);
  });

  it('takes a counter away with its last visitor, over a new day too', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    const counters = lobby.counters.filter(({ id }) => id !== '1');
    test.must({ type: 'apply-config', lobby: { ...lobby, counters } });
    test.must({ type: 'open-day', date: '2026-11-22' });
    test.must({ type: 'finish', counter: '1' });
    expect([...test.state.counters.keys()]).toEqual(['2']);
    expect(test.ask({ type: 'sign-in', counter: '1', agent: 'lin' })).toBe('counter-unknown');
  });
});

const withoutB = {
  ...lobby,
  services: [{ letter: 'A' }],
  counters: lobby.counters.map(({ id }) => ({ id, services: ['A'] })),
};

describe('the configuration', () => {
  it('is a fact once', () => {
    const test = LobbyUnderTest.open();
    expect(test.ask({ type: 'apply-config', lobby: structuredClone(lobby) })).toEqual([]);
    expect(test.ask({ type: 'apply-config', lobby: { ...lobby, language: 'en' } })).toHaveLength(1);
  });

  it('keeps a counter that was taken away until its visitor is served', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'call-next', counter: '1' });
    const counters = lobby.counters.filter(({ id }) => id !== '1');
    test.must({ type: 'apply-config', lobby: { ...lobby, counters } });
    expect(test.ask({ type: 'finish', counter: '1' })).toHaveLength(2);
    expect(test.ask({ type: 'sign-in', counter: '3', agent: 'lin' })).toBe('counter-unknown');
  });
});
