import type { Address } from '../../transport/address.ts';
import { defaultPauses, type Pause, type Rung } from './ladder.ts';

/** How long an ESC/POS printer is waited for, in ms. */
export interface PrinterTiming {
  /** Between questions while nothing prints. */
  readonly pollMs: number;
  /** Between questions while a job waits for its proof. */
  readonly jobPollMs: number;
  /** For the port to open for the first time, from the driver's beginning: a machine that was just switched on is busy. */
  readonly firstOpenMs: number;
  /** For the first answer after the port has opened; a printer that has none by then has no back channel. */
  readonly answerMs: number;
  /** Questions unanswered for so long mean that the printer does not answer. */
  readonly silentMs: number;
  /** From a job's last byte, when it has been on the wire and on paper, to its process id. */
  readonly confirmMs: number;
  /** From a job's last byte to the question whether all is well, for a printer that is known to send no process ids. */
  readonly settleMs: number;
  /** For the answer to a request to clear the buffers. */
  readonly clearMs: number;
  /** A job under way for longer is slow: whoever waits for it is told. */
  readonly slowMs: number;
  /** For a job that stands still because of an error that may be mended under it. */
  readonly resumeMs: number;
  /** For one byte on the wire: with it, a silence is told from bytes that have not even arrived. */
  readonly byteMs: number;
  /** Between attempts to help a printer that is in trouble. */
  readonly pauses: Readonly<Record<Rung, Pause>>;
}

/**
 * Real-time questions are answered within milliseconds. A ticket of 400 bytes takes 0.4 s on a wire of 9600 baud, and about
 * as long on paper; 5 s leave room for a cut and for a printer that cools its head.
 */
export const defaultTiming: PrinterTiming = {
  pollMs: 2000,
  jobPollMs: 1000,
  firstOpenMs: 5000,
  answerMs: 1000,
  silentMs: 4000,
  // Less than `slowMs`: the first job of a printer that sends no process ids is not slow.
  confirmMs: 4500,
  settleMs: 1500,
  clearMs: 1000,
  slowMs: 5000,
  resumeMs: 20_000,
  byteMs: 0.01,
  pauses: defaultPauses,
};

/** The default, on the wire that a port has. */
export function timingOn(address: Address): PrinterTiming {
  // A start and a stop bit go with each byte. What is no serial port is quicker than any paper; where one is behind it, it
  // takes the bytes of a long job only as fast as they cross, and each part of it is waited for by itself.
  return address.kind === 'serial' ? { ...defaultTiming, byteMs: 10_000 / address.baudRate } : defaultTiming;
}
