/** A fact of each type, and what it is about: a new type does not compile before it stands here. */
import { noDetails, type CaseFile } from '../../firmware-host/domain/case-file.ts';
import type { DomainEvent, EventData, EventType } from '../../firmware-host/domain/events.ts';
import { noPaces } from '../../firmware-host/domain/pace.ts';
import { noCare } from '../../firmware-host/domain/ticket.ts';
import { alwaysOpen, lobby } from './lobby.ts';

type Fact<T extends EventType> = readonly [subject: string | undefined, data: EventData[T]];

const ticket = 't';
const counter = '1';
const agent = 'lin';
const print = { job: 't-2', printer: 'ticket-printer' };
const pressed = { at: 1_000, monoMs: 5, boot: 'c0ffee', trusted: true };
const press = { counter, score: 4, scale: 5, by: 'pad', pressed } as const;
const words = { 'zh-CN': '停电', en: 'No power' };

const taken: EventData['ticket.taken'] = {
  ticket,
  token: 'secret-page',
  service: 'A',
  class: 'ordinary',
  number: 'A001',
  archiveNumber: '261121001',
  language: 'zh-CN',
  kiosk: 'door',
  by: 'kiosk',
  visit: ticket,
  size: 2,
  care: noCare,
  priority: null,
  appointment: null,
  appointmentAt: null,
  dueAt: null,
  visitorKey: 'secret-visitor',
  ahead: 3,
  wait: { fromMinutes: 5, toMinutes: 10 },
  key: 2_000,
  print,
};

const file: CaseFile = {
  ...noDetails,
  id: ticket,
  kind: 'case',
  ticket,
  number: 'A001',
  archiveNumber: '261121001',
  service: 'A',
  receiver: null,
  matter: null,
  result: null,
  state: 'open',
  dueAt: 9_000,
  overdue: false,
};

const carried: EventData['day.opened']['carried'] = {
  lobby,
  lobbyMs: 5_000,
  tickets: [],
  counters: [],
  closedServices: {},
  notices: [],
  appointments: [],
  cases: [],
  handledMs: {},
  paces: noPaces,
  frozen: null,
  epoch: 1,
  restored: null,
  floors: [],
};

