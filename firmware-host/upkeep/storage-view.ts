/** From what is known of the memory of the house to what is shown of it. Pure. */
import type { LobbyConfig } from '../../config/schema.ts';
import { instant } from '../clock.ts';
import type { State } from '../domain/state.ts';
import type { BackupResult, StorageUsage } from '../journal/storage.ts';
import type { StorageView, StorageWarning } from '../messages/storage.ts';

export interface Known {
  readonly state: Readonly<State>;
  readonly epoch: number;
  readonly fault: string | null;
  readonly clock: { readonly trusted: boolean; readonly at: number; readonly source: string };
  readonly usage: StorageUsage;
  readonly backups: readonly BackupResult[];
  readonly isBackingUp: boolean;
  readonly warnings: readonly StorageWarning[];
  readonly config: LobbyConfig['storage'];
}

export function storageView(known: Known): StorageView {
  const { state, usage, config, backups } = known;
  const faults = backups.flatMap(({ fault }) => fault ?? []);
  const lastAt = usage.backups.reduce<number | null>(
    (last, { at }) => (last === null || at > last ? at : last),
    null,
  );
  return {
    position: state.position,
    epoch: known.epoch,
    day: state.day?.date ?? null,
    fault: known.fault,
    clock: { trusted: known.clock.trusted, at: instant(known.clock.at), source: known.clock.source },
    warnings: [...known.warnings],
    restored: restoredOf(state),
    disk: { bytes: usage.diskBytes, freeBytes: usage.freeBytes, ballastBytes: usage.ballastBytes },
    journal: { bytes: usage.journalBytes, walBytes: usage.walBytes },
    history: {
      days: usage.periods.length,
      bytes: usage.periods.reduce((sum, { bytes }) => sum + bytes, 0),
      oldest: usage.periods[0]?.date ?? null,
    },
    reports: { bytes: usage.reportBytes, position: usage.reported },
    backup: {
      everyMinutes: config.backup.everyMinutes,
      lastAt: lastAt === null ? null : instant(lastAt),
      running: known.isBackingUp,
      fault: faults.length === 0 ? null : faults.join('; '),
      secondDir: config.backup.secondDir,
      bytes: usage.backupBytes,
      files: usage.backups.map(({ at, ...file }) => ({ ...file, at: instant(at) })),
    },
    retention: { ...config.retention },
  };
}

function restoredOf({ restored }: Readonly<State>): StorageView['restored'] {
  if (restored === null) return null;
  const { epoch, cause, at, after, lost, backup } = restored;
  return { epoch, cause, at: instant(at), after, lost, backup };
}
