import { RefusedError } from '../errors.ts';
import type { Asked } from '../handle.ts';
import type { Recorded } from '../journal/journal.ts';
import type { Context } from './context.ts';
import { eventsOf } from './problems.ts';

/**
 * Keeps a text about a person, then asks what refers to it: a fact never names a text that is not there. Where no fact
 * names it after all (refused, or said before) it is erased again.
 * @returns the facts
 */
export const withText = (
  context: Context,
  text: string,
  asked: (ref: string) => Asked,
): Promise<readonly Recorded[]> => withTexts(context, { text }, (refs) => asked(refs.text));

/** The same for several texts, each under its name. */
export async function withTexts<Name extends string>(
  { clock, handler, ids, texts }: Context,
  written: Readonly<Record<Name, string>>,
  asked: (refs: Readonly<Record<Name, string>>) => Asked,
): Promise<readonly Recorded[]> {
  const names = Object.keys(written) as Name[];
  const refs = Object.fromEntries(names.map((name) => [name, ids.ulid(clock.now().at)])) as Record<
    Name,
    string
  >;
  let said = '';
  try {
    for (const name of names) await onMedium(texts.write(refs[name], written[name]));
    const events = eventsOf(await handler.handle(asked(refs)));
    said = JSON.stringify(events);
    return events;
  } finally {
    for (const ref of Object.values<string>(refs)) if (!said.includes(ref)) await onMedium(texts.erase(ref));
  }
}

/** A medium that does not take a text would not take the fact either. Its own words may name files. */
export function onMedium<T>(deed: Promise<T>): Promise<T> {
  return deed.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
    throw new RefusedError('journal-unavailable', `a text could not be kept or erased: ${code}`);
  });
}
