import { instant } from '../clock.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { State } from '../domain/state.ts';
import type { AppointmentList, AppointmentView } from '../messages/lobby.ts';
import type { Site } from '../site.ts';
import { serviceName } from '../site.ts';

/** All times that are promised, in their order. */
export const appointmentList = (site: Site, state: Readonly<State>): AppointmentList =>
  [...state.appointments.values()]
    .toSorted((one, other) => one.at - other.at)
    .map((appointment) => appointmentView(site, appointment));

export const appointmentView = (
  site: Site,
  { id, code, service, at, source, state }: Appointment,
): AppointmentView => ({
  id,
  code,
  service,
  serviceName: serviceName(site, service),
  at: instant(at),
  source,
  state,
});
