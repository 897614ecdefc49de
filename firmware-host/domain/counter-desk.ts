import type { TicketClass } from './lobby.ts';
import type { Moment } from './moment.ts';

/** The visit that a counter has just ended, for as long as it is the latest: what a press on the pad there is about. */
export interface EndedVisit {
  readonly ticket: string;
  readonly number: string;
  readonly service: string;
  readonly agent: string;
  readonly finished: Moment;
  /** Time face to face. */
  readonly servedMs: number;
  /** What counted; null while nothing has, or when it was taken back. */
  readonly score: number | null;
  /** Scores pressed for it, in their order: many different ones are nobody's opinion. */
  readonly presses: readonly { readonly score: number; readonly at: Moment }[];
  readonly reason: string | null;
  readonly isCallBackAsked: boolean;
}

export const pauseReasons = ['break', 'meal', 'meeting', 'training', 'paperwork', 'other'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What the agent at a counter is doing when there is no visitor. */
export type DeskStatus = 'ready' | 'paused' | 'wrap-up';

/** A silent call for help. `level` counts from 1; `owner` is who has taken it. */
export interface Assist {
  readonly level: number;
  readonly owner: string | null;
  /** When it came to this level, in lobby time. */
  readonly sinceMs: number;
}

/** Calls of the present round by class. */
export type Turns = Readonly<Record<TicketClass, number>>;

/** A counter as the rules see it: who sits there, whom they serve, and the day's count. */
export interface CounterDesk {
  readonly agent: string | null;
  /** The ticket that is called here or being served. */
  readonly ticket: string | null;
  readonly held: readonly string[];
  readonly status: DeskStatus;
  readonly pause: PauseReason | null;
  /** Since when in lobby time. */
  readonly statusMs: number;
  /** Since when the agent has worked without a pause, in lobby time. */
  readonly backMs: number;
  /** Since when the agent could have called somebody, wrap-up included, in lobby time. */
  readonly freeMs: number;
  /** Why the counter is shut, whoever wants to sit there; null when it is not. */
  readonly shut: string | null;
  readonly turns: Turns;
  readonly assist: Assist | null;
  /** What the one before left in writing; a reference. */
  readonly handoverNote: string | null;
  readonly served: number;
  readonly noShows: number;
  readonly lastVisit: EndedVisit | null;
}

export const emptyDesk: CounterDesk = {
  agent: null,
  ticket: null,
  held: [],
  status: 'ready',
  pause: null,
  statusMs: 0,
  backMs: 0,
  freeMs: 0,
  shut: null,
  turns: { appointment: 0, priority: 0, ordinary: 0 },
  assist: null,
  handoverNote: null,
  served: 0,
  noShows: 0,
  lastVisit: null,
};
