/** Arriving: priority, a crowd at the kiosk, several matters, groups, care, and slips from when everything was down. */
import { describe, expect, it } from 'vitest';
import { lobby, LobbyUnderTest, MINUTE_MS, service } from '../support/lobby.ts';

describe('priority', () => {
  it('that visitors may claim themselves is taken at the kiosk', () => {
    const ticket = LobbyUnderTest.open().take('A', { priority: 'elderly' });
    expect(ticket.class).toBe('priority');
  });

  it('for another reason is granted by staff, and one that is on no list by nobody', () => {
    const test = LobbyUnderTest.open();
    expect(test.askNumber('A', { priority: 'complaint' })).toBe('priority-staff-only');
    expect(test.askNumber('A', { priority: 'cousin of the boss' })).toBe('reason-unknown');
    const granted = test.take('A', { priority: 'complaint', issuer: 'lin', by: 'staff' });
    expect(granted.class).toBe('priority');
    expect(test.log.at(-1)).toMatchObject({
      type: 'ticket.prioritised',
      data: { ticket: granted.id, reason: 'complaint', by: 'lin', approver: null },
    });
  });

  it('that staff give has a name to it, whatever visitors may claim themselves', () => {
    const test = LobbyUnderTest.open();
    expect(test.askNumber('A', { priority: 'elderly', by: 'staff' })).toBe('priority-staff-only');
    expect(test.take('A', { priority: 'elderly', by: 'staff', issuer: 'lin' }).class).toBe('priority');
    expect(test.state.grants.get('lin')).toBe(1);
  });

  it('may be granted to one who waits already, and keeps the time of arrival', () => {
    const test = LobbyUnderTest.open();
    const [first, second] = [test.take('A'), test.later(1000).take('A')];
    const grant = { type: 'prioritise', reason: 'elderly', issuer: 'lin', approver: null } as const;
    test.must({ ...grant, ticket: second.id });
    expect(test.call('1')).toBe(second.number);
    expect(test.ticket(second.id).place).toEqual(second.place);
    expect(test.ask({ ...grant, ticket: second.id })).toBe('ticket-not-waiting');
    test.must({ ...grant, ticket: first.id });
    expect(test.ask({ ...grant, ticket: first.id })).toBe('already-priority');
  });

  it('beyond an agent’s quota of the day needs a second person', () => {
    const test = LobbyUnderTest.open({ priority: { ...lobby.priority, quota: 1 } });
    const grant = { priority: 'elderly', issuer: 'lin', by: 'staff' } as const;
    test.take('A', grant);
    expect(test.askNumber('A', grant)).toBe('approval-needed');
    expect(test.askNumber('A', { ...grant, approver: 'lin' })).toBe('approver-same');
    expect(test.askNumber('A', { ...grant, approver: 'nobody' })).toBe('agent-unknown');
    expect(test.askNumber('A', { ...grant, issuer: 'nobody' })).toBe('agent-unknown');
    expect(test.take('A', { ...grant, approver: 'chen' }).class).toBe('priority');
    expect(test.take('A', { ...grant, issuer: 'chen' }).class).toBe('priority');
    test.must({ type: 'open-day', date: '2026-11-22', timetable: { A: null } });
    expect(test.take('A', grant).class).toBe('priority');
  });

  it('is not needed with an appointment, and costs no grant there', () => {
    const test = LobbyUnderTest.open({ priority: { ...lobby.priority, quota: 0 } });
    test.must({
      type: 'book-appointment',
      appointment: 'a1',
      code: '4711',
      service: 'A',
      at: 5 * MINUTE_MS,
      source: 'staff',
    });
    const grant = { priority: 'elderly', issuer: 'lin', approver: 'chen', by: 'staff' } as const;
    expect(test.take(null, { ...grant, appointment: '4711' }).class).toBe('appointment');
    expect(test.state.grants.size).toBe(0);
  });

  it('tells the visitor how many really are ahead', () => {
    const test = LobbyUnderTest.open();
    for (let taken = 0; taken < 5; taken += 1) test.take('A');
    expect(test.take('A', { priority: 'elderly' }).ahead).toBe(0);
    expect(test.take('A', { priority: 'complaint', issuer: 'lin' }).ahead).toBeLessThan(4);
  });
});

