/** Hosts whose clocks are watched on simulated machines. */
import { onTestFinished } from 'vitest';
import { SystemClock, type ClockRule } from '../../firmware-host/clock.ts';
import type { Moment } from '../../firmware-host/domain/moment.ts';
import { SimulatedMachine, type Parts } from './simulated-machine.ts';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const YEAR_MS = 365 * DAY_MS;
export const NOON = Date.UTC(2026, 10, 21, 12);

/** A host that has just begun on a machine. */
export async function startOn(machine: SimulatedMachine, rule: ClockRule = 'synchronised', last?: Moment) {
  const clock = new SystemClock(rule, machine);
  onTestFinished(() => clock.end());
  await clock.begin(last ?? null);
  return clock;
}

/** A host whose clock is believed, on a machine that has run for a while. */
export async function trusting(parts: Partial<Parts> = {}, rule: ClockRule = 'synchronised') {
  const machine = new SimulatedMachine(NOON, parts).pass(10 * HOUR_MS);
  const clock = await startOn(machine, rule);
  machine.synchronise().pass(SECOND_MS);
  await clock.look();
  if (!clock.trusted()) throw new Error('the clock should be believed by now');
  return { machine, clock };
}

/** So long, with a look every ten seconds as the host has it. */
export async function passWatching(machine: SimulatedMachine, clock: SystemClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10 * SECOND_MS) {
    machine.pass(10 * SECOND_MS);
    await clock.look();
  }
}
