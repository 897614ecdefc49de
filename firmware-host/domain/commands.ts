import type { Lobby } from './lobby.ts';
import type { Moment } from './moment.ts';
import type { RatingSource } from './rating.ts';
import type { PrintProblem, PrintProof } from './ticket.ts';

/** Everything that can be asked of the rules. Ids and secrets come in as data: the rules know no chance. */
export type Command =
  | { readonly type: 'apply-config'; readonly lobby: Lobby }
  | { readonly type: 'open-day'; readonly date: string }
  | {
      readonly type: 'take-ticket';
      readonly service: string;
      /** Null: the lobby's first kiosk. */
      readonly kiosk: string | null;
      /** Null: the lobby's first language. */
      readonly language: string | null;
      readonly ticket: string;
      readonly token: string;
    }
  | { readonly type: 'sign-in'; readonly counter: string; readonly agent: string }
  | { readonly type: CounterAction; readonly counter: string }
  | {
      readonly type: 'rate';
      readonly counter: string;
      readonly score: number;
      readonly by: RatingSource;
      /** When the button was pressed: what is told later, because the journal was away, is not later for it. */
      readonly at: Moment;
    }
  | { readonly type: 'print-sending'; readonly job: string }
  | { readonly type: 'print-printed'; readonly job: string; readonly proof: PrintProof }
  | {
      readonly type: 'print-failed' | 'print-uncertain';
      readonly job: string;
      readonly problem: PrintProblem;
    };

/** What an agent may do at a counter once signed in, in the order of a visit. */
export const counterActions = ['call-next', 'recall', 'start', 'finish', 'no-show', 'sign-out'] as const;
export type CounterAction = (typeof counterActions)[number];

/** Every way in which the rules say no. */
export type Refusal =
  | 'day-not-open'
  | 'service-unknown'
  | 'kiosk-unknown'
  | 'counter-unknown'
  | 'agent-unknown'
  | 'queue-empty'
  | 'counter-closed'
  | 'counter-taken'
  | 'counter-busy'
  | 'no-ticket'
  | 'ticket-not-called'
  | 'score-unknown'
  | 'job-unknown'
  | 'job-settled';
