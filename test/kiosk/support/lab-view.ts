/** The lab in the middle of an ordinary afternoon. */
import type {
  LabCounter,
  LabView,
  SimulatedPadView,
  SimulatedPrinterView,
} from '../../../firmware-host/messages/lab.ts';
import type { InboxEvent, ParkedEvent, SimulatedCentreView } from '../../../firmware-host/messages/centre.ts';
import { boardView } from './board-view.ts';
import { deviceOf } from '../../support/device-view.ts';
import { counterName, services } from './views.ts';

const line = (text: string, width = 1, height = 1, bold = false, align: 'left' | 'centre' = 'centre') => ({
  kind: 'line' as const,
  align,
  runs: [{ text, width, height, bold }],
});

export const paperOf = (id: number, number: string): SimulatedPrinterView['papers'][number] => ({
  id,
  done: true,
  lengthDots: 900,
  bytes: 268,
  items: [
    line('锦苑物业服务中心', 1, 1, true),
    line('咨询', 2, 2),
    line(number, 4, 5, true),
    line('前面 5 人    预计 15 至 20 分', 1, 1, false, 'left'),
    { kind: 'feed', dots: 30 },
    {
      kind: 'qr',
      align: 'centre',
      content: 'http://192.168.1.20:8080/t/k7Qm2xVb9RtY4sWz',
      moduleDots: 6,
    },
    { kind: 'feed', dots: 30 },
    line('扫码看进度，快到时提醒您'),
    line('--------------------------------'),
    line('档案号                 261119036', 1, 1, false, 'left'),
    line('取号              11月19日 14:26', 1, 1, false, 'left'),
    line('请留意大屏和语音'),
    { kind: 'feed', dots: 120 },
    { kind: 'cut' },
  ],
});

export const noPrinterFaults: SimulatedPrinterView['faults'] = {
  paperOut: false,
  nearEnd: false,
  coverOpen: false,
  cutterJam: false,
  printerError: false,
  garbage: false,
  xoff: false,
  cableCut: false,
  hung: false,
};

export const printerView = (change: Partial<SimulatedPrinterView> = {}): SimulatedPrinterView => ({
  device: deviceOf('ticket-printer', 'printer', { paperLow: true }),
  widthDots: 384,
  columns: 32,
  faults: noPrinterFaults,
  papers: [paperOf(36, 'A036')],
  ...change,
});

export const noPadFaults: SimulatedPadView['faults'] = {
  cableCut: false,
  hung: false,
  stuck: null,
  chatter: false,
  garbage: false,
};

export const padView = (id: string, change: Partial<SimulatedPadView> = {}): SimulatedPadView => ({
  device: deviceOf(`pad-${id}`, 'pad'),
  counter: counterName(id),
  buttons: buttons(5, id),
  scale: 5,
  lights: { armed: null, thanks: null },
  sounds: null,
  faults: noPadFaults,
  awaits: null,
  rated: null,
  ...change,
});

/** As on every pad: the best score first. */
export const buttons = (scale: number, counter = '1'): SimulatedPadView['buttons'] =>
  Array.from({ length: scale }, (_, place) => ({
    does: 'rate',
    score: scale - place,
    counter: counterName(counter),
    down: false,
  }));

/** A button of an agent. */
export const deed = (
  does: Exclude<SimulatedPadView['buttons'][number]['does'], 'rate'>,
  counter = '1',
): SimulatedPadView['buttons'][number] => ({ does, score: null, counter: counterName(counter), down: false });

/** With the lights and the buzzer that a pad may have, all of them dark. */
export const litPad = (id: string, change: Partial<SimulatedPadView> = {}): SimulatedPadView =>
  padView(id, { lights: { armed: false, thanks: false }, sounds: false, ...change });

export const labCounter = (id: string, change: Partial<LabCounter> = {}): LabCounter => ({
  counter: counterName(id),
  state: 'idle',
  number: null,
  next: 'call-next',
  agent: 'demo',
  ...change,
});

