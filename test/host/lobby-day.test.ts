/** The lobby day on machines whose clocks jump: opened at its hour by a clock that is believed, or by staff, and by nothing else. */
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, YEAR_MS } from '../support/clock-watch.ts';
import { House, NOON_IN_SHANGHAI as NOON, staff, trustingHouse } from '../support/clocked-house.ts';
import { alwaysOpen } from '../support/lobby.ts';
import { SimulatedMachine } from '../support/simulated-machine.ts';

/** A house that was shut for more than 400 days, whose machine has been synchronised. */
async function reopened() {
  const house = await trustingHouse(NOON);
  house.machine.reboot(500 * DAY_MS).synchronise();
  await house.start();
  return house;
}

describe('the day on an ordinary night', () => {
  it('opens at its hour, in the time of the lobby', async () => {
    const house = await trustingHouse(NOON);
    expect(house.day).toBe('2026-11-21');
    // 13:00 until 04:00 of the next morning.
    expect(await house.later(15 * HOUR_MS - 1)).toBe('2026-11-21');
    expect(await house.later(1)).toBe('2026-11-22');
  });

  it('opens after a power cut over its hour, once the clock is right', async () => {
    const house = await trustingHouse(NOON);
    await house.later(15 * HOUR_MS - 1000);
    house.machine.reboot(2000);
    await house.start();
    expect([house.day, house.trusted]).toEqual(['2026-11-21', false]);
    house.machine.pass(20_000).synchronise();
    expect(await house.tick()).toBe('2026-11-22');
  });

  it('is one after several days without power', async () => {
    const house = await trustingHouse(NOON);
    house.machine.reboot(5 * DAY_MS).synchronise();
    await house.start();
    expect(house.day).toBe('2026-11-26');
  });
});

describe('a clock that jumps', () => {
  it.each([
    ['a day ahead', DAY_MS],
    ['ten years ahead', 10 * YEAR_MS],
    ['a day back', -DAY_MS],
    ['back to 1970', -NOON],
  ])('%s changes no day, nor over a restart of the host', async (_, byMs) => {
    const house = await trustingHouse(NOON);
    const { position } = { position: await house.journal.lastPosition() };
    house.machine.step(byMs);
    expect(await house.later(10_000)).toBe('2026-11-21');
    await house.start();
    expect([await house.later(10_000), house.trusted]).toEqual(['2026-11-21', false]);
    expect(await house.journal.lastPosition()).toBe(position);
    house.machine.synchronise();
    expect(await house.later(10_000)).toBe('2026-11-21');
    expect(await house.later(15 * HOUR_MS)).toBe('2026-11-22');
  });

  it.each([
    ['1970', 0],
    ['yesterday', NOON - DAY_MS],
    ['tomorrow', NOON + DAY_MS],
    ['in ten years', NOON + 10 * YEAR_MS],
  ])('to %s at the machine’s start changes none', async (_, wallMs) => {
    const house = await trustingHouse(NOON);
    await house.start();
    house.machine.reboot(HOUR_MS, { wallMs });
    await house.start();
    expect([await house.later(HOUR_MS), house.trusted]).toEqual(['2026-11-21', false]);
  });

  it('back by the word of a time server reopens none', async () => {
    const house = await trustingHouse(NOON);
    house.machine.pass(16 * HOUR_MS);
    expect(await house.tick()).toBe('2026-11-22');
    house.machine.synchronise(-DAY_MS);
    expect([await house.tick(), house.trusted]).toEqual(['2026-11-22', true]);
    expect(await house.openByHand('2026-11-21')).toBe('');
    expect(await house.later(DAY_MS)).toBe('2026-11-22');
    expect(await house.later(DAY_MS)).toBe('2026-11-23');
  });

  it('years ahead with a battery clock that went mad closes none', async () => {
    const house = await trustingHouse(NOON);
    const mad = await House.open(house.machine, { clockRule: 'rtc' });
    house.machine.reboot(HOUR_MS, { batteryAheadMs: 10 * YEAR_MS });
    await mad.start();
    expect([mad.day, mad.trusted]).toEqual(['2026-11-21', false]);
  });
});

describe('without a clock that is believed', () => {
  it('staff open it, and again each day', async () => {
    const house = await House.open(new SimulatedMachine(NOON, {}, 0));
    expect([house.day, await house.openByHand('2026-11-21')]).toEqual([null, 'day.opened']);
    expect(await house.later(DAY_MS)).toBe('2026-11-21');
    expect(await house.openByHand('2026-11-22')).toBe('day.closed,day.opened');
  });

  it('nothing that was agreed by the clock is lost when it is believed at last', async () => {
    const house = await House.open(new SimulatedMachine(NOON, {}, NOON + 10 * YEAR_MS));
    const span = { ticketsFromAt: NOON - 1, fromAt: NOON - 1, ticketsUntilAt: NOON + 1, untilAt: NOON + 1 };
    const timetable = { ...alwaysOpen, A: [span] };
    await house.ask({ type: 'open-day', date: '2026-11-21', timetable }, staff);
    house.machine.pass(HOUR_MS).synchronise();
    await house.tick();
    expect(await house.ask({ type: 'time-passed' })).toBe('hours.reached');
    expect(await house.ask({ type: 'time-passed' })).toBe('hours.reached');
    expect(await house.ask({ type: 'time-passed' })).toBe('');
  });
});

describe('a house that was shut for more than 400 days', () => {
  it('stays as it was until staff open the day that the clock shows', async () => {
    const house = await reopened();
    expect([await house.later(HOUR_MS), house.trusted]).toEqual(['2026-11-21', false]);
    await house.openByHand('2028-04-04');
    expect([house.day, house.trusted]).toEqual(['2028-04-04', true]);
    expect(await house.later(DAY_MS)).toBe('2028-04-05');
  });

  it('does not believe a clock that shows another day than staff say', async () => {
    const house = await reopened();
    await house.openByHand('2027-04-05');
    expect([await house.later(DAY_MS), house.trusted]).toEqual(['2027-04-05', false]);
  });

  it('does not take the host’s own opening for the word of staff', async () => {
    const house = await reopened();
    await house.ask({ type: 'open-day', date: '2028-04-04', timetable: alwaysOpen });
    expect([house.day, house.trusted]).toEqual(['2028-04-04', false]);
  });

  it('remembers the last right time over days that staff opened by hand', async () => {
    const house = await trustingHouse(NOON);
    house.machine.reboot(HOUR_MS);
    await house.start();
    for (const date of ['2026-11-22', '2026-11-23']) await house.openByHand(date);
    house.machine.reboot(HOUR_MS).synchronise(-10 * DAY_MS);
    await house.start();
    expect([house.day, house.trusted]).toEqual(['2026-11-23', false]);
  });
});

it('a wrong time in the journal is held against no right one', async () => {
  const house = await trustingHouse(NOON);
  house.machine.reboot(HOUR_MS, { wallMs: NOON + 10 * YEAR_MS });
  await house.start();
  await house.openByHand('2026-11-22');
  house.machine.reboot(HOUR_MS).synchronise();
  await house.start();
  expect([house.day, house.trusted]).toEqual(['2026-11-22', true]);
});
