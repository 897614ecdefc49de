/** Those who are not at a counter: whom it may call, and who comes back to it. */
import { instant } from '../clock.ts';
import { standingAt } from '../domain/line.ts';
import { serviceLine } from '../domain/line-key.ts';
import { ticketClasses } from '../domain/lobby.ts';
import { lobbyMsAt } from '../domain/lobby-time.ts';
import type { DeviceRecord } from '../domain/device.ts';
import type { Moment } from '../domain/moment.ts';
import { upcomingFor } from '../domain/order.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import type { Ticket, WaitRange } from '../domain/ticket.ts';
import type { CounterDevice, ParkedTicket, WaitingTicket } from '../messages/counter-queue.ts';
import { serviceName, type Site } from '../site.ts';
import { priorityReasons } from './names.ts';
import { wallSecond } from './wall-time.ts';

const NEXT_SHOWN = 10;
const PARKED_SHOWN = 20;
const MS_PER_MINUTE = 60_000;

/** Whom a counter would call next, in order. */
export const nextAt = (site: Site, state: Readonly<State>, counter: string, now: Moment): WaitingTicket[] =>
  upcomingFor(state, counter, { now, nowMs: lobbyMsAt(state, now) }, NEXT_SHOWN).map((ticket) => ({
    id: ticket.id,
    number: ticket.number,
    service: ticket.service,
    serviceName: serviceName(site, ticket.service),
    takenAt: instant(ticket.taken.at),
    class: ticket.class,
    priority: priorityReasons([ticket.priority ?? '']).at(0) ?? null,
    size: ticket.size,
    care: ticket.care,
    appointmentAt: ticket.appointmentAt === null ? null : instant(ticket.appointmentAt),
    promisedAt: isFirstWait(ticket) ? promisedAt(state, ticket, now) : null,
  }));

/** Who was parked, sent on, or let others go first was promised something else. */
const isFirstWait = ({ called, waitingMs, takenMs }: Ticket): boolean =>
  called === null && waitingMs === takenMs;

/** By when a call was promised; null where nothing was. */
export const promisedAt = (
  state: Readonly<State>,
  { wait, takenMs }: Pick<Ticket, 'wait' | 'takenMs'>,
  now: Moment,
): string | null =>
  wait === null || !isBound(wait) ? null : wallSecond(state, now, takenMs + wait.toMinutes * MS_PER_MINUTE);

/** "More than an hour" has no end that anybody could keep. */
const isBound = ({ fromMinutes, toMinutes }: WaitRange): boolean => fromMinutes !== toMinutes;

/** When whoever has waited longest took the number: of those shown, and of the first in each line. Null where nobody waits. */
export function longestSince(
  state: Readonly<State>,
  services: readonly string[],
  next: readonly WaitingTicket[],
): string | null {
  const fronts = services.flatMap((service) =>
    ticketClasses.flatMap((one) => {
      const line = state.lines.get(serviceLine(service, one));
      const first = line && standingAt(line, 0);
      return first === undefined ? [] : instant(ticketOf(state, first.ticket).taken.at);
    }),
  );
  return [...fronts, ...next.map(({ takenAt }) => takenAt)].toSorted()[0] ?? null;
}

/** Those whom this counter has given a time to come back, the soonest first. */
export const parkedAt = (site: Site, state: Readonly<State>, counter: string, now: Moment): ParkedTicket[] =>
  [...state.parked]
    .map((id) => ticketOf(state, id))
    .filter((ticket) => ticket.counter === counter)
    .toSorted((one, other) => (one.parkedUntilAt ?? 0) - (other.parkedUntilAt ?? 0))
    .slice(0, PARKED_SHOWN)
    .map(({ id, number, service, parking, parkedUntilAt }) => ({
      id,
      number,
      serviceName: serviceName(site, service),
      since: parking ? wallSecond(state, now, parking.sinceMs) : null,
      until: instant(parkedUntilAt ?? now.at),
      reason: parking?.reason ?? null,
    }));

/** The board over a counter and the pad on it, as far as the journal has heard of them. */
export const devicesAt = (site: Site, state: Readonly<State>, counter: string): CounterDevice[] =>
  site.counterDevices
    .filter((device) => device.counter === counter)
    .map(({ id, kind }) => ({ kind, problem: problemOf(state.devices.get(id)) }));

/** What the journal has heard nothing of is as it should be. */
const problemOf = (device: DeviceRecord | undefined): CounterDevice['problem'] =>
  device === undefined || device.state === 'ready' ? null : (device.problem ?? 'not-answering');
