/**
 * Whether the wall clock is to be believed: pure, told what the clocks show and what the machine says about them.
 *
 * A Pi has no battery clock. It starts in 1970, or where its last run had got to, and is set right when the network comes, or
 * never; and anybody may set any clock to anything. Two things are known for certain. CLOCK_MONOTONIC runs on undisturbed while
 * the machine does; NTP slews it together with the wall clock. So wall minus monotonic, the offset here, is constant in one boot,
 * and a step of the wall clock is seen as a change of it, at once, in the same reading. And the kernel forgets that it was
 * synchronised whenever the clock is stepped (`ntp_clear`, kernel/time/ntp.c), until whoever keeps the time has set it anew.
 */
import type { Moment } from './domain/moment.ts';

/** Both clocks, read together; in ms since 1970, and since the machine's boot. */
export interface Reading {
  readonly wallMs: number;
  readonly monoMs: number;
}

/** What the machine says about its wall clock. */
export interface Evidence {
  /**
   * When systemd-timesyncd synchronised last, by the wall clock as it was then (ms); null when it has not in this boot. The file
   * stays when the clock is set by hand.
   */
  readonly markerAt: number | null;
  /** Whether the kernel takes the clock for synchronised; null when nobody could say. */
  readonly ntp: boolean | null;
  /** What the clock with a battery shows now (ms) from which the system's was set at boot; null when there was none. */
  readonly rtcAt: number | null;
}

/** By whose word the clock is believed. */
export type TrustSource = 'timesyncd' | 'ntp' | 'rtc' | 'journal';

/** `stepped`: it was believed, and then set; `doubted`: the journal says that it cannot be; `none`: nobody has vouched for it. */
export type ClockSource = TrustSource | 'stepped' | 'doubted' | 'none';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * A shift of the offset by less is no step: leap seconds, timesyncd's corrections (it steps from 0.4 s on), and two clocks that
 * cannot be read in the same instant. A day that opens a minute early harms nobody; it is counted from where trust began, so that
 * small steps do not add up to a large one.
 */
export const STEP_MS = MINUTE_MS;
/**
 * Nobody's house is shut for longer; a clock that is that far from what is known is more likely one that has lost its mind
 * (battery clocks come back with any date), or was given a wrong year by hand.
 */
export const FAR_MS = 400 * DAY_MS;
/** Nothing that this was built for happened earlier. */
export const EARLIEST_MS = Date.UTC(2026, 0, 1);
/** The marker's time comes from the kernel's coarse clock, a tick or so behind, and is read a moment later. */
const MARKER_SLACK_MS = 2000;

const offsetOf = ({ wallMs, monoMs }: Reading): number => wallMs - monoMs;

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= STEP_MS;

/** Whether the wall clock was set between two readings. */
export const isStep = (before: Reading, after: Reading): boolean =>
  !isNear(offsetOf(before), offsetOf(after));

interface Anchor {
  readonly offsetMs: number;
  readonly source: TrustSource;
}

/**
 * What is believed in one run of the host. Trust, once there, stays with the offset at which it was given for as long as the
 * machine runs: a lobby that is offline for a month keeps its days, by a quartz that is minutes off at worst. It ends with the
 * first reading at another offset, and comes back with new evidence or when the clock returns to where it was.
 */
export class ClockTrust {
  #anchor: Anchor | null = null;
  /** What is to be believed by the evidence, but not by the journal. */
  #doubted: Anchor | null = null;
  /** The latest moment of an earlier boot whose wall time was right. */
  #last: Moment | null = null;
  #marker: { readonly at: number | null; readonly seenMs: number } | null = null;

  /**
   * @param boot id of the machine's boot
   * @param last the latest moment in the journal whose wall time was trusted
   */
  constructor(boot: string, last: Moment | null) {
    // In one boot the same offset is the same clock: the process before this one has seen the evidence.
    if (last?.boot === boot) this.#anchor = { offsetMs: last.at - last.monoMs, source: 'journal' };
    else this.#last = last;
  }

