/** The driver: keeps an LED board with a BX-5K font card at the content that was last given to it. */
import { isDeepStrictEqual } from 'node:util';
import type { Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import type { Transport } from '../transport/transport.ts';
import type { BoardContent, BoardProblem, BoardStatus, LedBoard } from './board.ts';
import {
  areaBytes,
  cardErrors,
  deleteAllAreas,
  encodeAreas,
  ping,
  type CardAnswer,
} from './bx5k/commands.ts';
import { encodeFrame, hostAddress } from './bx5k/frame.ts';
import { warmUp } from './bx5k/gb2312.ts';
import { darkRow, encodeRow } from './bx5k/markup.ts';
import { BoardLink } from './link.ts';
import type { BoardModel, BoardSize } from './models.ts';
import { Slate, type SlateRows } from './slate.ts';
import { defaultBoardTiming, type BoardTiming } from './timing.ts';

export interface BoardOptions {
  readonly timing?: BoardTiming;
}

/** A frame under way. A sweep deletes all areas, ours and those of whatever drove the board before. */
type Flight = { readonly kind: 'ping' | 'sweep' } | { readonly kind: 'rows'; readonly rows: SlateRows };

/** Of a frame with areas, what is not areas. */
const areasHeadBytes = 7;

export class Bx5kBoard implements LedBoard {
  readonly columns: number;
  readonly rows: number;
  readonly #model: BoardModel;
  readonly #widthDots: number;
  readonly #link: BoardLink;
  readonly #timing: BoardTiming;
  readonly #slate: Slate;
  readonly #statuses = listeners<[BoardStatus]>();
  #status: BoardStatus = {
    connected: false,
    problem: 'disconnected',
    portFault: null,
    confirmed: false,
    confirmedMs: null,
  };
  #portFault: string | null = null;
  #trouble: Exclude<BoardProblem, 'disconnected'> | null = null;
  #flight: Flight | null = null;
  #isSweepDue = false;
  /** Frames without an answer, or damaged on the way, since the last good one. */
  #misses = 0;
  #wasGiven = false;
  /** When the content that is not confirmed yet was given. */
  #givenAtMs: number | null = null;
  #confirmedMs: number | null = null;
  #restTimer: NodeJS.Timeout | undefined;
  #repaintTimer: NodeJS.Timeout | undefined;

  constructor(model: BoardModel, size: BoardSize, transport: Transport, options: BoardOptions = {}) {
    this.#model = model;
    this.#widthDots = size.widthDots;
    this.columns = Math.floor(size.widthDots / model.cellWidthDots);
    this.rows = Math.floor(size.heightDots / model.cellHeightDots);
    this.#timing = options.timing ?? defaultBoardTiming;
    this.#slate = new Slate(Array.from({ length: this.rows }, () => darkRow));
    this.#link = new BoardLink(transport);
    this.#link.onOpen(() => this.#opened());
    this.#link.onLost((reason) => this.#lost(reason));
    this.#link.onAnswer((answer, isTimely) => this.#answered(answer, isTimely));
    this.#link.onSilence(() => this.#unanswered());
  }

  get status(): BoardStatus {
    return this.#status;
  }

  onStatus(listener: (status: BoardStatus) => void): Unsubscribe {
    return this.#statuses.add(listener);
  }

  show(content: BoardContent): void {
    const wanted = Array.from({ length: this.rows }, (_, index) =>
      encodeRow(content.rows[index] ?? { runs: [] }, this.columns),
    );
    if (!this.#slate.want(wanted) && this.#wasGiven) return;
    this.#wasGiven = true;
    this.#givenAtMs = performance.now();
    this.#advance();
  }

  close(): Promise<void> {
    this.#stopTimers();
    return this.#link.close();
  }

  #opened(): void {
    this.#portFault = null;
    this.#repaintTimer = setInterval(() => {
      this.#slate.refresh();
      this.#advance();
    }, this.#timing.repaintMs);
    this.#startOver();
    // While the board deletes, and before anybody is called.
    warmUp();
  }

  #lost(reason: string): void {
    this.#stopTimers();
    this.#portFault = reason;
    this.#trouble = null;
    this.#flight = null;
    this.#slate.distrust();
    this.#publish();
  }

  /** The board may show anything: clears it and sends everything. */
  #startOver(): void {
    this.#flight = null;
    this.#misses = 0;
    this.#isSweepDue = true;
    this.#slate.distrust();
    this.#slate.refresh();
    this.#advance();
  }

  /** Sends what is due, if its turn has come; else sees to it that somebody looks again. */
  #advance(): void {
    if (this.#link.isOpen && !this.#flight) {
      const flight = this.#next();
      if (flight) this.#launch(flight);
      else this.#rest();
    }
    this.#publish();
  }

  #next(): Flight | null {
    if (this.#isSweepDue) return { kind: 'sweep' };
    const rows = this.#slate.due(this.#model.frameDataBytesMax - areasHeadBytes, areaBytes);
    if (rows.size > 0) return { kind: 'rows', rows };
    // A board that was silent once is asked again at once.
    return this.#misses > 0 && !this.#trouble ? { kind: 'ping' } : null;
  }

  #launch(flight: Flight): void {
    clearTimeout(this.#restTimer);
    this.#flight = flight;
    if (flight.kind === 'rows') this.#slate.sending(flight.rows);
    const data = this.#dataOf(flight);
    const frame = encodeFrame({ to: this.#model.address, from: hostAddress, data });
    const { answerMs, restMs, msPerByte } = this.#timing;
    // A call does not wait for a board that may never answer; if it does after all, that is heard at any time.
    const limitMs = this.#trouble === 'not-answering' ? restMs : answerMs;
    this.#link.send(frame, limitMs + frame.length * msPerByte);
  }

  #dataOf(flight: Flight): Buffer {
    if (flight.kind !== 'rows') return flight.kind === 'ping' ? ping : deleteAllAreas;
    const height = this.#model.cellHeightDots;
    const areas = Array.from(flight.rows, ([id, text]) => ({
      id,
      x: 0,
      y: id * height,
      width: this.#widthDots,
      height,
      text,
    }));
    return encodeAreas(areas, this.#model);
  }

  /** Until something changes: asks now and then whether the board is there, or tries again what it has refused. */
  #rest(): void {
    clearTimeout(this.#restTimer);
    const { pingMs, retryMs } = this.#timing;
    this.#restTimer = setTimeout(
      () => {
        if (this.#trouble === 'refused') this.#startOver();
        else this.#launch({ kind: 'ping' });
      },
      this.#trouble ? retryMs : pingMs,
    );
  }

  #answered(answer: CardAnswer, isTimely: boolean): void {
    if (this.#trouble === 'not-answering') {
      // It may have been switched off meanwhile.
      this.#trouble = null;
      return this.#startOver();
    }
    const flight = this.#flight;
    if (!isTimely || !flight) {
      this.#misses = 0;
      return;
    }
    this.#flight = null;
    // A card that knows no ping is there all the same.
    if (answer.kind === 'acknowledged' || flight.kind === 'ping') this.#acknowledged(flight);
    else if (answer.error === cardErrors.check) this.#missed(flight, 'refused');
    else this.#enter('refused');
    this.#advance();
  }

  #unanswered(): void {
    const flight = this.#flight;
    this.#flight = null;
    if (flight) this.#missed(flight, 'not-answering');
    this.#advance();
  }

  #acknowledged(flight: Flight): void {
    this.#misses = 0;
    if (flight.kind === 'sweep') this.#isSweepDue = false;
    if (flight.kind !== 'rows') return;
    this.#slate.acknowledged(flight.rows);
    if (!this.#trouble) return;
    // It takes rows again: now those that it has refused.
    this.#slate.unsentWhereUnknown();
    if (this.#slate.isShown) this.#trouble = null;
  }

  #missed(flight: Flight, consequence: 'not-answering' | 'refused'): void {
    this.#misses++;
    if (this.#misses >= this.#timing.tries) this.#enter(consequence);
    else if (flight.kind === 'rows' && !this.#trouble) this.#slate.unsent(flight.rows);
  }

  /** From now on everything is sent once, whether it is acknowledged or not. */
  #enter(trouble: 'not-answering' | 'refused'): void {
    this.#trouble = trouble;
    this.#isSweepDue = false;
    this.#slate.distrust();
  }

  #stopTimers(): void {
    clearTimeout(this.#restTimer);
    clearInterval(this.#repaintTimer);
  }

  #publish(): void {
    const connected = this.#link.isOpen;
    const confirmed = this.#wasGiven && this.#slate.isShown;
    if (confirmed && this.#givenAtMs !== null) {
      this.#confirmedMs = performance.now() - this.#givenAtMs;
      this.#givenAtMs = null;
    }
    const next: BoardStatus = {
      connected,
      problem: connected ? this.#trouble : 'disconnected',
      portFault: this.#portFault,
      confirmed,
      confirmedMs: this.#confirmedMs,
    };
    if (isDeepStrictEqual(next, this.#status)) return;
    this.#status = next;
    this.#statuses.emit(next);
  }
}
