/** What is written about persons is kept for as long as somebody may need it, and no longer; in the copies as well. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Moment } from './domain/moment.ts';
import type { State } from './domain/state.ts';
import { writeDurably } from './durable-file.ts';
import { isTextRef, syncFolder, type PersonalTexts, type StoredText } from './personal-texts.ts';

const MS_PER_DAY = 86_400_000;
/** Nobody has written anything with this before then; a clock that says so was in 1970, or with a battery that had run out. */
const EARLIEST_AT = Date.UTC(2024);

/** `touch`: its age begins now. */
export type TextFate = 'keep' | 'touch' | 'erase';

type Naming = Pick<State, 'tickets' | 'cases' | 'counters' | 'alarms'>;

export interface Retention {
  readonly texts: PersonalTexts;
  readonly state: Naming;
  readonly now: Moment;
  /** Days from when nobody names a text any more, or from its writing. */
  readonly textDays: number;
}

/**
 * Texts that the lobby itself still works with: of open cases, of today's visits and of those that are kept, of alarms that are
 * not over, and what one agent has left for the next. All others are only looked up.
 */
export function namedTexts({ tickets, cases, counters, alarms }: Naming): ReadonlySet<string> {
  const refs = [
    ...[...tickets.values()].flatMap(({ notes }) => notes.map(({ note }) => note)),
    ...[...cases.values()].flatMap(({ matter, result, contact }) => [matter, result, contact]),
    ...[...counters.values()].map(({ handoverNote }) => handoverNote),
    ...[...alarms.values()].map(({ acknowledged }) => acknowledged?.note ?? null),
  ];
  return new Set(refs.filter((ref) => ref !== null));
}

/**
 * By age alone, since neither a text that a crash has left without a fact nor one that was written anew is named anywhere. The age
 * is that of the later of two clocks: of its name and of its file. One that was never right does not make a text old, and
 * none that is not trusted now decides anything.
 */
export function fateOf(
  { ref, touchedAt }: StoredText,
  named: ReadonlySet<string>,
  { now, textDays }: Pick<Retention, 'now' | 'textDays'>,
): TextFate {
  if (!now.trusted) return 'keep';
  const times = [timeOfRef(ref), touchedAt].filter((at) => at >= EARLIEST_AT && at <= now.at + MS_PER_DAY);
  if (times.length === 0) return 'touch';
  const ageMs = now.at - Math.max(...times);
  if (named.has(ref)) return ageMs > MS_PER_DAY ? 'touch' : 'keep';
  return ageMs > textDays * MS_PER_DAY ? 'erase' : 'keep';
}

/**
 * Erases what nobody needs any more.
 * @throws Error of the file system
 */
export async function eraseOldTexts({
  texts,
  state,
  now,
  textDays,
}: Retention): Promise<{ readonly erased: number }> {
  const named = namedTexts(state);
  let erased = 0;
  for (const text of await texts.list()) {
    const fate = fateOf(text, named, { now, textDays });
    if (fate === 'touch') await texts.touch(text.ref, now.at);
    if (fate === 'erase' && (await texts.erase(text.ref))) erased += 1;
  }
  return { erased };
}

/**
 * Makes a folder hold exactly the texts that there are: what was erased goes there, too. Other files in it are left alone.
 * @throws Error of the file system: disk full, no such medium
 */
export async function mirrorTexts(
  texts: PersonalTexts,
  dir: string,
): Promise<{ readonly copied: number; readonly removed: number }> {
  if ((await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(dirname(dir));
  const present = await readdir(dir);
  const wanted = new Set((await texts.list()).map(({ ref }) => ref));
  const gone = present.filter((name) => isTextRef(name.replace(/\.tmp$/, '')) && !wanted.has(name));
  for (const name of gone) await rm(join(dir, name), { force: true });
  if (gone.length > 0) await syncFolder(dir);
  let copied = 0;
  for (const ref of wanted) {
    const text = present.includes(ref) ? null : await texts.read(ref);
    if (text === null) continue;
    await writeDurably(join(dir, ref), text);
    copied += 1;
  }
  return { copied, removed: gone.length };
}

/** Crockford's alphabet, in which a ULID has its milliseconds in ten digits (https://github.com/ulid/spec). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;

function timeOfRef(ref: string): number {
  let at = 0;
  for (const digit of ref.slice(0, TIME_DIGITS)) at = at * DIGITS.length + DIGITS.indexOf(digit);
  return at;
}
