/** Appointments: kept, early, late, missed. */
import { describe, expect, it } from 'vitest';
import { lobby, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

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

/** A second one for two hours after the opening, whose holder is here already. */
function withLaterOne(test: LobbyUnderTest) {
  test.must(book('a2', 2 * HOUR_MS));
  return test.take(null, { appointment: 'code-a2' });
}

describe('an appointment beside one that is yet to come', () => {
  it('is not put behind it when its holder comes back from a no-show', () => {
    const test = booked();
    const [mine] = [arrive(test), withLaterOne(test)];
    test.later(HOUR_MS).call('1');
    test.must({ type: 'no-show', counter: '1' });
    test.later(MINUTE_MS).must({ type: 'return', ticket: mine.id });
    expect(test.ticket(mine.id).place.key).toBeLessThanOrEqual(test.nowMs);
    expect(test.call('1')).toBe(mine.number);
  });

  it('has nobody to let go first', () => {
    const test = booked();
    const [mine] = [arrive(test), withLaterOne(test)];
    test.later(HOUR_MS);
    expect(test.ask({ type: 'postpone', ticket: mine.id, places: 1 })).toEqual([]);
    expect(test.call('1')).toBe(mine.number);
  });
});

describe('the credit of a latecomer', () => {
  it('is half of the bound on being overtaken at most: coming late is not the fastest way', () => {
    const test = booked();
    const before = test.later(65 * MINUTE_MS).take('A');
    const late = arrive(test.later(35 * MINUTE_MS));
    expect(test.nowMs - late.place.key).toBe(lobby.order.overtakenMaxMs / 2);
    expect(test.serve('1', 2)).toEqual([before.number, late.number]);
  });

  it('never brings anybody over the bound', () => {
    const test = booked();
    const patient = test.later(3 * HOUR_MS).take('A');
    arrive(test.later(35 * MINUTE_MS));
    expect(test.call('1')).toBe(patient.number);
  });
});

const called = (test: LobbyUnderTest) => {
  const told = test.must({ type: 'call-next', counter: '1' });
  return told.find(({ type }) => type === 'ticket.called');
};

describe('the wait of an appointment', () => {
  it.each([
    ['before it', 55, 0],
    ['after it', 65, 5],
  ])('counts from the time booked on, and is none when called %s', (_when, calledAt, waited) => {
    const test = booked();
    arrive(test.later(30 * MINUTE_MS));
    test.later((calledAt - 30) * MINUTE_MS);
    expect(called(test)).toMatchObject({ data: { waitedMs: waited * MINUTE_MS } });
    expect(test.state.queuedMs).toEqual([waited * MINUTE_MS]);
  });

  it('is promised only from the time booked on', () => {
    const test = booked();
    for (let visit = 0; visit < 6; visit += 1) {
      test.take('A');
      test.call('1');
      test.later(MINUTE_MS).must({ type: 'finish', counter: '1' });
    }
    expect(test.take('A').wait).not.toBeNull();
    expect(arrive(test).wait).toBeNull();
    test.serve('1', 1);
    expect(called(test)).toMatchObject({ data: { isPromiseKept: null } });
    test.must(book('a2', 2 * HOUR_MS));
    test.setClock(2 * HOUR_MS + MINUTE_MS);
    expect(test.take(null, { appointment: 'code-a2' }).wait).not.toBeNull();
  });
});
