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
  /** Damaged and replaced files. */
  readonly aside: string;
  readonly backups: string;
}

export const layoutOf = (dataDir: string): Layout => ({
  dataDir,
  lock: join(dataDir, 'lock'),
  journal: join(dataDir, 'journal.db'),
  mark: join(dataDir, 'mark'),
  ballast: join(dataDir, 'ballast'),
  reports: join(dataDir, 'reports.db'),
  metrics: join(dataDir, 'metrics.sqlite'),
  history: join(dataDir, 'history'),
  aside: join(dataDir, 'aside'),
  backups: join(dataDir, 'backups'),
});

/** Small files that a journal is not whole without; each backup has its own copy. */
export const companions = ['lobby-id', 'centre.json', 'floor.json'] as const;

/** What SQLite keeps beside a database. */
export const databaseFiles = (path: string): readonly string[] => [path, `${path}-wal`, `${path}-shm`];
