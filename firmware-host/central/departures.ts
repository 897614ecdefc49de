/**
 * What of each fact leaves the house, field by field: a new event type or a new field does not compile before somebody has
 * decided about it.
 */
import { instant } from '../clock.ts';
import type { DeviceEvents } from '../domain/device-events.ts';
import type {
  CounterEvents,
  EventData,
  EventType,
  LobbyEvents,
  RatingEvents,
  TicketEvents,
} from '../domain/events.ts';
import type { JournalEvents } from '../domain/journal-events.ts';
import type { KioskEvents } from '../domain/kiosk-events.ts';
import type { MetricEvents } from '../domain/metric-events.ts';
import type { PrintEvents } from '../domain/print-events.ts';

/** `sent` as it is, `kept` at home, or what is made of it. */
export type Leaves<T> = 'sent' | 'kept' | ((value: T) => unknown);

export interface Rule<T extends EventType> {
  /** What the event is about; null where it is about the lobby itself. */
  readonly subject: ((data: EventData[T]) => string) | null;
  readonly data: { readonly [K in keyof EventData[T]]: Leaves<EventData[T][K]> };
}

type Rules<Group> = { readonly [T in keyof Group & EventType]: Rule<T> };

const ofTicket = ({ ticket }: { readonly ticket: string }) => `tickets/${ticket}`;
const ofCounter = ({ counter }: { readonly counter: string }) => `counters/${counter}`;
const ofKiosk = ({ kiosk }: { readonly kiosk: string }) => `kiosks/${kiosk}`;
const ofService = ({ service }: { readonly service: string }) => `services/${service}`;
const ofCase = (data: { readonly case: string }) => `cases/${data.case}`;
const ofDay = ({ date }: { readonly date: string }) => `days/${date}`;
const ofBatch = ({ batch }: { readonly batch: string }) => `metric-inputs/${batch}`;
const ofAlarm = ({ alarm }: { readonly alarm: string }) => `alarms/${alarm}`;
const ofJob = ({ job }: { readonly job: string }) => `jobs/${job}`;

const ticketRules: Rules<TicketEvents> = {
  'ticket.taken': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      // Whoever has it can open the visitor's own page.
      token: 'kept',
      service: 'sent',
      class: 'sent',
      number: 'sent',
      archiveNumber: 'sent',
      language: 'sent',
      kiosk: 'sent',
      by: 'sent',
      visit: 'sent',
      size: 'sent',
      care: 'sent',
      priority: 'sent',
      appointment: 'sent',
      appointmentAt: 'sent',
      dueAt: 'sent',
      // By which the house alone tells that somebody has come again.
      visitorKey: 'kept',
      ahead: 'sent',
      wait: 'sent',
      print: 'sent',
      key: 'sent',
    },
  },
  'ticket.refused': {
    subject: ofService,
    data: {
      service: 'sent',
      kiosk: 'sent',
      reason: 'sent',
    },
  },
  'ticket.recovered': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      service: 'sent',
      number: 'sent',
      archiveNumber: 'sent',
      counter: 'sent',
      agent: 'sent',
      outcome: 'sent',
    },
  },
  'ticket.called': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      agent: 'sent',
      call: 'sent',
      waitedMs: 'sent',
      isPromiseKept: 'sent',
    },
  },
  'ticket.started': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      implied: 'sent',
    },
  },
  'ticket.held': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
    },
  },
  'ticket.resumed': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
    },
  },
  'ticket.finished': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      estimated: 'sent',
    },
  },
  'ticket.no-show': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      by: 'sent',
    },
  },
  'ticket.cancelled': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      by: 'sent',
      reason: 'sent',
    },
  },
  'ticket.transferred': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      agent: 'sent',
      service: 'sent',
      toCounter: 'sent',
      reason: 'sent',
      key: 'sent',
    },
  },
  'ticket.corrected': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      from: 'sent',
      service: 'sent',
      key: 'sent',
    },
  },
  'ticket.parked': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      untilAt: 'sent',
      reason: 'sent',
    },
  },
  'ticket.unparked': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      by: 'sent',
      key: 'sent',
    },
  },
  'ticket.returned': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      key: 'sent',
    },
  },
  'ticket.requeued': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      reason: 'sent',
      key: 'sent',
    },
  },
  'ticket.moved': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      by: 'sent',
      reason: 'sent',
      key: 'sent',
    },
  },
  'ticket.prioritised': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      reason: 'sent',
      by: 'sent',
      approver: 'sent',
    },
  },
  'ticket.care-set': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      care: 'sent',
    },
  },
  'ticket.noted': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      agent: 'sent',
      note: 'sent',
      kind: 'sent',
    },
  },
  'ticket.reissued': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      // As at the taking.
      token: 'kept',
      print: 'sent',
    },
  },
  'ticket.reprinted': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      print: 'sent',
      isCopy: 'sent',
    },
  },
  'ticket.marked': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      by: 'sent',
      agent: 'sent',
      settled: 'sent',
    },
  },
  'ticket.overran': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
    },
  },
};

