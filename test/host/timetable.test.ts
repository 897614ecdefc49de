/** From calendars to the moments of a day, in zones with and without summer time. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import type { Timetable } from '../../firmware-host/domain/timetable.ts';
import { timetableOf } from '../../firmware-host/timetable.ts';
import { configOf, lobby } from '../config/lobby.ts';

interface Wish {
  readonly zone?: string;
  /** What `hours.office` says. */
  readonly office?: string;
  /** What the service says beside its letter and name. */
  readonly service?: string;
  readonly more?: readonly string[];
}

/** The spans of the only service on a day, each as local times: numbers from, open from, numbers until, open until. */
function spansOn(date: string, { zone = 'Asia/Shanghai', office = '', service = '', more = [] }: Wish) {
  const text = lobby(
    {
      timeZone: `timeZone: ${zone}`,
      services: `services: [{ letter: A, name: { en: A }, hours: office, ${service} }]`,
    },
    `hours: { office: { ${office} } }`,
    ...more,
  );
  return timetableOf(configOf(text), date)['A'];
}

/** A span whose numbers are given exactly while it is open; the times in RFC 3339. */
function plain(from: string, until: string) {
  const [fromAt, untilAt] = [Date.parse(from), Date.parse(until)];
  return { ticketsFromAt: fromAt, fromAt, ticketsUntilAt: untilAt, untilAt };
}

const week = "mondayToFriday: ['08:30-12:00', '13:30-17:30']";
const shanghai = (date: string) => [
  plain(`${date}T08:30+08:00`, `${date}T12:00+08:00`),
  plain(`${date}T13:30+08:00`, `${date}T17:30+08:00`),
];

describe('an ordinary day', () => {
  it('has the hours of its weekday, lunch between them', () => {
    expect(spansOn('2026-11-20', { office: week })).toEqual(shanghai('2026-11-20'));
    expect(spansOn('2026-11-21', { office: week })).toEqual([]);
    expect(spansOn('2026-11-22', { office: week })).toEqual([]);
    expect(spansOn('2026-11-23', { office: week })).toEqual(shanghai('2026-11-23'));
  });

  it('is open all day for a service without hours', () => {
    expect(timetableOf(configOf(lobby({})), '2026-11-21')).toEqual({ A: null });
  });

  it('gives numbers before it opens, and the last one before it closes for the day', () => {
    const [morning, afternoon] =
      spansOn('2026-11-20', {
        office: `${week}, ticketsBeforeMinutes: 30, lastTicketBeforeMinutes: 20`,
      }) ?? [];
    expect(morning).toEqual({
      ...plain('2026-11-20T08:30+08:00', '2026-11-20T12:00+08:00'),
      ticketsFromAt: Date.parse('2026-11-20T08:00+08:00'),
    });
    expect(afternoon).toEqual({
      ...plain('2026-11-20T13:30+08:00', '2026-11-20T17:30+08:00'),
      ticketsFromAt: Date.parse('2026-11-20T13:00+08:00'),
      ticketsUntilAt: Date.parse('2026-11-20T17:10+08:00'),
    });
  });

  it('gives no numbers for the afternoon before the morning has ended', () => {
    const [morning, afternoon] =
      spansOn('2026-11-20', { office: `${week}, ticketsBeforeMinutes: 240` }) ?? [];
    expect(afternoon?.ticketsFromAt).toBe(morning?.untilAt);
  });

  it('gives no numbers backwards where special hours are shorter than the last number is early', () => {
    const [only] =
      spansOn('2026-11-20', {
        office: `${week}, lastTicketBeforeMinutes: 60`,
        more: ["specialDays: [{ date: '2026-11-20', hours: ['09:00-09:30'] }]"],
      }) ?? [];
    expect([only?.ticketsFromAt, only?.ticketsUntilAt]).toEqual(
      Array(2).fill(Date.parse('2026-11-20T09:00+08:00')),
    );
  });
});

describe('holidays and exchanged working days', () => {
  const more = [
    "holidays: ['2026-02-15 to 2026-02-23', '2026-05-01']",
    "specialDays: [{ date: '2026-02-14', follows: friday }, { date: '2026-02-20', hours: ['09:00-10:00'] }]",
  ];

  it.each(['2026-02-16', '2026-02-23', '2026-05-01'])('%s is closed', (date) => {
    expect(spansOn(date, { office: week, more })).toEqual([]);
  });

  it.each(['2026-02-13', '2026-02-24', '2026-05-04'])('%s, just beside, is open', (date) => {
    expect(spansOn(date, { office: week, more })).toEqual(shanghai(date));
  });

  it('a Saturday that follows a Friday has its hours', () => {
    expect(spansOn('2026-02-07', { office: week, more })).toEqual([]);
    expect(spansOn('2026-02-14', { office: week, more })).toEqual(shanghai('2026-02-14'));
  });

  it('a special day wins over the holiday around it', () => {
    expect(spansOn('2026-02-20', { office: week, more })).toEqual([
      plain('2026-02-20T09:00+08:00', '2026-02-20T10:00+08:00'),
    ]);
  });

  it('a special day is about its timetables only', () => {
    const text = lobby(
      {
        services:
          'services: [{ letter: A, name: { en: A }, hours: a }, { letter: B, name: { en: B }, hours: b }]',
        counters: "counters: [{ id: '1', services: [A, B] }]",
      },
      "hours: { a: { everyDay: ['09:00-10:00'] }, b: { everyDay: ['09:00-10:00'] } }",
      "specialDays: [{ date: '2026-02-14', hours: [], timetables: [b] }]",
    );
    const open = [plain('2026-02-14T09:00Z', '2026-02-14T10:00Z')];
    expect(timetableOf(configOf(text), '2026-02-14')).toEqual({ A: open, B: [] });
  });
});

