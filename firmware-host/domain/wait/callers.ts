import { skillsOf } from '../skills.ts';
import type { State } from '../state.ts';

/** Counters at which somebody sits and calls a service all day long, by service: all at once, for whoever asks about many. */
export type Callers = ReadonlyMap<string, readonly string[]>;

export function callersOf(state: State): Callers {
  const callers = new Map<string, string[]>();
  for (const { id, services } of state.lobby?.counters ?? []) {
    const agent = state.counters.get(id)?.agent ?? null;
    if (agent === null) continue;
    const skills = skillsOf(state, agent);
    for (const service of services) {
      if (skills !== null && !skills.includes(service)) continue;
      const others = callers.get(service);
      if (others === undefined) callers.set(service, [id]);
      else others.push(id);
    }
  }
  return callers;
}
