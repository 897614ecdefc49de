/** Lobby dates as YYYY-MM-DD, reckoned without any clock: a date is the same wherever the browser believes to be. */

const DAY_MS = 86_400_000;

const msOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOfMs = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** So many days later, or earlier. */
export const addDays = (date: string, days: number): string => dateOfMs(msOf(date) + days * DAY_MS);

/** Days from one to another, both counted. */
export const daysIn = (from: string, to: string): number => Math.round((msOf(to) - msOf(from)) / DAY_MS) + 1;

/** Weeks begin on Monday. */
export function weekStart(date: string): string {
  const weekday = new Date(msOf(date)).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

export const monthStart = (date: string): string => `${date.slice(0, 7)}-01`;

/** Last day of the month. */
export const monthEnd = (date: string): string => addDays(monthStart(addDays(monthStart(date), 31)), -1);

/** Whether it is a date as people write it into a field, and there is such a day. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(msOf(text)) && dateOfMs(msOf(text)) === text;

/** A date at midnight UTC, for formats that are told the zone. */
export const dateMs = msOf;
