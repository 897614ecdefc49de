import type { EventData, EventType, PlacedEvent } from './events.ts';
import { seeAgents } from './fold/agent-days.ts';
import type { Apply, Folds } from './fold/apply.ts';
import { counterFolds, ratingFolds } from './fold/counters.ts';
import { deviceFolds } from './fold/devices.ts';
import { journalFolds } from './fold/journal.ts';
import { kioskFolds } from './fold/kiosks.ts';
import { lobbyFolds } from './fold/lobby.ts';
import { markFolds } from './fold/marks.ts';
import { metricFolds } from './fold/metrics.ts';
import { paperFolds } from './fold/papers.ts';
import { ticketFolds } from './fold/tickets.ts';
import { lobbyMsAt } from './lobby-time.ts';
import type { State } from './state.ts';

/** Folds one fact into a state that the caller owns, and returns that state. */
export function evolve(state: State, event: PlacedEvent): State {
  state.lobbyMs = lobbyMsAt(state, event.time);
  state.lastTime = event.time;
  if (event.time.trusted) state.lastTrusted = event.time;
  (folds[event.type] as Apply<EventType>)(state, event.data, event);
  seeAgents(state, event);
  state.position = event.seq;
  return state;
}

const folds: Folds<EventData> = {
  ...ticketFolds,
  ...markFolds,
  ...counterFolds,
  ...kioskFolds,
  ...ratingFolds,
  ...lobbyFolds,
  ...journalFolds,
  ...paperFolds,
  ...deviceFolds,
  ...metricFolds,
};
