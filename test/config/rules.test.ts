/** The rules of a lobby: what they are where the file says little, and what is wrong with them where it says too much. */
import { describe, expect, test } from 'vitest';
import { configOf, faultLines, faultsOf, lobby } from './lobby.ts';

const withRules = (...rules: string[]): string => lobby({}, ...rules);

describe('what holds where a group says only a part', () => {
  test('order, returns and appointments', () => {
    const { order, returns, appointments } = configOf(
      withRules(
        'order: { turns: { ordinary: 5 }, overtakenMaxMinutes: 0 }',
        'returns: { withinMinutes: 0 }',
        'appointments: { lateMinutes: 0 }',
      ),
    );
    expect(order).toEqual({ turns: { appointment: 1, priority: 1, ordinary: 5 }, overtakenMaxMinutes: 0 });
    expect(returns).toEqual({ withinMinutes: 0, placesBack: 3 });
    expect(appointments).toEqual({ earlyMinutes: 10, lateMinutes: 0 });
  });

  test.each([
    ['{ max: 5 }', { everySeconds: 15, max: 5, noShowCalls: 5 }],
    ['{ max: 5, noShowCalls: 2 }', { everySeconds: 15, max: 5, noShowCalls: 2 }],
    [
      '{ everySeconds: 0, autoNoShowSeconds: 60 }',
      { everySeconds: 0, max: 3, noShowCalls: 1, autoNoShowSeconds: 60 },
    ],
    [
      '{ noShowCalls: 2, autoNoShowSeconds: 60 }',
      { everySeconds: 15, max: 3, noShowCalls: 2, autoNoShowSeconds: 60 },
    ],
    ['{ autoStartSeconds: 5 }', { everySeconds: 15, max: 3, noShowCalls: 3, autoStartSeconds: 5 }],
  ])('calls: %s', (calls, expected) => {
    expect(configOf(withRules(`calls: ${calls}`)).calls).toEqual(expected);
  });

  test.each([
    ['{ reasons: [vip, child] }', { reasons: ['vip', 'child'], atKiosk: ['child'], quota: null }],
    ['{ reasons: [] }', { reasons: [], atKiosk: [], quota: null }],
    ['{ reasons: [vip], atKiosk: [vip], quota: 0 }', { reasons: ['vip'], atKiosk: ['vip'], quota: 0 }],
  ])('priority: %s', (priority, expected) => {
    expect(configOf(withRules(`priority: ${priority}`)).priority).toEqual(expected);
  });

  test.each([
    ['off', null],
    ['{ pauseAfter: 5 }', { withinSeconds: 60, confirmAfter: 3, pauseAfter: 5 }],
  ])('kioskLimit: %s', (limit, expected) => {
    expect(configOf(withRules(`kioskLimit: ${limit}`)).kioskLimit).toEqual(expected);
  });

  test.each([
    ['{}', { maxMinutes: null }],
    ['{ maxMinutes: 3 }', { maxMinutes: 3 }],
  ])('wrapUp: %s', (wrapUp, expected) => {
    expect(configOf(withRules(`wrapUp: ${wrapUp}`)).wrapUp).toEqual(expected);
  });

  test.each([
    [3, 1],
    [4, 2],
    [5, 2],
    [7, 3],
    [10, 4],
  ])('of a scale of %i, scores up to %i are low', (scale, lowMax) => {
    expect(configOf(withRules(`ratings: { scale: ${scale} }`)).ratings.lowMax).toBe(lowMax);
  });

  test('ratings, assist and night', () => {
    const { ratings, assist, night } = configOf(
      withRules('ratings: { lowMax: 0, reasons: [speed] }', 'assist: [{ withinMinutes: 1 }]', 'night: close'),
    );
    expect(ratings).toEqual({
      scale: 5,
      windowSeconds: 120,
      lowMax: 0,
      reasons: ['speed'],
      shortVisitSeconds: 30,
      callBackDays: 3,
    });
    expect([assist, night]).toEqual([[{ withinMinutes: 1 }], 'close']);
  });
});

