/** What a lobby file says of its hours. */
import { describe, expect, test } from 'vitest';
import { configOf, faultsOf, lobby } from './lobby.ts';

/** A lobby whose timetable `office` is as given, in line 8; its service keeps it. */
const withOffice = (office: string, ...more: string[]): string =>
  lobby(
    { services: 'services: [{ letter: A, name: { en: A }, hours: office }]' },
    `hours: { office: ${office} }`,
    ...more,
  );

const day = "['09:00-17:00']";

describe('a week', () => {
  test('a day has its own hours, those of Monday to Friday, those of every day, or none', () => {
    const { office } = configOf(
      withOffice(
        "{ everyDay: ['10:00-11:00'], mondayToFriday: ['08:30-12:00', '13:30-24:00'], friday: [], sunday: ['20:00-02:00'] }",
      ),
    ).hours;
    const workday = [
      { from: '08:30', until: '12:00' },
      { from: '13:30', until: '00:00' },
    ];
    expect(office).toEqual({
      monday: workday,
      tuesday: workday,
      wednesday: workday,
      thursday: workday,
      friday: [],
      saturday: [{ from: '10:00', until: '11:00' }],
      sunday: [{ from: '20:00', until: '02:00' }],
    });
  });

  test('a day that is not named is closed', () => {
    expect(configOf(withOffice(`{ saturday: ${day} }`)).hours['office']).toMatchObject({
      monday: [],
      saturday: [{ from: '09:00', until: '17:00' }],
      sunday: [],
    });
  });
});

test('holidays and special days', () => {
  const { holidays, specialDays } = configOf(
    withOffice(
      `{ everyDay: ${day} }`,
      "holidays: ['2026-05-01', 2026-10-01 to 2026-10-07]",
      'specialDays:',
      "  - { date: '2026-02-14', follows: friday }",
      "  - { date: '2026-12-24', hours: ['09:00-12:00'], timetables: [office] }",
      "  - { date: '2026-12-25', hours: [] }",
    ),
  );
  expect(holidays).toEqual([
    { from: '2026-05-01', to: '2026-05-01' },
    { from: '2026-10-01', to: '2026-10-07' },
  ]);
  expect(specialDays).toEqual([
    { date: '2026-02-14', timetables: null, day: 'friday' },
    { date: '2026-12-24', timetables: ['office'], day: [{ from: '09:00', until: '12:00' }] },
    { date: '2026-12-25', timetables: null, day: [] },
  ]);
});

