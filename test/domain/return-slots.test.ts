/** Times to come back to a service that is full. */
import { describe, expect, it } from 'vitest';
import type { Lobby } from '../../firmware-host/domain/lobby.ts';
import { LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const slot = (appointment: string) =>
  ({
    type: 'take-return-slot',
    kiosk: null,
    appointment,
    code: `code-${appointment}`,
    service: 'A',
  }) as const;

const timeOf = (test: LobbyUnderTest, id: string) => test.state.appointments.get(id)?.at;

describe('a time to come back', () => {
  const returnSlots = { everyMs: 15 * MINUTE_MS, places: 1 };
  const full = (change: Partial<Lobby> = {}) => {
    const test = LobbyUnderTest.open({
      ...change,
      services: [service('A', { waitingMax: 1, returnSlots }), service('B')],
    });
    test.take('A', { by: 'staff' });
    return test;
  };

  it('is given where the service is full: the first free one, so many visitors to each', () => {
    const test = full();
    test.must(slot('s1'));
    test.must(slot('s2'));
    expect([timeOf(test, 's1'), timeOf(test, 's2')]).toEqual([15 * MINUTE_MS, 30 * MINUTE_MS]);
    test.must({ type: 'cancel-appointment', appointment: 's1' });
    test.must(slot('s3'));
    expect(timeOf(test, 's3')).toBe(15 * MINUTE_MS);
  });

  it('is kept like an appointment, however full it is then', () => {
    const test = full();
    test.must(slot('s1'));
    expect(test.later(15 * MINUTE_MS).take(null, { appointment: 'code-s1' }).class).toBe('appointment');
  });

  it('is given nowhere else', () => {
    const test = LobbyUnderTest.open({ services: [service('A', { returnSlots }), service('B')] });
    expect(test.ask(slot('s1'))).toBe('slots-none');
    expect(test.ask({ ...slot('s1'), service: 'B' })).toBe('slots-none');
    expect(test.ask({ ...slot('s1'), service: 'Z' })).toBe('service-unknown');
    const twice = full();
    twice.must(slot('s1'));
    expect(twice.ask(slot('s1'))).toBe('appointment-taken');
  });

  it('lies within the hours of the service', () => {
    const untilAt = 40 * MINUTE_MS;
    const hours = [{ ticketsFromAt: 0, fromAt: 0, ticketsUntilAt: untilAt, untilAt }];
    const test = LobbyUnderTest.open(
      { services: [service('A', { waitingMax: 0, returnSlots }), service('B')] },
      { A: hours, B: null },
    );
    test.must(slot('s1'));
    test.must(slot('s2'));
    expect(test.ask(slot('s3'))).toBe('slots-none');
  });

  it('counts like a number where a child presses and presses', () => {
    const test = full({ kioskLimit: { withinMs: MINUTE_MS, confirmAfter: 1, pauseAfter: 2 } });
    test.must(slot('s1'));
    expect(test.askNumber('B')).toBe('kiosk-confirm');
    test.must(slot('s2'));
    expect(test.ask(slot('s3'))).toBe('kiosk-paused');
    expect(test.askNumber('B', { isConfirmed: true })).toBe('kiosk-paused');
    expect(test.said({ ...slot('s3'), kiosk: 'wall' })).toEqual(['appointment.booked']);
    expect(test.later(MINUTE_MS).said(slot('s4'))).toEqual(['appointment.booked']);
  });

  it('says at which kiosk it was given; one that staff book has none', () => {
    const test = full();
    expect(test.ask(slot('s1'))).toMatchObject([{ data: { kiosk: 'door' } }]);
    expect(test.ask({ ...slot('s2'), kiosk: 'wall' })).toMatchObject([{ data: { kiosk: 'wall' } }]);
    expect(test.ask({ ...slot('s3'), kiosk: 'roof' })).toBe('kiosk-unknown');
    const booked = { appointment: 'b1', code: 'b1', service: 'A', at: MINUTE_MS, source: 'staff' } as const;
    expect(test.ask({ type: 'book-appointment', ...booked })).toMatchObject([{ data: { kiosk: null } }]);
  });

  it('is no time on a clock that nobody trusts', () => {
    const test = full().setClock(9 * 60 * MINUTE_MS, false);
    expect(test.ask(slot('s1'))).toBe('slots-none');
  });
});
