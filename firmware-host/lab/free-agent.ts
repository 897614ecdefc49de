import { isSkilledFor } from '../domain/skills.ts';
import type { State } from '../domain/state.ts';

/**
 * Who may sit down at a counter: one agent is at one counter, and knows something that it offers. From the agent of the same place
 * in the list on, so that usually each has a counter of his own. Null when nobody is free.
 */
export function freeAgent(state: Readonly<State>, counter: string, from: number): string | null {
  const agents = state.lobby?.agents ?? [];
  const seated = new Set([...state.counters.values()].map(({ agent }) => agent));
  const turned = agents.map((_, index) => agents[(from + index) % agents.length]?.id ?? '');
  return turned.find((id) => !seated.has(id) && isSkilledFor(state, counter, id)) ?? null;
}
