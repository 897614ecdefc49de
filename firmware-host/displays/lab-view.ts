/** What the lab shows. */
import type { SimulatedPad } from '../devices/pads.ts';
import { counterPhase } from '../domain/counter-phase.ts';
import type { Moment } from '../domain/moment.ts';
import { askAt } from '../domain/rules/ask.ts';
import { allowedActions } from '../domain/rules/counter.ts';
import { whyNotNow } from '../domain/rules/gate.ts';
import { visitToRate } from '../domain/rules/rate.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import { freeAgent } from '../lab/free-agent.ts';
import type { LabCounter, SimulatedPadView } from '../messages/lab.ts';
import type { Site } from '../site.ts';
import { counterOf } from '../site.ts';

/** The keys of a visit in their order; the first that the rules would take is the one to press. */
const usual = ['call-next', 'start', 'finish', 'ready'] as const;

/** Every counter with the one key that comes next there. */
export function labCounters(site: Site, state: Readonly<State>, now: Moment): LabCounter[] {
  const ask = askAt(state, now);
  return site.counters.flatMap((counter, index) => {
    const desk = state.counters.get(counter.id);
    if (desk === undefined || ask === null) return [];
    const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
    const allowed = allowedActions(ask, counter.id);
    const agent = freeAgent(state, counter.id, index);
    return [
      {
        counter,
        state: counterPhase(desk, ticket),
        number: ticket?.number ?? null,
        next:
          desk.agent === null
            ? agent !== null && desk.shut === null && whyNotNow(state, 'sign-in') === null
              ? ('sign-in' as const)
              : null
            : (usual.find((action) => allowed.includes(action)) ?? null),
        agent: agent ?? '',
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
  // Keys for an agent rate nobody; a pad that rates at several counters shows the first.
  const rates = device.buttons.find(({ does }) => does === 'rate')?.counter ?? '';
  const visit = state.counters.get(rates)?.lastVisit ?? null;
  const { lights, buzzer } = device.wiring;
  return {
    device: view,
    counter: counterOf(site, device.counter),
    scale,
    buttons: device.buttons.map((meaning, place) => ({
      does: meaning.does,
      score: meaning.does === 'rate' ? meaning.score : null,
      counter: counterOf(site, meaning.counter),
      down: simulator.buttons[place] ?? false,
    })),
    lights: {
      armed: lights.armed === null ? null : simulator.lights.armed,
      thanks: lights.thanks === null ? null : simulator.lights.thanks,
    },
    sounds: buzzer === null ? null : simulator.isSounding,
    faults: simulator.faults,
    awaits: visitToRate(state, rates, now)?.number ?? null,
    // A score of yesterday's larger scale has no button today.
    rated:
      visit === null || visit.score === null || visit.score > scale
        ? null
        : { number: visit.number, score: visit.score },
  };
}