const counterRules: Rules<CounterEvents> = {
  'counter.signed-in': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      agent: 'sent',
    },
  },
  'counter.signed-out': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      agent: 'sent',
      forced: 'sent',
    },
  },
  'counter.paused': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      agent: 'sent',
      reason: 'sent',
    },
  },
  'counter.ready': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      agent: 'sent',
      by: 'sent',
    },
  },
  'counter.handed-over': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      from: 'sent',
      agent: 'sent',
      note: 'sent',
    },
  },
  'counter.shut': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      reason: 'sent',
    },
  },
  'counter.reopened': {
    subject: ofCounter,
    data: {
      counter: 'sent',
    },
  },
  'assist.called': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      agent: 'sent',
      ticket: 'sent',
      level: 'sent',
    },
  },
  'assist.escalated': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      level: 'sent',
    },
  },
  'assist.taken': {
    subject: ofCounter,
    data: {
      counter: 'sent',
      owner: 'sent',
    },
  },
  'assist.settled': {
    subject: ofCounter,
    data: {
      counter: 'sent',
    },
  },
};

const kioskRules: Rules<KioskEvents> = {
  'kiosk.assist-called': { subject: ofKiosk, data: { kiosk: 'sent', why: 'sent', ticket: 'sent' } },
  'kiosk.assist-taken': { subject: ofKiosk, data: { kiosk: 'sent', owner: 'sent' } },
  'kiosk.assist-settled': { subject: ofKiosk, data: { kiosk: 'sent', by: 'sent' } },
};

const ratingRules: Rules<RatingEvents> = {
  'rating.given': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      agent: 'sent',
      service: 'sent',
      score: 'sent',
      scale: 'sent',
      by: 'sent',
      pressed: ({ at }) => instant(at),
    },
  },
  'rating.flagged': {
    subject: ({ ticket, counter }) => (ticket === null ? ofCounter({ counter }) : ofTicket({ ticket })),
    data: {
      ticket: 'sent',
      counter: 'sent',
      agent: 'sent',
      score: 'sent',
      scale: 'sent',
      by: 'sent',
      pressed: ({ at }) => instant(at),
      flag: 'sent',
    },
  },
  'rating.discounted': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      flag: 'sent',
    },
  },
  'rating.reason-given': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      counter: 'sent',
      reason: 'sent',
    },
  },
};

const lobbyRules: Rules<LobbyEvents> = {
  'config.applied': {
    subject: null,
    data: {
      lobby: 'sent',
      timetable: 'sent',
    },
  },
  'day.opened': {
    subject: ofDay,
    data: {
      date: 'sent',
      timetable: 'sent',
      // Whole tickets with the secrets of their pages, for our own fold; the centre has had them as events of their own.
      carried: ({ tickets, counters }) => ({ tickets: tickets.length, counters: counters.length }),
    },
  },
  'day.closed': {
    subject: ofDay,
    data: {
      date: 'sent',
      kept: 'sent',
    },
  },
  'day.reopened': {
    subject: ofDay,
    data: {
      date: 'sent',
    },
  },
  'hours.reached': {
    subject: null,
    data: {
      at: 'sent',
    },
  },
  'lobby.frozen': {
    subject: null,
    data: {
      reason: 'sent',
    },
  },
  'lobby.resumed': { subject: null, data: { reason: 'sent' } },
  'service.closed': {
    subject: ofService,
    data: {
      service: 'sent',
      reason: 'sent',
    },
  },
  'service.opened': {
    subject: ofService,
    data: {
      service: 'sent',
    },
  },
  'notice.posted': {
    subject: ({ notice }) => `notices/${notice.id}`,
    data: {
      notice: 'sent',
    },
  },
  'notice.began': {
    subject: ({ notice }) => `notices/${notice}`,
    data: {
      notice: 'sent',
    },
  },
  'notice.ended': {
    subject: ({ notice }) => `notices/${notice}`,
    data: {
      notice: 'sent',
      by: 'sent',
    },
  },
  'appointment.booked': {
    subject: ({ appointment }) => `appointments/${appointment.id}`,
    data: {
      // Whoever has the code can come in the place of the one who booked; who that is the house knows by its own key.
      appointment: ({ code: _kept, visitorKey: _who, ...known }) => known,
      kiosk: 'sent',
    },
  },
  'appointment.cancelled': {
    subject: ({ appointment }) => `appointments/${appointment}`,
    data: {
      appointment: 'sent',
    },
  },
  'appointment.missed': {
    subject: ({ appointment }) => `appointments/${appointment}`,
    data: {
      appointment: 'sent',
    },
  },
  'case.opened': {
    subject: ({ file }) => `cases/${file.id}`,
    data: {
      file: 'sent',
    },
  },
  'case.recorded': {
    subject: ofCase,
    data: {
      case: 'sent',
      receiver: 'sent',
      matter: 'sent',
      subject: 'sent',
      handedTo: 'sent',
      callBack: 'sent',
      contact: 'sent',
      told: 'sent',
    },
  },
  'case.resolved': {
    subject: ofCase,
    data: {
      case: 'sent',
      agent: 'sent',
      result: 'sent',
      callBackDueAt: 'sent',
    },
  },
  'case.called-back': {
    subject: ofCase,
    data: {
      case: 'sent',
      agent: 'sent',
      result: 'sent',
    },
  },
  'case.dropped': { subject: ofCase, data: { case: 'sent' } },
  'case.signed': {
    subject: ofCase,
    data: {
      case: 'sent',
      manager: 'sent',
    },
  },
  'case.overdue': {
    subject: ofCase,
    data: {
      case: 'sent',
      step: 'sent',
    },
  },
};

