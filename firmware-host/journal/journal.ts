import type { PlacedEvent } from '../domain/events.ts';

/** Whose deed a fact is: a kiosk, an agent, staff at no counter, the host itself. */
export interface Actor {
  readonly kind: 'visitor' | 'agent' | 'staff' | 'host';
  readonly id: string;
}

/** The key under which a client may ask again for the answer it did not get (RFC draft `Idempotency-Key`). */
export interface RequestKey {
  /** Actor and route; the same key elsewhere is another key. */
  readonly scope: string;
  readonly key: string;
  /** Digest of the request's body. */
  readonly digest: string;
}

/** A fact as the journal keeps it. `v` is the version of its type's meaning. */
export type Recorded = PlacedEvent & {
  readonly id: string;
  readonly v: number;
  /** Of the journal's positions: a restored journal gives some a second time, in a later epoch. Left out in the first. */
  readonly epoch?: number;
  readonly actor: Actor;
  readonly key?: RequestKey;
};

/** Which life of the journal a fact is of. */
export const epochOf = ({ epoch = 1 }: Pick<Recorded, 'epoch'>): number => epoch;

export type AppendResult =
  | { readonly kind: 'appended' }
  /** Somebody else wrote after `after`: nothing was written. */
  | { readonly kind: 'conflict'; readonly position: number }
  /** The medium did not take it (full, read-only, broken): nothing was written. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/**
 * The lobby's memory. Positions are 1, 2, 3 … without gaps. Asynchronous and positional, so that a replicated log can
 * stand in for the database one day; nothing here knows what it is kept in.
 */
export interface Journal {
  /**
   * Writes events that carry the positions `after + 1 …`, all or none. Resolves only when they are durable: the medium
   * itself has said so. Never rejects for a fault of the medium; that is a value.
   */
  append(events: readonly Recorded[], options: { readonly after: number }): Promise<AppendResult>;
  /** Events from a position on, in order, in batches, at most `limit`; ends at what was the last one when it was asked. */
  read(from: number, options?: { readonly limit?: number }): AsyncIterable<readonly Recorded[]>;
  /** Positions of the latest openings of a lobby day, newest first: where a fold may start. */
  dayOpenings(count: number): Promise<readonly number[]>;
  /** Position of the last durable event; 0 when there is none. */
  lastPosition(): Promise<number>;
  close(): Promise<void>;
}
