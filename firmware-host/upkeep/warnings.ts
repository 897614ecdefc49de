/** What a technician should see to though numbers are given. Pure. */
import type { BackupPlace, BackupResult, StorageUsage } from '../journal/storage.ts';
import { storageWarnings, type StorageWarning } from '../messages/storage.ts';
import { isLow, isSpent, type Room } from './room.ts';

export interface Watched {
  readonly usage: StorageUsage;
  /** Of the last backup; none before the first. */
  readonly backups: readonly BackupResult[];
  /** What does not change while the host runs, and what stays until it starts again. */
  readonly lasting: ReadonlySet<StorageWarning>;
  readonly wantedBallastBytes: number;
  /** Whether it was tried to write the ballast: before that, there is none. */
  readonly isBallastTried: boolean;
  readonly isClockTrusted: boolean;
  readonly isRestored: boolean;
}

/** In the order of `storageWarnings`. */
export function warningsOf(watched: Watched): readonly StorageWarning[] {
  return storageWarnings.filter(
    (warning) => watched.lasting.has(warning) || (signs[warning]?.(watched) ?? false),
  );
}

/** What is seen each time anew; the others last. */
const signs: { readonly [W in StorageWarning]?: (watched: Watched) => boolean } = {
  'backup-failed': ({ backups }) => hasFailed(backups, 'local'),
  'backup-second-missing': ({ backups }) => hasFailed(backups, 'second'),
  'ballast-used': (watched) => watched.isBallastTried && isSpent(roomOf(watched)),
  'clock-untrusted': ({ isClockTrusted }) => !isClockTrusted,
  'disk-low': (watched) => isLow(roomOf(watched)),
  // Found missing at the start, or since.
  'period-lost': ({ usage }) => usage.holes.length > 0,
  restored: ({ isRestored }) => isRestored,
};

const hasFailed = (backups: readonly BackupResult[], at: BackupPlace): boolean =>
  backups.some(({ place, fault }) => place === at && fault !== null);

const roomOf = ({ usage, wantedBallastBytes }: Watched): Room => ({
  ...usage,
  wantedBytes: wantedBallastBytes,
});
