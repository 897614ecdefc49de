import type { ServiceRules } from './lobby.ts';
import type { State } from './state.ts';

/** YYMMDD. */
const DATE_DIGITS = 6;

/** A001 … A999, A1000: so many digits at least, more when the day is long. */
export const formatNumber = (letter: string, sequence: number, digits: number): string =>
  letter + String(sequence).padStart(digits, '0');

/**
 * Date and sequence of a visit as the centres file it: YYMMDD and three digits at least, such as 261121001.
 * @param date the lobby day as YYYY-MM-DD
 */
export const formatArchiveNumber = (date: string, sequence: number): string =>
  date.slice(2).replaceAll('-', '') + String(sequence).padStart(3, '0');

/** The sequence behind the date, the inverse of `formatArchiveNumber`. */
export const archiveSequenceOf = (archiveNumber: string): number => Number(archiveNumber.slice(DATE_DIGITS));

/**
 * The next number of a service; null when its range is used up. It comes from the day's counter, never from a clock, and
 * steps over numbers that are still out from the night before and over the series of pre-printed slips, so that no two people
 * in the lobby hold the same one.
 */
export function nextNumber(state: State, { letter, numbers, slips }: ServiceRules): string | null {
  let sequence = Math.max(numbers.from, (state.lastNumbers.get(letter) ?? 0) + 1);
  for (;;) {
    if (slips !== null && sequence >= slips.from && sequence <= slips.to) sequence = slips.to + 1;
    if (numbers.to !== null && sequence > numbers.to) return null;
    const number = formatNumber(letter, sequence, numbers.digits);
    if (!state.day?.keptNumbers.has(numberKey(number))) return number;
    sequence += 1;
  }
}

/** What is called aloud of a number: A001 and A01 are one and the same to whoever waits. */
export const numberKey = (number: string): string => number.slice(0, 1) + String(sequenceOf(number));

/** The counter value behind a called number, the inverse of `formatNumber`. */
export const sequenceOf = (number: string): number => Number(number.slice(1));
