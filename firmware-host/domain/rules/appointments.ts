import type { Appointment } from '../appointment.ts';
import type { ArrivalCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import type { ServiceRules } from '../lobby.ts';
import type { Refusal } from '../refusal.ts';
import { serviceStatus } from '../service-status.ts';
import type { Ask } from './ask.ts';
import { kioskOf } from './kiosks.ts';
import { spamOf } from './spam.ts';

/** Sooner than this before the time, the visitor is better sent to a coffee than kept in the hall. */
const EARLIEST_MS = 4 * 3_600_000;
/** How far ahead a full service gives times to come back on the same day, where it has no hours. */
const SLOTS_AHEAD_MS = 8 * 3_600_000;

/** The appointment behind a code that a visitor gives; null where none is given. */
export function findAppointment({ state, now }: Ask, code: string | null): Appointment | Refusal | null {
  if (code === null) return null;
  const appointment = state.appointments.get(state.codes.get(code) ?? '');
  if (appointment === undefined) return 'appointment-unknown';
  return now.trusted && appointment.at - now.at > EARLIEST_MS ? 'appointment-early' : appointment;
}

export function bookAppointment(
  { state, lobby, now }: Ask,
  command: Extract<ArrivalCommand, { type: 'book-appointment' }>,
): Decision {
  const { appointment: id, code, service, at, source, visitorKey = null } = command;
  if (!lobby.services.some(({ letter }) => letter === service)) return refuse('service-unknown');
  if (at <= now.at) return refuse('time-past');
  if (state.codes.has(code) || state.appointments.has(id)) return refuse('appointment-taken');
  const who = visitorKey === null ? {} : { visitorKey };
  return accept({
    type: 'appointment.booked',
    data: { appointment: { id, code, service, at, source, ...who }, kiosk: null },
  });
}

/** Who finds a service full may come back at a time that is kept free for him. */
export function takeReturnSlot(
  ask: Ask,
  { appointment: id, code, service, kiosk: kioskId }: Extract<ArrivalCommand, { type: 'take-return-slot' }>,
): Decision {
  const { state, lobby, now } = ask;
  const kiosk = kioskOf(lobby, kioskId);
  if (kiosk === undefined) return refuse('kiosk-unknown');
  const rules = lobby.services.find(({ letter }) => letter === service);
  if (rules === undefined) return refuse('service-unknown');
  const isFull = serviceStatus(state, service, now).state === 'full';
  if (rules.returnSlots === null || !isFull || !now.trusted) return refuse('slots-none');
  // The kiosk has asked already whether a time is wanted.
  const spam = spamOf(ask, kiosk.id, true);
  if (spam !== null) return refuse(spam);
  if (state.codes.has(code) || state.appointments.has(id)) return refuse('appointment-taken');
  const at = nextSlot(ask, rules);
  if (at === null) return refuse('slots-none');
  const appointment = { id, code, service, at, source: 'return-slot' } as const;
  return { events: [{ type: 'appointment.booked', data: { appointment, kiosk: kiosk.id } }] };
}

export function cancelAppointment({ state }: Ask, id: string): Decision {
  if (!state.appointments.has(id)) return refuse('appointment-unknown');
  return { events: [{ type: 'appointment.cancelled', data: { appointment: id } }] };
}

/** The first time with a free place, at least one interval from now and while numbers are given today. */
function nextSlot({ state, now }: Ask, { letter, returnSlots }: ServiceRules): number | null {
  if (returnSlots === null) return null;
  const { everyMs, places } = returnSlots;
  const spans = state.timetable[letter];
  const endAt = now.at + SLOTS_AHEAD_MS;
  const isOpen = (at: number) =>
    spans === null ||
    (spans?.some(({ fromAt, ticketsUntilAt }) => fromAt <= at && at < ticketsUntilAt) ?? false);
  const taken = new Map<number, number>();
  for (const { service, at } of state.appointments.values())
    if (service === letter) taken.set(at, (taken.get(at) ?? 0) + 1);
  const first = Math.ceil((now.at + everyMs) / everyMs) * everyMs;
  for (let at = first; at < endAt; at += everyMs) if (isOpen(at) && (taken.get(at) ?? 0) < places) return at;
  return null;
}

/** Nobody came: the time is free again. */
export const missedAppointments = ({
  state,
  lobby,
  now,
}: Ask): readonly { readonly id: string; readonly inMs: number }[] =>
  [...state.appointments.values()].flatMap(({ id, at, state: kept }) =>
    kept === 'booked'
      ? [{ id, inMs: Math.max(at, state.resumedAt) + lobby.appointments.lateMs + 1 - now.at }]
      : [],
  );
