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
export async function withText(
  { clock, handler, ids, texts }: Context,
  text: string,
  asked: (ref: string) => Asked,
): Promise<readonly Recorded[]> {
  const ref = ids.ulid(clock.now().at);
  await onMedium(texts.write(ref, text));
  let isNamed = false;
  try {
    const events = eventsOf(await handler.handle(asked(ref)));
    isNamed = JSON.stringify(events).includes(ref);
    return events;
  } finally {
    if (!isNamed) await onMedium(texts.erase(ref));
  }
}

/** A medium that does not take a text would not take the fact either. Its own words may name files. */
export function onMedium<T>(deed: Promise<T>): Promise<T> {
  return deed.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
    throw new RefusedError('journal-unavailable', `a text could not be kept or erased: ${code}`);
  });
}
