import { ticketClasses } from './lobby.ts';
import { lineLength } from './line.ts';
import { serviceLine } from './line-key.ts';
import type { State } from './state.ts';

/** A service that a counter calls, at once or after somebody has waited so long. */
export interface Offer {
  readonly service: string;
  readonly afterMs: number;
}

/**
 * What a counter calls with the agent who sits there: what it offers all day, what it helps out with, and the lines that
 * nobody calls any more because their service left the configuration. Whoever stands there holds a number, and must not wait
 * for ever. Nothing for a counter that itself has left the configuration.
 */
export function callableServices(state: State, counter: string): readonly Offer[] {
  const rules = state.lobby?.counters.find(({ id }) => id === counter);
  if (rules === undefined) return [];
  const skills = skillsOf(state, state.counters.get(counter)?.agent ?? null);
  const known = (service: string) => skills === null || skills.includes(service);
  return [
    ...rules.services.filter(known).map((service) => ({ service, afterMs: 0 })),
    ...rules.overflow.filter(({ service }) => known(service)),
    ...linesWithoutService(state).map((service) => ({ service, afterMs: 0 })),
  ];
}

/** Whether an agent can do anything at a counter at all. */
export function isSkilledFor(state: State, counter: string, agent: string): boolean {
  const rules = state.lobby?.counters.find(({ id }) => id === counter);
  const skills = skillsOf(state, agent);
  return skills === null || (rules?.services.some((service) => skills.includes(service)) ?? false);
}

/** Lines in which somebody still waits for a service that no counter offers. */
export function linesWithoutService(state: State): readonly string[] {
  const offered = new Set(
    state.lobby?.counters.flatMap(({ services, overflow }) => [
      ...services,
      ...overflow.map(({ service }) => service),
    ]),
  );
  return [...state.waiting.keys()].filter(
    (letter) => !offered.has(letter) && serviceLines(state, letter).some((length) => length > 0),
  );
}

/** What an agent can do; null: everything. One who has left the configuration can do nothing more; a counter without anybody, all. */
export function skillsOf({ lobby }: State, agent: string | null): readonly string[] | null {
  if (agent === null) return null;
  const rules = lobby?.agents.find(({ id }) => id === agent);
  return rules === undefined ? [] : rules.services;
}

const serviceLines = (state: State, service: string): readonly number[] =>
  ticketClasses.map((one) => lineLength(state.lines.get(serviceLine(service, one))));
