/** A fact of the journal as the centre gets it: CloudEvents 1.0 in structured JSON. What leaves the house: departures.ts. */
import { instant } from '../clock.ts';
import type { EventType } from '../domain/events.ts';
import { epochOf, type Recorded } from '../journal/journal.ts';
import { departureRules, type Leaves, type Rule } from './departures.ts';

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
 * what is parked. A journal that had to be restored gives some positions a second time, in a later `epoch`: order is that of both,
 * and `journal.restored` says which events of the epochs before are no part of it any more. `monotonicms` counts from the machine's boot `boot`, so durations hold where `clocktrusted` is false.
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
  readonly epoch: string;
  readonly actorkind: string;
  readonly actorid: string;
  readonly boot: string;
  readonly monotonicms: string;
  readonly clocktrusted: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

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
    epoch: String(epochOf(event)),
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
  const rule = departureRules[event.type] as Rule<EventType>;
  const given = event.data as Readonly<Record<string, unknown>>;
  const data: Record<string, unknown> = {};
  for (const [name, leaves] of Object.entries(rule.data) as [string, Leaves<unknown>][]) {
    if (leaves === 'sent') data[name] = given[name];
    else if (leaves !== 'kept') data[name] = leaves(given[name]);
  }
  return { subject: rule.subject?.(event.data) ?? null, data };
}
