/** Services: their numbers, their hours, their limits, and when staff close them. */
import { describe, expect, it } from 'vitest';
import { aheadOfTicket } from '../../firmware-host/domain/ahead.ts';
import { formatArchiveNumber, formatNumber } from '../../firmware-host/domain/numbers.ts';
import { serviceStatus } from '../../firmware-host/domain/service-status.ts';
import { LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

/** A lobby whose service A is as told; B is as ever. */
const withA = (change: Parameters<typeof service>[1]) =>
  LobbyUnderTest.open({ services: [service('A', change), service('B')] });

const statusOf = (test: LobbyUnderTest, letter = 'A') => serviceStatus(test.state, letter, test.now);

const sentAway = (reason: string) => [
  { type: 'ticket.refused', data: { service: 'A', kiosk: 'door', reason } },
];

/** The facts about who was sent away. */
const refused = (test: LobbyUnderTest) =>
  test.log.flatMap(({ type, data }) => (type === 'ticket.refused' ? [{ type, data }] : []));

describe('numbers', () => {
  it('are each service’s own, and the day has one archive sequence', () => {
    const test = LobbyUnderTest.open();
    const taken = ['A', 'B', 'A'].map((letter) => test.take(letter));
    expect(taken.map(({ number }) => number)).toEqual(['A001', 'B001', 'A002']);
    expect(taken.map(({ archiveNumber }) => archiveNumber)).toEqual(['261121001', '261121002', '261121003']);
  });

  it('go on after 999 with four digits, or have as many as the house wants', () => {
    expect([1, 999, 1000].map((sequence) => formatNumber('A', sequence, 3))).toEqual([
      'A001',
      'A999',
      'A1000',
    ]);
    expect(formatNumber('A', 7, 2)).toBe('A07');
    expect(formatArchiveNumber('2026-11-21', 1000)).toBe('2611211000');
  });

  it('come from the range of the service, and when it is used up there are none', () => {
    const test = withA({ numbers: { from: 11, to: 12, digits: 2 } });
    expect([test.take('A'), test.take('A')].map(({ number }) => number)).toEqual(['A11', 'A12']);
    expect(test.askNumber('A')).toBe('numbers-used-up');
    expect(refused(test)).toEqual(sentAway('full'));
  });

  it('step over the series of the pre-printed slips', () => {
    const test = withA({ slips: { from: 2, to: 3 } });
    expect([test.take('A'), test.take('A')].map(({ number }) => number)).toEqual(['A001', 'A004']);
  });

  it('tell how many will be called before: all lines of the counters that offer the service', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 20; taken += 1) test.take('B');
    const first = test.take('A');
    expect(first.ahead).toBe(20);
    test.call('1');
    expect(aheadOfTicket(test.state, first)).toBe(19);
  });

  it('do not count lines that no counter of the service calls', () => {
    const counters = [
      { id: '1', services: ['A'], overflow: [] },
      { id: '2', services: ['B'], overflow: [] },
    ];
    const test = LobbyUnderTest.open({ counters });
    test.take('B');
    expect(test.take('A').ahead).toBe(0);
  });

  it('are on paper where the kiosk has a printer, in the language that the visitor chose', () => {
    const test = LobbyUnderTest.open();
    expect(test.take('A', { language: 'en' })).toMatchObject({
      language: 'en',
      print: { state: 'waiting', printer: 'ticket-printer' },
    });
    expect(test.take('A', { kiosk: 'wall' })).toMatchObject({ language: 'zh-CN', print: null });
  });

  it('are not given for what the lobby does not have, nor before its day', () => {
    expect(new LobbyUnderTest().askNumber('A')).toBe('day-not-open');
    expect(LobbyUnderTest.configured().askNumber('A')).toBe('day-not-open');
    const test = LobbyUnderTest.open();
    expect(test.askNumber('Z')).toBe('service-unknown');
    expect(test.askNumber('A', { kiosk: 'roof' })).toBe('kiosk-unknown');
    expect(test.askNumber('A', { beside: 't99' })).toBe('ticket-unknown');
  });
});

