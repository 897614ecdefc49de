/**
 * A fact of the journal as the centre gets it: CloudEvents 1.0 in structured JSON. What leaves the house is decided here, field
 * by field: a new event type or a new field does not compile before somebody has decided about it.
 */
import { instant } from '../clock.ts';
import type { EventData, EventType } from '../domain/events.ts';
import type { Recorded } from '../journal/journal.ts';

export const CLOUD_EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/**
 * The specification recommends a reverse-DNS prefix to keep senders apart. Foyer owns no domain, and somebody else's would be
 * worse than none; which lobby it was stands in `source`.
 */
const TYPE_PREFIX = 'foyer.';
/** Digits of the largest safe integer: with as many, order as text is order as numbers. */
const SEQUENCE_DIGITS = 16;

/**
 * Attributes that are not the specification's are extensions: lower-case letters, no integers beyond 32 bits, so positions and
 * milliseconds are text. `sequence` is the documented extension: the position in the lobby's journal, without gaps but for
 * what is parked. `monotonicms` counts from the machine's boot `boot`, so durations hold where `clocktrusted` is false.
 */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly sequence: string;
  readonly actorkind: string;
  readonly actorid: string;
  readonly boot: string;
  readonly monotonicms: string;
  readonly clocktrusted: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** `sent` as it is, `kept` at home, or what is made of it. */
type Leaves<T> = 'sent' | 'kept' | ((value: T) => unknown);

interface Rule<T extends EventType> {
  /** What the event is about; null where it is about the lobby itself. */
  readonly subject: ((data: EventData[T]) => string) | null;
  readonly data: { readonly [K in keyof EventData[T]]: Leaves<EventData[T][K]> };
}

const ofTicket = ({ ticket }: { readonly ticket: string }) => `tickets/${ticket}`;
const ofCounter = ({ counter }: { readonly counter: string }) => `counters/${counter}`;
const ofJob = ({ job }: { readonly job: string }) => `jobs/${job}`;

const rules: { readonly [T in EventType]: Rule<T> } = {
  'config.applied': { subject: null, data: { lobby: 'sent' } },
  'day.opened': {
    subject: ({ date }) => `days/${date}`,
    data: {
      date: 'sent',
      // Whole tickets with the secrets of their pages, for our own fold; the centre has had them as events of their own.
      carried: ({ tickets, counters }) => ({ tickets: tickets.length, counters: counters.length }),
    },
  },
  'ticket.taken': {
    subject: ofTicket,
    data: {
      ticket: 'sent',
      // Whoever has it can open the visitor's own page.
      token: 'kept',
      service: 'sent',
      number: 'sent',
      archiveNumber: 'sent',
      language: 'sent',
      kiosk: 'sent',
      ahead: 'sent',
      wait: 'sent',
      print: 'sent',
    },
  },
  'ticket.called': {
    subject: ofTicket,
    data: { ticket: 'sent', counter: 'sent', agent: 'sent', call: 'sent' },
  },
  'ticket.started': { subject: ofTicket, data: { ticket: 'sent', counter: 'sent', implied: 'sent' } },
  'ticket.finished': { subject: ofTicket, data: { ticket: 'sent', counter: 'sent' } },
  'ticket.no-show': { subject: ofTicket, data: { ticket: 'sent', counter: 'sent' } },
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
  'counter.signed-in': { subject: ofCounter, data: { counter: 'sent', agent: 'sent' } },
  'counter.signed-out': { subject: ofCounter, data: { counter: 'sent', agent: 'sent' } },
  'print.sending': { subject: ofJob, data: { job: 'sent', ticket: 'sent' } },
  'print.printed': { subject: ofJob, data: { job: 'sent', ticket: 'sent', proof: 'sent' } },
  'print.failed': { subject: ofJob, data: { job: 'sent', ticket: 'sent', problem: 'sent' } },
  'print.uncertain': { subject: ofJob, data: { job: 'sent', ticket: 'sent', problem: 'sent' } },
};

/**
 * The event as it leaves the house. The key under which a client asked stays at home: it is between the two.
 * @param source `/lobbies/<id>`: with it, the id is unique in the world
 */
export function toCloudEvent(event: Recorded, source: string): CloudEvent {
  const { subject, data } = ruleOf(event);
  return {
    specversion: '1.0',
    id: event.id,
    source,
    type: `${TYPE_PREFIX}${event.type}.v${event.v}`,
    ...(subject === null ? {} : { subject }),
    time: instant(event.time.at),
    datacontenttype: 'application/json',
    sequence: String(event.seq).padStart(SEQUENCE_DIGITS, '0'),
    actorkind: event.actor.kind,
    actorid: event.actor.id,
    boot: event.time.boot,
    monotonicms: String(event.time.monoMs),
    clocktrusted: event.time.trusted,
    data,
  };
}

/** The journal's own name of a type: `foyer.ticket.called.v1` → `ticket.called`. */
export function journalType(type: string): string {
  return type.replace(/^foyer\./, '').replace(/\.v\d+$/, '');
}

function ruleOf(event: Recorded): { subject: string | null; data: Record<string, unknown> } {
  // The type of the event and that of its data belong together, which the table's own type cannot say.
  const rule = rules[event.type] as Rule<EventType>;
  const given = event.data as Readonly<Record<string, unknown>>;
  const data: Record<string, unknown> = {};
  for (const [name, leaves] of Object.entries(rule.data) as [string, Leaves<unknown>][]) {
    if (leaves === 'sent') data[name] = given[name];
    else if (leaves !== 'kept') data[name] = leaves(given[name]);
  }
  return { subject: rule.subject?.(event.data) ?? null, data };
}