  /** Whether wall time is right in this reading. Costs nothing: asked for every command. */
  holds(now: Reading): boolean {
    return this.#anchor !== null && isNear(this.#anchor.offsetMs, offsetOf(now));
  }

  source(now: Reading): ClockSource {
    if (this.#anchor !== null && this.holds(now)) return this.#anchor.source;
    if (this.#isDoubted(now)) return 'doubted';
    return this.#anchor === null ? 'none' : 'stepped';
  }

  /** Takes in what the machine says. The wall clock must not have been stepped between the evidence and the reading. */
  weigh(evidence: Evidence, now: Reading): void {
    const source = this.#sourceOf(evidence, now);
    this.#marker = { at: evidence.markerAt, seenMs: now.monoMs };
    if (source !== null) this.#believe({ offsetMs: offsetOf(now), source }, now);
    // It may have become plausible by itself: an hour that was too early is over.
    else if (this.#doubted !== null && this.#isDoubted(now)) this.#believe(this.#doubted, now);
  }

  /**
   * A person has said that it is the day which the clock shows. That settles the journal's doubt and no more: whoever knows the
   * date does not know whether the clock is five hours slow, so without any evidence it is as untrusted as before.
   */
  vouch(now: Reading): void {
    if (this.#doubted === null || !this.#isDoubted(now)) return;
    this.#anchor = this.#doubted;
    this.#doubted = null;
  }

  #isDoubted(now: Reading): boolean {
    return this.#doubted !== null && isNear(this.#doubted.offsetMs, offsetOf(now));
  }

  #believe(anchor: Anchor, now: Reading): void {
    if (!this.#isPlausible(now, anchor.source)) {
      this.#doubted = anchor;
      return;
    }
    this.#anchor = anchor;
    this.#doubted = null;
  }

  /** Evidence for the offset of this reading. */
  #sourceOf({ markerAt, ntp, rtcAt }: Evidence, now: Reading): TrustSource | null {
    // A step takes the kernel's state with it, so it can only be about the clock as it is now.
    if (ntp === true) return markerAt === null ? 'ntp' : 'timesyncd';
    // One that was there before may be older than a step that nobody has seen. It comes again: after half a minute at first, and
    // after half an hour when the machine has run for long.
    if (this.#isMarkerNew(markerAt, now)) return 'timesyncd';
    // The battery clock is no witness of a step: whoever sets the one clock sets the other.
    if (this.#anchor !== null) return null;
    // Where its battery is dead it says 1970, while the system may have gone on from a time that was saved on the disk.
    return rtcAt !== null && isNear(rtcAt, now.wallMs) ? 'rtc' : null;
  }

  /**
   * Touched since the last look, by the clock as it is now. One that was touched just before a step is either older by it, or
   * has not come yet.
   */
  #isMarkerNew(markerAt: number | null, { wallMs, monoMs }: Reading): boolean {
    if (this.#marker === null || markerAt === null || markerAt === this.#marker.at) return false;
    const ageMs = wallMs - markerAt;
    return ageMs >= -MARKER_SLACK_MS && ageMs <= monoMs - this.#marker.seenMs + MARKER_SLACK_MS;
  }

  /** Whether the journal allows it. In one boot the machine itself knows how much time has gone by; else time has gone on. */
  #isPlausible(now: Reading, source: TrustSource): boolean {
    if (now.wallMs < EARLIEST_MS) return false;
    if (this.#anchor !== null) return Math.abs(this.#anchor.offsetMs - offsetOf(now)) <= FAR_MS;
    // A battery clock is as right as the hand that set it: the first time of all, staff say that it is.
    if (this.#last === null) return source !== 'rtc';
    const sinceMs = now.wallMs - this.#last.at;
    return sinceMs >= -STEP_MS && sinceMs <= FAR_MS;
  }
}
