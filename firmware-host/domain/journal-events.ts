import type { NumberFloor, Restoration } from './restoration.ts';

export interface JournalEvents {
  /** The first fact of its epoch. Of each day one floor; first that of the day that was open last. Empty when nobody can tell. */
  'journal.restored': Restoration & { readonly floors: readonly NumberFloor[] };
  /** Staff know of it. */
  'journal.acknowledged': { readonly epoch: number };
}
