/** How bright boards are: by the hour, in an emergency, after closing. */
import { describe, expect, it } from 'vitest';
import { lobbyDate } from '../../../firmware-host/clock.ts';
import { brightnessAt } from '../../../firmware-host/displays/boards/brightness.ts';
import { timetableOf } from '../../../firmware-host/timetable.ts';
import { configOf, lobby as lobbyText } from '../../config/lobby.ts';
import { post } from '../../support/board-looks.ts';
import { LobbyUnderTest, MINUTE_MS } from '../../support/lobby.ts';

const dayAndNight = [
  { from: '07:00', percent: 100 },
  { from: '18:00', percent: 40 },
  { from: '22:30', percent: 10 },
];
const looks = { brightness: dayAndNight, offWhenClosed: true };
const even = { brightness: [{ from: '00:00', percent: 80 }], offWhenClosed: true };

const HOURS = [
  "hours: { office: { mondayToFriday: ['09:00-12:00', '13:00-17:00'], ticketsBeforeMinutes: 15,",
  'lastTicketBeforeMinutes: 20 } }',
].join(' ');

/** A lobby of the services A and B with such hours; `open` opens the lobby day of a moment. */
function houseIn(
  timeZone: string,
  more: readonly string[] = [HOURS],
  hours: readonly string[] = ['office', 'office'],
) {
  const names = ['A', 'B'].map((letter, index) => {
    const kept = hours[index] === undefined || hours[index] === '' ? '' : `, hours: ${hours[index]}`;
    return `{ letter: ${letter}, name: { en: Service ${letter} }${kept} }`;
  });
  const config = configOf(
    lobbyText(
      {
        timeZone: `timeZone: ${timeZone}`,
        services: `services: [${names.join(', ')}]`,
        counters: "counters: [{ id: '1', services: [A, B] }]",
      },
      ...more,
    ),
  );
  const test = LobbyUnderTest.configured();
  return {
    test,
    /** The day of that moment has opened, and it is that moment. */
    open(utc: string) {
      const at = Date.parse(utc);
      const date = lobbyDate(at, timeZone, config.dayStartsAt);
      test.setClock(at);
      if (test.state.day?.date !== date)
        test.must({ type: 'open-day', date, timetable: timetableOf(config, date) });
      return this;
    },
    at: (utc: string, shows: Parameters<typeof brightnessAt>[0] = looks, trusted = true) =>
      brightnessAt(shows, test.state, test.setClock(Date.parse(utc), trusted).now, { timeZone }),
  };
}

const always = (timeZone: string) => houseIn(timeZone, [], []);

describe('by the hour', () => {
  it('is as the file says in the lobby’s time, over midnight too', () => {
    const house = always('Asia/Shanghai').open('2026-11-20T22:00:00Z');
    // Eight hours behind.
    expect(['22:59:59', '23:00'].map((time) => house.at(`2026-11-20T${time}Z`))).toEqual([10, 100]);
    expect(
      ['09:59:59', '10:00', '14:29:59', '14:30', '16:00', '20:00'].map((time) =>
        house.at(`2026-11-21T${time}Z`),
      ),
    ).toEqual([100, 40, 40, 10, 10, 10]);
  });

  it('follows the clocks on the wall when they are changed for summer time', () => {
    const shows = {
      brightness: [
        { from: '02:30', percent: 90 },
        { from: '03:30', percent: 50 },
      ],
      offWhenClosed: true,
    };
    const spring = always('Europe/Berlin').open('2026-03-28T20:00:00Z');
    // 02:00 becomes 03:00 at 01:00 UTC: half past two never comes, and three has what holds since.
    expect(
      ['00:59', '01:00', '01:29', '01:30'].map((time) => spring.at(`2026-03-29T${time}:00Z`, shows)),
    ).toEqual([50, 90, 90, 50]);
    const autumn = always('Europe/Berlin').open('2026-10-24T20:00:00Z');
    // 03:00 becomes 02:00 at 01:00 UTC: half past two comes twice.
    expect(
      ['00:29', '00:30', '00:59', '01:00', '01:30', '02:30'].map((time) =>
        autumn.at(`2026-10-25T${time}:00Z`, shows),
      ),
    ).toEqual([50, 90, 90, 50, 90, 50]);
  });

  it('is full as long as nobody knows what hour it is', () => {
    const house = houseIn('Asia/Shanghai').open('2026-11-20T05:00:00Z');
    expect(house.at('2026-11-20T15:00:00Z', looks, false)).toBe(100);
    expect(house.at('1970-01-01T00:00:00Z', looks, false)).toBe(100);
  });
});

