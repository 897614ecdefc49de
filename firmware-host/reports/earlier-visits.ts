import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Lobby days up to which who comes again comes for the same matter: the metric's own definition. */
const RETURN_DAYS = 7;

/** A visitor who is known by a key takes a number. */
export interface Arrival {
  readonly key: string;
  readonly service: string;
  /** First ticket of the visit: another number of one visit is no return. */
  readonly visit: string;
}

/** Finds the visits that somebody has had, as far as they are written. */
export class EarlierVisits {
  readonly #select: StatementSync;

  constructor(database: DatabaseSync) {
    this.#select = database.prepare(
      `SELECT id FROM tickets WHERE visitor_key = :key AND date >= date(:date, '-${RETURN_DAYS} days') AND position < :seq
         AND state = 'finished' AND is_returned = 0 AND :service IN (service, first_service)
         AND id <> :visit AND coalesce(visit, '') <> :visit ORDER BY position`,
    );
  }

  /** @returns ids of tickets that were taken before a fact of a lobby day, and are finished, for the same service */
  idsBefore(seq: number, date: string, { key, service, visit }: Arrival): readonly string[] {
    return this.#select.all({ key, date, seq, service, visit }).map(({ id }) => String(id));
  }
}
