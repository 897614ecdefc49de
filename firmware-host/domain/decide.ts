import type { Command } from './commands.ts';
import { decideCounter, decideSignIn } from './counters.ts';
import { openDay } from './day.ts';
import type { Decision } from './decision.ts';
import type { Lobby } from './lobby.ts';
import { decidePrint } from './print-jobs.ts';
import { decideRating } from './rate-visit.ts';
import type { State } from './state.ts';
import { takeTicket } from './take-ticket.ts';

/** The rules: what becomes of a command. Reads the state, changes nothing, and knows no time and no chance. */
export function decide(state: State, command: Command): Decision {
  switch (command.type) {
    case 'apply-config':
      return applyConfig(state, command.lobby);
    case 'open-day':
      return openDay(state, command.date);
    case 'take-ticket':
      return takeTicket(state, command);
    case 'sign-in':
      return decideSignIn(state, command.counter, command.agent);
    case 'call-next':
    case 'recall':
    case 'start':
    case 'finish':
    case 'no-show':
    case 'sign-out':
      return decideCounter(state, command.counter, command.type);
    case 'rate':
      return decideRating(state, command);
    case 'print-sending':
    case 'print-printed':
    case 'print-failed':
    case 'print-uncertain':
      return decidePrint(state, command);
  }
}

/** A configuration is a fact once; applying the same again is none. Compared as text: it came from one function. */
function applyConfig(state: State, lobby: Lobby): Decision {
  if (JSON.stringify(state.lobby) === JSON.stringify(lobby)) return { events: [] };
  return { events: [{ type: 'config.applied', data: { lobby } }] };
}
