/** What a television has yet to sound. Pure: time comes in. As a speaker of the house does it. */
import type { DisplaySound } from '../../../firmware-host/messages/display.ts';

export type Said = DisplaySound['said'][number];

export interface Waiting extends Said {
  /** In ms of the page's own clock. */
  readonly sinceMs: number;
}

/** Beside the one that is heard. */
const waitingMost = 6;

/**
 * Puts one at the end, or in the place of one about the same that still waits; what is urgent alone is left. Where too many
 * wait, a test goes first, then the oldest call; what is urgent never does.
 */
export function queued(waiting: readonly Waiting[], one: Said, sinceMs: number): Waiting[] {
  const added = { ...one, sinceMs };
  if (one.urgent) return [added];
  const place = waiting.findIndex(({ about }) => about === one.about);
  if (place >= 0) return waiting.with(place, added);
  const all = [...waiting, added];
  if (all.length <= waitingMost) return all;
  const test = all.findIndex(({ about }) => about === 'test');
  return all.toSpliced(test >= 0 ? test : all.findIndex(({ urgent }) => !urgent), 1);
}
