/** What the printer has said of itself so far, and what that means. Pure. */
import type { PrintProblem } from '../printer.ts';
import type { PrinterSignal, RealTimeKind } from './status.ts';

export interface Condition {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly feedButton: boolean;
  /** The sensor sees no paper. */
  readonly paperEnd: boolean;
  /** Printing has stopped because of that; only DLE EOT 2 tells. */
  readonly stoppedAtPaperEnd: boolean;
  readonly paperLow: boolean;
  readonly cutter: boolean;
  /** There is an error of any kind, says DLE EOT 2 or the automatic status. */
  readonly error: boolean;
  /** An error of the mechanism that DLE ENQ may end. */
  readonly recoverable: boolean;
  /** An error that only switching off and on ends. */
  readonly unrecoverable: boolean;
  /** The head is too hot or the voltage is wrong: it goes on by itself. */
  readonly passing: boolean;
}

/** Who ends an error: time, a command of ours (DLE ENQ), or somebody's hand. */
export type Mend = 'by-itself' | 'by-host' | 'by-hand';

/** What is believed of a printer that has said nothing yet. */
export const fineCondition: Condition = {
  offline: false,
  coverOpen: false,
  feedButton: false,
  paperEnd: false,
  stoppedAtPaperEnd: false,
  paperLow: false,
  cutter: false,
  error: false,
  recoverable: false,
  unrecoverable: false,
  passing: false,
};

/** The condition after a signal; the same object when the signal says nothing about it. */
export function afterSignal(before: Condition, signal: PrinterSignal): Condition {
  if (signal.kind === 'real-time') return { ...before, ...realTime[signal.n](signal.byte) };
  if (signal.kind === 'automatic') return automatic(signal.bytes);
  return before;
}

/** The one problem that staff should see to first: what is open or empty explains why the printer is offline. */
export function problemOf(condition: Condition): PrintProblem | null {
  if (condition.coverOpen) return 'cover-open';
  if (condition.paperEnd || condition.stoppedAtPaperEnd) return 'paper-out';
  if (condition.cutter) return 'cutter-jam';
  const { error, recoverable, unrecoverable, passing } = condition;
  if (error || recoverable || unrecoverable || passing) return 'printer-error';
  // Somebody holding the feed button is no trouble: the printer goes on when it is released.
  return condition.offline && !condition.feedButton ? 'offline' : null;
}

/** What the problem needs; null when there is none. */
export function mendOf(condition: Condition): Mend | null {
  const problem = problemOf(condition);
  if (problem !== 'cutter-jam' && problem !== 'printer-error') return problem === null ? null : 'by-hand';
  if (condition.unrecoverable) return 'by-hand';
  if (condition.cutter || condition.recoverable) return 'by-host';
  // An error that has no name is taken for a grave one.
  return condition.passing ? 'by-itself' : 'by-hand';
}

const realTime: Record<RealTimeKind, (byte: number) => Partial<Condition>> = {
  1: (byte) => ({ offline: has(byte, 0x08) }),
  2: (byte) => ({
    coverOpen: has(byte, 0x04),
    feedButton: has(byte, 0x08),
    stoppedAtPaperEnd: has(byte, 0x20),
    error: has(byte, 0x40),
  }),
  3: (byte) => errors(byte),
  4: (byte) => ({ paperLow: has(byte, 0x0c), paperEnd: has(byte, 0x60) }),
};

function automatic([printer, kinds, paper]: readonly [number, number, number, number]): Condition {
  const paperEnd = has(paper, 0x0c);
  return {
    offline: has(printer, 0x08),
    coverOpen: has(printer, 0x20),
    feedButton: has(printer, 0x40),
    paperEnd,
    // It cannot be stopped for want of paper while the sensor sees some, or it would not report online.
    stoppedAtPaperEnd: paperEnd && has(printer, 0x08),
    paperLow: has(paper, 0x03),
    error: has(kinds, 0x6c),
    ...errors(kinds),
  };
}

/** The second automatic byte and the answer to DLE EOT 3 have the same bits. */
function errors(byte: number): Pick<Condition, 'cutter' | 'recoverable' | 'unrecoverable' | 'passing'> {
  return {
    recoverable: has(byte, 0x04),
    cutter: has(byte, 0x08),
    unrecoverable: has(byte, 0x20),
    passing: has(byte, 0x40),
  };
}

function has(byte: number, bits: number): boolean {
  return (byte & bits) !== 0;
}