/** A Friday in Shanghai: open from 09:00 to 12:00 and from 13:00 to 17:00, which is 01:00 to 09:00 UTC. */
const friday = () => houseIn('Asia/Shanghai').open('2026-11-20T04:00:00Z');
const on = (time: string) => `2026-11-20T${time}:00Z`;

describe('after closing', () => {
  it('is off from the end of the hours until half an hour before numbers are given', () => {
    const house = friday().open('2026-11-19T20:30:00Z');
    const times = ['00:14', '00:15', '00:45', '01:00', '04:30', '08:40', '08:59', '09:00', '15:00'];
    expect(times.map((time) => house.at(on(time), even))).toEqual([0, 80, 80, 80, 80, 80, 80, 0, 0]);
  });

  it('stays off over midnight and while the next day opens, on a weekend and on a holiday', () => {
    const house = houseIn('Asia/Shanghai', [HOURS, "holidays: ['2026-11-23']"]).open('2026-11-20T04:00:00Z');
    expect(house.at('2026-11-20T19:59:00Z', even)).toBe(0);
    for (const day of ['2026-11-20T20:00', '2026-11-21T20:00', '2026-11-22T20:00']) {
      house.open(`${day}:00Z`);
      expect(house.at(`${day}:00Z`, even)).toBe(0);
      expect(house.at(new Date(Date.parse(`${day}:00Z`) + 420 * MINUTE_MS).toISOString(), even)).toBe(0);
    }
    // Tuesday at eleven.
    house.open('2026-11-24T03:00:00Z');
    expect(house.at('2026-11-24T03:00:00Z', even)).toBe(80);
  });

  it('is on as long as one service gives numbers', () => {
    const house = houseIn('Asia/Shanghai', [HOURS], ['office', '']).open('2026-11-20T04:00:00Z');
    expect(house.at(on('15:00'), even)).toBe(80);
  });

  it('is on as long as somebody waits, is called, is served or is on hold', () => {
    const house = friday();
    const { test } = house;
    test.must({ type: 'sign-in', counter: '1', agent: 'lin' });
    house.at(on('08:30'));
    test.take('A');
    expect(house.at(on('09:30'), even)).toBe(80);
    test.call('1');
    expect(house.at(on('09:40'), even)).toBe(80);
    test.must({ type: 'start', counter: '1' });
    expect(house.at(on('09:50'), even)).toBe(80);
    test.must({ type: 'hold', counter: '1' });
    expect(house.at(on('09:55'), even)).toBe(80);
    test.must({ type: 'resume', counter: '1', ticket: 't1' });
    test.must({ type: 'finish', counter: '1' });
    expect(house.at(on('10:00'), even)).toBe(0);
  });

  it('is off once staff have closed the day, and where none has opened', () => {
    expect(houseIn('Asia/Shanghai').at(on('03:00'), even)).toBe(0);
    const house = friday();
    house.test.must({ type: 'close-day', dispositions: {}, rest: null });
    expect(house.at(on('05:00'), even)).toBe(0);
  });

  it('is on through what is no end of the day: the break, and services that staff have closed', () => {
    const house = friday();
    for (const service of ['A', 'B'])
      house.test.must({ type: 'close-service', service, reason: { en: 'Short of staff' } });
    expect([on('04:30'), on('05:30')].map((time) => house.at(time, even))).toEqual([80, 80]);
    expect(house.at(on('09:30'), even)).toBe(0);
  });

  it('stays on where the file wants that', () => {
    expect(friday().at(on('15:00'), { ...even, offWhenClosed: false })).toBe(80);
  });
});

describe('in an emergency', () => {
  it('is full, whatever the hour and whoever is there', () => {
    const house = houseIn('Asia/Shanghai').open('2026-11-20T04:00:00Z');
    post(house.test, 'snow', { texts: { en: 'Mind your step' } });
    expect(house.at('2026-11-20T15:00:00Z')).toBe(100);
    house.test.must({ type: 'withdraw-notice', notice: 'snow' });
    expect(house.at('2026-11-20T15:00:00Z')).toBe(0);
    house.test.must({ type: 'evacuate', reason: 'alarm' });
    expect(house.at('2026-11-20T15:00:00Z')).toBe(100);
  });

  it('is no reason where it is for other displays, or ordinary', () => {
    const house = houseIn('Asia/Shanghai').open('2026-11-20T04:00:00Z');
    post(house.test, 'a', { texts: { en: 'Snow' }, on: ['display'] });
    post(house.test, 'b', { texts: { en: 'Snow' }, kind: 'ordinary' });
    expect(house.at('2026-11-20T15:00:00Z')).toBe(0);
  });
});