describe('a kiosk that is pressed again and again', () => {
  const kioskLimit = { withinMs: MINUTE_MS, confirmAfter: 2, pauseAfter: 3 };
  const pressedTwice = () => {
    const test = LobbyUnderTest.open({ kioskLimit });
    test.take('A');
    test.take('A');
    return test;
  };

  it('asks first, then gives nothing for a while', () => {
    const test = pressedTwice();
    expect(test.askNumber('A')).toBe('kiosk-confirm');
    expect(test.take('A', { isConfirmed: true }).number).toBe('A003');
    expect(test.askNumber('A', { isConfirmed: true })).toBe('kiosk-paused');
    expect(test.later(MINUTE_MS).take('A').number).toBe('A004');
  });

  it('stands in the way of no other kiosk, of no staff and of no demo', () => {
    const test = pressedTwice();
    expect(test.take('A', { kiosk: 'wall' }).number).toBe('A003');
    expect(test.take('A', { by: 'staff' }).number).toBe('A004');
    expect(test.take('A', { by: 'demo' }).number).toBe('A005');
  });
});

describe('one visitor with several matters', () => {
  it('is never called to two counters at once', () => {
    const test = LobbyUnderTest.open();
    test.must({ type: 'sign-in', counter: '2', agent: 'chen' });
    const first = test.take('A');
    const second = test.take('B', { beside: first.id });
    const other = test.take('B');
    expect(second.visit).toBe(first.visit);
    expect(test.call('1')).toBe(first.number);
    expect(test.call('2')).toBe(other.number);
    test.must({ type: 'finish', counter: '2' });
    expect(test.call('2')).toBeNull();
    test.must({ type: 'finish', counter: '1' });
    expect(test.call('2')).toBe(second.number);
  });

  it('keeps the place in the other line meanwhile', () => {
    const test = LobbyUnderTest.open();
    const first = test.take('A');
    const second = test.take('B', { beside: first.id });
    const third = test.take('B', { beside: second.id });
    test.take('B');
    expect(test.serve('1', 3)).toEqual([first.number, second.number, third.number]);
  });
});

describe('a party', () => {
  it('has one ticket, and all who came along are counted', () => {
    const test = LobbyUnderTest.open();
    const group = test.take('A', { size: 30 });
    expect(group.size).toBe(30);
    expect(test.state.companions.get('A')).toBe(29);
    test.call('1');
    expect(test.state.companions.get('A')).toBe(0);
  });
});

describe('care', () => {
  it('may be asked for on arrival or later, until the visit is over', () => {
    const test = LobbyUnderTest.open();
    const ticket = test.take('A', { care: { visibly: true, escort: false } });
    expect(ticket.care).toEqual({ visibly: true, escort: false });
    test.call('1');
    expect(test.state.calls[0]).toMatchObject({ number: 'A001', visibly: true });
    const care = { visibly: false, escort: true };
    test.must({ type: 'set-care', ticket: ticket.id, care });
    expect(test.ticket(ticket.id).care).toEqual(care);
    test.must({ type: 'finish', counter: '1' });
    expect(test.ask({ type: 'set-care', ticket: ticket.id, care })).toBe('ticket-ended');
  });
});

const withSlips = () =>
  LobbyUnderTest.open({ services: [service('A', { slips: { from: 900, to: 950 } }), service('B')] });

describe('a pre-printed slip from when everything was down', () => {
  const slip = { type: 'recover-ticket', ticket: 'p1', service: 'A', slip: 900 } as const;
  const served = { ...slip, outcome: 'finished', counter: '1', agent: 'lin' } as const;

  it('is entered with its outcome, once, and counts in the archive of the day', () => {
    const test = withSlips();
    test.take('A');
    expect(test.said(served)).toEqual(['ticket.recovered']);
    expect(test.ticket('p1')).toMatchObject({
      number: 'A900',
      archiveNumber: '261121002',
      state: 'finished',
      counter: '1',
    });
    expect(test.ask({ ...served, ticket: 'p2' })).toBe('slip-used');
    expect(test.take('A')).toMatchObject({ number: 'A002', archiveNumber: '261121003' });
  });

  it('is one of the series of its service', () => {
    const test = withSlips();
    expect(test.ask({ ...served, slip: 951 })).toBe('slip-unknown');
    expect(test.ask({ ...served, service: 'B' })).toBe('slip-unknown');
    expect(test.ask({ ...served, service: 'Z' })).toBe('service-unknown');
    expect(test.ask({ ...served, counter: '9' })).toBe('counter-unknown');
    expect(test.ask({ ...served, agent: 'nobody' })).toBe('agent-unknown');
    expect(LobbyUnderTest.configured().ask(served)).toBe('day-not-open');
  });

  it('is no number that was given today, even when the series was moved over it', () => {
    const test = LobbyUnderTest.open();
    test.take('A');
    test.must({
      type: 'apply-config',
      lobby: { ...lobby, services: [service('A', { slips: { from: 1, to: 9 } }), service('B')] },
      timetable: null,
    });
    expect(test.ask({ ...served, slip: 1 })).toBe('slip-used');
  });

  it('leaves no trace in the durations', () => {
    const test = withSlips();
    test.must(served);
    expect(test.state.queuedMs).toEqual([]);
  });
});