const facts: { readonly [T in EventType]: Fact<T> } = {
  'ticket.taken': ['tickets/t', taken],
  'ticket.refused': ['services/A', { service: 'A', kiosk: 'door', reason: 'full' }],
  'ticket.recovered': [
    'tickets/t',
    { ticket, service: 'A', number: 'A901', archiveNumber: '261121002', counter, agent, outcome: 'finished' },
  ],
  'ticket.called': ['tickets/t', { ticket, counter, agent, call: 1, waitedMs: 90_000, isPromiseKept: true }],
  'ticket.started': ['tickets/t', { ticket, counter, implied: false }],
  'ticket.held': ['tickets/t', { ticket, counter }],
  'ticket.resumed': ['tickets/t', { ticket, counter }],
  'ticket.finished': ['tickets/t', { ticket, counter, estimated: false }],
  'ticket.no-show': ['tickets/t', { ticket, counter, by: 'agent' }],
  'ticket.cancelled': ['tickets/t', { ticket, by: 'visitor', reason: null }],
  'ticket.transferred': [
    'tickets/t',
    { ticket, counter, agent, service: 'B', toCounter: null, reason: 'other matter', key: 2_000 },
  ],
  'ticket.corrected': ['tickets/t', { ticket, from: 'A', service: 'B', key: 2_000 }],
  'ticket.parked': ['tickets/t', { ticket, untilAt: 9_000, reason: 'fetches a paper' }],
  'ticket.unparked': ['tickets/t', { ticket, by: 'time', key: 2_000 }],
  'ticket.returned': ['tickets/t', { ticket, key: 2_000 }],
  'ticket.requeued': ['tickets/t', { ticket, reason: 'agent-left', key: 2_000 }],
  'ticket.moved': ['tickets/t', { ticket, by: 'visitor', reason: null, key: 2_000 }],
  'ticket.prioritised': ['tickets/t', { ticket, reason: 'elderly', by: agent, approver: null }],
  'ticket.care-set': ['tickets/t', { ticket, care: { visibly: true, escort: false } }],
  'ticket.noted': ['tickets/t', { ticket, agent, note: 'text-1', kind: 'progress' }],
  'ticket.reissued': ['tickets/t', { ticket, token: 'secret-new-page', print }],
  'ticket.reprinted': ['tickets/t', { ticket, print, isCopy: true }],
  'ticket.marked': ['tickets/t', { ticket, by: 'agent', agent, settled: false }],
  'ticket.overran': ['tickets/t', { ticket, counter }],
  'counter.signed-in': ['counters/1', { counter, agent }],
  'counter.signed-out': ['counters/1', { counter, agent, forced: false }],
  'counter.paused': ['counters/1', { counter, agent, reason: 'meal' }],
  'counter.ready': ['counters/1', { counter, agent, by: 'agent' }],
  'counter.handed-over': ['counters/1', { counter, from: agent, agent: 'chen', note: null }],
  'counter.shut': ['counters/1', { counter, reason: 'no power' }],
  'counter.reopened': ['counters/1', { counter }],
  'assist.called': ['counters/1', { counter, agent, ticket, level: 1 }],
  'assist.escalated': ['counters/1', { counter, level: 2 }],
  'assist.taken': ['counters/1', { counter, owner: 'chen' }],
  'assist.settled': ['counters/1', { counter }],
  'kiosk.assist-called': ['kiosks/door', { kiosk: 'door', why: 'escort', ticket }],
  'kiosk.assist-taken': ['kiosks/door', { kiosk: 'door', owner: 'chen' }],
  'kiosk.assist-settled': ['kiosks/door', { kiosk: 'door', by: 'staff' }],
  'rating.given': ['tickets/t', { ...press, ticket, agent, service: 'A' }],
  'rating.flagged': ['tickets/t', { ...press, ticket, agent: null, flag: 'too-late' }],
  'rating.discounted': ['tickets/t', { ticket, counter, flag: 'row' }],
  'rating.reason-given': ['tickets/t', { ticket, counter, reason: 'speed' }],
  'config.applied': [undefined, { lobby, timetable: alwaysOpen }],
  'day.opened': ['days/2026-11-21', { date: '2026-11-21', timetable: alwaysOpen, carried }],
  'day.closed': ['days/2026-11-21', { date: '2026-11-21', kept: [ticket] }],
  'day.reopened': ['days/2026-11-21', { date: '2026-11-21' }],
  'hours.reached': [undefined, { at: 9_000 }],
  'lobby.frozen': [undefined, { reason: 'drill' }],
  'lobby.resumed': [undefined, { reason: 'drill' }],
  'service.closed': ['services/A', { service: 'A', reason: words }],
  'service.opened': ['services/A', { service: 'A' }],
  'notice.posted': [
    'notices/n',
    {
      notice: {
        id: 'n',
        kind: 'ordinary',
        texts: words,
        fromAt: null,
        untilAt: 9_000,
        on: ['kiosk'],
        active: true,
      },
    },
  ],
  'notice.began': ['notices/n', { notice: 'n' }],
  'notice.ended': ['notices/n', { notice: 'n', by: 'time' }],
  'appointment.booked': [
    'appointments/a',
    {
      appointment: {
        id: 'a',
        code: 'secret-code',
        service: 'A',
        at: 9_000,
        source: 'staff',
        visitorKey: 'secret-visitor',
      },
      kiosk: null,
    },
  ],
  'appointment.cancelled': ['appointments/a', { appointment: 'a' }],
  'appointment.missed': ['appointments/a', { appointment: 'a' }],
  'case.opened': ['cases/t', { file }],
  'case.recorded': ['cases/t', { case: ticket, receiver: agent, matter: 'text-1', ...noDetails }],
  'case.resolved': ['cases/t', { case: ticket, agent, result: 'text-2', callBackDueAt: null }],
  'case.called-back': ['cases/t', { case: ticket, agent, result: 'text-3' }],
  'case.dropped': ['cases/t', { case: ticket }],
  'case.signed': ['cases/t', { case: ticket, manager: 'chen' }],
  'case.overdue': ['cases/t', { case: ticket, step: 'result' }],
  'journal.restored': [
    undefined,
    {
      epoch: 2,
      cause: 'damage',
      after: 4_000,
      lost: 12,
      backup: '20261121T081500Z_e1_3900.db',
      floors: [{ date: '2026-11-21', numbers: { A: 128, B: 64 }, issued: 192 }],
    },
  ],
  'journal.acknowledged': [undefined, { epoch: 2 }],
  'print.sending': ['jobs/j', { job: 'j', ticket }],
  'print.printed': ['jobs/j', { job: 'j', ticket, proof: 'confirmed' }],
  'print.failed': ['jobs/j', { job: 'j', ticket, problem: 'paper-out' }],
  'print.moved': ['jobs/j', { job: 'j', ticket, printer: 'spare-printer' }],
  'print.settled': ['jobs/j', { job: 'j', ticket }],
  'device.changed': [
    'devices/ticket-printer',
    { device: 'ticket-printer', kind: 'printer', state: 'degraded', problem: 'paper-out', paperLow: true },
  ],
  'paper.loaded': ['devices/ticket-printer', { printer: 'ticket-printer', by: 'sensor' }],
  'metric-input.entered': [
    'metric-inputs/b',
    {
      batch: 'b',
      by: 'desk',
      digest: 'd',
      kind: 'costs',
      rows: [{ fromDate: '2026-11-01', toDate: '2026-11-07', amount: 900, service: null }],
    },
  ],
  'metric-input.withdrawn': ['metric-inputs/b', { batch: 'b', by: 'desk' }],
  'alarm.raised': [
    'alarms/l',
    {
      alarm: 'l',
      metric: 'service_level',
      service: 'A',
      side: 'low',
      value: 61,
      target: { min: 80, max: null },
      fromAt: 1_000,
      untilAt: 1_801_000,
    },
  ],
  'alarm.reposted': ['alarms/l', { alarm: 'l', value: 58, untilAt: 3_601_000 }],
  'alarm.cleared': ['alarms/l', { alarm: 'l', value: 88, by: 'recovered' }],
  'alarm.acknowledged': ['alarms/l', { alarm: 'l', by: agent, note: 'text-4' }],
  'month.frozen': ['months/2026-10', { month: '2026-10', sha256: 'ab'.repeat(32), by: 'desk' }],
  'print.uncertain': ['jobs/j', { job: 'j', ticket, problem: 'interrupted' }],
};

/** A press at a counter that had served nobody is about the counter. */
const pressForNobody: DomainEvent = {
  type: 'rating.flagged',
  data: { ...press, ticket: null, agent: null, flag: 'no-visit' },
};

export const everyEvent: readonly (readonly [subject: string | undefined, event: DomainEvent])[] = [
  ...Object.entries(facts).map(
    // The table's type has held each data to its type; entries forget which belong together.
    ([type, [subject, data]]) => [subject, { type, data } as DomainEvent] as const,
  ),
  ['counters/1', pressForNobody],
];
