/** Appointments: kept, early, late, missed; and times to come back to a service that is full. */
import { describe, expect, it } from 'vitest';
import { LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

const HOUR_MS = 60 * MINUTE_MS;

/** An open lobby with an appointment for A one hour after the opening. */
function booked(): LobbyUnderTest {
  const test = LobbyUnderTest.open();
  test.must(book('a1', HOUR_MS));
  return test;
}

const book = (appointment: string, at: number) =>
  ({
    type: 'book-appointment',
    appointment,
    code: `code-${appointment}`,
    service: 'A',
    at,
    source: 'staff',
  }) as const;

const arrive = (test: LobbyUnderTest) => test.take(null, { appointment: 'code-a1' });

describe('an appointment', () => {
  it('is called at its time, before ordinary visitors who came long before', () => {
    const test = booked().later(20 * MINUTE_MS);
    for (let taken = 0; taken < 3; taken += 1) test.take('A');
    const kept = arrive(test.later(35 * MINUTE_MS));
    expect(kept).toMatchObject({ class: 'appointment', service: 'A', appointmentAt: HOUR_MS });
    expect(test.later(5 * MINUTE_MS).call('1')).toBe(kept.number);
  });

  it('is called as one from its tolerance on, and not sooner while others wait', () => {
    const test = booked();
    const kept = arrive(test.later(30 * MINUTE_MS));
    test.take('A');
    test.take('A');
    test.take('A');
    expect(test.later(19 * MINUTE_MS).call('1')).toBe('A002');
    test.must({ type: 'finish', counter: '1' });
    expect(test.later(MINUTE_MS).call('1')).toBe(kept.number);
  });

  it('that comes early is better served than kept where nobody else waits', () => {
    const test = booked();
    const kept = arrive(test.later(10 * MINUTE_MS));
    expect(test.call('1')).toBe(kept.number);
  });

  it('much too early is sent for a coffee', () => {
    const test = LobbyUnderTest.open();
    test.must(book('a1', 5 * HOUR_MS));
    expect(test.askNumber(null, { appointment: 'code-a1' })).toBe('appointment-early');
    expect(test.askNumber(null, { appointment: 'no code' })).toBe('appointment-unknown');
  });

  it('of a latecomer is ordinary, with credit for the time booked', () => {
    const test = booked();
    const before = test.later(50 * MINUTE_MS).take('A');
    test.later(15 * MINUTE_MS).take('A');
    const late = arrive(test.later(10 * MINUTE_MS));
    expect(late.class).toBe('ordinary');
    expect(test.serve('1', 2)).toEqual([before.number, late.number]);
  });

  it('counts once: the code is used up with the ticket', () => {
    const test = booked();
    arrive(test);
    expect(test.askNumber(null, { appointment: 'code-a1' })).toBe('appointment-unknown');
  });

  it('has a place however full the service is', () => {
    const test = LobbyUnderTest.open({ services: [service('A', { waitingMax: 0 }), service('B')] });
    test.must(book('a1', HOUR_MS));
    expect(test.askNumber('A')).toBe('service-full');
    expect(arrive(test).class).toBe('appointment');
  });

  it('is judged by nobody on a clock that cannot be trusted', () => {
    const test = booked().setClock(9 * HOUR_MS, false);
    expect(arrive(test).class).toBe('appointment');
  });

  it('that was moved to the back does not come forward by it', () => {
    const test = booked();
    const early = arrive(test.later(30 * MINUTE_MS));
    test.must({ type: 'move', ticket: early.id, place: 'back', reason: 'wished' });
    expect(test.ticket(early.id).place.key).toBe(early.place.key);
  });

  it('that was parked comes back to its time, not to that of its coming', () => {
    const test = booked();
    const early = arrive(test.later(30 * MINUTE_MS));
    test.must({ type: 'park-waiting', ticket: early.id, untilAt: 40 * MINUTE_MS, reason: 'coffee' });
    test.must({ type: 'unpark', ticket: early.id });
    expect(test.ticket(early.id).place.key).toBe(early.place.key);
  });
});

describe('booking', () => {
  it('needs a service, a time to come, and a code of its own', () => {
    const test = booked();
    expect(test.ask(book('a1', HOUR_MS))).toBe('appointment-taken');
    expect(test.ask({ ...book('a2', HOUR_MS), code: 'code-a1' })).toBe('appointment-taken');
    expect(test.ask(book('a2', 0))).toBe('time-past');
    expect(test.ask({ ...book('a2', HOUR_MS), service: 'Z' })).toBe('service-unknown');
  });

  it('can be taken back', () => {
    const test = booked();
    expect(test.said({ type: 'cancel-appointment', appointment: 'a1' })).toEqual(['appointment.cancelled']);
    expect(test.ask({ type: 'cancel-appointment', appointment: 'a1' })).toBe('appointment-unknown');
    expect(test.askNumber(null, { appointment: 'code-a1' })).toBe('appointment-unknown');
  });

  it('that nobody keeps is missed after its tolerance, once', () => {
    const test = booked().later(70 * MINUTE_MS);
    expect(test.byItself()).toEqual([]);
    expect(test.later(1).byItself()).toEqual(['appointment.missed']);
    expect(test.byItself()).toEqual([]);
    expect(arrive(test).class).toBe('ordinary');
  });

  it('for another day outlives the night', () => {
    const test = booked();
    test.must(book('a2', 25 * HOUR_MS));
    test.later(24 * HOUR_MS);
    test.must({ type: 'open-day', date: '2026-11-22', timetable: { A: null } });
    expect([...test.state.appointments.keys()]).toEqual(['a2']);
    expect(test.take(null, { appointment: 'code-a2' }).class).toBe('appointment');
  });
});

const slot = (appointment: string) =>
  ({ type: 'take-return-slot', appointment, code: `code-${appointment}`, service: 'A' }) as const;

const timeOf = (test: LobbyUnderTest, id: string) => test.state.appointments.get(id)?.at;

describe('a time to come back', () => {
  const returnSlots = { everyMs: 15 * MINUTE_MS, places: 1 };
  const full = () => {
    const test = LobbyUnderTest.open({
      services: [service('A', { waitingMax: 1, returnSlots }), service('B')],
    });
    test.take('A');
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
});
