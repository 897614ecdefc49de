import type { AppendResult, Journal, Recorded } from '../journal.ts';
import { unexpected, type Link } from './link.ts';
import type { Answer } from './protocol.ts';

const BATCH = 250;

/** The journal as the rest of the house knows it. */
export class SqliteJournal implements Journal {
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  async append(events: readonly Recorded[], { after }: { after: number }): Promise<AppendResult> {
    const rows = events.map((event) => ({ type: event.type, body: JSON.stringify(event) }));
    const answer = await this.#link.ask({ kind: 'append', after, rows });
    if (answer.kind === 'appended' || answer.kind === 'conflict' || answer.kind === 'unavailable')
      return answer;
    throw unexpected(answer);
  }

  async *read(from: number, { limit = Infinity } = {}): AsyncIterable<readonly Recorded[]> {
    const last = await this.lastPosition();
    let left = limit;
    for (let next = from; next <= last && left > 0;) {
      const answer = await this.#link.ask({ kind: 'read', from: next, limit: Math.min(BATCH, left) });
      if (answer.kind !== 'rows') throw unexpected(answer);
      const events = answer.bodies
        .map((body) => JSON.parse(body) as Recorded)
        .filter(({ seq }) => seq <= last);
      const end = events.at(-1)?.seq;
      if (end === undefined) return;
      yield events;
      left -= events.length;
      next = end + 1;
    }
  }

  async dayOpenings(count: number): Promise<readonly number[]> {
    return positions(await this.#link.ask({ kind: 'day-openings', count }));
  }

  async lastPosition(): Promise<number> {
    return positions(await this.#link.ask({ kind: 'last' }))[0] ?? 0;
  }

  close(): Promise<void> {
    return this.#link.close();
  }
}

function positions(answer: Answer): readonly number[] {
  if (answer.kind === 'positions') return answer.positions;
  throw unexpected(answer);
}
