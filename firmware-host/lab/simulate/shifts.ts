import type { Counts } from './count.ts';

interface Shift {
  readonly sinceMs: number;
  pausedMs: number | null;
  busyMs: number | null;
}

/** For how long counters were open and not on a pause, and how much of that they had a visitor. */
export class Shifts {
  openMs = 0;
  busyMs = 0;
  readonly #shifts = new Map<string, Shift>();

  begin(counter: string, nowMs: number): void {
    this.#shifts.set(counter, { sinceMs: nowMs, pausedMs: null, busyMs: null });
  }

  called(counter: string, nowMs: number): void {
    const shift = this.#shifts.get(counter);
    if (shift !== undefined) shift.busyMs ??= nowMs;
  }

  /** Its visitor has gone, wherever to. */
  freed(counter: string | null, nowMs: number): void {
    const shift = this.#shifts.get(counter ?? '');
    if (shift === undefined || shift.busyMs === null) return;
    this.busyMs += nowMs - shift.busyMs;
    shift.busyMs = null;
  }

  paused(counter: string, nowMs: number): void {
    const shift = this.#shifts.get(counter);
    if (shift !== undefined) shift.pausedMs ??= nowMs;
  }

  back(counter: string, nowMs: number): void {
    const shift = this.#shifts.get(counter);
    if (shift === undefined || shift.pausedMs === null) return;
    this.openMs -= nowMs - shift.pausedMs;
    shift.pausedMs = null;
  }

  end(counter: string, nowMs: number): void {
    this.back(counter, nowMs);
    this.freed(counter, nowMs);
    const shift = this.#shifts.get(counter);
    if (shift !== undefined) this.openMs += nowMs - shift.sinceMs;
    this.#shifts.delete(counter);
  }
}

export const shiftCounts: Counts<Shifts> = {
  'counter.signed-in': (shifts, { counter }, { nowMs }) => shifts.begin(counter, nowMs),
  'counter.paused': (shifts, { counter }, { nowMs }) => shifts.paused(counter, nowMs),
  'counter.ready': (shifts, { counter }, { nowMs }) => shifts.back(counter, nowMs),
  'counter.signed-out': (shifts, { counter }, { nowMs }) => shifts.end(counter, nowMs),
  'ticket.called': (shifts, { counter }, { nowMs }) => shifts.called(counter, nowMs),
  'ticket.finished': (shifts, { counter }, { nowMs }) => shifts.freed(counter, nowMs),
  'ticket.no-show': (shifts, { counter }, { nowMs }) => shifts.freed(counter, nowMs),
  'ticket.transferred': (shifts, { counter }, { nowMs }) => shifts.freed(counter, nowMs),
  'ticket.corrected': (shifts, { ticket }, { nowMs, state }) =>
    shifts.freed(state.tickets.get(ticket)?.counter ?? null, nowMs),
};
