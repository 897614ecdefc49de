/** The only reader of time in the host. Everything else is told. (Drivers time their own wires.) */
import { existsSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import type { Moment } from './domain/moment.ts';

export interface Clock {
  now(): Moment;
  /** Whether wall time is known to be right. */
  trusted(): boolean;
}

/** systemd-timesyncd makes this file when it has set the clock for the first time since boot (systemd-timesyncd(8)). */
const SYNCHRONISED_MARKER = '/run/systemd/timesync/synchronized';
const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';
/** Enough of the boot's UUID to tell the boots of one device apart; every event carries it. */
const BOOT_ID_LENGTH = 12;
const NS_PER_MS = 1_000_000n;

/**
 * The machine's clocks. CLOCK_MONOTONIC counts from the machine's boot and survives a restart of the process, so that
 * durations across it stay right.
 * @param rule `assume`: wall time is taken as right (demo); `synchronised`: only once the system says so
 */
export function systemClock(rule: 'assume' | 'synchronised'): Clock {
  const boot = readFileSync(BOOT_ID_FILE, 'utf8').replaceAll('-', '').slice(0, BOOT_ID_LENGTH);
  let synchronised = rule === 'assume';
  const trusted = () => (synchronised ||= existsSync(SYNCHRONISED_MARKER));
  return {
    trusted,
    now: () => ({
      at: Date.now(),
      monoMs: Number(process.hrtime.bigint() / NS_PER_MS),
      boot,
      trusted: synchronised || trusted(),
    }),
  };
}

/**
 * The lobby day of a moment as YYYY-MM-DD: it begins at `dayStartsAt` (HH:MM) in the lobby's time zone, so that the hours
 * after midnight still belong to the day before.
 */
export function lobbyDate(at: number, timeZone: string, dayStartsAt: string): string {
  const local = zoned(at, timeZone);
  const started = Temporal.PlainTime.compare(local.toPlainTime(), Temporal.PlainTime.from(dayStartsAt)) >= 0;
  return local
    .toPlainDate()
    .subtract({ days: started ? 0 : 1 })
    .toString();
}

/** Local wall time as it is printed on paper. */
export function localTime(at: number, timeZone: string): { month: number; day: number; time: string } {
  const local = zoned(at, timeZone);
  return {
    month: local.month,
    day: local.day,
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** RFC 3339 in UTC. */
export const instant = (at: number): string => new Date(at).toISOString();

const zoned = (at: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
