/** What waits to be heard. Pure: time comes in. What is heard already is no longer here, so that nothing cuts it. */
import type { Announcement } from './speaker.ts';

export interface Waiting {
  readonly announcement: Announcement;
  /** When the call was given. */
  readonly sinceMs: number;
}

export interface SpeechQueue {
  /** In the order in which they are heard. */
  readonly waiting: readonly Waiting[];
  /** Left out since the start. */
  readonly dropped: number;
}

export interface QueueLimits {
  readonly waitingMax: number;
  /** Older calls are left out: whoever was meant has read the board, or has gone. */
  readonly ageMsMax: number;
}

/** Six calls of ten seconds are a minute. */
export const usualLimits: QueueLimits = { waitingMax: 6, ageMsMax: 60_000 };

export const emptyQueue: SpeechQueue = { waiting: [], dropped: 0 };

/**
 * Puts an announcement at the end, or in the place of one about the same that still waits. Where too many wait, those that were
 * given longest ago are left out.
 */
export function add(
  { waiting, dropped }: SpeechQueue,
  announcement: Announcement,
  nowMs: number,
  { waitingMax }: QueueLimits = usualLimits,
): SpeechQueue {
  const added = { announcement, sinceMs: nowMs };
  if (announcement.urgent === true) return { waiting: [added], dropped: dropped + waiting.length };
  const place = waiting.findIndex((one) => one.announcement.about === announcement.about);
  return bounded(place < 0 ? [...waiting, added] : waiting.with(place, added), dropped, waitingMax);
}

/** What everybody must hear is never left out for a call, nor a call for a test. */
function bounded(all: readonly Waiting[], dropped: number, waitingMax: number): SpeechQueue {
  if (all.length <= waitingMax) return { waiting: all, dropped };
  const given = all.map(({ announcement: { urgent, isTest }, sinceMs }) =>
    urgent === true ? Infinity : isTest === true ? -Infinity : sinceMs,
  );
  return { waiting: all.toSpliced(given.indexOf(Math.min(...given)), 1), dropped: dropped + 1 };
}

/** Puts one back that could not be heard, first in the row, unless a later one about the same waits, or one that all must hear. */
export function putBack(
  queue: SpeechQueue,
  waiting: Waiting,
  limits: QueueLimits = usualLimits,
): SpeechQueue {
  const { about, urgent = false } = waiting.announcement;
  if (queue.waiting.some(({ announcement }) => announcement.about === about)) return queue;
  if (!urgent && queue.waiting.some(({ announcement }) => announcement.urgent === true))
    return { ...queue, dropped: queue.dropped + 1 };
  return bounded([waiting, ...queue.waiting], queue.dropped, limits.waitingMax);
}

/** What is heard next, if anything is; those before it that are too old are left out. */
export function next(
  { waiting, dropped }: SpeechQueue,
  nowMs: number,
  { ageMsMax }: QueueLimits = usualLimits,
): { readonly queue: SpeechQueue; readonly next: Waiting | null } {
  const place = waiting.findIndex(({ sinceMs }) => nowMs - sinceMs <= ageMsMax);
  if (place < 0) return { queue: { waiting: [], dropped: dropped + waiting.length }, next: null };
  return {
    queue: { waiting: waiting.slice(place + 1), dropped: dropped + place },
    next: waiting[place] ?? null,
  };
}
