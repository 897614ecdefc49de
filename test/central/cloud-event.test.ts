/** What leaves the house: CloudEvents that others can read, and nothing that is secret. */
import { HTTP } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { CLOUD_EVENT_TYPE, journalType, toCloudEvent } from '../../firmware-host/central/cloud-event.ts';
import type { DomainEvent } from '../../firmware-host/domain/events.ts';
import { noCare } from '../../firmware-host/domain/ticket.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';
import { everyEvent } from '../support/every-event.ts';
import { LobbyUnderTest, alwaysOpen } from '../support/lobby.ts';
import { recorded } from '../support/recorded.ts';
import { seedOf, seeded } from '../support/seeded.ts';

const source = '/lobbies/01JDC0Q8Z6X1Y2K3M4N5P6R7S8';

const taken: Recorded = {
  seq: 42,
  id: '01JDC1AAAAAAAAAAAAAAAAAAAA',
  v: 1,
  time: { at: Date.UTC(2026, 10, 21, 1, 2, 3, 45), monoMs: 86_400_123, boot: 'c0ffee', trusted: true },
  actor: { kind: 'visitor', id: 'door' },
  key: { scope: 'visitor:door', key: 'a-key-of-the-page', digest: 'd1ge57' },
  type: 'ticket.taken',
  data: {
    ticket: '01JDC1BBBBBBBBBBBBBBBBBBBB',
    token: 'the-secret-of-the-page',
    service: 'A',
    class: 'ordinary',
    number: 'A023',
    archiveNumber: '261121023',
    language: 'zh-CN',
    kiosk: 'door',
    by: 'kiosk',
    visit: '01JDC1BBBBBBBBBBBBBBBBBBBB',
    size: 1,
    care: noCare,
    priority: null,
    appointment: null,
    appointmentAt: null,
    dueAt: null,
    key: 86_300_123,
    ahead: 3,
    wait: { fromMinutes: 5, toMinutes: 10 },
    print: { job: '01JDC1BBBBBBBBBBBBBBBBBBBB-1', printer: 'ticket-printer' },
  },
};

it('a ticket that was taken leaves as this document', () => {
  expect(toCloudEvent(taken, source)).toEqual({
    specversion: '1.0',
    id: '01JDC1AAAAAAAAAAAAAAAAAAAA',
    source: '/lobbies/01JDC0Q8Z6X1Y2K3M4N5P6R7S8',
    type: 'foyer.ticket.taken.v1',
    subject: 'tickets/01JDC1BBBBBBBBBBBBBBBBBBBB',
    time: '2026-11-21T01:02:03.045Z',
    datacontenttype: 'application/json',
    sequence: '0000000000000042',
    epoch: '1',
    actorkind: 'visitor',
    actorid: 'door',
    boot: 'c0ffee',
    monotonicms: '86400123',
    clocktrusted: true,
    data: {
      ticket: '01JDC1BBBBBBBBBBBBBBBBBBBB',
      service: 'A',
      class: 'ordinary',
      number: 'A023',
      archiveNumber: '261121023',
      language: 'zh-CN',
      kiosk: 'door',
      by: 'kiosk',
      visit: '01JDC1BBBBBBBBBBBBBBBBBBBB',
      size: 1,
      care: { visibly: false, escort: false },
      priority: null,
      appointment: null,
      appointmentAt: null,
      dueAt: null,
      key: 86_300_123,
      ahead: 3,
      wait: { fromMinutes: 5, toMinutes: 10 },
      print: { job: '01JDC1BBBBBBBBBBBBBBBBBBBB-1', printer: 'ticket-printer' },
    },
  });
});

describe('every type of event', () => {
  it.each(everyEvent.map(([subject, event]) => [event.type, subject, event] as const))(
    '%s is read by the CloudEvents SDK, and is about %s',
    (type, subject, event) => {
      const sent = toCloudEvent(recorded(7, event), source);
      const read = HTTP.toEvent({
        headers: { 'content-type': CLOUD_EVENT_TYPE },
        body: JSON.stringify(sent),
      });
      if (Array.isArray(read)) throw new Error('one event, not a batch');
      expect(read).toMatchObject({
        id: 'id-7',
        source,
        type: `foyer.${type}.v1`,
        sequence: '0000000000000007',
        epoch: '1',
      });
      expect(read.subject).toBe(subject);
      expect(read.data).toEqual(sent.data);
      // The attributes that the specification allows: nothing but small letters and digits, not too long.
      expect(Object.keys(sent).filter((name) => !/^[a-z0-9]{1,20}$/.test(name))).toEqual([]);
      expect(journalType(sent.type)).toBe(type);
    },
  );

  it('sends all but what is ours', () => {
    for (const [, event] of everyEvent) {
      expect(toCloudEvent(recorded(1, event), source).data).toEqual({
        ...event.data,
        ...changed[event.type],
      });
    }
  });
});

/** What does not leave as it is; undefined does not leave at all. */
const changed: { readonly [T in DomainEvent['type']]?: object } = {
  'day.opened': { carried: { tickets: 0, counters: 0 } },
  'ticket.taken': { token: undefined, visitorKey: undefined },
  'ticket.reissued': { token: undefined },
  'appointment.booked': { appointment: { id: 'a', service: 'A', at: 9_000, source: 'staff' } },
  'rating.given': { pressed: '1970-01-01T00:00:01.000Z' },
  'rating.flagged': { pressed: '1970-01-01T00:00:01.000Z' },
};

it('an event of a restored journal says so', () => {
  expect(toCloudEvent({ ...taken, epoch: 3 }, source).epoch).toBe('3');
});

it('sequences sort as text', () => {
  const sequences = [1, 9, 10, 99_999, 100_000, Number.MAX_SAFE_INTEGER].map(
    (seq) => toCloudEvent({ ...recorded(1), seq }, source).sequence,
  );
  expect(sequences.toSorted()).toEqual(sequences);
  expect(new Set(sequences.map(({ length }) => length)).size).toBe(1);
});

it('no secret of a ticket, and no key of a request, is in anything that leaves over some days', () => {
  const random = seeded(seedOf('cloud events'));
  const test = LobbyUnderTest.open();
  const secrets = new Set<string>();
  for (let day = 22; day < 25; day += 1) {
    for (let step = 0; step < 120; step += 1) {
      if (random() < 0.5) secrets.add(test.take('A').token);
      const type = (['call-next', 'start', 'finish', 'no-show'] as const)[Math.floor(random() * 4)];
      if (type !== undefined) test.later(1000).ask({ type, counter: '1' });
    }
    test.must({ type: 'open-day', date: `2026-11-${day}`, timetable: alwaysOpen });
  }
  expect(secrets.size).toBeGreaterThan(100);
  const carried = test.log.flatMap((event) =>
    event.type === 'day.opened' ? event.data.carried.tickets : [],
  );
  expect(carried.length).toBeGreaterThan(0);
  for (const event of test.log) {
    const key = { scope: 'visitor:door', key: 'key-of-the-page', digest: 'd1ge57' };
    const body = JSON.stringify(toCloudEvent({ ...recorded(1), ...event, key }, source));
    expect(body).not.toMatch(/secret-|key-of-the-page|d1ge57/);
  }
});
