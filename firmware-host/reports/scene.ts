import type { EventData, Placed } from '../domain/events.ts';
import { lobbyMsAt } from '../domain/lobby-time.ts';
import type { Moment } from '../domain/moment.ts';

/**
 * What a fact does not say by itself: the day it belongs to, what lobby time it was, who sat where. The opening of a day says all of
 * it anew, so that a fold may begin there. Kept beside the checkpoint as JSON.
 */
export interface Scene {
  date: string;
  /** Position of the day's opening. */
  opening: number | null;
  lobbyMs: number;
  /** The same at the day's opening: a night is no wait. */
  openedMs: number;
  lastTime: Moment | null;
  frozen: string | null;
  day: { isClosed: boolean } | null;
  /** Whether agents write up a visit after its end. */
  hasWrapUp: boolean;
  desks: Record<string, Desk>;
}

export interface Desk {
  agent: string | null;
  /** Position at which the agent's present spell began. */
  spell: number | null;
  /** Whether that spell is one of being ready. */
  isReady: boolean;
  /** Position at which the stretch began in which the agent has been free to call. */
  idle: number | null;
  /** Ticket that is called or served here. */
  seat: string | null;
  /** Tickets that are called, served or held here. */
  visitors: string[];
}

export const firstScene = (): Scene => ({
  date: '',
  opening: null,
  lobbyMs: 0,
  openedMs: 0,
  lastTime: null,
  frozen: null,
  day: null,
  hasWrapUp: false,
  desks: {},
});

/** Lobby time goes on to the fact's. */
export function moveTo(scene: Scene, time: Moment): void {
  scene.lobbyMs = Math.round(lobbyMsAt(scene, time));
  scene.lastTime = time;
}

/** Whoever sits there begins a new spell. */
export function openScene(scene: Scene, { date, carried }: EventData['day.opened'], { seq }: Placed): void {
  const { lobbyMs, frozen, lobby } = carried;
  Object.assign(scene, { date, opening: seq, lobbyMs, openedMs: lobbyMs, frozen, day: { isClosed: false } });
  scene.hasWrapUp = lobby.wrapUp !== null;
  scene.desks = Object.fromEntries(
    carried.counters.map(({ id, agent, ticket, held }): [string, Desk] => [
      id,
      { ...emptyDesk, agent, seat: ticket, visitors: ticket === null ? [...held] : [ticket, ...held] },
    ]),
  );
}

const emptyDesk = { agent: null, spell: null, isReady: false, idle: null, seat: null } as const;

export function deskIn(scene: Scene, counter: string): Desk {
  return (scene.desks[counter] ??= { ...emptyDesk, visitors: [] });
}

/** A ticket is at no counter any more. */
export function leaveDesks({ desks }: Scene, ticket: string): void {
  for (const desk of Object.values(desks)) {
    if (desk.seat === ticket) desk.seat = null;
    if (desk.visitors.includes(ticket)) desk.visitors = desk.visitors.filter((other) => other !== ticket);
  }
}
