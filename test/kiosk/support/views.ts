/** A lobby as the pages would see it on an ordinary Thursday afternoon. */
import type { Names, NoticeView } from '../../../firmware-host/messages/common.ts';
import type { CounterTicket, CounterView } from '../../../firmware-host/messages/counter.ts';
import type {
  DisplayView,
  KioskService,
  KioskView,
  PrintView,
  TakenTicket,
  TicketView,
} from '../../../firmware-host/messages/views.ts';

export const names = (zhCN: string, zhTW: string, en: string): Names => ({
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
});

export const notice = (id: string, kind: NoticeView['kind'], texts: Names): NoticeView => ({
  id,
  kind,
  texts,
});

export const lobby = names('锦苑物业服务中心', '錦苑物業服務中心', 'Jinyuan Property Service Centre');
/** 14:26 in Shanghai. */
export const now = '2026-11-19T06:26:00.000Z';

/** So many minutes before 14:26 in Shanghai. */
export const ago = (minutes: number): string => new Date(Date.parse(now) - minutes * 60_000).toISOString();
export const timeZone = 'Asia/Shanghai';

/** Every counter may call every service, so everybody who waits comes before a newcomer. */
const waitingTotal = 22;

const service = (
  letter: string,
  name: Names,
  waiting: number,
  wait: [number, number] | null,
): KioskService => ({
  letter,
  name,
  waiting,
  ahead: waitingTotal,
  wait: wait === null ? null : { fromMinutes: wait[0], toMinutes: wait[1] },
  closed: null,
  opensAt: null,
  closedReason: null,
  returnSlots: false,
});

export const services: readonly KioskService[] = [
  service('A', names('咨询', '諮詢', 'Enquiries'), 6, [15, 20]),
  service('B', names('缴费', '繳費', 'Payments'), 12, [20, 30]),
  service('C', names('报修', '報修', 'Repairs'), 2, null),
  service('D', names('投诉', '投訴', 'Complaints'), 0, null),
  service('E', names('入住·装修', '入住·裝修', 'Move-in, fit-out'), 1, [0, 5]),
  { ...service('F', names('证件·发票', '證件·發票', 'Permits, invoices'), 0, null), closed: 'no-day' },
  service('V', names('预约·贵宾', '預約·貴賓', 'Appointments, priority'), 1, [5, 10]),
];

export const kioskView = (change: Partial<KioskView> = {}): KioskView => ({
  lobby,
  kiosk: 'front-door',
  now,
  timeZone,
  languages: ['zh-CN', 'zh-TW', 'en'],
  demo: true,
  services: [...services],
  prints: [],
  priorityReasons: [],
  notices: [],
  assist: null,
  toRate: [],
  ...change,
});

export const print = (change: Partial<PrintView> = {}): PrintView => ({
  jobId: 'job-1',
  state: 'sending',
  proof: null,
  problem: null,
  where: null,
  ...change,
});

export const ticket = (change: Partial<TicketView> = {}): TicketView => ({
  id: '01JD1',
  token: 'k7Qm2xVb9RtY4sWz',
  number: 'A023',
  archiveNumber: '261119023',
  service: 'A',
  serviceName: names('咨询', '諮詢', 'Enquiries'),
  state: 'waiting',
  language: 'zh-CN',
  takenAt: now,
  ahead: 6,
  class: 'ordinary',
  size: 1,
  care: { visibly: false, escort: false },
  appointmentAt: null,
  dueAt: null,
  url: 'http://192.168.1.20:8080/t/k7Qm2xVb9RtY4sWz',
  ...change,
});

export const taken = (change: Partial<TakenTicket> = {}): TakenTicket => ({
  ticket: ticket(),
  wait: { fromMinutes: 15, toMinutes: 20 },
  print: print(),
  ...change,
});

export const counterName = (id: string) => ({
  id,
  name: names(`${id} 号窗口`, `${id} 號櫃檯`, `Counter ${id}`),
});

const waitingLine: [string, Names, string][] = [
  ['B012', names('缴费', '繳費', 'Payments'), '2026-11-19T06:14:00.000Z'],
  ['A031', names('咨询', '諮詢', 'Enquiries'), '2026-11-19T06:05:00.000Z'],
  ['V003', names('预约·贵宾', '預約·貴賓', 'Appointments, priority'), '2026-11-19T06:23:00.000Z'],
  ['A032', names('咨询', '諮詢', 'Enquiries'), '2026-11-19T06:12:00.000Z'],
];

const ordinary = { class: 'ordinary', size: 1, care: { visibly: false, escort: false } } as const;

