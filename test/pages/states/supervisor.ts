/** The supervisor's page. */
import type { TextKey } from '../../../config/texts/texts.ts';
import type { LobbyView } from '../../../firmware-host/messages/lobby.ts';
import type { Host } from '../../kiosk/support/host.ts';
import { begin } from '../../kiosk/support/ask.ts';
import { showFigures } from '../../kiosk/support/figure-host.ts';
import { figures, nextHalfHour } from '../../kiosk/support/live-figures.ts';
import {
  alarm,
  appointment,
  caseFile,
  counter,
  helpAt,
  left,
  lobbyNotice,
  lobbyView,
  staffTicket,
  unwell,
} from '../../kiosk/support/lobby-view.ts';
import { say } from '../../kiosk/support/stage.ts';
import type { State } from '../support/state.ts';
import { longLobby, longNotice, longServices } from './rich.ts';

const supervisor = (name: string, change: Partial<LobbyView> = {}, rest: Partial<State> = {}): State => ({
  page: 'supervisor',
  name,
  path: '/supervisor',
  ready: 'foyer-supervisor main',
  show: (host: Host) => {
    showFigures(host);
    host.show('lobby', lobbyView(change));
  },
  ...rest,
});

const everyCounter = Array.from({ length: 12 }, (_, place) =>
  counter(`${place + 1}`, place % 3 === 0 ? { overran: true } : {}),
);

const many = Array.from({ length: 30 }, (_, place) => place);
const [longService] = longServices;

/** A tab with what its lists are told by the host. */
const tab = (name: string, of: 'tickets' | 'cases' | 'appointments' | 'hall', isFull: boolean): State => {
  const serviceName = longService?.name ?? longLobby;
  const tickets = isFull
    ? many.map((place) => staffTicket(`A${1000 + place}`, { serviceName, size: 12 }))
    : [];
  const cases = isFull ? many.map((place) => caseFile(`D${100 + place}`, { serviceName })) : [];
  const codes = isFull ? many.map((place) => appointment(`${482900 + place}`, { serviceName })) : [];
  const full = {
    appointments: codes,
    counters: everyCounter,
    notices: [lobbyNotice('n1'), lobbyNotice('n2', { texts: longNotice.texts })],
  };
  const empty = { appointments: [], counters: [], services: [], agents: [], notices: [], leftOver: [] };
  return supervisor(
    `${name}, ${isFull ? 'full' : 'empty'}`,
    {},
    {
      path: `/supervisor#${of}`,
      show: (host) => {
        showFigures(host);
        host.show('staff/tickets', { total: tickets.length, tickets });
        host.show('cases', cases);
        host.show('staff/texts/text-1', {
          id: 'text-1',
          text: '楼上漏水，墙纸和吊顶都泡坏了，要求今天给一个答复',
        });
        host.show('lobby', lobbyView(isFull ? full : empty));
      },
    },
  );
};

/** A question over a tab. */
const dialog = (name: string, of: string, key: TextKey, change: Partial<LobbyView> = {}): State =>
  supervisor(name, change, {
    path: `/supervisor#${of}`,
    show: (host) => {
      showFigures(host);
      host.show('staff/tickets', { total: 0, tickets: [] });
      host.show('lobby', lobbyView(change));
    },
    reach: async (page, _host, language, said = String) => {
      await begin(page, said(say(language, key)));
      await page.locator('foyer-ask wa-dialog[open] button[type=submit]').waitFor();
    },
  });

export const supervisorStates: readonly State[] = [
  supervisor('ordinary'),
  supervisor('full', {
    lobby: longLobby,
    demo: true,
    counters: everyCounter,
    services: lobbyView().services.map((service, place) => ({
      ...service,
      name: longServices[place % 6]?.name ?? service.name,
      waiting: 128,
    })),
    notices: [lobbyNotice('n1'), lobbyNotice('n2', { texts: longNotice.texts, kind: 'emergency' })],
    leftOver: ['A031', 'B047', 'C012', 'D002', 'E004'].map((number) => left(number)),
    leftOverTotal: 500,
    assists: [helpAt(counter('2').counter), helpAt(counter('3').counter, { level: 2, owner: 'chen' })],
    unwell: [unwell('board-2'), unwell('printer', { kind: 'printer', problem: 'paper-out', counter: null })],
    printProblems: 12,
    cases: { ...lobbyView().cases, open: 25, overdue: 11 },
  }),
  supervisor('figures out of their targets', {
    alarms: [
      alarm('alarm-1'),
      alarm('alarm-2', { metric: 'transfer_rate', value: 3.6, target: { min: null, max: 1 } }),
    ],
  }),
  supervisor('one more counter for the half hour to come', {
    services: lobbyView().services.map((service) => ({ ...service, longest: null })),
    figures: figures({ next: nextHalfHour({ basis: 'all-days', days: 11, expected: 28.4, needed: 12 }) }),
  }),
  supervisor('nothing', {
    figures: null,
    alarms: [],
    counters: [],
    services: [],
    notices: [],
    leftOver: [],
    leftOverTotal: 0,
    parked: [],
    appointments: [],
    agents: [],
    averageQueueMs: null,
  }),
  ...[true, false].flatMap((isFull) => [
    tab('numbers', 'tickets', isFull),
    tab('cases', 'cases', isFull),
    tab('appointments', 'appointments', isFull),
    tab('the hall', 'hall', isFull),
  ]),
  dialog('emergency notice', 'now', 'supervisor.do.emergency'),
  dialog('close the day', 'hall', 'supervisor.do.close-day'),
  dialog('take a number', 'tickets', 'supervisor.do.take'),
  supervisor('evacuation', { evacuation: '火警' }),
  supervisor(
    'host away',
    {},
    {
      reach: async (page, host) => {
        host.away();
        await page.clock.runFor(12_000);
      },
    },
  ),
];