test.each([
  ["{ monday: ['8:30-12:00'] }", '8:29 hours.office.monday[0]', /"8:30-12:00" does not fit.*HH:MM-HH:MM/],
  ["{ monday: ['08:30 - 12:00'] }", '8:29 hours.office.monday[0]', /does not fit/],
  ["{ monday: '08:30-12:00' }", '8:28 hours.office.monday', /must be a list.*Mondays.*as mondayToFriday/],
  ["{ monday: ['12:00-08:30'] }", '8:29 hours.office.monday[0]', /ends before it begins; only a night/],
  ["{ monday: ['22:00-04:30'] }", '8:29 hours.office.monday[0]', /ends by 04:00 \(dayStartsAt\)/],
  ["{ monday: ['03:00-05:00'] }", '8:29 hours.office.monday[0]', /goes over 04:00, when a new lobby day/],
  [
    "{ monday: ['00:00-24:00'] }",
    '8:29 hours.office.monday[0]',
    /ends when it begins; a service without hours/,
  ],
  ["{ monday: ['08:00-08:00'] }", '8:29 hours.office.monday[0]', /ends when it begins/],
  ["{ monday: ['13:00-17:00', '08:00-12:00'] }", '8:44 hours.office.monday[1]', /write them in order/],
  ["{ monday: ['08:00-12:30', '12:00-17:00'] }", '8:44 hours.office.monday[1]', /none into another/],
  ["{ monday: ['00:00-04:00', '04:00-12:00'] }", '8:44 hours.office.monday[1]', /begins before/],
  ["{ monday: ['22:00-02:00', '01:00-03:00'] }", '8:44 hours.office.monday[1]', /begins before/],
  [`{ mondays: ${day} }`, '8:20 hours.office.mondays', /mean "monday"/],
  ['{ ticketsBeforeMinutes: 5 }', '8:10 hours.office', /names no day, so it is never open/],
  [
    `{ everyDay: ${day}, ticketsBeforeMinutes: 241 }`,
    '8:69 hours.office.ticketsBeforeMinutes',
    /from 0 to 240/,
  ],
  [
    "{ monday: ['09:00-17:00', '18:00-18:30'], lastTicketBeforeMinutes: 30 }",
    '8:85 hours.office.lastTicketBeforeMinutes',
    /last hours of a day are 30 minutes long, so no number/,
  ],
  [
    `{ everyDay: ${day} }, Abend: { everyDay: ${day} }`,
    '8:49 hours.Abend',
    /"Abend" cannot be a name.*small letters/,
  ],
])('%s: the fault is at %s', (office, place, message) => {
  const faults = faultsOf(withOffice(office));
  expect(faults.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});

test.each([
  ["holidays: ['2026-02-30']", '9:12 holidays[0]', /"2026-02-30" is no date of the calendar/],
  ["holidays: ['2026-02-27 to 2026-02-29']", '9:12 holidays[0]', /"2026-02-29" is no date/],
  ["holidays: ['2026-02-23 to 2026-02-15']", '9:12 holidays[0]', /ends before it begins; exchange the dates/],
  ["holidays: ['2026-5-1']", '9:12 holidays[0]', /does not fit.*like '2026-05-01'/],
  ["holiday: ['2026-05-01']", '9:1 holiday', /mean "holidays"/],
  ["specialDays: [{ date: '2026-02-14' }]", '9:15 specialDays[0]', /write one of them\./],
  [
    "specialDays: [{ date: '2026-02-14', follows: friday, hours: [] }]",
    '9:15 specialDays[0]',
    /write one of them only/,
  ],
  ["specialDays: [{ date: '2026-02-14', follows: fryday }]", '9:46 specialDays[0].follows', /mean "friday"/],
  [
    "specialDays: [{ date: '2026-02-14', like: friday, hours: [] }]",
    '9:37 specialDays[0].like',
    /Known here: date, follows/,
  ],
  [
    "specialDays: [{ date: '2026-02-31', follows: friday }]",
    '9:23 specialDays[0].date',
    /no date of the calendar/,
  ],
  [
    "specialDays: [{ date: '2026-02-14', hours: ['12:00-09:00'] }]",
    '9:45 specialDays[0].hours[0]',
    /ends before it begins/,
  ],
  [
    "specialDays: [{ date: '2026-02-14', follows: friday, timetables: [ofice] }]",
    '9:67 specialDays[0].timetables[0]',
    /no timetable "ofice" under hours\. Did you mean "office"/,
  ],
  [
    "specialDays: [{ date: '2026-02-14', hours: [], timetables: [office] }, { date: '2026-02-14', follows: friday }]",
    '9:80 specialDays[1].date',
    /special day already, in line 9; keep one/,
  ],
])('%s: the fault is at %s', (line, place, message) => {
  const faults = faultsOf(withOffice(`{ everyDay: ${day} }`, line));
  expect(faults.map(({ line: row, column, path }) => `${row}:${column} ${path}`)).toEqual([place]);
  expect(faults[0]?.message).toMatch(message);
});

describe('hours that are sound', () => {
  test.each([
    "{ everyDay: ['04:00-04:00'] }",
    "{ everyDay: ['04:00-12:00', '12:00-00:00', '00:00-04:00'] }",
    "{ everyDay: ['20:00-24:00', '00:30-03:30'] }",
    "{ everyDay: ['09:00-09:31'], saturday: [], lastTicketBeforeMinutes: 30 }",
  ])('%s', (office) => {
    expect(faultsOf(withOffice(office))).toEqual([]);
  });

  test('midnight to midnight, where the lobby day begins at midnight', () => {
    expect(faultsOf(withOffice("{ everyDay: ['00:00-24:00'] }", 'dayStartsAt: "00:00"'))).toEqual([]);
  });

  test('two timetables may have a special day each', () => {
    const text = withOffice(
      `{ everyDay: ${day} }, other: { everyDay: ${day} }`,
      "specialDays: [{ date: '2026-02-14', hours: [], timetables: [office] }, { date: '2026-02-14', follows: friday, timetables: [other] }]",
    );
    expect(faultsOf(text)).toEqual([]);
  });
});

test('a service is told the timetables that there are, and the near one', () => {
  const services = 'services: [{ letter: A, name: { en: A }, hours: offise }]';
  const [fault, ...rest] = faultsOf(lobby({ services }, `hours: { office: { everyDay: ${day} } }`));
  expect(rest).toEqual([]);
  expect(fault?.message).toBe('There is no timetable "offise"; there are office. Did you mean "office"?');
});

test('a service may not give its last number before its hours begin', () => {
  const services = 'services: [{ letter: A, name: { en: A }, hours: h, lastTicketBeforeMinutes: 60 }]';
  const [fault, ...rest] = faultsOf(lobby({ services }, "hours: { h: { everyDay: ['09:00-10:00'] } }"));
  expect(rest).toEqual([]);
  expect(fault).toMatchObject({ line: 5, path: 'services[0].lastTicketBeforeMinutes' });
  expect(fault?.message).toMatch(/60 minutes long/);
});

test('holidays close nothing where nothing has hours', () => {
  const faults = faultsOf(
    lobby({}, "holidays: ['2026-05-01']", "specialDays: [{ date: '2026-05-01', hours: [] }]"),
  );
  expect(
    faults.map(({ line, path, message }) => [line, path, /Only services with hours close/.test(message)]),
  ).toEqual([
    [8, 'holidays', true],
    [9, 'specialDays', true],
  ]);
});
