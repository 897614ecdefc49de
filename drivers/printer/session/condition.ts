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
  /** There is an error other than the cutter's, says DLE EOT 3. */
  readonly otherError: boolean;
}

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
  otherError: false,
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
  if (condition.error || condition.otherError) return 'printer-error';
  // Somebody holding the feed button is no trouble: the printer goes on when it is released.
  return condition.offline && !condition.feedButton ? 'offline' : null;
}

const realTime: Record<RealTimeKind, (byte: number) => Partial<Condition>> = {
  1: (byte) => ({ offline: has(byte, 0x08) }),
  2: (byte) => ({
    coverOpen: has(byte, 0x04),
    feedButton: has(byte, 0x08),
    stoppedAtPaperEnd: has(byte, 0x20),
    error: has(byte, 0x40),
  }),
  3: (byte) => ({ cutter: has(byte, 0x08), otherError: has(byte, 0x60) }),
  4: (byte) => ({ paperLow: has(byte, 0x0c), paperEnd: has(byte, 0x60) }),
};

function automatic([printer, errors, paper]: readonly [number, number, number, number]): Condition {
  const paperEnd = has(paper, 0x0c);
  return {
    offline: has(printer, 0x08),
    coverOpen: has(printer, 0x20),
    feedButton: has(printer, 0x40),
    paperEnd,
    // It cannot be stopped for want of paper while the sensor sees some, or it would not report online.
    stoppedAtPaperEnd: paperEnd && has(printer, 0x08),
    paperLow: has(paper, 0x03),
    cutter: has(errors, 0x08),
    error: has(errors, 0x64),
    otherError: false,
  };
}

function has(byte: number, bits: number): boolean {
  return (byte & bits) !== 0;
}
