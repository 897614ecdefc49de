import type { Clock } from '../clock.ts';
import type { Pads, PadVoice } from '../devices/pads.ts';
import type { Moment } from '../domain/moment.ts';
import { visitToRate } from '../domain/rules/rate.ts';
import type { State } from '../domain/state.ts';
import type { Handler } from '../handle.ts';
import type { RatingWindows } from './rating-windows.ts';

/** A finger is thanked after this long at the latest, whatever the disk does: what was pressed is kept and will be told. */
const PATIENCE_MS = 80;

export interface AnswerPressesOptions {
  readonly handler: Pick<Handler, 'committed' | 'onCommit'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly pads: Pick<Pads, 'voices'>;
  readonly windows: Pick<RatingWindows, 'onEnd'>;
}

/** A pad, with what it was told last. */
interface Answering {
  readonly voice: PadVoice;
  /** Counters that can be rated on it. */
  readonly rated: readonly string[];
  isArmed: boolean;
  /** The visit that it has thanked for last. */
  thanked: string | null;
}

/**
 * What pads say to people: that a rating is awaited, that one was heard, that a key did nothing. A press that does not count is not
 * answered at all: it may be a child's, and whoever was there before is not to be spoken of.
 */
export class AnswerPresses {
  readonly #options: AnswerPressesOptions;
  readonly #pads: ReadonlyMap<string, Answering>;
  readonly #patience = new Set<NodeJS.Timeout>();
  readonly #unfollow: readonly (() => void)[];
  #isStopped = false;

  constructor(options: AnswerPressesOptions) {
    this.#options = options;
    const { handler, pads, windows } = options;
    this.#pads = new Map(
      pads.voices().map(({ pad, voice }) => {
        const rates = pad.buttons.filter(({ does }) => does === 'rate').map(({ counter }) => counter);
        return [pad.id, { voice, rated: [...new Set(rates)], isArmed: false, thanked: null }];
      }),
    );
    this.#unfollow = [
      handler.onCommit((_events, state) => this.#arm(state)),
      windows.onEnd(() => this.#arm(handler.committed)),
    ];
    this.#arm(handler.committed);
  }

  /**
   * Somebody has pressed a score.
   * @returns to be told the ticket whose rating it has become, or null
   */
  rated(padId: string, counter: string, at: Moment): (ticket: string | null) => void {
    const pad = this.#pads.get(padId);
    if (pad === undefined || this.#isStopped) return () => undefined;
    const { clock, handler } = this.#options;
    const visit = visitToRate(handler.committed, counter, at)?.ticket ?? null;
    const agoMs = clock.now().monoMs - at.monoMs;
    const timer = setTimeout(
      () => {
        this.#patience.delete(timer);
        if (visit !== null) thank(pad, visit);
      },
      Math.max(0, PATIENCE_MS - agoMs),
    );
    this.#patience.add(timer);
    return (ticket) => {
      clearTimeout(timer);
      this.#patience.delete(timer);
      if (ticket !== null && !this.#isStopped) thank(pad, ticket);
    };
  }

  /** Somebody has pressed a key that does something. */
  deed(padId: string, isDone: boolean): void {
    if (this.#isStopped) return;
    const voice = this.#pads.get(padId)?.voice;
    if (isDone) voice?.thank();
    else voice?.refuse();
  }

  /** Pads ask for nothing from now on, since nobody would hear it, and say nothing, since nobody would switch off their lights. */
  stop(): void {
    this.#isStopped = true;
    for (const unfollow of this.#unfollow) unfollow();
    for (const timer of this.#patience) clearTimeout(timer);
    this.#patience.clear();
    for (const { voice } of this.#pads.values()) voice.setArmed(false);
  }

  #arm(state: Readonly<State>): void {
    const now = this.#options.clock.now();
    for (const pad of this.#pads.values()) {
      const isArmed = pad.rated.some((counter) => visitToRate(state, counter, now) !== null);
      if (isArmed === pad.isArmed) continue;
      pad.isArmed = isArmed;
      pad.voice.setArmed(isArmed);
    }
  }
}

/** Once for each visit: who presses again has been thanked. */
function thank(pad: Answering, visit: string): void {
  if (pad.thanked === visit) return;
  pad.thanked = visit;
  pad.voice.thank();
}