export const counterView = (change: Partial<CounterView> = {}): CounterView => ({
  counter: counterName('3'),
  now,
  timeZone,
  demo: true,
  state: 'idle',
  agent: { id: 'wang-lin', name: '王琳' },
  agents: [
    { id: 'wang-lin', name: '王琳' },
    { id: 'chen-min', name: '陈敏' },
    { id: 'li-na', name: '李娜' },
  ],
  services: services.slice(0, 3).map(({ letter, name }) => ({ letter, name })),
  ticket: null,
  waiting: 6,
  next: waitingLine.map(([number, serviceName, takenAt]) => ({
    id: number,
    number,
    service: number.slice(0, 1),
    serviceName,
    takenAt,
    ...ordinary,
    priority: null,
    appointmentAt: null,
    promisedAt: null,
  })),
  actions: ['call-next', 'sign-out'],
  mark: null,
  longestSince: '2026-11-19T06:05:00.000Z',
  held: [],
  parked: [],
  pause: null,
  since: null,
  usualAwayMs: null,
  readyAt: null,
  shut: null,
  assist: null,
  kioskAssists: [],
  assistLevels: 0,
  handoverNote: null,
  destinations: {
    services: services.slice(0, 3).map(({ letter, name }) => ({ letter, name })),
    counters: [counterName('1'), counterName('2')],
  },
  returnMinutes: 30,
  today: {
    served: 17,
    facedMs: 352_000,
    wrapUpMs: 48_000,
    walkMs: 55_000,
    idleMs: 1_440_000,
    idleSince: null,
    pausedMs: 0,
    pausedSince: null,
    sentOn: 1,
    noShows: 2,
    satisfaction: { percent: 92, ratings: 25 },
  },
  devices: [
    { kind: 'board', problem: null },
    { kind: 'pad', problem: null },
  ],
  isShared: false,
  printProblems: 0,
  ...change,
});

/** Somebody who was called at 14:24:52, as the counter sees it. */
export const counterTicket = (change: Partial<CounterTicket> = {}): CounterTicket => ({
  id: '01JD0',
  number: 'B012',
  archiveNumber: '261119012',
  service: 'B',
  serviceName: names('缴费', '繳費', 'Payments'),
  state: 'called',
  takenAt: '2026-11-19T06:14:00.000Z',
  calledAt: '2026-11-19T06:24:52.000Z',
  startedAt: null,
  calls: 1,
  recallAt: '2026-11-19T06:25:07.000Z',
  noShowAt: '2026-11-19T06:25:07.000Z',
  promisedAt: null,
  isPromiseKept: null,
  servedSince: null,
  usualMs: null,
  remindAt: null,
  heldAt: null,
  ...ordinary,
  appointmentAt: null,
  dueAt: null,
  firstCounter: null,
  firstAgent: null,
  firstAt: null,
  transfers: [],
  notes: [],
  overran: false,
  beside: [],
  isCase: false,
  isRecorded: false,
  ...change,
});

export const calledView = (change: Partial<CounterView> = {}): CounterView =>
  counterView({
    state: 'called',
    ticket: counterTicket(),
    actions: ['recall', 'start', 'finish', 'no-show', 'hold'],
    ...change,
  });

/** The visitor has come, at 14:25:30. */
export const servingView = (change: Partial<CounterTicket> = {}): CounterView =>
  counterView({
    state: 'serving',
    ticket: counterTicket({
      state: 'serving',
      startedAt: '2026-11-19T06:25:30.000Z',
      servedSince: '2026-11-19T06:25:30.000Z',
      recallAt: null,
      noShowAt: null,
      firstCounter: counterName('3'),
      ...change,
    }),
    actions: ['finish', 'hold'],
  });

const calls: [number, string, string][] = [
  [108, 'A023', '3'],
  [101, 'B047', '5'],
  [96, 'C018', '2'],
  [90, 'V006', '1'],
  [84, 'A022', '4'],
];

export const displayView = (change: Partial<DisplayView> = {}): DisplayView => ({
  lobby,
  now,
  timeZone,
  languages: ['zh-CN', 'en', 'zh-TW'],
  demo: true,
  calls: calls.map(([position, number, counter]) => ({
    position,
    at: now,
    number,
    service: number.slice(0, 1),
    counter: counterName(counter),
    times: 1,
    visibly: false,
  })),
  waiting: services.map(({ letter, name, waiting }) => ({ service: { letter, name }, count: waiting })),
  waitingTotal,
  averageQueueMinutes: 12,
  notices: [],
  evacuation: false,
  sound: null,
  screens: [{ id: 'tv', distanceMetres: 6, diagonalInches: 55, sound: true, slides: true }],
  slides: null,
  ...change,
});
