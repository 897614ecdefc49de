import type { CounterEvents, RatingEvents } from '../events.ts';
import type { State } from '../state.ts';
import { seeRating } from './agent-days.ts';
import type { Folds } from './apply.ts';
import { seePaused, seeWorked } from './paces.ts';
import { changeDesk, deskAt } from './records.ts';

export const counterFolds: Folds<CounterEvents> = {
  'counter.signed-in'(state, { counter, agent }) {
    const { lobbyMs } = state;
    changeDesk(state, counter, {
      agent,
      status: 'ready',
      pause: null,
      statusMs: lobbyMs,
      backMs: lobbyMs,
      freeMs: lobbyMs,
    });
  },

  'counter.signed-out'(state, { counter }) {
    changeDesk(state, counter, { agent: null, status: 'ready', pause: null, assist: null });
  },

  'counter.paused'(state, { counter, reason }) {
    seeWorked(state, counter);
    changeDesk(state, counter, { status: 'paused', pause: reason, statusMs: state.lobbyMs });
  },

  'counter.ready'(state, { counter }) {
    seePaused(state, counter);
    const { lobbyMs } = state;
    const ready = { status: 'ready', pause: null, statusMs: lobbyMs } as const;
    const back = deskAt(state, counter).pause === null ? {} : { backMs: lobbyMs, freeMs: lobbyMs };
    changeDesk(state, counter, { ...ready, ...back });
  },

  'counter.handed-over'(state, { counter, agent, note }) {
    const status = { status: 'ready', pause: null, statusMs: state.lobbyMs } as const;
    changeDesk(state, counter, { ...status, agent, handoverNote: note });
  },

  'counter.shut'(state, { counter, reason }) {
    changeDesk(state, counter, { shut: reason });
  },

  'counter.reopened'(state, { counter }) {
    changeDesk(state, counter, { shut: null });
  },

  'assist.called'(state, { counter, level }) {
    changeDesk(state, counter, { assist: { level, owner: null, sinceMs: state.lobbyMs } });
  },

  'assist.escalated'(state, { counter, level }) {
    changeDesk(state, counter, { assist: { level, owner: null, sinceMs: state.lobbyMs } });
  },

  'assist.taken'(state, { counter, owner }) {
    const { assist } = deskAt(state, counter);
    if (assist !== null) changeDesk(state, counter, { assist: { ...assist, owner } });
  },

  'assist.settled'(state, { counter }) {
    changeDesk(state, counter, { assist: null });
  },
};

export const ratingFolds: Folds<RatingEvents> = {
  'rating.given'(state, { counter, agent, ticket, score, scale, pressed }) {
    state.ratings.set(ticket, { score, scale });
    seeRating(state, agent, { score, scale }, 1);
    const visit = visitAt(state, counter, ticket);
    if (visit === null) return;
    const presses = [...visit.presses, { score, at: pressed }];
    changeDesk(state, counter, { lastVisit: { ...visit, score, presses } });
  },

  // Kept for whoever looks into it. What was pressed for one visit again and again shows in the visit, too.
  'rating.flagged'(state, { counter, ticket, score, pressed, flag }) {
    const visit = visitAt(state, counter, ticket);
    if (visit === null || flag !== 'repeated') return;
    // The first one counts, or did: it stays as long as the visit does.
    const later = [...visit.presses.slice(1), { score, at: pressed }].slice(1 - PRESSES_KEPT);
    const presses = [...visit.presses.slice(0, 1), ...later];
    changeDesk(state, counter, { lastVisit: { ...visit, presses } });
  },

  'rating.discounted'(state, { counter, ticket }) {
    // Of a visit of yesterday there is nothing to take back: the day has begun without it.
    const rating = state.ratings.get(ticket);
    state.ratings.delete(ticket);
    const visit = visitAt(state, counter, ticket);
    if (visit !== null && rating !== undefined) seeRating(state, visit.agent, rating, -1);
    if (visit !== null) changeDesk(state, counter, { lastVisit: { ...visit, score: null } });
  },

  'rating.reason-given'(state, { counter, ticket, reason }) {
    const visit = visitAt(state, counter, ticket);
    if (visit !== null) changeDesk(state, counter, { lastVisit: { ...visit, reason } });
  },
};

/** Enough to see a row of buttons; a child may press a thousand times. */
const PRESSES_KEPT = 10;

function visitAt(state: State, counter: string, ticket: string | null) {
  const visit = state.counters.get(counter)?.lastVisit ?? null;
  return visit?.ticket === ticket ? visit : null;
}
