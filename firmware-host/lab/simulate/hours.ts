/** When people come to a simulated lobby, and when its agents work. */
import type { LobbyConfig } from '../../../config/schema.ts';
import type { OpenSpan, Timetable } from '../../domain/timetable.ts';
import { timetableOf } from '../../timetable.ts';
import type { RandomSource } from '../../../drivers/driver.ts';

const HALF_HOUR_MS = 1_800_000;
const OFFICE = { from: '08:30', until: '17:30' };
const OFFICE_FROM_MS = 8.5 * 3_600_000;

/**
 * Visitors of each half-hour from midnight on beside the others: a steep morning, a lull at noon, a flatter afternoon. Before
 * and after these, hardly anybody.
 */
const FIRST_HALF_HOUR = 16;
const PROFILE = [3, 6, 9, 11, 12, 11, 9, 7, 4, 4, 6, 8, 10, 10, 9, 7, 5, 3, 2, 1];
const ELSE = 1;

/** The hours of a day; of a service that is always open, those in which people are about. */
export interface WorkingDay {
  readonly timetable: Timetable;
  readonly spans: Readonly<Record<string, readonly OpenSpan[]>>;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly officeFromAt: number;
}

/** Null where nothing is open on that date. */
export function workingDay(config: LobbyConfig, date: string): WorkingDay | null {
  const timetable = timetableOf(config, date);
  const [office] = officeHours(config, date);
  const spans = Object.fromEntries(
    Object.entries(timetable).map(([letter, own]) => [letter, own ?? (office ? [office] : [])]),
  );
  const all = Object.values(spans).flat();
  if (all.length === 0 || office === undefined) return null;
  return {
    timetable,
    spans,
    fromAt: Math.min(...all.map(({ fromAt }) => fromAt)),
    untilAt: Math.max(...all.map(({ untilAt }) => untilAt)),
    officeFromAt: office.fromAt,
  };
}

function officeHours(config: LobbyConfig, date: string): readonly OpenSpan[] {
  const special = [{ date, timetables: null, day: [OFFICE] }];
  const service = {
    letter: 'A',
    hours: 'office',
    on: null,
    ticketsBeforeMinutes: 0,
    lastTicketBeforeMinutes: 0,
  };
  const week = {
    monday: [OFFICE],
    tuesday: [OFFICE],
    wednesday: [OFFICE],
    thursday: [OFFICE],
    friday: [OFFICE],
    saturday: [OFFICE],
    sunday: [OFFICE],
  };
  const calendar = {
    ...config,
    hours: { office: week },
    holidays: [],
    specialDays: special,
    services: [service],
  };
  return timetableOf(calendar, date)['A'] ?? [];
}

export interface Arrival {
  readonly atMs: number;
  readonly service: string;
}

/** So many arrivals by the half-hour profile, each for a service that gives numbers then. */
export function arrivals(
  day: WorkingDay,
  demand: Readonly<Record<string, number>>,
  count: number,
  random: RandomSource,
): readonly Arrival[] {
  const slots = slotsOf(day);
  const moments = Array.from({ length: count }, () => {
    const slot = weighted(slots, ({ weight }) => weight, random);
    return (slot?.fromMs ?? day.fromAt) + random() * HALF_HOUR_MS;
  });
  return moments
    .toSorted((one, other) => one - other)
    .flatMap((atMs) => {
      const open = Object.keys(day.spans).filter((letter) => givesNumbers(day, letter, atMs));
      const service = weighted(open, (letter) => demand[letter] ?? 1, random);
      return service === undefined ? [] : [{ atMs: Math.round(atMs), service }];
    });
}

function slotsOf(day: WorkingDay): readonly { readonly fromMs: number; readonly weight: number }[] {
  const slots: { fromMs: number; weight: number }[] = [];
  // Slots begin on the clock's half-hours.
  const first = day.officeFromAt - Math.ceil((day.officeFromAt - day.fromAt) / HALF_HOUR_MS) * HALF_HOUR_MS;
  for (let fromMs = first; fromMs < day.untilAt; fromMs += HALF_HOUR_MS) {
    const halfHour = Math.round((fromMs - day.officeFromAt + OFFICE_FROM_MS) / HALF_HOUR_MS);
    const isOpen = Object.keys(day.spans).some((letter) => givesNumbers(day, letter, fromMs));
    if (isOpen) slots.push({ fromMs, weight: PROFILE[halfHour - FIRST_HALF_HOUR] ?? ELSE });
  }
  return slots;
}

const givesNumbers = ({ spans }: WorkingDay, letter: string, atMs: number): boolean =>
  spans[letter]?.some((span) => span.ticketsFromAt <= atMs && atMs < span.ticketsUntilAt) ?? false;

/** One of a list, each as likely as its weight says. */
function weighted<T>(values: readonly T[], weigh: (value: T) => number, random: RandomSource): T | undefined {
  let left = random() * values.reduce((sum, value) => sum + weigh(value), 0);
  return values.find((value) => (left -= weigh(value)) < 0) ?? values.at(-1);
}
