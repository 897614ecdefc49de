/** From a lobby file to the rules that decide, with every duration in milliseconds. */
import { expect, test } from 'vitest';
import { lobbyOf, siteOf } from '../../firmware-host/site.ts';
import { configOf, lobby } from './lobby.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('a lobby that says nothing', () => {
  expect(lobbyOf(configOf(lobby({})))).toEqual({
    language: 'en',
    services: [
      {
        letter: 'A',
        kind: 'queue',
        weight: 1,
        waitingMax: null,
        dayMax: null,
        numbers: { from: 1, to: null, digits: 3 },
        slips: null,
        promise: true,
        target: { share: 0.8, withinMs: 10 * MINUTE },
        dueMs: null,
        callBackMs: null,
        returnSlots: null,
      },
    ],
    counters: [{ id: '1', services: ['A'], overflow: [] }],
    agents: [{ id: 'demo', services: null }],
    kiosks: [{ id: 'kiosk', printer: null }],
    printers: [],
    order: { turns: { appointment: 1, priority: 1, ordinary: 2 }, overtakenMaxMs: 30 * MINUTE },
    calls: { everyMs: 15 * SECOND, max: 3, noShowCalls: 3, noShowAfterMs: null, startAfterMs: null },
    returns: { withinMs: 30 * MINUTE, placesBack: 3 },
    appointments: { earlyMs: 10 * MINUTE, lateMs: 15 * MINUTE },
    priority: {
      reasons: ['elderly', 'disabled', 'pregnant', 'child', 'military'],
      kioskReasons: ['elderly', 'disabled', 'pregnant', 'child'],
      quota: null,
    },
    kioskLimit: { withinMs: 60 * SECOND, confirmAfter: 3, pauseAfter: 10 },
    wrapUp: null,
    assist: [{ withinMs: 3 * MINUTE }, { withinMs: 10 * MINUTE }],
    ratings: {
      scale: 5,
      windowMs: 120 * SECOND,
      lowMax: 2,
      reasons: ['attitude', 'speed', 'skill', 'environment', 'result'],
      shortVisitMs: 30 * SECOND,
      callBackMs: 3 * DAY,
    },
    night: 'keep',
  });
});

/** Says everything, and nothing as the defaults would. */
const full = lobby(
  {
    services: `services:
  - letter: A
    name: { en: A }
    kind: case
    weight: 2.5
    waitingMax: 40
    dayMax: 300
    numbers: { from: 100, to: 499, digits: 4 }
    slips: { from: 400, to: 449 }
    promise: false
    target: { percent: 95, withinMinutes: 7 }
    dueHours: 72
    callBackDays: 5
    returnSlots: { everyMinutes: 20, places: 6 }
  - { letter: B, name: { en: B } }`,
    counters: `counters:
  - { id: '1', services: [A], overflow: [{ service: B, afterMinutes: 12 }] }
  - { id: '2', services: [B] }`,
    agents: 'agents: [{ id: a, name: A, services: [A, B] }]',
  },
  'kiosks: [{ id: door, printer: p, spare: { printer: q, where: { en: West } } }]',
  'devices:',
  '  printers:',
  '    - { id: p, model: escpos-58, port: "simulated:", rollTickets: 90 }',
  '    - { id: q, model: escpos-80, port: "simulated:" }',
  'order: { turns: { appointment: 4, priority: 3, ordinary: 5 }, overtakenMaxMinutes: 45 }',
  'calls: { everySeconds: 20, max: 4, noShowCalls: 2, autoNoShowSeconds: 90 }',
  'returns: { withinMinutes: 15, placesBack: 6 }',
  'appointments: { earlyMinutes: 4, lateMinutes: 8 }',
  'priority: { reasons: [vip, child], atKiosk: [child], quota: 9 }',
  'kioskLimit: { withinSeconds: 30, confirmAfter: 2, pauseAfter: 6 }',
  'wrapUp: { maxMinutes: 2 }',
  'assist: [{ withinMinutes: 1 }]',
  'ratings: { scale: 7, windowSeconds: 60, lowMax: 1, reasons: [speed], shortVisitSeconds: 5, callBackDays: 2 }',
  'night: close',
);

test('a lobby that says everything', () => {
  const { services, ...rules } = lobbyOf(configOf(full));
  expect(services[0]).toEqual({
    letter: 'A',
    kind: 'case',
    weight: 2.5,
    waitingMax: 40,
    dayMax: 300,
    numbers: { from: 100, to: 499, digits: 4 },
    slips: { from: 400, to: 449 },
    promise: false,
    target: { share: 0.95, withinMs: 7 * MINUTE },
    dueMs: 72 * HOUR,
    callBackMs: 5 * DAY,
    returnSlots: { everyMs: 20 * MINUTE, places: 6 },
  });
  expect(rules).toEqual({
    language: 'en',
    counters: [
      { id: '1', services: ['A'], overflow: [{ service: 'B', afterMs: 12 * MINUTE }] },
      { id: '2', services: ['B'], overflow: [] },
    ],
    agents: [{ id: 'a', services: ['A', 'B'] }],
    kiosks: [{ id: 'door', printer: 'p', spare: 'q' }],
    printers: [
      { id: 'p', rollTickets: 90 },
      { id: 'q', rollTickets: 250 },
    ],
    order: { turns: { appointment: 4, priority: 3, ordinary: 5 }, overtakenMaxMs: 45 * MINUTE },
    calls: {
      everyMs: 20 * SECOND,
      max: 4,
      noShowCalls: 2,
      noShowAfterMs: 90 * SECOND,
      startAfterMs: null,
    },
    returns: { withinMs: 15 * MINUTE, placesBack: 6 },
    appointments: { earlyMs: 4 * MINUTE, lateMs: 8 * MINUTE },
    priority: { reasons: ['vip', 'child'], kioskReasons: ['child'], quota: 9 },
    kioskLimit: { withinMs: 30 * SECOND, confirmAfter: 2, pauseAfter: 6 },
    wrapUp: { maxMs: 2 * MINUTE },
    assist: [{ withinMs: 1 * MINUTE }],
    ratings: {
      scale: 7,
      windowMs: 60 * SECOND,
      lowMax: 1,
      reasons: ['speed'],
      shortVisitMs: 5 * SECOND,
      callBackMs: 2 * DAY,
    },
    night: 'close',
  });
});

test('what is off, by itself, or without end', () => {
  const { kioskLimit, wrapUp, calls, services } = lobbyOf(
    configOf(
      lobby(
        { services: 'services: [{ letter: A, name: { en: A }, kind: case, callBackDays: 0 }]' },
        'kioskLimit: off',
        'wrapUp: {}',
        'calls: { autoStartSeconds: 45 }',
      ),
    ),
  );
  expect([kioskLimit, wrapUp]).toEqual([null, { maxMs: null }]);
  expect([calls.startAfterMs, calls.noShowAfterMs]).toEqual([45 * SECOND, null]);
  expect([services[0]?.dueMs, services[0]?.callBackMs]).toEqual([24 * HOUR, null]);
});

test('it is plain JSON, so that a journal gives back what was applied', () => {
  const config = configOf(full);
  expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  expect(JSON.parse(JSON.stringify(lobbyOf(config)))).toEqual(lobbyOf(config));
});

test('views get names, and nothing of the rules', () => {
  const { services, agents } = siteOf(configOf(full), () => null);
  expect(services.flatMap((service) => Object.keys(service))).toEqual(['letter', 'name', 'letter', 'name']);
  expect(agents).toEqual([{ id: 'a', name: 'A' }]);
});
