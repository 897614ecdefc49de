/** What a schema cannot check of a request, and what the rules want to be told in their own units. */
import { RefusedError } from '../errors.ts';
import type { Actor } from '../journal/journal.ts';
import type { Site } from '../site.ts';

/** Whoever is at no counter. A demo lobby knows no sign-in, so it has one desk. */
export const staff: Actor = { kind: 'staff', id: 'desk' };

const EARLIEST_AT = Date.UTC(2000);
const LATEST_AT = Date.UTC(2100);

const MS_PER_MINUTE = 60_000;

export const minutesMs = (minutes: number): number => minutes * MS_PER_MINUTE;

/** Bad input with one fault. */
export const badInput = (path: string, message: string): RefusedError =>
  new RefusedError('bad-request', undefined, [{ path, message }]);

/** RFC 3339 in ms since 1970. The format knows leap seconds, of which clocks know nothing. */
export function atOf(moment: string, path: string): number {
  const at = Date.parse(moment);
  if (Number.isNaN(at)) throw badInput(path, 'is a moment that no clock shows');
  // Beyond four digits of a year nothing can be written down in the format in which it came.
  if (at < EARLIEST_AT || at >= LATEST_AT) throw badInput(path, 'must be between 2000 and 2100');
  return at;
}

/** Words for visitors have to be there in the first language of the lobby, from which the others are filled. */
export function wordsOf(
  { languages }: Site,
  texts: Readonly<Record<string, string>>,
  path: string,
): Readonly<Record<string, string>> {
  const first = languages[0] ?? 'zh-CN';
  if (texts[first] === undefined) throw badInput(`${path}/${first}`, 'is missing');
  return texts;
}