describe('a service on some dates only', () => {
  const service = "on: { daysOfMonth: [5, 31], dates: ['2026-11-18'] }";

  it.each([
    ['2026-11-05', 2],
    ['2026-11-18', 2],
    ['2026-12-31', 2],
    ['2026-11-06', 0],
    ['2026-11-30', 0],
    // A Saturday: its hours say that it is closed.
    ['2026-12-05', 0],
  ])('%s has %i spans', (date, count) => {
    expect(spansOn(date, { office: week, service })).toHaveLength(count);
  });

  it('is open all day on them where it has no hours', () => {
    const config = configOf(
      lobby({ services: 'services: [{ letter: A, name: { en: A }, on: { daysOfMonth: [5] } }]' }),
    );
    expect([timetableOf(config, '2026-11-05'), timetableOf(config, '2026-11-06')]).toEqual([
      { A: null },
      { A: [] },
    ]);
  });
});

describe('after midnight', () => {
  it('a lobby day goes on until the next one begins', () => {
    const office = "friday: ['20:00-24:00', '00:30-04:00']";
    expect(spansOn('2026-11-20', { office })).toEqual([
      plain('2026-11-20T20:00+08:00', '2026-11-21T00:00+08:00'),
      plain('2026-11-21T00:30+08:00', '2026-11-21T04:00+08:00'),
    ]);
    expect(spansOn('2026-11-21', { office })).toEqual([]);
  });

  it('a span goes over it', () => {
    expect(spansOn('2026-11-20', { office: "everyDay: ['17:30-01:00']" })).toEqual([
      plain('2026-11-20T17:30+08:00', '2026-11-21T01:00+08:00'),
    ]);
  });

  it('a day that begins at midnight is one of 24 hours', () => {
    expect(
      spansOn('2026-11-20', { office: "everyDay: ['00:00-24:00']", more: ['dayStartsAt: "00:00"'] }),
    ).toEqual([plain('2026-11-20T00:00+08:00', '2026-11-21T00:00+08:00')]);
  });
});

describe('summer time in Berlin', () => {
  const zone = 'Europe/Berlin';
  const office = "everyDay: ['08:00-12:00']";

  it('opens at eight on the clock of that day', () => {
    expect(spansOn('2026-03-28', { zone, office })).toEqual([
      plain('2026-03-28T08:00+01:00', '2026-03-28T12:00+01:00'),
    ]);
    expect(spansOn('2026-03-29', { zone, office })).toEqual([
      plain('2026-03-29T08:00+02:00', '2026-03-29T12:00+02:00'),
    ]);
    expect(spansOn('2026-10-25', { zone, office })).toEqual([
      plain('2026-10-25T08:00+01:00', '2026-10-25T12:00+01:00'),
    ]);
  });

  it('a night is an hour shorter in March, and an hour longer in October', () => {
    const night = { zone, office: "everyDay: ['22:00-03:30']" };
    expect(spansOn('2026-03-28', night)).toEqual([plain('2026-03-28T22:00+01:00', '2026-03-29T03:30+02:00')]);
    expect(spansOn('2026-10-24', night)).toEqual([plain('2026-10-24T22:00+02:00', '2026-10-25T03:30+01:00')]);
  });

  it('hours that the clocks skip are none', () => {
    const skipped = { zone, office: "everyDay: ['20:00-22:00', '02:30-03:00']" };
    expect(spansOn('2026-03-27', skipped)).toHaveLength(2);
    expect(spansOn('2026-03-28', skipped)).toEqual([
      plain('2026-03-28T20:00+01:00', '2026-03-28T22:00+01:00'),
    ]);
  });

  it('a time that the clocks show twice is the first', () => {
    expect(spansOn('2026-10-24', { zone, office: "everyDay: ['01:00-02:30']" })).toEqual([
      plain('2026-10-25T01:00+02:00', '2026-10-25T02:30+02:00'),
    ]);
  });
});

async function hoursOf(name: string, date: string): Promise<Timetable> {
  const loaded = await loadConfig(
    fileURLToPath(new URL(`../../config/lobbies/${name}.yaml`, import.meta.url)),
  );
  if (!loaded.ok) throw new Error(`${name} does not load`);
  return timetableOf(loaded.config, date);
}

/** The letters of what is open at some time of the day. */
async function openOn(name: string, date: string): Promise<string> {
  const letters = Object.entries(await hoursOf(name, date)).map(([letter, spans]) =>
    spans?.length === 0 ? '' : letter,
  );
  return letters.join('');
}

describe('the lobbies that come along', () => {
  it('the government hall works in exchange on a Saturday, and the lawyer comes on the 20th', async () => {
    expect(await openOn('government-hall', '2026-02-14')).toBe('ABCDEFGT');
    expect(await openOn('government-hall', '2026-11-20')).toBe('ABCDEFGLT');
    expect(await openOn('government-hall', '2026-11-21')).toBe('BD');
    expect(await openOn('government-hall', '2026-10-01')).toBe('');
  });

  it('the children’s evening of the clinic ends after midnight', async () => {
    const { C } = await hoursOf('clinic-registration', '2026-11-20');
    expect(C?.at(-1)).toEqual({
      ...plain('2026-11-20T17:30+08:00', '2026-11-21T01:00+08:00'),
      ticketsUntilAt: Date.parse('2026-11-21T00:30+08:00'),
    });
  });
});
