import { instant } from '../clock.ts';
import { waitingFor } from '../domain/ahead.ts';
import type { CounterDesk } from '../domain/counter-desk.ts';
import { counterPhase } from '../domain/counter-phase.ts';
import type { Moment } from '../domain/moment.ts';
import type { Notice } from '../domain/notice.ts';
import type { OpenRestoration } from '../domain/restoration.ts';
import { leftOver } from '../domain/rules/day.ts';
import { satisfactionPercent } from '../domain/satisfaction.ts';
import { serviceStatus } from '../domain/service-status.ts';
import { callableServices } from '../domain/skills.ts';
import type { State } from '../domain/state.ts';
import { deskOf, ticketOf } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import { mean } from '../domain/wait.ts';
import type { DeviceView } from '../messages/devices.ts';
import type { LeftOver, LobbyCounter, LobbyNotice, LobbyService, LobbyView } from '../messages/lobby.ts';
import type { LobbyFigures } from '../messages/lobby-figures.ts';
import type { RestoredView } from '../messages/storage.ts';
import type { Site } from '../site.ts';
import { counterOf } from '../site.ts';
import { alarmViews } from './alarm-views.ts';
import { appointmentList } from './appointment-view.ts';
import { counterSummaries } from './counter-view.ts';
import { wallSecond } from './wall-time.ts';
import { dayOf, firstCase, longestWait, unwellDevices } from './live-figures.ts';
import { kioskAssists } from './kiosk-assists.ts';
import { inAllLanguages, priorityReasons } from './names.ts';
import { noticeView } from './notice-view.ts';

/** Nobody names more one by one; `rest` says what becomes of the others. */
const LEFT_SHOWN = 500;
const MS_PER_MINUTE = 60_000;

/**
 * The lobby as whoever is in charge of it sees it.
 * @param devices all there are
 * @param figures of this moment, where they are known
 */
export function lobbyView(
  site: Site,
  state: Readonly<State>,
  now: Moment,
  devices: readonly DeviceView[] = [],
  figures: LobbyFigures | null = null,
): LobbyView {
  const left = leftOver(state).filter((ticket) => ticket.state !== 'called' && ticket.state !== 'serving');
  const parked = [...state.parked]
    .map((id) => ticketOf(state, id))
    .toSorted((one, other) => (one.parkedUntilAt ?? 0) - (other.parkedUntilAt ?? 0));
  const cases = [...state.cases.values()];
  return {
    lobby: site.names,
    now: instant(now.at),
    timeZone: site.timeZone,
    languages: [...site.languages],
    demo: site.demo,
    clockTrusted: now.trusted,
    day: state.day && { date: state.day.date, closed: state.day.isClosed },
    evacuation: state.frozen,
    restored: state.restored && restoredView(state.restored),
    services: site.services.map((named) => ({ ...named, ...service(site, state, named.letter, now) })),
    counters: counters(site, state, now),
    notices: [...state.notices.values()].map((notice) => lobbyNotice(site, notice)),
    leftOver: left.slice(0, LEFT_SHOWN).map((ticket) => leftOverView(site, ticket)),
    leftOverTotal: left.length,
    parked: parked.map((ticket) => leftOverView(site, ticket)),
    cases: {
      open: cases.length,
      overdue: cases.filter(({ overdue }) => overdue).length,
      first: firstCase(site, state, now),
    },
    assists: assists(site, state),
    averageQueueMs: state.queuedMs.length === 0 ? null : Math.round(mean(state.queuedMs)),
    figures,
    alarms: alarmViews(state),
    satisfaction: { percent: satisfactionPercent(state), ratings: state.ratings.size },
    unwell: unwellDevices(state, site, devices),
    printProblems: state.printProblems,
    appointments: appointmentList(site, state),
    agents: [...site.agents],
    priorityReasons: priorityReasons(state.lobby?.priority.reasons ?? []),
  };
}

/** Silent calls of the counters, then those of visitors at kiosks. */
const assists = (site: Site, state: Readonly<State>): LobbyView['assists'] => [
  ...[...state.counters].flatMap(([id, { assist }]) =>
    assist === null
      ? []
      : [
          {
            counter: counterOf(site, id),
            kiosk: null,
            level: assist.level,
            owner: assist.owner,
            why: null,
            number: null,
            since: null,
          },
        ],
  ),
  ...kioskAssists(state).map((assist) => ({ ...assist, counter: null, level: 1 })),
];

export const restoredView = ({ at, ...restoration }: OpenRestoration): RestoredView => ({
  ...restoration,
  at: instant(at),
});

export const lobbyNotice = (site: Site, notice: Notice): LobbyNotice => ({
  ...noticeView(site, notice),
  from: notice.fromAt === null ? null : instant(notice.fromAt),
  until: notice.untilAt === null ? null : instant(notice.untilAt),
  active: notice.active,
  on: [...notice.on],
});

function service(
  site: Site,
  state: Readonly<State>,
  letter: string,
  now: Moment,
): Omit<LobbyService, 'letter' | 'name'> {
  const status = serviceStatus(state, letter, now);
  const opensAt = 'opensAt' in status ? status.opensAt : null;
  // Said by staff, it is told also while something else closes the whole lobby.
  const closing = state.closedServices.get(letter);
  const rules = state.lobby?.services.find((known) => known.letter === letter);
  const slips = rules?.slips ?? null;
  return {
    waiting: waitingFor(state, letter),
    takenToday: state.taken.get(letter) ?? 0,
    closed: status.state === 'open' ? null : status.state,
    opensAt: opensAt === null ? null : instant(opensAt),
    closedReason: closing === undefined ? null : inAllLanguages(site, closing.reason),
    targetMinutes: (rules?.target.withinMs ?? 0) / MS_PER_MINUTE,
    longest: longestWait(state, letter, now),
    slips: slips && { from: slips.from, to: slips.to },
  };
}

function counters(site: Site, state: Readonly<State>, now: Moment): LobbyCounter[] {
  return counterSummaries(site, state).map((summary) => {
    const desk = deskOf(state, summary.counter.id);
    const ticket = desk.ticket === null ? null : ticketOf(state, desk.ticket);
    const sinceMs = phaseSinceMs(desk, ticket);
    return {
      ...summary,
      pause: desk.pause,
      since: sinceMs === null ? null : wallSecond(state, now, sinceMs),
      services: callableServices(state, summary.counter.id).map(({ service: letter }) => letter),
      calls: ticket?.calls ?? 0,
      overran: ticket?.overran ?? false,
      shut: desk.shut,
      number: ticket?.number ?? null,
      held: desk.held.length,
      served: desk.served,
      noShows: desk.noShows,
      today: dayOf(state, desk),
    };
  });
}

/** Since when a counter has done what it does, in lobby time; null while nobody sits there. */
function phaseSinceMs(desk: CounterDesk, ticket: Ticket | null): number | null {
  switch (counterPhase(desk, ticket)) {
    case 'closed':
      return null;
    case 'idle':
      return desk.freeMs;
    case 'called':
      return ticket?.lastCallMs ?? null;
    case 'serving':
      return ticket?.startedMs ?? null;
    case 'paused':
    case 'wrap-up':
      return desk.statusMs;
  }
}

const leftOverView = (site: Site, { parkedUntilAt, counter, ...ticket }: Ticket): LeftOver => ({
  id: ticket.id,
  number: ticket.number,
  service: ticket.service,
  state: ticket.state,
  takenAt: instant(ticket.taken.at),
  parkedUntil: parkedUntilAt === null ? null : instant(parkedUntilAt),
  counter: counter === null ? null : counterOf(site, counter),
});
