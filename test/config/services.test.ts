/** What a lobby file says of services, and of the counters and agents that serve them. */
import { describe, expect, test } from 'vitest';
import { configOf, faultsOf, lobby } from './lobby.ts';

/** A lobby whose only service says more; its first own key stands in column 42 of line 5. */
const withService = (more: string, ...rest: string[]): string =>
  lobby({ services: `services: [{ letter: A, name: { en: A }, ${more} }]` }, ...rest);

const serviceOf = (more: string, ...rest: string[]) => configOf(withService(more, ...rest)).services[0];

describe('what holds where a service says only a part', () => {
  test.each([
    ['kind: case', { dueHours: 24, callBackDays: 3 }],
    ['kind: case, dueHours: 1, callBackDays: 7', { dueHours: 1, callBackDays: 7 }],
    ['kind: case, callBackDays: 0', { dueHours: 24, callBackDays: null }],
    ['kind: queue', { dueHours: null, callBackDays: null }],
    ['numbers: { from: 100 }', { numbers: { from: 100, to: null, digits: 3 } }],
    ['numbers: { to: 500, digits: 4 }', { numbers: { from: 1, to: 500, digits: 4 } }],
    ['slips: { from: 901, to: 999 }', { slips: { from: 901, to: 999 } }],
    // Foyer steps over slips in the middle of its numbers.
    ['slips: { from: 5, to: 5 }, numbers: { to: 9 }', { slips: { from: 5, to: 5 } }],
    ['target: { withinMinutes: 20 }', { target: { percent: 80, withinMinutes: 20 } }],
    ['target: { percent: 100 }', { target: { percent: 100, withinMinutes: 10 } }],
    ['weight: 0.1', { weight: 0.1 }],
    ['promise: false', { promise: false }],
    [
      'waitingMax: 1, returnSlots: { everyMinutes: 30, places: 5 }, dayMax: 9999',
      { waitingMax: 1, returnSlots: { everyMinutes: 30, places: 5 }, dayMax: 9999 },
    ],
    ['on: { daysOfMonth: [1, 15] }', { on: { daysOfMonth: [1, 15], dates: [] } }],
    ["on: { dates: ['2028-02-29'] }", { on: { daysOfMonth: [], dates: ['2028-02-29'] } }],
  ])('%s', (more, expected) => {
    expect(serviceOf(more)).toMatchObject(expected);
  });

  test('numbers before opening and the last one are those of its hours, or its own', () => {
    const hours =
      "hours: { h: { everyDay: ['08:00-12:00'], ticketsBeforeMinutes: 20, lastTicketBeforeMinutes: 10 } }";
    expect(serviceOf('hours: h', hours)).toMatchObject({
      hours: 'h',
      ticketsBeforeMinutes: 20,
      lastTicketBeforeMinutes: 10,
    });
    expect(serviceOf('hours: h, ticketsBeforeMinutes: 0, lastTicketBeforeMinutes: 30', hours)).toMatchObject({
      ticketsBeforeMinutes: 0,
      lastTicketBeforeMinutes: 30,
    });
  });
});

test.each([
  ['kinds: case', '5:42 services[0].kinds', /mean "kind"/],
  ['kind: ticket', '5:48 services[0].kind', /not one of queue, case/],
  ['dueHours: 24', '5:42 services[0].dueHours', /Only a case has dueHours; write kind: case/],
  ['kind: queue, callBackDays: 3', '5:55 services[0].callBackDays', /Only a case has callBackDays/],
  [
    'kind: case, dueHours: 0',
    '5:64 services[0].dueHours',
    /in hours, from 1 to 8760 \(left out: 24 for a case\)/,
  ],
  ['kind: case, dueDays: 1', '5:54 services[0].dueDays', /Unknown key "dueDays"/],
  ['weight: 0', '5:50 services[0].weight', /0 does not fit.*from 0\.1 to 10/],
  ['weight: heavy', '5:50 services[0].weight', /must be a number, not "heavy"/],
  ['waitingMax: 0', '5:54 services[0].waitingMax', /from 1 to 9999 \(left out: any number\)/],
  ['dayMax: 10000', '5:50 services[0].dayMax', /from 1 to 9999/],
  ['numbers: { form: 1 }', '5:53 services[0].numbers.form', /mean "from"/],
  ['numbers: { from: 0 }', '5:59 services[0].numbers.from', /from 1 to 9999 \(left out: 1\)/],
  [
    'numbers: { from: 9, to: 8 }',
    '5:66 services[0].numbers.to',
    /to \(8\) comes before from \(9\); exchange/,
  ],
  ['numbers: { digits: 5 }', '5:61 services[0].numbers.digits', /from 1 to 4 \(left out: 3\)/],
  ['slips: { from: 9, to: 8 }', '5:64 services[0].slips.to', /to \(8\) comes before from \(9\)/],
  ['slips: { from: 9 }', '5:49 services[0].slips', /"to" is missing/],
  ['numbers: { to: 9 }, slips: { from: 1, to: 9 }', '5:69 services[0].slips', /take all of its numbers/],
  ['promise: 1', '5:51 services[0].promise', /true or false/],
  ['target: { minutes: 10 }', '5:52 services[0].target.minutes', /Known here: percent, withinMinutes/],
  ['target: { percent: 101 }', '5:61 services[0].target.percent', /in percent, from 1 to 100/],
  [
    'returnSlots: { everyMinutes: 30, places: 5 }',
    '5:42 services[0].returnSlots',
    /waitingMax is reached, and there is none; write waitingMax/,
  ],
  ['waitingMax: 9, returnSlots: { places: 5 }', '5:70 services[0].returnSlots', /"everyMinutes" is missing/],
  ['hours: office', '5:49 services[0].hours', /no timetable "office"; the file has none under hours/],
  ['ticketsBeforeMinutes: 5', '5:42 services[0].ticketsBeforeMinutes', /has no hours: it is always open/],
  ['lastTicketBeforeMinutes: 5', '5:42 services[0].lastTicketBeforeMinutes', /name a timetable/],
  ['on: {}', '5:46 services[0].on', /names no date.*never offered/],
  ['on: { days: [1] }', '5:48 services[0].on.days', /Known here: daysOfMonth, dates/],
  ['on: { daysOfMonth: [0] }', '5:62 services[0].on.daysOfMonth[0]', /from 1 to 31/],
  [
    "on: { dates: ['2026-02-29'] }",
    '5:56 services[0].on.dates[0]',
    /"2026-02-29" is no date of the calendar/,
  ],
  ["on: { dates: ['1.5.2026'] }", '5:56 services[0].on.dates[0]', /does not fit.*YYYY-MM-DD/],
])('%s: the fault is at %s', (more, place, message) => {
  const faults = faultsOf(withService(more));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});

