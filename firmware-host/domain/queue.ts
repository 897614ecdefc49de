/**
 * The waiting line of one service: ticket ids in order of arrival. A head that moves instead of a shifting array, because
 * the front is taken all day long and must cost the same with fifty waiting and with fifty thousand.
 */
export interface Queue {
  readonly ids: readonly string[];
  readonly head: number;
}

interface OwnedQueue {
  ids: string[];
  head: number;
}

/** Gone entries are dropped once there are this many, and more than half. */
const COMPACT_AT = 1024;

export const emptyQueue = (): Queue => ({ ids: [], head: 0 });

export const copyQueue = (queue: Queue): Queue => ({ ids: queue.ids.slice(queue.head), head: 0 });

export const queueLength = (queue: Queue): number => queue.ids.length - queue.head;

/** The first in line, or null. */
export const queueFront = (queue: Queue): string | null => queue.ids[queue.head] ?? null;

/** The first `count` in line. */
export const queueStart = (queue: Queue, count: number): readonly string[] =>
  queue.ids.slice(queue.head, queue.head + count);

/** Adds at the back. The caller owns the queue. */
export function enqueue(queue: Queue, id: string): void {
  (queue as OwnedQueue).ids.push(id);
}

/** Takes a ticket out of line, wherever it stands. The caller owns the queue. */
export function dequeue(queue: Queue, id: string): void {
  const owned = queue as OwnedQueue;
  const index = owned.ids.indexOf(id, owned.head);
  if (index < 0) throw new Error(`ticket ${id} is not in this queue`);
  if (index === owned.head) owned.head += 1;
  else owned.ids.splice(index, 1);
  if (owned.head >= COMPACT_AT && owned.head * 2 > owned.ids.length) {
    owned.ids = owned.ids.slice(owned.head);
    owned.head = 0;
  }
}

/**
 * How many stand before the given place in the order of arrival.
 * @param position the journal position of a ticket in this queue
 * @param positionOf the journal position of any ticket in this queue
 */
export function queueAhead(queue: Queue, position: number, positionOf: (id: string) => number): number {
  let low = queue.head;
  let high = queue.ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const id = queue.ids[middle];
    if (id !== undefined && positionOf(id) < position) low = middle + 1;
    else high = middle;
  }
  return low - queue.head;
}
