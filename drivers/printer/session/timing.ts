/** How long an ESC/POS printer is waited for, in ms. */
export interface PrinterTiming {
  /** Between questions while nothing prints. */
  readonly pollMs: number;
  /** Between questions while a job waits for its proof. */
  readonly jobPollMs: number;
  /** For the first answer after the port has opened; a printer that has none by then has no back channel. */
  readonly answerMs: number;
  /** Questions unanswered for so long mean that the printer does not answer. */
  readonly silentMs: number;
  /** From a job's last byte to its process id. */
  readonly confirmMs: number;
  /** From a job's last byte to the question whether all is well, for a printer that is known to send no process ids. */
  readonly settleMs: number;
  /** For the answer to a request to clear the buffers. */
  readonly clearMs: number;
}

/**
 * Real-time questions are answered within milliseconds. A ticket of 400 bytes takes 0.4 s on a wire of 9600 baud, and about
 * as long on paper; 5 s leave room for a cut and for a printer that cools its head.
 */
export const defaultTiming: PrinterTiming = {
  pollMs: 2000,
  jobPollMs: 1000,
  answerMs: 1000,
  silentMs: 4000,
  confirmMs: 5000,
  settleMs: 1500,
  clearMs: 1000,
};
