/** What the clocks may not do to a lobby, held against the truth, which nobody in the house knows. */
import { lobbyDate } from '../../../firmware-host/clock.ts';
import { STEP_MS } from '../../../firmware-host/clock-trust.ts';
import type { DayRule } from '../../../firmware-host/lobby-day.ts';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';

const SECOND_MS = 1000;
/** What a control has to bring about. */
export const EARLY = 'was opened early';
/** A clock that is believed may be a minute off, and a battery clock some seconds. */
export const OFF_MS = STEP_MS + 2 * SECOND_MS;

/** A fact, and when it really was. */
interface Written {
  readonly event: Recorded;
  readonly body: string;
  readonly trueMs: number;
}

interface Taken {
  readonly written: Written;
  readonly day: string | null;
}

export class Ledger {
  readonly broken: string[] = [];
  readonly #rule: DayRule;
  readonly #written: Written[] = [];
  readonly #taken = new Map<string, Taken>();
  /** Numbers of the open day. */
  #numbers = new Set<string>();
  #day: string | null = null;

  constructor(rule: DayRule) {
    this.#rule = rule;
  }

  get position(): number {
    return this.#written.length;
  }

  get day(): string | null {
    return this.#day;
  }

  dateOf(atMs: number): string {
    return lobbyDate(atMs, this.#rule.timeZone, this.#rule.dayStartsAt);
  }

  /** They are on the medium. */
  write(events: readonly Recorded[], trueMs: number): void {
    for (const event of events) {
      const written = { event, body: JSON.stringify(event), trueMs };
      if (event.seq !== this.#written.length + 1)
        this.broken.push(`position ${event.seq} comes after ${this.#written.length}`);
      this.#written.push(written);
      this.#judge(written);
    }
  }

  /** A visitor has been told so. */
  answered(events: readonly Recorded[]): void {
    for (const event of events) {
      if (this.#written[event.seq - 1]?.body !== JSON.stringify(event))
        this.broken.push(`${event.type} at ${event.seq} was answered and is not in the journal`);
    }
  }

  /** All that a new start finds. */
  found(events: readonly Recorded[]): void {
    const lost = this.#written.findIndex(({ body }, index) => body !== JSON.stringify(events[index]));
    if (lost !== -1)
      this.broken.push(`${this.#written[lost]?.event.type} at ${lost + 1} was lost or changed`);
    if (events.length > this.#written.length)
      this.broken.push(`${events.length - this.#written.length} entries came from nowhere`);
  }

  #judge(written: Written): void {
    const { event } = written;
    if (event.type === 'day.opened') this.#opened(event.data.date, written);
    if (event.type === 'ticket.taken') {
      const { number, ticket } = event.data;
      if (this.#numbers.has(number)) this.broken.push(`${number} was given twice on ${this.#day}`);
      if (this.#taken.has(ticket)) this.broken.push(`ticket ${ticket} was taken twice`);
      this.#numbers.add(number);
      this.#taken.set(ticket, { written, day: this.#day });
    }
    if (event.type === 'ticket.called' && event.data.waitedMs !== null)
      this.#waited(event.data.ticket, event.data.waitedMs, written);
  }

  #opened(date: string, { event, trueMs }: Written): void {
    if (this.#day !== null && date <= this.#day) this.broken.push(`${date} was opened after ${this.#day}`);
    const latest = this.dateOf(trueMs + OFF_MS);
    if (event.actor.kind === 'host' && date > latest)
      this.broken.push(`${date} ${EARLY}, when it was ${new Date(trueMs).toISOString()}`);
    this.#day = date;
    this.#numbers = new Set();
  }

  /** By the machine's own clock, whatever the wall clock did meanwhile. */
  #waited(ticket: string, waitedMs: number, { event, trueMs }: Written): void {
    const taken = this.#taken.get(ticket);
    if (taken === undefined) return;
    const { time } = taken.written.event;
    const reallyMs = trueMs - taken.written.trueMs;
    if (waitedMs < 0 || waitedMs > reallyMs + OFF_MS)
      this.broken.push(`a wait of ${reallyMs / SECOND_MS} s is told as ${waitedMs / SECOND_MS} s`);
    // A night begins each wait anew, and a power cut is left out.
    const isPlain = time.boot === event.time.boot && taken.day === this.#day;
    if (isPlain && waitedMs !== reallyMs)
      this.broken.push(`a wait of ${reallyMs} ms in one boot is told as ${waitedMs} ms`);
  }
}
