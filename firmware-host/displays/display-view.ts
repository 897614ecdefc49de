import { instant } from '../clock.ts';
import { waitingFor, waitingTotal } from '../domain/ahead.ts';
import { linesWithoutService } from '../domain/skills.ts';
import type { State } from '../domain/state.ts';
import { averageQueueMinutes } from '../domain/wait.ts';
import type { DisplayView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { counterOf, serviceName } from '../site.ts';
import { noticeViews } from './notice-view.ts';

/** Banner and four rows, as the lobby television has room for. */
const CALLS_SHOWN = 5;

/** What the lobby television shows. */
export function displayView(site: Site, state: Readonly<State>, at: number): DisplayView {
  const lines = [
    ...site.services,
    ...linesWithoutService(state).map((letter) => ({ letter, name: serviceName(site, letter) })),
  ];
  const waiting = lines.map((service) => ({ service, count: waitingFor(state, service.letter) }));
  return {
    lobby: site.names,
    now: instant(at),
    timeZone: site.timeZone,
    languages: [...site.languages],
    demo: site.demo,
    calls: state.calls.slice(0, CALLS_SHOWN).map((call) => ({
      position: call.position,
      at: instant(call.at),
      number: call.number,
      service: call.service,
      counter: counterOf(site, call.counter),
      times: call.times,
      visibly: call.visibly,
    })),
    waiting,
    waitingTotal: waitingTotal(state),
    averageQueueMinutes: averageQueueMinutes(state),
    notices: noticeViews(site, state, 'display'),
    evacuation: state.frozen !== null,
  };
}
