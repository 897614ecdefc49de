import type { Progress } from './simulation.ts';

const BAR_WIDTH = 30;
/** A bar that is drawn more often is none to the eye, and takes its time from the day. */
const REDRAW_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * How far the days have come: a bar that is redrawn on a terminal, a line a tenth elsewhere. Forty lines of its own: the kept
 * libraries for this bring cursors, colours and several bars at once, and with them dependencies that a kiosk would install.
 */
export class ProgressBar {
  readonly #out: Terminal;
  readonly #days: number;
  #drawnMs = -Infinity;
  #tenth = -1;

  constructor(out: Terminal, days: number) {
    this.#out = out;
    this.#days = days;
  }

  /** @param nowMs of any clock that runs */
  show({ day, date, atMs, fromAt, untilAt }: Progress, nowMs: number): void {
    const ofDay = Math.min(1, Math.max(0, (atMs - fromAt) / (untilAt - fromAt)));
    const done = (day - 1 + ofDay) / this.#days;
    if (this.#out.isTTY === true) {
      if (nowMs - this.#drawnMs < REDRAW_MS) return;
      this.#drawnMs = nowMs;
      const filled = Math.round(done * BAR_WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      this.#out.write(`${CLEAR_LINE}${bar} ${Math.floor(done * 100)} %  ${date}`);
      return;
    }
    const tenth = Math.floor(done * 10);
    if (tenth === this.#tenth) return;
    this.#tenth = tenth;
    this.#out.write(`${tenth * 10} %  ${date}\n`);
  }

  /** Leaves a clean line behind. */
  end(): void {
    if (this.#out.isTTY === true) this.#out.write(CLEAR_LINE);
  }
}
