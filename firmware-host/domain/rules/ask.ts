import { lobbyMsAt } from '../lobby-time.ts';
import type { Lobby } from '../lobby.ts';
import type { Moment } from '../moment.ts';
import type { State } from '../state.ts';

/** What every rule looks at: the lobby as it is, and the time of the question. */
export interface Ask {
  readonly state: State;
  readonly lobby: Lobby;
  readonly now: Moment;
  /** The same in lobby time. */
  readonly nowMs: number;
}

/** Null while no configuration has been applied: then there is nothing to ask about. */
export function askAt(state: State, now: Moment): Ask | null {
  const { lobby } = state;
  return lobby === null ? null : { state, lobby, now, nowMs: lobbyMsAt(state, now) };
}
