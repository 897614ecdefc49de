/** What a house asks of the medium its journal is kept on, beside appending and reading. */
import type { AppendResult, Journal } from './journal.ts';

/** Why the positions after `after` may be given a second time: the journal is not the one that wrote them first. */
export interface Restoration {
  /** The epoch that began with it. */
  readonly epoch: number;
  /** `damage`: what was there could not be trusted; `missing`: it was not there at all; `asked`: a person wanted an older one. */
  readonly cause: 'damage' | 'missing' | 'asked';
  /** For the technician. */
  readonly reason: string;
  /** Position of the last event that is kept. */
  readonly after: number;
  /** How many events are known to be lost; null when nobody can know. */
  readonly lost: number | null;
  /** Name of the backup that was used; null when there was none, or none was needed. */
  readonly backup: string | null;
  /** Folder below the data directory in which the former files lie; null when there were none. */
  readonly aside: string | null;
}

/** How the journal was found. */
export interface StorageOpening {
  /** 1 for a journal that was never restored. */
  readonly epoch: number;
  /** How the present epoch began; null in the first. */
  readonly restored: Restoration | null;
  /** False when the host before this one did not end by itself: killed, or without power. */
  readonly wasClean: boolean;
}

export type BackupPlace = 'local' | 'second';

/** A copy of the hot journal, beside copies of all closed periods. */
export interface BackupFile {
  readonly place: BackupPlace;
  /** Its file name, which says all of this: `<UTC stamp>_e<epoch>_<position>.db`. */
  readonly name: string;
  /** Wall time in ms since 1970 at which it was made, as the clock had it. */
  readonly at: number;
  readonly epoch: number;
  /** Position of its last event. */
  readonly position: number;
  readonly bytes: number;
}

/** A finished backup, or why there is none, for each directory. */
export interface BackupResult {
  readonly place: BackupPlace;
  /** Null when it failed, or nothing was new since the last one. */
  readonly file: BackupFile | null;
  /** For the technician; null when all is well. */
  readonly fault: string | null;
}

/** A closed period: the events of a lobby day that is over, in an immutable file. */
export interface PeriodFile {
  /** File name: `<date>_<first>-<last>.db`, positions with twelve digits; in later epochs than the first `…_e<epoch>.db`. */
  readonly name: string;
  /** Lobby day, YYYY-MM-DD. */
  readonly date: string;
  readonly first: number;
  readonly last: number;
  /** In which it was written: a restoration may give its positions to other events. */
  readonly epoch: number;
  readonly bytes: number;
}

export interface StorageUsage {
  /** The hot journal with its log, in bytes. */
  readonly journalBytes: number;
  /** Of it, the write-ahead log. */
  readonly walBytes: number;
  readonly periods: readonly PeriodFile[];
  /** Positions that are in none of them and should be: days that are lost. */
  readonly holes: readonly { readonly first: number; readonly last: number }[];
  /** Whether one of them could not be read: it should be looked at now. */
  readonly isSuspect: boolean;
  readonly reportBytes: number;
  /** Position up to which the report tables have followed. */
  readonly reported: number;
  readonly backups: readonly BackupFile[];
  /** All that lies in the backup directory on this medium. */
  readonly backupBytes: number;
  /** 0 when it was freed. */
  readonly ballastBytes: number;
  /** Why the mark beside the journal cannot be written; null when it can. */
  readonly markFault: string | null;
  readonly diskBytes: number;
  readonly freeBytes: number;
}

/** What may be deleted: nothing that the centre has not acknowledged. */
export interface PruneLimit {
  /** Closed periods of lobby days before this date (YYYY-MM-DD) … */
  readonly before: string;
  /** … whose last event is not after this position … */
  readonly delivered: number;
  /** … at most so many, the oldest first; all when it is left out. */
  readonly count?: number;
}

/** A look at one closed period: what was found, and what became of it. */
export interface PatrolResult {
  /** Null when there is no closed period. */
  readonly name: string | null;
  /** `mended`: it was damaged, and its backup stands in its place now. `lost`: no good copy is left; the file was put aside. */
  readonly found: 'good' | 'mended' | 'lost';
  readonly reason: string | null;
}

/**
 * The medium behind a journal. Every request takes its turn with the appends and is cut into small steps, so that none holds up
 * a visitor. Requests reject with a reason for the technician when the medium fails; the journal itself goes on.
 */
export interface Storage {
  readonly opening: StorageOpening;
  /** Writes a little and waits for the medium: whether it takes entries again, without waiting for a visitor to find out. */
  probe(): Promise<AppendResult>;
  /** The house closes: long work ends at its next step, and is begun anew some other day. Never rejects. */
  hurry(): Promise<void>;
  /** Moves all lobby days that are over from the hot journal to closed periods. Resolves with how many were written. */
  seal(): Promise<number>;
  /**
   * Copies what is new to every backup directory, verifies the copies, and lets the ones go that the schedule does not keep.
   * @param at wall time in ms, for the names
   * @param force also when nothing is new
   */
  backUp(at: number, force?: boolean): Promise<readonly BackupResult[]>;
  /** Looks at the closed period whose turn it is. @param at wall time in ms, for the name of what is put aside */
  patrol(at: number): Promise<PatrolResult>;
  /** Checks the hot journal as it lies on the medium; null when it is good, else what is wrong. */
  check(): Promise<string | null>;
  /** Deletes closed periods. Resolves with their names. */
  prune(limit: PruneLimit): Promise<readonly string[]>;
  /** Deletes the copies of closed periods that lie on the same medium as they do. Resolves with how many bytes are free of them. */
  dropCopies(): Promise<number>;
  /** Writes the ballast again where there is room; resolves with whether it is there. */
  restoreBallast(): Promise<boolean>;
  /** Lets the report tables follow by a batch of events. Resolves with the position that they have reached. */
  report(): Promise<number>;
  /** Deletes rows of the reports of lobby days before this date (YYYY-MM-DD). Resolves with how many. */
  pruneReports(before: string): Promise<number>;
  usage(): Promise<StorageUsage>;
}

export interface Store {
  readonly journal: Journal;
  readonly storage: Storage;
}
