/** When the wall clock is believed while the host runs: all that a clock in the field does, on a simulated machine. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SystemClock } from '../../firmware-host/clock.ts';
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOON,
  SECOND_MS,
  YEAR_MS,
  passWatching,
  startOn,
  trusting,
} from '../support/clock-watch.ts';
import { SimulatedMachine } from '../support/simulated-machine.ts';

describe('a clock is believed', () => {
  it('from the first synchronisation on, and not before', async () => {
    const machine = new SimulatedMachine(NOON, {}, 0).pass(MINUTE_MS);
    const clock = await startOn(machine);
    expect([clock.now(), clock.source()]).toEqual([
      { at: MINUTE_MS, monoMs: MINUTE_MS, boot: 'boot-1', trusted: false },
      'none',
    ]);
    machine.pass(5 * SECOND_MS).synchronise();
    await clock.look();
    expect([clock.now().trusted, clock.source()]).toEqual([true, 'timesyncd']);
    expect(clock.now().at).toBe(machine.trueMs);
  });

  it('by whoever else keeps the time: the kernel knows', async () => {
    const clock = await startOn(new SimulatedMachine(NOON).disciplined());
    expect([clock.trusted(), clock.source()]).toEqual([true, 'ntp']);
  });

  it('by the marker alone where nobody can ask the kernel, as soon as it is touched', async () => {
    const machine = new SimulatedMachine(NOON, { timedatectl: false }).synchronise().pass(HOUR_MS);
    const clock = await startOn(machine);
    expect(clock.trusted()).toBe(false);
    machine.pass(HOUR_MS).synchronise();
    await clock.look();
    expect([clock.trusted(), clock.source()]).toEqual([true, 'timesyncd']);
  });

  it('not by an old marker: the clock may have been set since', async () => {
    const machine = new SimulatedMachine(NOON)
      .synchronise()
      .pass(HOUR_MS)
      .step(20 * HOUR_MS);
    const clock = await startOn(machine.pass(MINUTE_MS));
    await passWatching(machine, clock, MINUTE_MS);
    expect([clock.trusted(), clock.source()]).toEqual([false, 'none']);
    machine.synchronise();
    await clock.look();
    expect(clock.trusted()).toBe(true);
  });

  it('for as long as the machine runs, though the network has gone for a month', async () => {
    const { machine, clock } = await trusting();
    await passWatching(machine, clock, MINUTE_MS);
    machine.pass(30 * DAY_MS);
    await clock.look();
    expect(clock.trusted()).toBe(true);
  });

  it('before this was built by nobody', async () => {
    const clock = await startOn(new SimulatedMachine(NOON, {}, 0).synchronise(Date.UTC(2007, 0) - NOON));
    expect([clock.trusted(), clock.source()]).toEqual([false, 'doubted']);
  });

  it('always where the lobby assumes so, and the machine is not asked', async () => {
    const machine = new SimulatedMachine(NOON, {}, 0);
    const clock = new SystemClock('assume', machine);
    expect(clock.now().trusted).toBe(true);
    await clock.begin(null);
    machine.step(YEAR_MS);
    await clock.look();
    expect([clock.trusted(), clock.source(), machine.asked]).toEqual([true, 'assumed', { ntp: 0, rtc: 0 }]);
  });
});

describe('a step', () => {
  it.each([
    ['ahead', 20 * HOUR_MS],
    ['back', -20 * HOUR_MS],
    ['ten years ahead', 10 * YEAR_MS],
    ['a little more than a minute', 61 * SECOND_MS],
  ])('%s ends trust in the same reading, and until new evidence comes', async (_, byMs) => {
    const { machine, clock } = await trusting();
    machine.step(byMs);
    expect([clock.now().trusted, clock.source()]).toEqual([false, 'stepped']);
    await passWatching(machine, clock, HOUR_MS);
    expect(clock.now().trusted).toBe(false);
    machine.pass(5 * SECOND_MS).synchronise();
    await clock.look();
    expect([clock.now().trusted, clock.now().at]).toEqual([true, machine.trueMs]);
  });

  it('that is taken back was none', async () => {
    const { machine, clock } = await trusting();
    machine.step(YEAR_MS).pass(HOUR_MS);
    await clock.look();
    machine.step(-YEAR_MS);
    expect([clock.trusted(), clock.source()]).toEqual([true, 'timesyncd']);
  });

  it.each([20 * HOUR_MS, -20 * HOUR_MS])(
    'of %i ms right after a synchronisation is not vouched for by it',
    async (byMs) => {
      const { machine, clock } = await trusting({ timedatectl: false });
      await passWatching(machine, clock, MINUTE_MS);
      machine
        .pass(3 * SECOND_MS)
        .synchronise()
        .pass(3 * SECOND_MS)
        .step(byMs)
        .pass(4 * SECOND_MS);
      await passWatching(machine, clock, 10 * MINUTE_MS);
      expect([clock.trusted(), clock.source()]).toEqual([false, 'stepped']);
    },
  );

  it('while the machine is asked leaves open of what it has spoken', async () => {
    const machine = new SimulatedMachine(NOON).pass(HOUR_MS).synchronise();
    machine.meanwhile = () => void machine.step(DAY_MS);
    const clock = await startOn(machine);
    expect(clock.trusted()).toBe(false);
  });

  it('of some seconds is none, but many of them are', async () => {
    const { machine, clock } = await trusting();
    for (const isTrusted of [true, true, false]) {
      machine.step(25 * SECOND_MS).pass(MINUTE_MS);
      await clock.look();
      expect(clock.trusted()).toBe(isTrusted);
    }
  });

  it('of some seconds by the time server moves the measure with it', async () => {
    const { machine, clock } = await trusting();
    for (const aheadMs of [40 * SECOND_MS, 80 * SECOND_MS, 120 * SECOND_MS]) {
      machine.pass(HOUR_MS).synchronise(aheadMs);
      await clock.look();
      expect(clock.trusted()).toBe(true);
    }
  });

  it('of more than a year is doubted, whoever vouches for it, until staff do', async () => {
    const { machine, clock } = await trusting();
    machine.pass(HOUR_MS).disciplined(10 * YEAR_MS);
    await clock.look();
    expect([clock.trusted(), clock.source()]).toEqual([false, 'doubted']);
    clock.vouch();
    expect(clock.trusted()).toBe(true);
  });
});

describe('looking', () => {
  afterEach(() => void vi.useRealTimers());

  it('goes on by itself until it is ended, and costs nothing where all is well', async () => {
    vi.useFakeTimers();
    const machine = new SimulatedMachine(NOON, {}, 0);
    const clock = await startOn(machine);
    await vi.advanceTimersByTimeAsync(30 * SECOND_MS);
    expect(machine.asked.ntp).toBe(4);
    machine.pass(30 * SECOND_MS).disciplined();
    await vi.advanceTimersByTimeAsync(10 * SECOND_MS);
    expect(clock.trusted()).toBe(true);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(machine.asked.ntp).toBe(5);
    machine.step(DAY_MS);
    clock.end();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(machine.asked.ntp).toBe(5);
  });

  it('tells when trust comes and goes, once each', async () => {
    const machine = new SimulatedMachine(NOON, {}, 0);
    const clock = await startOn(machine);
    const told: boolean[] = [];
    const forget = clock.onTrust((isTrusted) => void told.push(isTrusted));
    machine.pass(SECOND_MS).synchronise();
    await clock.look();
    await clock.look();
    machine.step(DAY_MS);
    await clock.look();
    expect(told).toEqual([true, false]);
    forget();
    machine.step(-DAY_MS);
    await clock.look();
    expect(told).toHaveLength(2);
  });
});