/** Each has one fault, in line 8. */
const single: readonly (readonly [string, string, RegExp])[] = [
  ['order: { turn: {} }', '8:10 order.turn', /Unknown key "turn".*mean "turns"/],
  [
    'order: { turns: { ordinry: 3 } }',
    '8:19 order.turns.ordinry',
    /mean "ordinary".*Known here: appointment/,
  ],
  [
    'order: { turns: { ordinary: 0 } }',
    '8:29 order.turns.ordinary',
    /0 does not fit.*from 1 to 99 \(left out: 2\)/,
  ],
  ['order: { overtakenMaxMinutes: 481 }', '8:31 order.overtakenMaxMinutes', /in minutes, from 0 to 480/],
  ['order: { overtakenMaxMinutes: 1.5 }', '8:31 order.overtakenMaxMinutes', /whole number, not 1\.5/],
  ['order:', '8:7 order', /Nothing stands here.*overtakenMaxMinutes: 30/],
  ['calls: { everyMinutes: 1 }', '8:10 calls.everyMinutes', /Unknown key.*Known here: everySeconds/],
  ['calls: { everySeconds: -1 }', '8:24 calls.everySeconds', /in seconds, from 0 to 300 \(left out: 15\)/],
  ['calls: { max: 0 }', '8:15 calls.max', /from 1 to 99 \(left out: 3\)/],
  ['calls: { noShowCalls: 4 }', '8:23 calls.noShowCalls', /called 4 times, since max is 3; write 3 or less/],
  ['calls: { max: 1, noShowCalls: 2 }', '8:31 calls.noShowCalls', /since max is 1/],
  [
    'calls: { noShowCalls: 0 }',
    '8:23 calls.noShowCalls',
    /\(left out: as often as max; once where autoNoShowSeconds is set\)/,
  ],
  [
    'calls: { autoNoShowSeconds: 60, autoStartSeconds: 60 }',
    '8:33 calls.autoStartSeconds',
    /both be given up and be taken as served; keep autoNoShowSeconds or/,
  ],
  [
    'calls: { autoNoShowSeconds: 10 }',
    '8:29 calls.autoNoShowSeconds',
    /before everySeconds \(15\).*15 or more/,
  ],
  ['calls: { autoNoShowSeconds: 4, everySeconds: 0 }', '8:29 calls.autoNoShowSeconds', /from 5 to 3600/],
  [
    'calls: { autoStartSeconds: off }',
    '8:28 calls.autoStartSeconds',
    /whole number, not "off".*only by the agent/,
  ],
  ['returns: { withinMinutes: 481 }', '8:27 returns.withinMinutes', /0 for never, in minutes, from 0 to 480/],
  ['returns: { placesBack: 51 }', '8:24 returns.placesBack', /from 0 to 50/],
  ['appointments: { early: 10 }', '8:17 appointments.early', /Unknown key.*Known here: earlyMinutes/],
  ['appointments: { earlyMinutes: 121 }', '8:31 appointments.earlyMinutes', /from 0 to 120/],
  ['appointments: { lateMinutes: 241 }', '8:30 appointments.lateMinutes', /from 0 to 240/],
  ['priority: { reasons: [eldery] }', '8:23 priority.reasons[0]', /not one of elderly.*mean "elderly"/],
  ['priority: { reasons: [vip, vip] }', '8:28 priority.reasons[1]', /stands in the list twice/],
  ['priority: { atKiosk: [vip] }', '8:23 priority.atKiosk[0]', /"vip" is no reason of this lobby/],
  [
    'priority: { reasons: [vip], atKiosk: [child] }',
    '8:39 priority.atKiosk[0]',
    /add it to priority\.reasons/,
  ],
  ['priority: { atKiosk: [chlid] }', '8:23 priority.atKiosk[0]', /mean "child"/],
  ['priority: { quota: -1 }', '8:20 priority.quota', /from 0 to 999 \(left out: any number\)/],
  ['kioskLimit: of', '8:13 kioskLimit', /"of" is not one of off\. Did you mean "off".*withinSeconds: 60/],
  ['kioskLimit: false', '8:13 kioskLimit', /false is not one of off.*; or off/],
  ['kioskLimit:', '8:12 kioskLimit', /nothing is not one of off/],
  ['kioskLimit: { within: 60 }', '8:15 kioskLimit.within', /Unknown key.*Known here: withinSeconds/],
  ['kioskLimit: { withinSeconds: 5 }', '8:30 kioskLimit.withinSeconds', /in seconds, from 10 to 3600/],
  ['kioskLimit: { confirmAfter: 11 }', '8:29 kioskLimit.confirmAfter', /none after 10 already.*never ask/],
  ['kioskLimit: { pauseAfter: 2 }', '8:27 kioskLimit.pauseAfter', /let pauseAfter be the greater/],
  ['wrapUp:', '8:8 wrapUp', /Nothing stands here.*or \{\} for as long.*\(left out: none\)/],
  ['wrapUp: { maxSeconds: 3 }', '8:11 wrapUp.maxSeconds', /Unknown key.*Known here: maxMinutes/],
  ['wrapUp: { maxMinutes: 0 }', '8:23 wrapUp.maxMinutes', /from 1 to 120 \(left out: only by the key\)/],
  ['assist: []', '8:9 assist', /needs 1 or more/],
  ['assist: [{ withinMinute: 1, withinMinutes: 1 }]', '8:12 assist[0].withinMinute', /mean "withinMinutes"/],
  ['assist: [{}]', '8:10 assist[0]', /"withinMinutes" is missing.*from 1 to 120/],
  ['ratings: { lowMax: 5 }', '8:20 ratings.lowMax', /scale of 5 every score would be low; write 4 or less/],
  ['ratings: { scale: 3, lowMax: 3 }', '8:30 ratings.lowMax', /write 2 or less/],
  ['ratings: { reasons: [sped] }', '8:22 ratings.reasons[0]', /mean "speed"/],
  ['ratings: { shortVisit: 1 }', '8:12 ratings.shortVisit', /Unknown key.*shortVisitSeconds/],
  ['ratings: { shortVisitSeconds: 601 }', '8:31 ratings.shortVisitSeconds', /from 0 to 600 \(left out: 30\)/],
  ['ratings: { callBackDays: 0 }', '8:26 ratings.callBackDays', /in days, from 1 to 60/],
  ['night: shut', '8:8 night', /not one of keep, close/],
  ['kioskLimits: off', '8:1 kioskLimits', /mean "kioskLimit"/],
];

test.each(single)('%s: the fault is at %s', (rules, place, message) => {
  const faults = faultsOf(withRules(rules));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});

test('the faults of all groups come at once', () => {
  const text = withRules(
    'calls: { noShowCalls: 9 }',
    'priority: { atKiosk: [vip] }',
    'kioskLimit: { confirmAfter: 99 }',
    'ratings: { lowMax: 9 }',
    'holidays: ["2026-02-30"]',
  );
  expect(faultLines(text).map((line) => line.split(' ')[0])).toEqual([
    '8:23',
    '9:23',
    '10:29',
    '11:20',
    '12:1',
    '12:12',
  ]);
});
