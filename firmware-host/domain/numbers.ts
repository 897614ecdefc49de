import type { State } from './state.ts';

/** A001 … A999, A1000: three digits at least, more when the day is long. */
export const formatNumber = (letter: string, sequence: number): string =>
  letter + String(sequence).padStart(3, '0');

/**
 * Date and sequence of a visit as the centres file it: YYMMDD and three digits at least, such as 261121001.
 * @param date the lobby day as YYYY-MM-DD
 */
export const formatArchiveNumber = (date: string, sequence: number): string =>
  date.slice(2).replaceAll('-', '') + String(sequence).padStart(3, '0');

/**
 * The next number of a service. It comes from the day's counter, never from a clock, and steps over numbers that are
 * still out from the night before, so that no two people in the lobby hold the same one.
 */
export function nextNumber(state: State, letter: string): { sequence: number; number: string } {
  let sequence = (state.lastNumbers.get(letter) ?? 0) + 1;
  while (state.day?.keptNumbers.has(formatNumber(letter, sequence))) sequence += 1;
  return { sequence, number: formatNumber(letter, sequence) };
}

/** The counter value behind a called number, the inverse of `formatNumber`. */
export const sequenceOf = (number: string): number => Number(number.slice(1));
