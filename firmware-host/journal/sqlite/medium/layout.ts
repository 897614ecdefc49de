/** Where what lies in a data directory. */
import { join } from 'node:path';

export interface Layout {
  readonly dataDir: string;
  readonly lock: string;
  /** The hot journal. */
  readonly journal: string;
  readonly mark: string;
  readonly ballast: string;
  readonly reports: string;
  /** What was reckoned from the reports; it may be deleted. */
  readonly metrics: string;
  /** Closed periods. */
  readonly history: string;
  /** Months whose figures were frozen; in the directory of a backup, their copies. */
  readonly months: string;
  /** Damaged and replaced files. */
  readonly aside: string;
  readonly backups: string;
}

/** In a data directory, and in one of backups. */
export const monthsIn = (dir: string): string => join(dir, 'months');

/** A copy is called by its digest, too: a file that was damaged later never takes the place of the good one. */
export const monthCopyName = (month: string, sha256: string): string => `${month}_${sha256}.json`;

export const layoutOf = (dataDir: string): Layout => ({
  dataDir,
  lock: join(dataDir, 'lock'),
  journal: join(dataDir, 'journal.db'),
  mark: join(dataDir, 'mark'),
  ballast: join(dataDir, 'ballast'),
  reports: join(dataDir, 'reports.db'),
  metrics: join(dataDir, 'metrics.sqlite'),
  history: join(dataDir, 'history'),
  months: monthsIn(dataDir),
  aside: join(dataDir, 'aside'),
  backups: join(dataDir, 'backups'),
});

/** Small files that a journal is not whole without; each backup has its own copy. */
export const companions = ['lobby-id', 'centre.json', 'floor.json'] as const;

/** What SQLite keeps beside a database. */
export const databaseFiles = (path: string): readonly string[] => [path, `${path}-wal`, `${path}-shm`];
