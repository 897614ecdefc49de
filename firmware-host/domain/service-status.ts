import { waitingFor } from './ahead.ts';
import type { BlockReason } from './events.ts';
import type { Moment } from './moment.ts';
import { nextNumber } from './numbers.ts';
import type { Refusal } from './refusal.ts';
import type { State } from './state.ts';
import { hoursAt } from './timetable.ts';

/** Whether a service gives numbers, and if not, why. */
export type ServiceStatus =
  | { readonly state: 'open' }
  | { readonly state: 'no-day' | 'day-closed' | 'evacuation' | 'full' | 'full-today' | 'used-up' }
  | { readonly state: 'by-staff'; readonly reason: Readonly<Record<string, string>> }
  /** `opensAt` in ms since 1970; null where it does not open again today. */
  | { readonly state: 'not-yet' | 'break' | 'over' | 'closed-today'; readonly opensAt: number | null };

export type ClosedState = Exclude<ServiceStatus['state'], 'open'>;

/** Where a service stands now. The first reason counts, from the whole lobby down to the last number. */
export function serviceStatus(state: State, letter: string, now: Moment): ServiceStatus {
  const { day, timetable } = state;
  if (state.frozen !== null) return { state: 'evacuation' };
  if (day === null) return { state: 'no-day' };
  if (day.isClosed) return { state: 'day-closed' };
  const closing = state.closedServices.get(letter);
  if (closing !== undefined) return { state: 'by-staff', reason: closing.reason };
  const hours = hoursAt(timetable, letter, now);
  if (hours.state !== 'open') return hours;
  return { state: isFull(state, letter) ?? 'open' };
}

function isFull(state: State, letter: string): 'full' | 'full-today' | 'used-up' | null {
  const rules = state.lobby?.services.find((service) => service.letter === letter);
  if (rules === undefined) return null;
  if (rules.dayMax !== null && (state.taken.get(letter) ?? 0) >= rules.dayMax) return 'full-today';
  if (nextNumber(state, rules) === null) return 'used-up';
  if (rules.waitingMax !== null && waitingFor(state, letter) >= rules.waitingMax) return 'full';
  return null;
}

/** What a visitor hears, and how the metrics count it. */
export const refusalOf: Readonly<
  Record<ClosedState, { readonly refusal: Refusal; readonly block: BlockReason }>
> = {
  'no-day': { refusal: 'day-not-open', block: 'closed' },
  'day-closed': { refusal: 'day-closed', block: 'closed' },
  evacuation: { refusal: 'evacuation', block: 'closed' },
  'by-staff': { refusal: 'service-closed', block: 'closed' },
  'not-yet': { refusal: 'service-closed', block: 'closed' },
  break: { refusal: 'service-closed', block: 'closed' },
  over: { refusal: 'service-closed', block: 'closed' },
  'closed-today': { refusal: 'service-closed', block: 'closed' },
  full: { refusal: 'service-full', block: 'full' },
  'full-today': { refusal: 'service-full', block: 'full' },
  'used-up': { refusal: 'numbers-used-up', block: 'full' },
};
