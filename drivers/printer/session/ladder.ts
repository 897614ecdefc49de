/**
 * What is tried next with a printer that is in trouble, and when. Pure; it has no last rung: as long as there is trouble, the
 * next attempt is at most half a minute away.
 */
import type { RandomSource } from '../../driver.ts';
import { backoffMs, type Backoff } from '../../transport/backoff.ts';
import type { Mend } from './condition.ts';

/**
 * `resume`: go on from the line that failed, so that a paper under way still comes out. `clear`: forget all that it holds,
 * and the error with it. `reopen`: the port is closed and opened, which throws away what waits in the kernel.
 */
export type Rung = 'resume' | 'clear' | 'reopen';

/** The printer's situation as far as it decides what may help. */
export interface Trouble {
  /** The port is closed: whoever opens it tries by itself. */
  readonly isClosed: boolean;
  /** The port is open, and no answer comes. */
  readonly isSilent: boolean;
  /** What its present error needs; null when it has none. */
  readonly mend: Mend | null;
  /** A job is with the printer and not given up. */
  readonly hasJob: boolean;
  /** Bytes of a job that was given up may still be in the printer. */
  readonly isUnclean: boolean;
}

export interface Ladder {
  /** What was tried last, or is to be tried; null when all is well. */
  readonly rung: Rung | null;
  /** Attempts on `rung` that did not help. */
  readonly failures: number;
}

export const ground: Ladder = { rung: null, failures: 0 };

/**
 * Paper, cover and heat are waited for: someone, or time, mends them. A job under way is helped before it is given up; only
 * then is it cleared away.
 */
export function rungFor({ isClosed, isSilent, mend, hasJob, isUnclean }: Trouble): Rung | null {
  if (isClosed) return null;
  if (isSilent) return 'reopen';
  if (mend === 'by-host') return hasJob ? 'resume' : 'clear';
  return isUnclean && !hasJob ? 'clear' : null;
}

/**
 * Climbs to the rung that the trouble asks for. Its failures are remembered while nothing can be tried (the port is closed
 * for a moment), and forgotten when all is well.
 */
export function climb(ladder: Ladder, trouble: Trouble): Ladder {
  const rung = rungFor(trouble);
  const isWell = !trouble.isClosed && rung === null && trouble.mend === null;
  if (isWell) return ground;
  if (rung === ladder.rung || rung === null) return ladder;
  return { rung, failures: 0 };
}

/** Before the first attempt on a rung, and between its attempts. */
export interface Pause extends Backoff {
  readonly startMs: number;
}

export const defaultPauses: Readonly<Record<Rung, Pause>> = {
  // A knife that has just jammed is given a moment, and the visitor waits: so it stays quick.
  resume: { startMs: 500, firstMs: 1000, maxMs: 4000 },
  clear: { startMs: 0, firstMs: 2000, maxMs: 30_000 },
  reopen: { startMs: 0, firstMs: 2000, maxMs: 30_000 },
};

/** The pause before the next attempt, in ms; jittered like every backoff. @param failures attempts that did not help */
export function pauseMs(pause: Pause, failures: number, random: RandomSource): number {
  return failures === 0 ? pause.startMs : backoffMs(failures, pause, random);
}
