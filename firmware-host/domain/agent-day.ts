import type { CounterPhase } from './counter-phase.ts';

/** Several stretches of one kind: how many, and how long all of them together. */
export interface Spells {
  readonly count: number;
  readonly totalMs: number;
}

/** What an agent is at, at a counter. */
export interface AgentDoing {
  readonly counter: string;
  readonly phase: Exclude<CounterPhase, 'closed'>;
  /** The visitor whom this is about; null while there is none. */
  readonly ticket: string | null;
  /** Since when, in lobby time. */
  readonly sinceMs: number;
}

/**
 * What one agent has done on one lobby day, in lobby time: an evacuation and a power cut are nobody's work. Only what is known is
 * in a mean: a visit whose end was estimated is served, and has no length; nor has one that was entered from a slip.
 */
export interface AgentDay {
  /** Visits that ended with this agent. */
  readonly served: number;
  /** Face to face, held time left out. A visit that was handed over or sent on is a part for each of its agents. */
  readonly faced: Spells;
  readonly wrapUp: Spells;
  /** From the first call to the start, where somebody pressed start. */
  readonly walk: Spells;
  /** Signed in, not on a pause, and free to call. */
  readonly idleMs: number;
  readonly pausedMs: number;
  readonly sentOn: number;
  readonly noShows: number;
  /** Ratings that count, of the visits that this agent served, and how many of them are good. */
  readonly rated: Rated;
  /** The same as it stood when it was last told: see `RATINGS_AT_ONCE`. */
  readonly ratedTold: Rated;
  /** What the agent is at now; null while signed out. */
  readonly doing: AgentDoing | null;
  /** Time face to face so far with visitors who have not gone yet, in ms by ticket. */
  readonly parts: Readonly<Record<string, number>>;
}

export interface Rated {
  readonly count: number;
  readonly good: number;
}

/**
 * Agents are told their satisfaction in steps of so many ratings. A share that moved with each one would say who gave what: the
 * visitor who has just gone.
 */
export const RATINGS_AT_ONCE = 5;

const none: Spells = { count: 0, totalMs: 0 };

export const newAgentDay: AgentDay = {
  served: 0,
  faced: none,
  wrapUp: none,
  walk: none,
  idleMs: 0,
  pausedMs: 0,
  sentOn: 0,
  noShows: 0,
  rated: { count: 0, good: 0 },
  ratedTold: { count: 0, good: 0 },
  doing: null,
  parts: {},
};

export const withSpell = ({ count, totalMs }: Spells, ms: number): Spells => ({
  count: count + 1,
  totalMs: totalMs + ms,
});

/** Mean of stretches in ms; null where there was none. */
export const meanOf = ({ count, totalMs }: Spells): number | null => (count === 0 ? null : totalMs / count);

/** The day with one rating more, or one that no longer counts. */
export function withRating(day: AgentDay, isGood: boolean, by: 1 | -1): AgentDay {
  const rated = { count: day.rated.count + by, good: day.rated.good + Number(isGood) * by };
  return { ...day, rated, ratedTold: rated.count % RATINGS_AT_ONCE === 0 ? rated : day.ratedTold };
}

/** The day from the moment on at which the agent turns to something else; what ends then is added up. */
export function turnTo(day: AgentDay, next: AgentDoing | null, nowMs: number): AgentDay {
  const { doing } = day;
  if (doing === null) return { ...day, doing: next };
  const ms = Math.max(0, nowMs - doing.sinceMs);
  switch (doing.phase) {
    case 'idle':
      return { ...day, doing: next, idleMs: day.idleMs + ms };
    case 'paused':
      return { ...day, doing: next, pausedMs: day.pausedMs + ms };
    case 'wrap-up':
      return { ...day, doing: next, wrapUp: withSpell(day.wrapUp, ms) };
    case 'called':
      return { ...day, doing: next };
    case 'serving': {
      if (doing.ticket === null) return { ...day, doing: next };
      return {
        ...day,
        doing: next,
        parts: { ...day.parts, [doing.ticket]: (day.parts[doing.ticket] ?? 0) + ms },
      };
    }
  }
}

/** The day once a visitor has gone from this agent. `isKnown`: whether anybody knows when, and what it was. */
export function partFrom(day: AgentDay, ticket: string, isKnown: boolean): AgentDay {
  const ms = day.parts[ticket];
  if (ms === undefined) return day;
  return { ...day, parts: without(day.parts, ticket), faced: isKnown ? withSpell(day.faced, ms) : day.faced };
}

const noParts: AgentDay['parts'] = {};

/** Nearly always it was the only one, and a day has a hundred thousand of them. */
function without(parts: AgentDay['parts'], ticket: string): AgentDay['parts'] {
  const others = Object.entries(parts).filter(([id]) => id !== ticket);
  return others.length === 0 ? noParts : Object.fromEntries(others);
}
