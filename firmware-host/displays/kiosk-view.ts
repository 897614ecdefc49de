import { instant } from '../clock.ts';
import { aheadOfNewcomer, waitingFor } from '../domain/ahead.ts';
import { lobbyMsAt } from '../domain/lobby-time.ts';
import type { Moment } from '../domain/moment.ts';
import { visitToRate } from '../domain/rules/rate.ts';
import { serviceStatus } from '../domain/service-status.ts';
import type { State } from '../domain/state.ts';
import { ticketOf } from '../domain/state.ts';
import { predictWait } from '../domain/wait.ts';
import type { KioskService, KioskView } from '../messages/views.ts';
import type { Site } from '../site.ts';
import { inAllLanguages, priorityReasons } from './names.ts';
import { noticeViews } from './notice-view.ts';
import { printView } from './ticket-view.ts';

/** What a kiosk shows: the services with their lines, and how its latest papers are doing. */
/** @param isAsked whether a screen at the counter asks for the rating already */
export function kioskView(
  site: Site,
  state: Readonly<State>,
  kiosk: string,
  now: Moment,
  isAsked: (counter: string) => boolean = () => false,
): KioskView {
  const assist = state.kioskAssists.get(kiosk);
  return {
    lobby: site.names,
    kiosk,
    now: instant(now.at),
    timeZone: site.timeZone,
    languages: [...site.languages],
    demo: site.demo,
    services: site.services.map(({ letter, name }) => ({
      letter,
      name,
      ...service(site, state, letter, now),
    })),
    prints: (state.kioskTickets.get(kiosk) ?? []).flatMap((id) => {
      const print = printView(site, ticketOf(state, id));
      return print === null ? [] : [print];
    }),
    priorityReasons: priorityReasons(state.lobby?.priority.kioskReasons ?? []),
    notices: noticeViews(site, state, 'kiosk'),
    assist: assist === undefined ? null : { why: assist.why, taken: assist.owner !== null },
    toRate: toRate(site, state, now, isAsked),
  };
}

const RATE_SHOWN = 3;

/** Who has just been served where nothing asks how it was: no pad lies there, or it is out of order. */
function toRate(
  site: Site,
  state: Readonly<State>,
  now: Moment,
  isAsked: (counter: string) => boolean,
): KioskView['toRate'] {
  const isPadWell = (counter: string) =>
    site.ratingPads.some(
      (known) => known.counter === counter && state.devices.get(known.pad)?.state === 'ready',
    );
  return site.counters
    .filter(({ id }) => state.counters.has(id) && !isPadWell(id) && !isAsked(id))
    .flatMap((counter) => {
      const visit = visitToRate(state, counter.id, now);
      return visit === null ? [] : [{ counter, visit }];
    })
    .toSorted((one, other) => other.visit.finished.at - one.visit.finished.at)
    .slice(0, RATE_SHOWN)
    .map(({ counter, visit }) => ({ visit: visit.ticket, counter, number: visit.number }));
}

function service(
  site: Site,
  state: Readonly<State>,
  letter: string,
  now: Moment,
): Omit<KioskService, 'letter' | 'name'> {
  const ahead = aheadOfNewcomer(state, letter, 'ordinary');
  const status = serviceStatus(state, letter, now);
  const opensAt = 'opensAt' in status ? status.opensAt : null;
  const rules = state.lobby?.services.find((known) => known.letter === letter);
  return {
    waiting: waitingFor(state, letter),
    ahead,
    wait: predictWait(state, letter, ahead, lobbyMsAt(state, now)),
    closed: status.state === 'open' ? null : status.state,
    opensAt: opensAt === null ? null : instant(opensAt),
    closedReason: status.state === 'by-staff' ? inAllLanguages(site, status.reason) : null,
    returnSlots: status.state === 'full' && rules !== undefined && rules.returnSlots !== null,
  };
}