describe('hours', () => {
  const HOUR_MS = 60 * MINUTE_MS;
  const span = (from: number, until: number) => ({
    ticketsFromAt: from * HOUR_MS - 10 * MINUTE_MS,
    fromAt: from * HOUR_MS,
    ticketsUntilAt: until * HOUR_MS - 15 * MINUTE_MS,
    untilAt: until * HOUR_MS,
  });
  /** Open from nine to twelve and from two to five, counted from the lobby's midnight. */
  const withHours = () => LobbyUnderTest.open({}, { A: [span(9, 12), span(14, 17)], B: null });

  it.each([
    [8 * 60, { state: 'not-yet', opensAt: 530 * MINUTE_MS }],
    [8 * 60 + 50, { state: 'open' }],
    [11 * 60 + 44, { state: 'open' }],
    [11 * 60 + 45, { state: 'break', opensAt: 830 * MINUTE_MS }],
    [14 * 60, { state: 'open' }],
    [16 * 60 + 45, { state: 'over', opensAt: null }],
  ])('at minute %d of the day the service is %j', (minute, expected) => {
    const test = withHours().later(minute * MINUTE_MS);
    expect(statusOf(test)).toEqual(expected);
    expect(test.askNumber('A') === 'service-closed').toBe(expected.state !== 'open');
  });

  it('let those who are inside after the last ticket be served', () => {
    const test = withHours().later(11 * HOUR_MS);
    test.take('A');
    test.later(HOUR_MS);
    expect(test.askNumber('A')).toBe('service-closed');
    expect(refused(test)).toEqual(sentAway('closed'));
    expect(test.serve('1', 1)).toEqual(['A001']);
  });

  it('close nothing on a clock that nobody trusts', () => {
    const test = withHours().setClock(3 * HOUR_MS, false);
    expect(test.take('A').number).toBe('A001');
  });

  it('tell when they begin and end, each moment once', () => {
    const test = withHours().later(12 * HOUR_MS);
    expect([test.byItself(), test.byItself(), test.byItself()]).toEqual([
      ['hours.reached'],
      ['hours.reached'],
      [],
    ]);
  });

  it('a service without hours today is closed all day', () => {
    const test = LobbyUnderTest.open({}, { B: null });
    expect(statusOf(test)).toEqual({ state: 'closed-today', opensAt: null });
    expect(test.askNumber('A')).toBe('service-closed');
  });
});

describe('limits', () => {
  it('a service where so many wait is full until one is called', () => {
    const test = withA({ waitingMax: 1 });
    test.take('A');
    expect(test.askNumber('A')).toBe('service-full');
    expect(refused(test)).toEqual(sentAway('full'));
    test.call('1');
    expect(test.take('A').number).toBe('A002');
  });

  it('a service that has given so many is full for today, and open tomorrow', () => {
    const test = withA({ dayMax: 1 });
    test.take('A');
    test.serve('1', 1);
    expect(statusOf(test)).toEqual({ state: 'full-today' });
    expect(test.askNumber('A')).toBe('service-full');
    test.must({ type: 'open-day', date: '2026-11-22', timetable: { A: null } });
    expect(test.take('A').number).toBe('A001');
  });

  it('a kiosk that is out of order counts whom it sent away', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'report-blocked', service: 'A', kiosk: 'door' });
    expect(refused(test)).toEqual(sentAway('out-of-order'));
    expect(test.ask({ type: 'report-blocked', service: 'Z', kiosk: 'door' })).toBe('service-unknown');
    expect(test.ask({ type: 'report-blocked', service: 'A', kiosk: 'roof' })).toBe('kiosk-unknown');
  });
});

describe('a service that staff close', () => {
  const reason = { en: 'The colleague is ill' };

  it('gives its reason and no numbers, until they open it', () => {
    const test = LobbyUnderTest.open();
    expect(test.said({ type: 'close-service', service: 'A', reason })).toEqual(['service.closed']);
    expect(statusOf(test)).toEqual({ state: 'by-staff', reason });
    expect(test.askNumber('A')).toBe('service-closed');
    expect(test.said({ type: 'open-service', service: 'A' })).toEqual(['service.opened']);
    expect(test.take('A').number).toBe('A001');
  });

  it('is closed once; another reason is news', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'close-service', service: 'A', reason });
    expect(test.ask({ type: 'close-service', service: 'A', reason })).toEqual([]);
    expect(test.ask({ type: 'close-service', service: 'A', reason: { en: 'Flood' } })).toHaveLength(1);
    expect(test.ask({ type: 'open-service', service: 'B' })).toEqual([]);
    expect(test.ask({ type: 'close-service', service: 'Z', reason })).toBe('service-unknown');
    expect(test.ask({ type: 'open-service', service: 'Z' })).toBe('service-unknown');
  });

  it('still serves who waits for it, and stays closed over the night', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({ type: 'close-service', service: 'A', reason });
    expect(test.serve('1', 1)).toEqual(['A001']);
    test.must({ type: 'open-day', date: '2026-11-22', timetable: { A: null } });
    expect(test.askNumber('A')).toBe('service-closed');
  });
});
