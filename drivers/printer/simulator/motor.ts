/** Moves a simulated printer's paper, one item after the other, as fast as its motor does. */
import type { PrinterModel } from '../models/model.ts';
import type { Placed } from './paper.ts';

const usualCutMs = 150;

export class Motor {
  readonly #msPerDot: number;
  readonly #cutMs: number;
  /** Items whose paper has not moved yet; the first one's may be moving. */
  #waiting: Placed[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param pace times as long as a real printer needs; 0 is at once */
  constructor({ mmPerSecond, dotsPerMm }: Pick<PrinterModel, 'mmPerSecond' | 'dotsPerMm'>, pace: number) {
    this.#msPerDot = (1000 / (mmPerSecond * dotsPerMm)) * pace;
    this.#cutMs = usualCutMs * pace;
  }

  get isMoving(): boolean {
    return this.#timer !== undefined;
  }

  /** Whether all that was given to it is done. */
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  add(placed: readonly Placed[]): void {
    this.#waiting.push(...placed);
  }

  /** Moves the next item. @param moved told when it is done, within this call where it takes no time */
  next(moved: (placed: Placed, isLater: boolean) => void): void {
    const [placed] = this.#waiting;
    if (!placed) return;
    const ms = placed.item.kind === 'cut' ? this.#cutMs : placed.dots * this.#msPerDot;
    const done = (isLater: boolean) => {
      this.#timer = undefined;
      this.#waiting.shift();
      moved(placed, isLater);
    };
    if (ms === 0) done(false);
    else this.#timer = setTimeout(done, ms, true).unref();
  }

  /** What moves is done anew from its beginning, later: the line that failed. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  clear(): void {
    this.stop();
    this.#waiting = [];
  }
}
