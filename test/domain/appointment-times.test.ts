/** Appointments and the clock on the wall: power cuts, evacuations, hours, nights. */
import { describe, expect, it } from 'vitest';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import type { Timetable } from '../../firmware-host/domain/timetable.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const HOUR_MS = 60 * MINUTE_MS;

const book = (test: LobbyUnderTest, appointment: string, at: number) =>
  test.must({
    type: 'book-appointment',
    appointment,
    code: `code-${appointment}`,
    service: 'A',
    at,
    source: 'staff',
  });

/** An open lobby with an appointment for A at a moment. */
function booked(
  at = HOUR_MS,
  change: Partial<Lobby> = {},
  timetable: Timetable = alwaysOpen,
): LobbyUnderTest {
  const test = LobbyUnderTest.open(change, timetable);
  book(test, 'a1', at);
  return test;
}

const arrive = (test: LobbyUnderTest, appointment = 'a1') =>
  test.take(null, { appointment: `code-${appointment}` });

/** Everybody is outside for so long. */
const evacuated = (test: LobbyUnderTest, ms: number) => {
  test.must({ type: 'evacuate', reason: 'alarm' });
  test.later(ms).must({ type: 'resume-lobby' });
  return test;
};

describe('an appointment is due by the clock on the wall', () => {
  it.each([
    ['a power cut', (test: LobbyUnderTest) => test.powerCut(50 * MINUTE_MS)],
    ['an evacuation', (test: LobbyUnderTest) => evacuated(test, 50 * MINUTE_MS)],
  ])('%s of fifty minutes does not delay it', (_what, passes) => {
    const test = booked();
    const kept = arrive(test.later(5 * MINUTE_MS));
    const ordinary = test.take('A');
    test.take('A');
    test.take('A');
    expect(passes(test).call('1')).toBe(kept.number);
    test.must({ type: 'finish', counter: '1' });
    expect(test.call('1')).toBe(ordinary.number);
  });

  it('nor does one that is booked for later, and whose holder came after the cut', () => {
    const test = booked();
    const kept = arrive(test.later(5 * MINUTE_MS));
    book(test.powerCut(50 * MINUTE_MS), 'a2', 90 * MINUTE_MS);
    const later = arrive(test, 'a2');
    test.take('A');
    expect(test.call('1')).toBe(kept.number);
    test.must({ type: 'finish', counter: '1' });
    expect(test.serve('1', 2)).toEqual(['A003', later.number]);
  });

  it('and on a clock that nobody trusts as soon as its holder is here', () => {
    const test = booked();
    test.take('A');
    const kept = arrive(test.setClock(9 * HOUR_MS, false));
    expect(test.setClock(0, false).call('1')).toBe(kept.number);
  });
});

describe('an appointment whose time fell into an evacuation', () => {
  it('is late only from its end on', () => {
    const inTime = evacuated(booked().later(55 * MINUTE_MS), 30 * MINUTE_MS);
    expect(arrive(inTime.later(10 * MINUTE_MS)).class).toBe('appointment');
    const late = evacuated(booked().later(55 * MINUTE_MS), 30 * MINUTE_MS);
    expect(arrive(late.later(10 * MINUTE_MS + 1)).class).toBe('ordinary');
  });

  it('is not missed as soon as people come back', () => {
    const test = evacuated(booked().later(55 * MINUTE_MS), 30 * MINUTE_MS);
    expect(test.byItself()).toEqual([]);
    expect(test.later(10 * MINUTE_MS).byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['appointment.missed']);
  });
});

const span = (from: number, until: number) => ({
  ticketsFromAt: from * HOUR_MS,
  fromAt: from * HOUR_MS,
  ticketsUntilAt: until * HOUR_MS - 15 * MINUTE_MS,
  untilAt: until * HOUR_MS,
});

const come = (test: LobbyUnderTest) => test.askNumber(null, { appointment: 'code-a1' });

describe('an expected visitor', () => {
  it.each([
    ['before the doors open', 8, 9],
    ['in the break', 13, 14],
    ['after the last number', 16.8, 17],
  ])('has a place %s', (_when, hour, at) => {
    const test = booked(at * HOUR_MS, {}, { A: [span(9, 12), span(14, 17)], B: null });
    test.later(hour * HOUR_MS);
    expect(test.askNumber('A')).toBe('service-closed');
    expect(arrive(test).class).toBe('appointment');
  });

  it('has a place where so many have come today', () => {
    const test = booked(HOUR_MS, { services: [service('A', { dayMax: 1 }), service('B')] });
    test.take('A');
    expect(test.askNumber('A')).toBe('service-full');
    expect(arrive(test).class).toBe('appointment');
  });

  it('has none where staff have closed the service, or all is closed today', () => {
    const test = booked();
    test.must({ type: 'close-service', service: 'A', reason: { en: 'ill' } });
    expect(come(test)).toBe('service-closed');
    expect(come(booked(HOUR_MS, {}, { B: null }))).toBe('service-closed');
  });

  it('has none after closing, while everybody is outside, and where no number is left', () => {
    const closed = booked();
    closed.must({ type: 'close-day', dispositions: {}, rest: 'keep' });
    expect(come(closed)).toBe('day-closed');
    const outside = booked();
    outside.must({ type: 'evacuate', reason: 'alarm' });
    expect(come(outside)).toBe('evacuation');
    const numbers = { from: 1, to: 1, digits: 3 };
    const usedUp = booked(HOUR_MS, { services: [service('A', { numbers }), service('B')] });
    usedUp.take('A');
    expect(come(usedUp)).toBe('numbers-used-up');
  });
});

describe('a time that is booked, over the night', () => {
  const open = { type: 'open-day', date: '2026-11-22', timetable: alwaysOpen } as const;

  it('is kept as long as its holder may come', () => {
    const test = booked().later(70 * MINUTE_MS);
    expect(test.said(open)).not.toContain('appointment.missed');
    expect(arrive(test).class).toBe('appointment');
  });

  it('is told as missed in the opening when it is over', () => {
    const test = booked().later(70 * MINUTE_MS + 1);
    expect(test.said(open)).toEqual(['appointment.missed', 'counter.signed-out', 'day.closed', 'day.opened']);
    expect(test.state.appointments.size).toBe(0);
  });

  it('is told as missed on a closed day, too: at its time, or in the opening', () => {
    const close = { type: 'close-day', dispositions: {}, rest: 'keep' } as const;
    const [awake, asleep] = [booked(), booked()];
    for (const test of [awake, asleep]) {
      test.must(close);
      test.later(70 * MINUTE_MS + 1);
    }
    expect(awake.byItself()).toEqual(['appointment.missed']);
    expect(awake.said(open)).toEqual(['day.opened']);
    expect(asleep.said(open)).toEqual(['appointment.missed', 'day.opened']);
  });

  it('is dropped by no clock that nobody trusts', () => {
    const test = booked().setClock(9 * 24 * HOUR_MS, false);
    expect(test.said(open)).not.toContain('appointment.missed');
    expect([...test.state.appointments.keys()]).toEqual(['a1']);
    expect(test.setClock(HOUR_MS, true).byItself()).toEqual([]);
    expect(arrive(test).class).toBe('appointment');
  });
});
