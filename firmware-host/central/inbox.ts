import type { InboxEvent } from '../messages/centre.ts';
import { journalType, type CloudEvent } from './cloud-event.ts';

/** What the lab shows. */
const SHOWN_MAX = 60;
/** What is remembered to tell a copy from a new one, and a ticket's number: a day of a busy lobby. */
const REMEMBERED_MAX = 10_000;

/**
 * What a receiver has to keep to be a good one: which ids it has had, what it is still missing, and what it has learnt. Bounded,
 * as it runs for as long as the host does.
 */
export class Inbox {
  received = 0;
  missing = 0;
  repeated = 0;
  readonly #times = new Map<string, number>();
  readonly #numbers = new Map<string, string>();
  /** Newest first. */
  #latest: readonly CloudEvent[] = [];
  #bodies = new WeakMap<CloudEvent, string>();
  #first = 0;
  #highest = 0;
  #epoch = 0;

  /** Takes an event in; a copy of one that is known changes nothing but its count. */
  take(event: CloudEvent): void {
    const times = this.#times.get(event.id) ?? 0;
    remember(this.#times, event.id, times + 1);
    if (times > 0) {
      this.repeated += 1;
      return;
    }
    this.received += 1;
    this.#count(Number(event.sequence), Number(event.epoch));
    const { ticket, number } = event.data;
    if (typeof ticket === 'string' && typeof number === 'string') remember(this.#numbers, ticket, number);
    this.#latest = [event, ...this.#latest.slice(0, SHOWN_MAX - 1)];
  }

  events(): InboxEvent[] {
    return this.#latest.map((event) => {
      const { id, sequence, type, time, data } = event;
      const number = typeof data['ticket'] === 'string' ? this.#numbers.get(data['ticket']) : undefined;
      return {
        id,
        sequence: Number(sequence),
        type: journalType(type),
        at: time,
        number: number ?? null,
        times: this.#times.get(id) ?? 1,
        body: this.#bodyOf(event),
      };
    });
  }

  /**
   * One that was skipped before and comes after all (it was parked) is missing no longer. A new epoch may begin again at positions
   * that an earlier one has had.
   */
  #count(sequence: number, epoch: number): void {
    if (epoch > this.#epoch) {
      this.#epoch = epoch;
      this.#highest = Math.min(this.#highest, sequence - 1);
    }
    if (this.#first === 0) this.#first = sequence;
    else if (sequence > this.#highest) this.missing += sequence - this.#highest - 1;
    else if (sequence > this.#first) this.missing = Math.max(0, this.missing - 1);
    this.#highest = Math.max(this.#highest, sequence);
  }

  #bodyOf(event: CloudEvent): string {
    const body = this.#bodies.get(event) ?? JSON.stringify(event, null, 2);
    this.#bodies.set(event, body);
    return body;
  }
}

/** Sets a value and lets the oldest go when there are too many. */
function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.set(key, value);
  if (map.size <= REMEMBERED_MAX) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}
