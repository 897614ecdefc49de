/** A telephone number while it is being entered: digits, and a plus before those of another country. */

/** Shorter is no number that can be called from outside. */
const digitsMin = 7;
const digitsMax = 20;

export const isWhole = (number: string): boolean => number.replace('+', '').length >= digitsMin;

export function withKey(number: string, key: string): string {
  const isTaken = /^\d$/.test(key) || (key === '+' && number === '');
  return isTaken && number.length < digitsMax ? number + key : number;
}

/** As it is read aloud: three digits, then four at a time. */
export const inGroups = (number: string): string =>
  (number.match(/^\+?\d{0,3}|\d{1,4}/g) ?? []).join(' ').trim();
