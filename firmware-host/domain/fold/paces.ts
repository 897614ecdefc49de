/** What the lobby learns about its own pace, for the prediction of waits. */
import { partyFactor, withPaused, withSeated, withTurn, withWorked } from '../pace.ts';
import type { State } from '../state.ts';
import type { Ticket } from '../ticket.ts';
import { deskAt } from './records.ts';

/** A visitor leaves a counter, to wherever: so much of its time a visit of this kind takes. */
export function seeSeated(state: State, { service, state: at, calledMs, heldMs, size }: Ticket): void {
  if (at !== 'called' && at !== 'serving' && at !== 'held') return;
  const seatedMs = Math.max(0, state.lobbyMs - calledMs - heldMs);
  state.paces = withSeated(state.paces, service, seatedMs / partyFactor(size));
}

/** Only where somebody waited before the counter was free: an agent who had nobody to call was no slower for it. */
export function seeTurn(state: State, counter: string, { service, waitingMs, appointmentAt }: Ticket): void {
  const { freeMs } = deskAt(state, counter);
  const isOwn = state.lobby?.counters.find(({ id }) => id === counter)?.services.includes(service) ?? false;
  // Neither who waits for another counter's help nor for a time that was booked could have been called sooner.
  if (waitingMs < freeMs && isOwn && appointmentAt === null)
    state.paces = withTurn(state.paces, state.lobbyMs - freeMs);
}

/** An agent goes on a pause; one who only changes its reason goes on with it. */
export function seeWorked(state: State, counter: string): void {
  const { pause, backMs } = deskAt(state, counter);
  if (pause === null) state.paces = withWorked(state.paces, state.lobbyMs - backMs);
}

export function seePaused(state: State, counter: string): void {
  const { pause, statusMs } = deskAt(state, counter);
  if (pause !== null) state.paces = withPaused(state.paces, pause, state.lobbyMs - statusMs);
}
