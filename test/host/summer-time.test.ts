/** The lobby day when clocks are changed for summer time, on machines whose clocks are right. */
import { describe, expect, it } from 'vitest';
import { lobbyDate } from '../../firmware-host/clock.ts';
import type { DayRule } from '../../firmware-host/lobby-day.ts';
import { HOUR_MS, MINUTE_MS } from '../support/clock-watch.ts';
import { ruleOf, trustingHouse } from '../support/clocked-house.ts';

/** Every change of the day in so many hours, by the ten minutes of UTC. */
async function openings(from: number, hours: number, rule: DayRule): Promise<string[]> {
  const house = await trustingHouse(from - HOUR_MS, rule);
  const changes = [`${house.day}`];
  for (let passed = 0; passed < hours * HOUR_MS; passed += 10 * MINUTE_MS) {
    const before = house.day;
    const after = await house.later(10 * MINUTE_MS);
    if (before !== after)
      changes.push(`${after} ${new Date(house.machine.trueMs).toISOString().slice(8, 16)}`);
  }
  return changes;
}

describe('summer time', () => {
  // Clocks go from 02:00 to 03:00 at 01:00 UTC on 29 March.
  it.each([
    ['00:00', '2026-03-29 28T23:00'],
    ['02:00', '2026-03-29 29T01:00'],
    ['02:30', '2026-03-29 29T01:00'],
    ['03:00', '2026-03-29 29T01:00'],
    ['04:00', '2026-03-29 29T02:00'],
  ])('begins: a day from %s opens once', async (dayStartsAt, opened) => {
    const rule = ruleOf('Europe/Berlin', dayStartsAt);
    expect(await openings(Date.UTC(2026, 2, 28, 20), 12, rule)).toEqual(['2026-03-28', opened]);
  });

  // Clocks go from 03:00 to 02:00 at 01:00 UTC on 25 October: 02:00 to 03:00 comes twice.
  it.each([
    ['00:00', '2026-10-25 24T22:00'],
    ['02:00', '2026-10-25 25T00:00'],
    ['02:30', '2026-10-25 25T00:30'],
    ['03:00', '2026-10-25 25T02:00'],
    ['04:00', '2026-10-25 25T03:00'],
  ])('ends: a day from %s opens once', async (dayStartsAt, opened) => {
    const rule = ruleOf('Europe/Berlin', dayStartsAt);
    expect(await openings(Date.UTC(2026, 9, 24, 20), 12, rule)).toEqual(['2026-10-24', opened]);
  });

  it('that begins at midnight leaves no day out', async () => {
    // In Santiago 00:00 becomes 01:00 on 6 September, at 04:00 UTC.
    const rule = ruleOf('America/Santiago', '00:00');
    expect(await openings(Date.UTC(2026, 8, 5, 22), 34, rule)).toEqual([
      '2026-09-05',
      '2026-09-06 06T04:00',
      '2026-09-07 07T03:00',
    ]);
  });

  it('a restart in the hour that comes twice reopens nothing', async () => {
    const rule = ruleOf('Europe/Berlin', '02:30');
    const house = await trustingHouse(Date.UTC(2026, 9, 24, 23, 45), rule);
    expect(house.day).toBe('2026-10-25');
    house.machine.reboot(30 * MINUTE_MS).synchronise();
    await house.start();
    expect(lobbyDate(house.machine.trueMs, rule.timeZone, rule.dayStartsAt)).toBe('2026-10-24');
    expect(house.day).toBe('2026-10-25');
  });
});

describe('the date of a moment', () => {
  it.each([
    ['Asia/Shanghai', '00:00', '2026-11-21T15:59:59.999Z', '2026-11-21'],
    ['Asia/Shanghai', '00:00', '2026-11-21T16:00:00.000Z', '2026-11-22'],
    ['Asia/Shanghai', '04:00', '2026-11-21T19:59:59.999Z', '2026-11-21'],
    ['Asia/Shanghai', '04:00', '2026-11-21T20:00:00.000Z', '2026-11-22'],
    ['America/Los_Angeles', '04:00', '2026-11-22T11:59:59.999Z', '2026-11-21'],
    ['Pacific/Kiritimati', '00:00', '2026-11-21T10:00:00.000Z', '2026-11-22'],
    ['Asia/Kathmandu', '06:30', '2026-11-22T00:45:00.000Z', '2026-11-22'],
    ['UTC', '00:00', '2027-01-01T00:00:00.000Z', '2027-01-01'],
  ])('in %s with days from %s at %s is %s', (timeZone, dayStartsAt, at, date) => {
    expect(lobbyDate(Date.parse(at), timeZone, dayStartsAt)).toBe(date);
  });
});
