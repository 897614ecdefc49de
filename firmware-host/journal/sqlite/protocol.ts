/** What main thread and journal worker say to each other. Events cross as text: cheaper than cloned objects, stored as is. */
import type { BackupResult, PatrolResult, PruneLimit, StorageOpening, StorageUsage } from '../storage.ts';

export interface Row {
  readonly type: string;
  readonly body: string;
}

export interface StoredRow extends Row {
  /** How many rows of the same append follow: they count together or not at all. */
  readonly more: number;
}

/** Answered in their order, with all that came together. */
export type Request =
  | { readonly id: number; readonly kind: 'append'; readonly after: number; readonly rows: readonly Row[] }
  | { readonly id: number; readonly kind: 'read'; readonly from: number; readonly limit: number }
  | { readonly id: number; readonly kind: 'day-openings'; readonly count: number }
  | { readonly id: number; readonly kind: 'last' }
  | { readonly id: number; readonly kind: 'probe' }
  | { readonly id: number; readonly kind: 'chore'; readonly chore: Chore }
  /** Chores end at their next step. */
  | { readonly id: number; readonly kind: 'hurry' }
  | { readonly id: number; readonly kind: 'close' };

export type Answer =
  | { readonly kind: 'appended' }
  | { readonly kind: 'conflict'; readonly position: number }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'rows'; readonly bodies: readonly string[] }
  | { readonly kind: 'positions'; readonly positions: readonly number[] }
  | { readonly kind: 'hurried' }
  | { readonly kind: 'closed' };

/** Long work, one at a time and in small steps, so that appends go between; each answered when it is done. */
export type Chore =
  | { readonly name: 'seal' }
  | { readonly name: 'backUp'; readonly at: number; readonly force: boolean }
  | { readonly name: 'patrol'; readonly at: number }
  | { readonly name: 'check' }
  | { readonly name: 'prune'; readonly limit: PruneLimit }
  | { readonly name: 'dropCopies' }
  | { readonly name: 'restoreBallast' }
  | { readonly name: 'report' }
  | { readonly name: 'pruneReports'; readonly before: string }
  | { readonly name: 'usage' };

export interface ChoreResults {
  readonly seal: number;
  readonly backUp: readonly BackupResult[];
  readonly patrol: PatrolResult;
  readonly check: string | null;
  readonly prune: readonly string[];
  readonly dropCopies: number;
  readonly restoreBallast: boolean;
  readonly report: number;
  readonly pruneReports: number;
  readonly usage: StorageUsage;
}

export type ChoreName = keyof ChoreResults;

export type ChoreAnswer =
  | { readonly id: number; readonly result: ChoreResults[ChoreName] }
  | { readonly id: number; readonly fault: string };

/**
 * Requests that came together, and their answers, cross in one message: at a peak a message costs more than an append. What a
 * chore answers comes by itself.
 */
export type Said =
  | { readonly answers: readonly { readonly id: number; readonly answer: Answer }[] }
  | { readonly chore: ChoreAnswer };

export interface WorkerOptions {
  readonly dataDir: string;
  readonly secondDir: string | null;
  readonly ballastBytes: number;
  readonly stampAt: number;
}

export type Opening =
  | { readonly ready: true; readonly opening: StorageOpening }
  | { readonly ready: false; readonly reason: string };
