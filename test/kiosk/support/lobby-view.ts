/** The lobby as its supervisor would see it on an ordinary Thursday afternoon. */
import type { AlarmView } from '../../../firmware-host/messages/alarms.ts';
import type { CounterSummary } from '../../../firmware-host/messages/counter.ts';
import type {
  AppointmentView,
  LeftOver,
  LobbyCounter,
  LobbyNotice,
  LobbyService,
  LobbyView,
  UnwellDevice,
} from '../../../firmware-host/messages/lobby.ts';
import type { CaseView, StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import { figures } from './live-figures.ts';
import { ago, lobby, names, now, services as kioskServices } from './views.ts';

const waits: Readonly<Record<string, readonly [number: string, minutes: number]>> = {
  A: ['A031', 23],
  B: ['B047', 8],
  C: ['C012', 11],
  E: ['E004', 3],
  V: ['V006', 2],
};

const service = (known: (typeof kioskServices)[number]): LobbyService => {
  const [number, minutes] = waits[known.letter] ?? [];
  return {
    letter: known.letter,
    name: known.name,
    waiting: known.waiting,
    takenToday: known.waiting + 9,
    closed: known.closed,
    opensAt: null,
    closedReason: null,
    targetMinutes: known.letter === 'V' ? 5 : 15,
    longest:
      number === undefined || minutes === undefined
        ? null
        : { id: `ticket-${number}`, number, since: ago(minutes) },
    slips: known.letter === 'A' ? { from: 901, to: 930 } : null,
  };
};

const agents = [
  { id: 'chen', name: '陈敏' },
  { id: 'zhou', name: '周敏' },
  { id: 'wang', name: '王琳' },
  { id: 'sun', name: '孙浩' },
  { id: 'zhao', name: '赵强' },
];

export const counter = (id: string, change: Partial<LobbyCounter> = {}): LobbyCounter => ({
  counter: { id, name: names(`${id} 号窗口`, `${id} 號櫃檯`, `Counter ${id}`) },
  state: 'serving',
  agent: agents[Number(id) - 1] ?? null,
  pause: null,
  since: ago(3),
  services: ['A', 'E'],
  calls: 1,
  overran: false,
  shut: null,
  number: `A03${id}`,
  held: 0,
  served: 19,
  noShows: 1,
  today: {
    facedMs: 6_100_000,
    walkMs: 990_000,
    wrapUpMs: 640_000,
    idleMs: 380_000,
    pausedMs: 900_000,
    meanServiceMs: 321_000,
    meanWalkMs: 52_000,
    sentOn: 2,
  },
  ...change,
});

const closed = { state: 'closed', agent: null, since: null, number: null, calls: 0, today: null } as const;

export const counters: readonly LobbyCounter[] = [
  counter('1'),
  counter('2', { overran: true, since: ago(21.7), number: 'D003', services: ['D', 'C'], held: 1, served: 9 }),
  counter('3', {
    state: 'called',
    calls: 2,
    since: ago(1),
    number: 'B011',
    services: ['B', 'F'],
    served: 24,
  }),
  counter('4', { state: 'paused', pause: 'break', since: ago(8.2), number: null, services: ['A', 'B'] }),
  counter('5', { ...closed, services: ['A', 'E'], served: 0, noShows: 0 }),
  counter('6', { ...closed, shut: '装修', services: ['A'], served: 0, noShows: 0 }),
];

export const left = (number: string, change: Partial<LeftOver> = {}): LeftOver => ({
  id: `ticket-${number}`,
  number,
  service: number.slice(0, 1),
  state: 'waiting',
  takenAt: ago(20),
  parkedUntil: null,
  counter: null,
  ...change,
});

export const caseFile = (number: string, change: Partial<CaseView> = {}): CaseView => ({
  id: `case-${number}`,
  kind: 'case',
  ticket: `ticket-${number}`,
  number,
  archiveNumber: '261119012',
  service: 'D',
  serviceName: names('投诉', '投訴', 'Complaints'),
  receiver: 'zhou',
  matter: 'text-1',
  result: null,
  subject: null,
  handedTo: null,
  callBack: null,
  contact: null,
  told: false,
  callBackDays: null,
  state: 'open',
  dueAt: '2026-11-19T05:00:00.000Z',
  overdue: true,
  steps: ['resolve'],
  ...change,
});

export const staffTicket = (number: string, change: Partial<StaffTicketView> = {}): StaffTicketView => ({
  id: `ticket-${number}`,
  number,
  archiveNumber: '261119031',
  service: 'A',
  serviceName: names('咨询', '諮詢', 'Enquiries'),
  class: 'ordinary',
  state: 'waiting',
  language: 'zh-CN',
  kiosk: 'kiosk-1',
  size: 1,
  care: { visibly: false, escort: false },
  ahead: 4,
  takenAt: ago(23),
  calledAt: null,
  startedAt: null,
  calls: 0,
  parkedUntil: null,
  appointmentAt: null,
  dueAt: null,
  counter: null,
  forCounter: null,
  firstCounter: null,
  firstAgent: null,
  firstAt: null,
  transfers: [],
  notes: [],
  overran: false,
  beside: [],
  isCase: false,
  isRecorded: false,
  print: null,
  copies: 0,
  ...change,
});

export const unwell = (id: string, change: Partial<UnwellDevice> = {}): UnwellDevice => ({
  id,
  kind: 'board',
  state: 'lost',
  problem: 'not-answering',
  paperLow: false,
  left: null,
  counter: '2',
  since: ago(6),
  ...change,
});

export const appointment = (code: string, change: Partial<AppointmentView> = {}): AppointmentView => ({
  id: `appointment-${code}`,
  code,
  service: 'V',
  serviceName: names('预约·贵宾', '預約·貴賓', 'Appointments, priority'),
  at: '2026-11-19T07:30:00.000Z',
  source: 'staff',
  state: 'booked',
  ...change,
});

export const lobbyNotice = (id: string, change: Partial<LobbyNotice> = {}): LobbyNotice => ({
  id,
  kind: 'ordinary',
  texts: names('下雨路滑，请慢行', '下雨路滑，請慢行', 'Wet floor: please take care'),
  from: null,
  until: null,
  active: true,
  on: ['kiosk', 'display', 'board', 'phone'],
  ...change,
});

/** The wait has left its target, half an hour ago. */
export const alarm = (id: string, change: Partial<AlarmView> = {}): AlarmView => ({
  id,
  metric: 'queue_time',
  service: null,
  direction: 'high',
  value: 13.2 * 60_000,
  target: { min: 3 * 60_000, max: 10 * 60_000 },
  since: ago(42),
  raisedAt: ago(12),
  repostedAt: null,
  acknowledged: null,
  ...change,
});

/** Who calls for help at a counter. */
export const helpAt = (
  at: CounterSummary['counter'] | null,
  change: Partial<LobbyView['assists'][number]> = {},
): LobbyView['assists'][number] => ({
  counter: at,
  kiosk: null,
  level: 1,
  owner: null,
  why: null,
  number: null,
  since: null,
  ...change,
});

export const lobbyView = (change: Partial<LobbyView> = {}): LobbyView => ({
  lobby,
  now,
  timeZone: 'Asia/Shanghai',
  languages: ['zh-CN', 'zh-TW', 'en'],
  demo: false,
  clockTrusted: true,
  day: { date: '2026-11-19', closed: false },
  evacuation: null,
  restored: null,
  services: kioskServices.map(service),
  counters: [...counters],
  notices: [],
  leftOver: [
    left('A031'),
    left('B047'),
    left('D002', { state: 'held', counter: counters[1]?.counter ?? null }),
  ],
  leftOverTotal: 3,
  parked: [left('C009', { state: 'parked', parkedUntil: '2026-11-19T06:50:00.000Z' })],
  cases: { open: 5, overdue: 1, first: caseFile('D002') },
  assists: [],
  figures: figures(),
  alarms: [],
  averageQueueMs: 13.2 * 60_000,
  satisfaction: { percent: 94, ratings: 52 },
  unwell: [],
  printProblems: 0,
  appointments: [appointment('482913'), appointment('110027', { state: 'missed', source: 'return-slot' })],
  agents,
  priorityReasons: ['elderly', 'pregnant', 'vip'],
  ...change,
});