const bodyOf = (sequence: number, type: string, number: string | null): string =>
  JSON.stringify(
    {
      specversion: '1.0',
      id: `01JD${sequence}`,
      source: '/lobbies/jinyuan',
      type: `foyer.${type}.v1`,
      subject: number,
      time: '2026-11-19T06:26:00.000Z',
      sequence: String(sequence),
      datacontenttype: 'application/json',
      data: { number, kiosk: 'front-door', proof: 'confirmed' },
    },
    null,
    2,
  );

export const inboxEvent = (
  sequence: number,
  type: string,
  number: string | null,
  at = '2026-11-19T06:26:05.000Z',
  times = 1,
): InboxEvent => ({
  id: `01JD${sequence}`,
  sequence,
  type,
  at,
  number,
  times,
  body: bodyOf(sequence, type, number),
});

const received: readonly (readonly [string, string | null, string, number?])[] = [
  ['ticket.printed', 'A036', '06:26:05'],
  ['ticket.taken', 'A036', '06:26:05'],
  ['ticket.called', 'B011', '06:25:58', 2],
  ['ticket.finished', 'A030', '06:25:52'],
  ['ticket.called', 'A030', '06:24:53'],
  ['rating.given', 'B010', '06:24:41'],
  ['ticket.finished', 'B010', '06:24:20'],
  ['device.lost', null, '06:20:04'],
  ['ticket.started', 'A030', '06:19:51'],
  ['ticket.called', 'A030', '06:19:02'],
  ['ticket.finished', 'A029', '06:18:40'],
  ['ticket.started', 'D004', '06:16:32'],
  ['ticket.called', 'D004', '06:15:24'],
  ['ticket.taken', 'A035', '06:13:10'],
  ['ticket.taken', 'B012', '06:12:44'],
  ['counter.opened', null, '06:12:03'],
  ['ticket.taken', 'D005', '06:11:31'],
  ['ticket.taken', 'D004', '06:09:55'],
];

export const events: readonly InboxEvent[] = received.map(([type, number, time, times], place) =>
  inboxEvent(18_270 - place, type, number, `2026-11-19T${time}.000Z`, times),
);

export const parkedEvent: ParkedEvent = {
  id: '01JD18199',
  sequence: 18_199,
  type: 'ticket.finished',
  at: '2026-11-19T06:10:00.000Z',
  status: 422,
  reason: 'unknown field data.agent',
};

export const centreView = (
  change: Partial<SimulatedCentreView> = {},
  delivery: Partial<SimulatedCentreView['delivery']> = {},
): SimulatedCentreView => ({
  delivery: {
    url: 'http://127.0.0.1:8090/events',
    state: 'delivering',
    delivered: 18_270,
    backlog: 0,
    fault: null,
    retryAt: null,
    parked: [],
    ...delivery,
  },
  faults: { offline: false, slow: false, refusing: false },
  received: 18_270,
  missing: 0,
  repeated: 2,
  unsigned: 0,
  events,
  ...change,
});

export const labView = (change: Partial<LabView> = {}): LabView => ({
  services: services.map(({ letter, name }) => ({ letter, name })),
  counters: [
    labCounter('1', { state: 'idle' }),
    labCounter('2', { state: 'closed', next: 'sign-in' }),
    labCounter('3', { state: 'serving', number: 'D004', next: 'finish' }),
    labCounter('4', { state: 'called', number: 'B011', next: 'start' }),
  ],
  printers: [printerView()],
  speakers: [],
  boards: [boardView()],
  pads: [
    litPad('1', { awaits: 'A030', lights: { armed: true, thanks: false } }),
    padView('2'),
    padView('3'),
    padView('4', { rated: { number: 'B010', score: 5 } }),
  ],
  centre: centreView(),
  traffic: { available: true, perHour: 42, pace: 1 },
  ...change,
});
