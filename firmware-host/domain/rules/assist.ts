import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { Ask } from './ask.ts';

/**
 * A silent call for help, at a level: a colleague, the supervisor, the guard, as the house has it. Where nobody sits, it is a visitor's:
 * somebody has to come all the same.
 */
export function callAssist({ state, lobby }: Ask, counter: string, level: number): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  if (level > lobby.assist.length) return refuse('assist-level');
  // Pressed again, it neither goes down a level nor loses who has taken it.
  if (desk.assist !== null && desk.assist.level >= level) return nothingNew;
  const { agent, ticket } = desk;
  return accept({ type: 'assist.called', data: { counter, agent, ticket, level } });
}

/** Somebody says: I am on my way. From then on it does not go up to the next level. */
export function takeAssist({ state, lobby }: Ask, counter: string, owner: string): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  if (desk.assist === null) return refuse('assist-none');
  if (!lobby.agents.some(({ id }) => id === owner)) return refuse('agent-unknown');
  if (desk.assist.owner === owner) return nothingNew;
  return accept({ type: 'assist.taken', data: { counter, owner } });
}

export function settleAssist({ state }: Ask, counter: string): Decision {
  const desk = state.counters.get(counter);
  if (desk === undefined) return refuse('counter-unknown');
  return desk.assist === null ? refuse('assist-none') : accept({ type: 'assist.settled', data: { counter } });
}
