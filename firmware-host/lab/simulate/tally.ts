import { isGood } from '../../domain/satisfaction.ts';
import type { State } from '../../domain/state.ts';
import { isInside, isKept } from '../../domain/wait/range.ts';
import type { Recorded } from '../../journal/journal.ts';
import { Accuracy } from './accuracy.ts';
import { countEvent, type Counts } from './count.ts';
import type { Forecasts } from './forecasts.ts';
import { shiftCounts, Shifts } from './shifts.ts';

/** Counts what happens, fact by fact, as the journal tells it. */
export class Tally {
  taken = 0;
  /** Attempts at the kiosk that ended without a number. */
  refused = 0;
  served = 0;
  noShows = 0;
  returned = 0;
  cancelled = 0;
  transferred = 0;
  corrected = 0;
  calledInTime = 0;
  ratings = 0;
  content = 0;
  readonly promises = { made: 0, kept: 0, inside: 0, widthMinutes: 0 };
  /** From taking the number to the first call. */
  readonly waitsMs: number[] = [];
  readonly shifts = new Shifts();
  readonly accuracy = new Accuracy();
  readonly #forecasts = new Map<string, Forecasts>();
  readonly #takenMs = new Map<string, number>();

  note(ticket: string, forecasts: Forecasts): void {
    this.#forecasts.set(ticket, forecasts);
  }

  /** A listener of the handler's. */
  readonly count = (events: readonly Recorded[], state: Readonly<State>): void => {
    for (const event of events) {
      countEvent(shiftCounts, this.shifts, event, state);
      countEvent(ticketCounts, this, event, state);
    }
  };

  took(ticket: string, nowMs: number): void {
    this.taken += 1;
    this.#takenMs.set(ticket, nowMs);
  }

  /** The first call ends the wait that was promised. */
  called(id: string, nowMs: number, { tickets, lobby }: Readonly<State>): void {
    const takenMs = this.#takenMs.get(id);
    const ticket = tickets.get(id);
    const forecasts = this.#forecasts.get(id) ?? null;
    this.forget(id);
    if (takenMs === undefined || ticket === undefined) return;
    const waitedMs = nowMs - takenMs;
    this.waitsMs.push(waitedMs);
    const target = lobby?.services.find(({ letter }) => letter === ticket.service)?.target;
    this.calledInTime += Number(target !== undefined && waitedMs <= target.withinMs);
    const { wait } = ticket;
    if (wait !== null) {
      this.promises.made += 1;
      this.promises.kept += Number(isKept(wait, waitedMs));
      this.promises.inside += Number(isInside(wait, waitedMs));
      this.promises.widthMinutes += wait.toMinutes - wait.fromMinutes;
    }
    // Who has an appointment waits for its time, whatever the queue does.
    if (forecasts !== null && ticket.class !== 'appointment') this.accuracy.add(forecasts, waitedMs);
  }

  forget(ticket: string): void {
    this.#takenMs.delete(ticket);
    this.#forecasts.delete(ticket);
  }
}

const ticketCounts: Counts<Tally> = {
  'ticket.taken': (tally, { ticket }, { nowMs }) => tally.took(ticket, nowMs),
  'ticket.refused': (tally) => void (tally.refused += 1),
  'ticket.called': (tally, { ticket }, { nowMs, state }) => tally.called(ticket, nowMs, state),
  'ticket.finished': (tally) => void (tally.served += 1),
  'ticket.no-show': (tally) => void (tally.noShows += 1),
  'ticket.returned': (tally) => void (tally.returned += 1),
  'ticket.cancelled': (tally, { ticket }) => {
    tally.cancelled += 1;
    tally.forget(ticket);
  },
  'ticket.transferred': (tally) => void (tally.transferred += 1),
  'ticket.corrected': (tally) => void (tally.corrected += 1),
  'rating.given': (tally, { score, scale }) => {
    tally.ratings += 1;
    tally.content += Number(isGood({ score, scale }));
  },
};
