/** What the lab shows. */
import type { SimulatedPad } from '../devices/pads.ts';
import { allowedActions, counterPhase } from '../domain/counters.ts';
import type { Moment } from '../domain/moment.ts';
import { visitToRate } from '../domain/rate-visit.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import type { LabCounter, SimulatedPadView } from '../messages/lab.ts';
import type { Site } from '../site.ts';
import { counterOf } from '../site.ts';

/** The keys of a visit in their order; the first that the rules would take is the one to press. */
const usual = ['call-next', 'start', 'finish'] as const;

/** Every counter with the one key that comes next there. */
export function labCounters(site: Site, state: Readonly<State>): LabCounter[] {
  return site.counters.flatMap((counter, index) => {
    const desk = state.counters.get(counter.id);
    if (desk === undefined) return [];
    const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
    const allowed = allowedActions(state, counter.id);
    const agent = site.agents[index % Math.max(1, site.agents.length)]?.id ?? '';
    return [
      {
        counter,
        state: counterPhase(desk, ticket),
        number: ticket?.number ?? null,
        next:
          desk.agent === null
            ? ('sign-in' as const)
            : (usual.find((action) => allowed.includes(action)) ?? null),
        agent,
      },
    ];
  });
}

/** A simulated pad with what its presses are about. */
export function padView(
  site: Site,
  state: Readonly<State>,
  { device, view, simulator }: SimulatedPad,
  now: Moment,
): SimulatedPadView {
  const scale = state.lobby?.ratings.scale ?? 0;
  const visit = state.counters.get(device.counter)?.lastVisit ?? null;
  const { cableCut, hung } = simulator.faults;
  return {
    device: view,
    counter: counterOf(site, device.counter),
    scale,
    buttons: simulator.buttons.map((down, index) => ({ score: scale - index, down })),
    faults: { cableCut, hung },
    awaits: visitToRate(state, device.counter, now)?.number ?? null,
    // A score of yesterday's larger scale has no button today.
    rated:
      visit === null || visit.score === null || visit.score > scale
        ? null
        : { number: visit.number, score: visit.score },
  };
}
