import { instant } from '../clock.ts';
import { lineLength, peopleWaitingBeside } from '../domain/order.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import { predictWait } from '../domain/wait.ts';
import type { KioskService, KioskView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { printView } from './ticket-view.ts';

/** What a kiosk shows: the services with their lines, and how its latest papers are doing. */
export function kioskView(site: Site, state: Readonly<State>, kiosk: string, at: number): KioskView {
  return {
    lobby: site.names,
    kiosk,
    now: instant(at),
    timeZone: site.timeZone,
    languages: [...site.languages],
    demo: site.demo,
    services: site.services.map(({ letter, name }) => service(state, letter, name)),
    prints: (state.kioskTickets.get(kiosk) ?? []).flatMap((id) => {
      const job = ticketOf(state, id).print;
      return job === null ? [] : [printView(job)];
    }),
  };
}

function service(state: Readonly<State>, letter: string, name: KioskService['name']): KioskService {
  const ahead = peopleWaitingBeside(state, letter);
  return {
    letter,
    name,
    waiting: lineLength(state, letter),
    ahead,
    wait: predictWait(state, letter, ahead),
    closed: state.day === null ? 'no-day' : null,
  };
}
