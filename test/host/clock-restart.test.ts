/** When the wall clock is believed after a restart of the host or of the machine, and by a clock with a battery. */
import { describe, expect, it } from 'vitest';
import type { Moment } from '../../firmware-host/domain/moment.ts';
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

/** The last right moment of an earlier boot. */
const yesterday: Moment = { at: NOON - DAY_MS, monoMs: HOUR_MS, boot: 'before', trusted: true };

describe('a restart of the host', () => {
  it('in the same boot takes over the trust, whether or not anybody vouches again', async () => {
    const { machine, clock } = await trusting();
    const last = clock.now();
    machine.pass(30 * HOUR_MS);
    const next = await startOn(machine, 'synchronised', last);
    expect([next.trusted(), next.source(), machine.asked.ntp]).toEqual([true, 'journal', 2]);
  });

  it.each([true, false])(
    'sees what was set while nobody was there (timedatectl: %s)',
    async (timedatectl) => {
      const { machine, clock } = await trusting({ timedatectl });
      const last = clock.now();
      machine
        .pass(HOUR_MS)
        .synchronise()
        .pass(HOUR_MS)
        .step(20 * HOUR_MS);
      const next = await startOn(machine, 'synchronised', last);
      await passWatching(machine, next, MINUTE_MS);
      expect([next.trusted(), next.source()]).toEqual([false, 'stepped']);
    },
  );

  it('believes at once what the time server has set meanwhile', async () => {
    const machine = new SimulatedMachine(NOON, { batteryAheadMs: HOUR_MS }, NOON + HOUR_MS);
    const clock = await startOn(machine, 'rtc', yesterday);
    expect(clock.source()).toBe('rtc');
    const last = clock.now();
    machine.pass(HOUR_MS).disciplined();
    expect((await startOn(machine, 'rtc', last)).trusted()).toBe(true);
  });
});

/** The last right moment of a machine that is about to lose its power. */
async function evening(): Promise<{ machine: SimulatedMachine; last: Moment }> {
  const { machine, clock } = await trusting();
  return { machine, last: clock.now() };
}

describe('after another boot', () => {
  it.each([true, false])(
    'a time before the last one that was right is not believed until it is over (timedatectl: %s)',
    async (timedatectl) => {
      const { machine, last } = await evening();
      const clock = await startOn(machine.reboot(MINUTE_MS, { timedatectl }), 'synchronised', last);
      machine.synchronise(-HOUR_MS);
      await clock.look();
      expect([clock.trusted(), clock.source()]).toEqual([false, 'doubted']);
      await passWatching(machine, clock, 57 * MINUTE_MS);
      expect(clock.trusted()).toBe(false);
      await passWatching(machine, clock, MINUTE_MS);
      expect(clock.trusted()).toBe(true);
    },
  );

  it('a time that is more than 400 days later is not believed until staff say so', async () => {
    const { machine, last } = await evening();
    machine.reboot(401 * DAY_MS).synchronise();
    const clock = await startOn(machine, 'synchronised', last);
    expect([clock.trusted(), clock.source()]).toEqual([false, 'doubted']);
    clock.vouch();
    expect([clock.trusted(), clock.source()]).toEqual([true, 'timesyncd']);
  });

  it('staff are no evidence by themselves: a date is no time of day', async () => {
    const { machine, last } = await evening();
    const clock = await startOn(
      machine.reboot(HOUR_MS, { wallMs: NOON + 6 * HOUR_MS }),
      'synchronised',
      last,
    );
    clock.vouch();
    expect([clock.trusted(), clock.source()]).toEqual([false, 'none']);
  });

  it('staff vouch for the clock that they saw, not for the one that was set after it', async () => {
    const { machine, last } = await evening();
    machine.reboot(401 * DAY_MS).synchronise();
    const clock = await startOn(machine, 'synchronised', last);
    machine.step(DAY_MS);
    clock.vouch();
    machine.step(-DAY_MS);
    expect(clock.trusted()).toBe(false);
  });

  it('an ordinary night is no matter', async () => {
    const { machine, last } = await evening();
    expect((await startOn(machine.reboot(10 * HOUR_MS).synchronise(), 'synchronised', last)).trusted()).toBe(
      true,
    );
  });
});

describe('a clock with a battery', () => {
  it('is believed where the lobby says so, and nowhere else', async () => {
    const machine = new SimulatedMachine(NOON, { batteryAheadMs: 2 * SECOND_MS });
    const clock = await startOn(machine, 'rtc', yesterday);
    expect([clock.trusted(), clock.source()]).toEqual([true, 'rtc']);
    expect((await startOn(machine, 'synchronised')).trusted()).toBe(false);
    expect(machine.asked.rtc).toBe(1);
  });

  it('is not, the first time of all, before staff say that it is right', async () => {
    const machine = new SimulatedMachine(NOON, { batteryAheadMs: YEAR_MS }, NOON + YEAR_MS);
    const clock = await startOn(machine, 'rtc');
    expect([clock.trusted(), clock.source()]).toEqual([false, 'doubted']);
    await passWatching(machine, clock, MINUTE_MS);
    expect(clock.trusted()).toBe(false);
    clock.vouch();
    expect([clock.trusted(), clock.source()]).toEqual([true, 'rtc']);
  });

  it('is not, if it is dead and the system went on from a time it had saved', async () => {
    const machine = new SimulatedMachine(NOON, { batteryAheadMs: -NOON }, NOON - 8 * HOUR_MS);
    expect((await startOn(machine, 'rtc')).trusted()).toBe(false);
  });

  it.each([
    ['1970', -NOON],
    ['yesterday', -DAY_MS],
    ['ten years ahead', 10 * YEAR_MS],
  ])('is not, if it says %s', async (_, batteryAheadMs) => {
    const { machine, clock } = await trusting();
    const last = clock.now();
    machine.reboot(HOUR_MS, { batteryAheadMs });
    const next = await startOn(machine, 'rtc', last);
    expect([next.trusted(), next.source()]).toEqual([false, 'doubted']);
    await passWatching(machine, next, MINUTE_MS);
    machine.synchronise();
    await next.look();
    expect(next.trusted()).toBe(true);
  });

  it('does not vouch for a step: whoever sets the one clock sets the other', async () => {
    const machine = new SimulatedMachine(NOON, { batteryAheadMs: 2 * SECOND_MS });
    const clock = await startOn(machine, 'rtc', yesterday);
    machine.pass(HOUR_MS).step(61 * SECOND_MS);
    await passWatching(machine, clock, MINUTE_MS);
    expect([clock.trusted(), clock.source()]).toEqual([false, 'stepped']);
  });
});
