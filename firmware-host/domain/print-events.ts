import type { PrintProblem, PrintProof } from './ticket.ts';

export interface PrintEvents {
  'print.sending': { readonly job: string; readonly ticket: string };
  'print.printed': { readonly job: string; readonly ticket: string; readonly proof: PrintProof };
  'print.failed': { readonly job: string; readonly ticket: string; readonly problem: PrintProblem };
  /** Nothing of it can be on paper, and its printer is out of order: it waits for the spare one. */
  'print.moved': { readonly job: string; readonly ticket: string; readonly printer: string };
  /** Staff have looked after the visitor of a paper that failed or is uncertain. */
  'print.settled': { readonly job: string; readonly ticket: string };
  'print.uncertain': { readonly job: string; readonly ticket: string; readonly problem: PrintProblem };
}
