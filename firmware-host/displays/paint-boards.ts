import type { Boards } from '../devices/boards.ts';
import { waitingTotal } from '../domain/ahead.ts';
import type { Notice } from '../domain/notice.ts';
import type { Call, State } from '../domain/state.ts';
import { averageQueueMinutes } from '../domain/wait.ts';
import type { Handler } from '../handle.ts';
import type { Site } from '../site.ts';
import { boardContent, boardEmergency } from './board-content.ts';

/**
 * Keeps the boards at what the lobby is, from now on and after every commit. No checkpoint: what they show follows from the
 * state alone, and the driver sends no more than what has changed.
 */
export function paintBoards(handler: Handler, site: Site, boards: Boards): void {
  let calls: readonly Call[] | null = null;
  let emergency: Notice | null = null;
  let figures = '';
  const paint = (state: Readonly<State>) => {
    // Most facts (papers, sign-ins) change nothing on a board: no text is made for those.
    const now = `${waitingTotal(state)} ${averageQueueMinutes(state)} ${state.frozen !== null}`;
    const urgent = boardEmergency(state);
    if (calls === state.calls && figures === now && emergency === urgent) return;
    emergency = urgent;
    calls = state.calls;
    figures = now;
    boards.show((size) => boardContent(site, state, size));
  };
  paint(handler.committed);
  handler.onCommit((_events, state) => paint(state));
}
