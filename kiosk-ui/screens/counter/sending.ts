/** Where a visitor is being sent, as far as it is chosen. */
import type { ReactiveControllerHost } from 'lit';
import type { LinePlace } from '../../../firmware-host/messages/counter-requests.ts';

export const parkMinutes = [10, 30, 60] as const;
/** The usual one first. */
export const places = ['time', 'front', 'back'] as const satisfies readonly LinePlace[];

/** Why visitors are usually sent on. `wrong`: the card was; then the time of arrival stays, and nobody is counted as sent on. */
export const sendWhys = ['wrong', 'authority', 'papers', 'expert', 'further', 'wish'] as const;
export const parkWhys = ['fetch', 'errand', 'person'] as const;
export type Why = (typeof sendWhys)[number] | (typeof parkWhys)[number];

interface Choice {
  /** `service:A`, `counter:2` or `minutes:30`. */
  readonly to: string | null;
  /** A time of the day at which the visitor comes back. */
  readonly until: string;
  readonly place: LinePlace;
  readonly why: Why | null;
  readonly own: string;
}

const nothingYet: Choice = { to: null, until: '', place: 'time', why: null, own: '' };

export class Sending {
  /** What is missing, once somebody has tried to send it. */
  fault: 'to' | 'until' | 'why' | null = null;
  /** The part to which the keyboard goes next. */
  goTo: string | null = null;

  readonly #page: ReactiveControllerHost;
  #choice: Choice = nothingYet;

  constructor(page: ReactiveControllerHost) {
    this.#page = page;
  }

  get to(): string | null {
    return this.#choice.to;
  }
  get until(): string {
    return this.#choice.until;
  }
  get place(): LinePlace {
    return this.#choice.place;
  }
  get why(): Why | null {
    return this.#choice.why;
  }
  get own(): string {
    return this.#choice.own;
  }

  /** Away for a while instead of to somebody else. */
  get isPark(): boolean {
    return this.until !== '' || (this.to?.startsWith('minutes:') ?? false);
  }

  /** A question that comes up begins anew. */
  clear(): void {
    this.#choice = nothingYet;
    this.fault = null;
  }

  /** @param goTo name of the field to which the keyboard goes */
  choose(change: Partial<Choice>, goTo: string | null = null): void {
    const wasPark = this.isPark;
    const isTo = change.to !== undefined;
    this.#choice = { ...this.#choice, ...change, ...(isTo ? { until: '' } : {}) };
    if (change.until !== undefined && change.until !== '') this.#choice = { ...this.#choice, to: null };
    const isOther = wasPark !== this.isPark || (this.why === 'wrong' && this.to?.startsWith('counter:'));
    if (isOther) this.#choice = { ...this.#choice, why: null };
    this.fault = null;
    this.goTo = goTo;
    this.#page.requestUpdate();
  }

  /**
   * For how long the visitor is away; null where that is not said, or has gone by.
   * @param time now, as `14:26`
   */
  minutes(time: string): number | null {
    if (this.until !== '') return minutesUntil(time, this.until);
    return this.to?.startsWith('minutes:') ? Number(this.to.slice('minutes:'.length)) : null;
  }

  /** @returns what is missing, if anything */
  check(time: string): Sending['fault'] {
    this.fault = null;
    if (this.to === null && this.until === '') this.fault = 'to';
    else if (this.until !== '' && this.minutes(time) === null) this.fault = 'until';
    else if (this.why === null && this.own.trim() === '') this.fault = 'why';
    this.goTo = { to: 'to', until: 'until', why: 'reason' }[this.fault ?? 'to'];
    if (this.fault === null) this.goTo = null;
    this.#page.requestUpdate();
    return this.fault;
  }
}

/** Minutes from one time of the day to a later one of the same day, written as 15:30 or 1530; null where it is not later. */
export function minutesUntil(from: string, until: string): number | null {
  const minutes = minutesOf(until) - minutesOf(from);
  return minutes > 0 ? minutes : null;
}

/** Not a number where it is no time of the day. */
function minutesOf(time: string): number {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:\uff1a.]?(\d{2})$/.exec(time.trim()) ?? [];
  const isTime = hours !== '' && Number(hours) < 24 && Number(minutes) < 60;
  return isTime ? Number(hours) * 60 + Number(minutes) : NaN;
}

/** The digit that chooses a counter: its own, where each has one; else its place in the list. */
export function counterKey(ids: readonly string[], id: string): string {
  const areDigits = ids.every((one) => /^\d$/.test(one));
  return areDigits ? id : String(ids.indexOf(id) + 1);
}
