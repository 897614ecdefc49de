/** The half hour to come: whether the counters that are open will do, and which one could open besides. */
import type { LobbyCounter } from '../../../firmware-host/messages/lobby.ts';
import type { NextHalfHour } from '../../../firmware-host/messages/lobby-figures.ts';
import type { Told } from './model.ts';

export interface Coming {
  readonly next: NextHalfHour;
  /** Counters at which somebody sits, those on a break among them. */
  readonly open: number;
  /** The counters that are open do not keep the promise. */
  readonly isShort: boolean;
  /** What to open, where more are needed: of those that nobody keeps shut, the one that most people wait for; null where nobody could sit there. */
  readonly spare: LobbyCounter | null;
}

/** Null where the host does not know, and where nobody is to be called: before, after and outside the day. */
export function comingOf({ view, nowMs }: Pick<Told, 'view' | 'nowMs'>): Coming | null {
  const next = view.figures?.next ?? null;
  const isCalling = view.day !== null && !view.day.closed && view.evacuation === null;
  if (next === null || !isCalling || Date.parse(next.to) <= nowMs) return null;
  const open = view.counters.filter(({ state }) => state !== 'closed').length;
  const isShort = next.needed !== null && next.needed > open;
  return { next, open, isShort, spare: isShort ? spareCounter(view) : null };
}

function spareCounter(view: Told['view']): LobbyCounter | null {
  const waitingFor = ({ services }: LobbyCounter): number =>
    view.services.reduce((sum, { letter, waiting }) => sum + (services.includes(letter) ? waiting : 0), 0);
  const isAnybodyWaiting = view.services.some(({ waiting }) => waiting > 0);
  const [best] = view.counters
    .filter(({ state, shut }) => state === 'closed' && shut === null)
    .filter((counter) => !isAnybodyWaiting || waitingFor(counter) > 0)
    .toSorted((one, other) => waitingFor(other) - waitingFor(one));
  return best === undefined || freeAgents({ view }).length === 0 ? null : best;
}

/** The names of those who sit at no counter. */
export const freeAgents = ({ view }: Pick<Told, 'view'>): readonly string[] =>
  view.agents
    .filter(({ id }) => view.counters.every(({ agent }) => agent?.id !== id))
    .map(({ name }) => name);