const journalRules: Rules<JournalEvents> = {
  'journal.restored': {
    subject: null,
    data: {
      epoch: 'sent',
      cause: 'sent',
      after: 'sent',
      lost: 'sent',
      backup: 'sent',
      floors: 'sent',
    },
  },
  'journal.acknowledged': { subject: null, data: { epoch: 'sent' } },
};

const printRules: Rules<PrintEvents> = {
  'print.sending': {
    subject: ofJob,
    data: {
      job: 'sent',
      ticket: 'sent',
    },
  },
  'print.printed': {
    subject: ofJob,
    data: {
      job: 'sent',
      ticket: 'sent',
      proof: 'sent',
    },
  },
  'print.failed': {
    subject: ofJob,
    data: {
      job: 'sent',
      ticket: 'sent',
      problem: 'sent',
    },
  },
  'print.moved': {
    subject: ofJob,
    data: {
      job: 'sent',
      ticket: 'sent',
      printer: 'sent',
    },
  },
  'print.settled': {
    subject: ofJob,
    data: {
      job: 'sent',
      ticket: 'sent',
    },
  },
  'print.uncertain': {
    subject: ofJob,
    data: {
      job: 'sent',
      ticket: 'sent',
      problem: 'sent',
    },
  },
};

const deviceRules: Rules<DeviceEvents> = {
  'device.changed': {
    subject: ({ device }) => `devices/${device}`,
    data: {
      device: 'sent',
      kind: 'sent',
      state: 'sent',
      problem: 'sent',
      paperLow: 'sent',
    },
  },
  'paper.loaded': {
    subject: ({ printer }) => `devices/${printer}`,
    data: {
      printer: 'sent',
      by: 'sent',
    },
  },
};

const metricRules: Rules<MetricEvents> = {
  'metric-input.entered': {
    subject: ofBatch,
    data: {
      batch: 'sent',
      kind: 'sent',
      by: 'sent',
      digest: 'sent',
      rows: 'sent',
    },
  },
  'metric-input.withdrawn': {
    subject: ofBatch,
    data: {
      batch: 'sent',
      by: 'sent',
    },
  },
  'alarm.raised': {
    subject: ofAlarm,
    data: {
      alarm: 'sent',
      metric: 'sent',
      service: 'sent',
      side: 'sent',
      value: 'sent',
      target: 'sent',
      fromAt: 'sent',
      untilAt: 'sent',
    },
  },
  'alarm.reposted': {
    subject: ofAlarm,
    data: {
      alarm: 'sent',
      value: 'sent',
      untilAt: 'sent',
    },
  },
  'alarm.cleared': {
    subject: ofAlarm,
    data: {
      alarm: 'sent',
      value: 'sent',
      by: 'sent',
    },
  },
  'alarm.acknowledged': {
    subject: ofAlarm,
    data: {
      alarm: 'sent',
      by: 'sent',
      note: 'sent',
    },
  },
  'month.frozen': {
    subject: ({ month }) => `months/${month}`,
    data: {
      month: 'sent',
      sha256: 'sent',
      by: 'sent',
    },
  },
};

export const departureRules: Rules<EventData> = {
  ...ticketRules,
  ...counterRules,
  ...kioskRules,
  ...ratingRules,
  ...lobbyRules,
  ...journalRules,
  ...printRules,
  ...metricRules,
  ...deviceRules,
};
