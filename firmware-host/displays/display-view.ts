import { instant } from '../clock.ts';
import { queueLength } from '../domain/queue.ts';
import type { State } from '../domain/state.ts';
import { mean } from '../domain/wait.ts';
import type { DisplayView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { counterOf } from '../site.ts';

/** Banner and four rows, as the lobby television has room for. */
const CALLS_SHOWN = 5;
const MS_PER_MINUTE = 60_000;

/** What the lobby television shows. */
export function displayView(site: Site, state: Readonly<State>, at: number): DisplayView {
  const waiting = site.services.map((service) => {
    const queue = state.queues.get(service.letter);
    return { service, count: queue ? queueLength(queue) : 0 };
  });
  return {
    lobby: site.names,
    now: instant(at),
    timeZone: site.timeZone,
    demo: site.demo,
    calls: state.calls.slice(0, CALLS_SHOWN).map((call) => ({
      position: call.position,
      at: instant(call.at),
      number: call.number,
      service: call.service,
      counter: counterOf(site, call.counter),
      times: call.times,
    })),
    waiting,
    waitingTotal: waiting.reduce((sum, { count }) => sum + count, 0),
    averageQueueMinutes:
      state.queuedMs.length === 0 ? null : Math.round(mean(state.queuedMs) / MS_PER_MINUTE),
  };
}
