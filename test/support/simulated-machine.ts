/** A machine whose clocks do what clocks in the field do: start anywhere, are set by time servers and by hand, and lose their power. */
import type { Machine } from '../../firmware-host/clock.ts';
import type { Evidence, Reading } from '../../firmware-host/clock-trust.ts';

/** `maxerror` reaches 16 s so long after it was reset, and the kernel takes itself for unsynchronised. */
export const SYNC_LIFE_MS = 32_000_000;

export interface Parts {
  /** Whether a program answers for the kernel. */
  readonly timedatectl: boolean;
  /** How far its clock with a battery is ahead of the truth; null without one. */
  readonly batteryAheadMs: number | null;
}

export class SimulatedMachine implements Machine {
  boot = 'boot-1';
  /** How often it was asked what costs something. */
  readonly asked = { ntp: 0, rtc: 0 };
  /** Happens while it is asked. */
  meanwhile: (() => void) | null = null;
  #trueMs: number;
  #parts: Parts;
  #aheadMs: number;
  #monoMs = 0;
  #boots = 1;
  #syncedMonoMs: number | null = null;
  #markerAt: number | null = null;

  /** @param wallMs what its clock shows at first; without it the truth */
  constructor(trueMs: number, parts: Partial<Parts> = {}, wallMs = trueMs) {
    this.#trueMs = trueMs;
    this.#aheadMs = wallMs - trueMs;
    this.#parts = { timedatectl: true, batteryAheadMs: null, ...parts };
  }

  /** What nobody but the test knows. */
  get trueMs(): number {
    return this.#trueMs;
  }

  /** How wrong the wall clock is. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  read(): Reading {
    return { wallMs: this.#trueMs + this.#aheadMs, monoMs: this.#monoMs };
  }

  evidence(wanted: { readonly ntp: boolean; readonly rtc: boolean }): Promise<Evidence> {
    const { timedatectl, batteryAheadMs } = this.#parts;
    this.asked.ntp += Number(wanted.ntp);
    this.asked.rtc += Number(wanted.rtc);
    const evidence = {
      markerAt: this.#markerAt,
      ntp: wanted.ntp && timedatectl ? this.#isSynced() : null,
      rtcAt: wanted.rtc && batteryAheadMs !== null ? this.#trueMs + batteryAheadMs : null,
    };
    this.meanwhile?.();
    return Promise.resolve(evidence);
  }

  pass(ms: number): this {
    this.#trueMs += ms;
    this.#monoMs += ms;
    return this;
  }

  /** By hand, or by whoever should not: the kernel forgets that it was synchronised, the marker stays. */
  step(byMs: number): this {
    this.#aheadMs += byMs;
    this.#syncedMonoMs = null;
    return this;
  }

  stepTo(wallMs: number): this {
    return this.step(wallMs - this.#trueMs - this.#aheadMs);
  }

  /** timesyncd has asked a time server. */
  synchronise(aheadMs = 0): this {
    this.disciplined(aheadMs);
    this.#markerAt = this.read().wallMs;
    return this;
  }

  /** chrony or ntpd has. */
  disciplined(aheadMs = 0): this {
    this.#aheadMs = aheadMs;
    this.#syncedMonoMs = this.#monoMs;
    return this;
  }

  /** Starts anew after so long; the wall clock shows what was saved on a disk, or what its battery says, or 1970. */
  reboot(afterMs: number, given: Partial<Parts> & { readonly wallMs?: number } = {}): this {
    const { wallMs, ...parts } = given;
    this.#parts = { ...this.#parts, ...parts };
    this.#trueMs += afterMs;
    this.#aheadMs =
      wallMs === undefined ? (this.#parts.batteryAheadMs ?? -this.#trueMs) : wallMs - this.#trueMs;
    this.#monoMs = 0;
    this.#boots += 1;
    this.boot = `boot-${this.#boots}`;
    this.#syncedMonoMs = null;
    this.#markerAt = null;
    return this;
  }

  #isSynced(): boolean {
    return this.#syncedMonoMs !== null && this.#monoMs - this.#syncedMonoMs < SYNC_LIFE_MS;
  }
}
