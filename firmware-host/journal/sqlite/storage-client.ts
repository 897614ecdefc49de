import type { AppendResult } from '../journal.ts';
import type { PruneLimit, Storage, StorageOpening } from '../storage.ts';
import { unexpected, type Link } from './link.ts';

/** The medium as the rest of the house knows it. */
export class SqliteStorage implements Storage {
  readonly opening: StorageOpening;
  readonly #link: Link;

  constructor(link: Link, opening: StorageOpening) {
    this.#link = link;
    this.opening = opening;
  }

  async probe(): Promise<AppendResult> {
    const answer = await this.#link.ask({ kind: 'probe' });
    if (answer.kind === 'appended' || answer.kind === 'unavailable') return answer;
    throw unexpected(answer);
  }

  async hurry(): Promise<void> {
    await this.#link.ask({ kind: 'hurry' });
  }

  seal = () => this.#link.do({ name: 'seal' });

  backUp = (at: number, force = false) => this.#link.do({ name: 'backUp', at, force });

  patrol = (at: number) => this.#link.do({ name: 'patrol', at });

  check = () => this.#link.do({ name: 'check' });

  prune = (limit: PruneLimit) => this.#link.do({ name: 'prune', limit });

  dropCopies = () => this.#link.do({ name: 'dropCopies' });

  restoreBallast = () => this.#link.do({ name: 'restoreBallast' });

  report = () => this.#link.do({ name: 'report' });

  pruneReports = (before: string) => this.#link.do({ name: 'pruneReports', before });

  usage = () => this.#link.do({ name: 'usage' });
}
