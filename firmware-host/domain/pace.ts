import type { PauseReason } from './counter-desk.ts';

/** A running mean. It weighs all it has seen alike at first, and follows the latest ones later. */
export interface Pace {
  readonly count: number;
  readonly meanMs: number;
}

/**
 * How fast the lobby works, as the prediction of waits needs it: what keeps a counter from calling the next visitor. Kept over
 * nights, since a small centre would be silent every morning otherwise.
 */
export interface Paces {
  /** From the first call to the counter's being free again, per service, whatever the end: a no-show takes its time, too. */
  readonly seated: Readonly<Record<string, Pace>>;
  /** From there to the next call, while somebody waited all along: wrap-up, and a breath. */
  readonly turn: Pace;
  /** How long an agent works at a stretch, and how long a pause is then. */
  readonly worked: Pace;
  readonly paused: Readonly<Partial<Record<PauseReason, Pace>>>;
}

/** Enough to be steady, few enough to follow the weeks. */
const SEEN_MAX = 50;

const notSeen: Pace = { count: 0, meanMs: 0 };

export const noPaces: Paces = { seated: {}, turn: notSeen, worked: notSeen, paused: {} };

export function withSeated(paces: Paces, service: string, ms: number): Paces {
  return { ...paces, seated: { ...paces.seated, [service]: follow(paces.seated[service], ms) } };
}

export const withTurn = (paces: Paces, ms: number): Paces => ({ ...paces, turn: follow(paces.turn, ms) });

export const withWorked = (paces: Paces, ms: number): Paces => ({
  ...paces,
  worked: follow(paces.worked, ms),
});

export function withPaused(paces: Paces, reason: PauseReason, ms: number): Paces {
  return { ...paces, paused: { ...paces.paused, [reason]: follow(paces.paused[reason], ms) } };
}

function follow({ count, meanMs }: Pace = notSeen, ms: number): Pace {
  const seen = Math.min(count + 1, SEEN_MAX);
  return { count: seen, meanMs: meanMs + (ms - meanMs) / seen };
}

/** Each person who came along makes a visit longer by a part of it: a family of four asks more, but not four times. */
const COMPANION_SHARE = 0.25;

/** How many times as long as a visitor alone a party of that size takes. */
export const partyFactor = (size: number): number => 1 + COMPANION_SHARE * (size - 1);
