import type { Display, Slides } from '../../config/display-schema.ts';
import { instant } from '../clock.ts';
import { waitingFor, waitingTotal } from '../domain/ahead.ts';
import { linesWithoutService } from '../domain/skills.ts';
import type { State } from '../domain/state.ts';
import { averageQueueMinutes } from '../domain/wait.ts';
import type { DisplaySound } from '../messages/display.ts';
import type { DisplayView } from '../messages/views.ts';
import type { Said } from '../speech/announcer.ts';
import type { Site } from '../site.ts';
import { counterOf, serviceName } from '../site.ts';
import { noticeViews } from './notice-view.ts';

/** Banner and six rows: more than the largest television has room for when it hangs near. */
const CALLS_SHOWN = 7;

/** What televisions have beside the lobby. */
export interface Televisions {
  readonly screens: readonly Display[];
  readonly slides: (Pick<Slides, 'seconds' | 'afterSeconds'> & { readonly list: string }) | null;
  /** Null where no television sounds anything. */
  readonly sound: { readonly volume: number; readonly said: readonly Said[] } | null;
}

/** What the lobby televisions show. */
export function displayView(
  site: Site,
  state: Readonly<State>,
  at: number,
  { screens, slides, sound }: Televisions,
): DisplayView {
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
    sound: sound === null ? null : soundView(sound),
    screens: [...screens],
    slides,
  };
}

const soundView = ({ volume, said }: NonNullable<Televisions['sound']>): DisplaySound => ({
  volume,
  said: said.map(({ announcement: { id, about, urgent = false }, at }) => ({
    position: Number(id),
    at: instant(at),
    about,
    urgent,
    wav: `/api/v1/display/speech/${id}`,
  })),
});
