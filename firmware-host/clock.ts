/** The only reader of time in the host. Everything else is told. (Drivers time their own wires.) */
import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import type { LobbyConfig } from '../config/schema.ts';
import { linuxPlaces, readEvidence, type EvidencePlaces } from './clock-evidence.ts';
import { ClockTrust, isStep, type ClockSource, type Evidence, type Reading } from './clock-trust.ts';
import type { Moment } from './domain/moment.ts';

export interface Clock {
  now(): Moment;
  /** Whether wall time is known to be right. */
  trusted(): boolean;
}

/** What a clock is read from. */
export interface Machine {
  /** Id of the boot. */
  readonly boot: string;
  read(): Reading;
  evidence(wanted: { readonly ntp: boolean; readonly rtc: boolean }): Promise<Evidence>;
}

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';
/** Enough of the boot's UUID to tell the boots of one device apart; every event carries it. */
const BOOT_ID_LENGTH = 12;
const NS_PER_MS = 1_000_000n;
/** How often the machine is asked about its clock: a clock that was just set is believed this much late. A step is seen at once. */
const LOOK_MS = 10_000;

/**
 * The machine that this runs on. CLOCK_MONOTONIC counts from its boot and survives a restart of the process, so that durations
 * across it stay right.
 */
export function thisMachine(places: EvidencePlaces = linuxPlaces): Machine {
  return {
    boot: readFileSync(BOOT_ID_FILE, 'utf8').replaceAll('-', '').slice(0, BOOT_ID_LENGTH),
    read: () => ({ wallMs: Date.now(), monoMs: Number(process.hrtime.bigint() / NS_PER_MS) }),
    evidence: (wanted) => readEvidence(places, wanted),
  };
}

/**
 * `assume`: wall time is taken as right (demo). `synchronised`: once the machine has been synchronised. `rtc`: also when a clock
 * with a battery has set it.
 */
export type ClockRule = LobbyConfig['clock'];

export class SystemClock implements Clock {
  readonly #rule: ClockRule;
  readonly #machine: Machine;
  readonly #listeners = new Set<(trusted: boolean) => void>();
  #trust: ClockTrust;
  #told: boolean;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;

  constructor(rule: ClockRule, machine: Machine) {
    this.#rule = rule;
    this.#machine = machine;
    this.#trust = new ClockTrust(machine.boot, null);
    this.#told = rule === 'assume';
  }

  now(): Moment {
    const reading = this.#machine.read();
    return {
      at: reading.wallMs,
      monoMs: reading.monoMs,
      boot: this.#machine.boot,
      trusted: this.#rule === 'assume' || this.#trust.holds(reading),
    };
  }

  trusted(): boolean {
    return this.now().trusted;
  }

  /** By whose word it is believed, or why it is not; for the technician. */
  source(): ClockSource | 'assumed' {
    return this.#rule === 'assume' ? 'assumed' : this.#trust.source(this.#machine.read());
  }

  /**
   * Asks the machine, and goes on asking until `end`. Until then nothing is believed.
   * @param lastTrusted the latest moment in the journal whose wall time was trusted; null when there is none
   */
  async begin(lastTrusted: Moment | null): Promise<void> {
    if (this.#rule === 'assume') return;
    this.#trust = new ClockTrust(this.#machine.boot, lastTrusted);
    await this.look();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    // What keeps the host alive is something else.
    this.#timer.unref();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  /** Asks the machine now. One question at a time: whoever comes meanwhile gets the same answer. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** Staff have opened the day of this clock's date: what the journal holds against it is settled. */
  vouch(): void {
    this.#trust.vouch(this.#machine.read());
    this.#tell();
  }

  /** Tells when trust comes or goes; that it has gone is told up to ten seconds late, though `now` knows it at once. */
  onTrust(listener: (trusted: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #look(): Promise<void> {
    if (this.#rule === 'assume') return;
    const before = this.#machine.read();
    // To have the program started for ever would be a waste where all is well.
    const isOpen = !this.#trust.holds(before);
    const evidence = await this.#machine.evidence({ ntp: isOpen, rtc: isOpen && this.#rule === 'rtc' });
    const after = this.#machine.read();
    // Set while it was asked: who knows of which of the two it has spoken. The next look tells.
    if (!isStep(before, after)) this.#trust.weigh(evidence, after);
    this.#tell();
  }

  #tell(): void {
    const trusted = this.trusted();
    if (trusted === this.#told) return;
    this.#told = trusted;
    for (const listener of this.#listeners) listener(trusted);
  }
}

/** The clock of the machine that this runs on. */
export const systemClock = (rule: ClockRule, machine: Machine = thisMachine()): SystemClock =>
  new SystemClock(rule, machine);

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

/** Wall time in ms, right or wrong: for names only. */
export const wallTime = (): number => Date.now();

/** RFC 3339 in UTC. */
export const instant = (at: number): string => new Date(at).toISOString();

const zoned = (at: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