describe('who serves', () => {
  const services = 'services: [{ letter: A, name: { en: A } }, { letter: B, name: { en: B } }]';

  test('help for another service, and what agents have learnt', () => {
    const { counters, agents } = configOf(
      lobby({
        services,
        counters:
          "counters: [{ id: '1', services: [A], overflow: [{ service: B, afterMinutes: 15 }] }, { id: '2', services: [B] }]",
        agents: 'agents: [{ id: a, name: A, services: [A] }, { id: b, name: B, services: [B] }]',
      }),
    );
    expect(counters.map(({ overflow }) => overflow)).toEqual([[{ service: 'B', afterMinutes: 15 }], []]);
    expect(agents.map((agent) => agent.services)).toEqual([['A'], ['B']]);
  });

  test.each([
    [
      { counters: "counters: [{ id: '1', services: [A, B], overflow: [{ service: B, afterMinutes: 9 }] }]" },
      ['6:63 counters[0].overflow[0].service'],
      /calls "B" all day/,
    ],
    [
      { counters: "counters: [{ id: '1', services: [A, B], overflow: [{ service: C, afterMinutes: 9 }] }]" },
      ['6:63 counters[0].overflow[0].service'],
      /no service "C"; there are A, B/,
    ],
    [
      { counters: "counters: [{ id: '1', services: [A, B], overflow: [{ service: C }] }]" },
      ['6:52 counters[0].overflow[0]', '6:63 counters[0].overflow[0].service'],
      /"afterMinutes" is missing/,
    ],
    [
      { counters: "counters: [{ id: '1', services: [A, B], overflo: [] }]" },
      ['6:41 counters[0].overflo'],
      /mean "overflow"/,
    ],
    // Help alone is nobody who serves it.
    [
      { counters: "counters: [{ id: '1', services: [A], overflow: [{ service: B, afterMinutes: 9 }] }]" },
      ['5:54 services[1].letter'],
      /No counter serves "B"/,
    ],
    [
      {
        counters:
          "counters: [{ id: '1', services: [A], overflow: [{ service: B, afterMinutes: 9 }, { service: B, afterMinutes: 8 }] }, { id: '2', services: [B] }]",
      },
      ['6:93 counters[0].overflow[1].service'],
      /"B" stands under overflow twice/,
    ],
    [
      { agents: 'agents: [{ id: a, name: A, services: [A] }]' },
      ['5:54 services[1].letter'],
      /No agent can serve "B"/,
    ],
    [
      { agents: 'agents: [{ id: a, name: A, services: [A, B, C] }]' },
      ['7:45 agents[0].services[2]'],
      /no service "C"/,
    ],
    [
      { agents: 'agents: [{ id: a, name: A, services: [] }]' },
      ['5:22 services[0].letter', '5:54 services[1].letter', '7:38 agents[0].services'],
      /needs 1 or more/,
    ],
    [
      { agents: 'agents: [{ id: a, name: A, skills: [A] }]' },
      ['7:28 agents[0].skills'],
      /Known here: id, name, services/,
    ],
  ])('%o', (changes, places, message) => {
    const faults = faultsOf(
      lobby({ services, counters: "counters: [{ id: '1', services: [A, B] }]", ...changes }),
    );
    expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual(places);
    expect(faults.map(({ message: text }) => text).join('\n')).toMatch(message);
  });

  test('one agent who has learnt everything is enough', () => {
    const agents = 'agents: [{ id: a, name: A, services: [A] }, { id: b, name: B }]';
    const counters = "counters: [{ id: '1', services: [A, B] }]";
    expect(faultsOf(lobby({ services, counters, agents }))).toEqual([]);
  });
});
