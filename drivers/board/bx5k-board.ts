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
  /** Whether the board has acknowledged anything since the port opened. */
  #isProven = false;
  #isSweepDue = false;
  /** The row whose turn it is to be sent once more. */
  #turn = 0;
  /** Frames without an answer, or damaged on the way, since the last good one. */
  #misses = 0;
  #wasGiven = false;
  /** When the content that is not confirmed yet was given. */
  #givenAtMs: number | null = null;
  #confirmedMs: number | null = null;
  #restTimer: NodeJS.Timeout | undefined;
  #hearOutTimer: NodeJS.Timeout | undefined;
  #repaintTimer: NodeJS.Timeout | undefined;

  constructor(model: BoardModel, size: BoardSize, transport: Transport, options: BoardOptions = {}) {
    this.#model = model;
    this.#widthDots = size.widthDots;
    this.columns = Math.floor(size.widthDots / model.cellWidthDots);
    this.rows = Math.floor(size.heightDots / model.cellHeightDots);
    this.#timing = options.timing ?? defaultBoardTiming;
    this.#slate = new Slate(Array.from({ length: this.rows }, () => darkRow));
    this.#link = new BoardLink(transport, this.#timing.lateMs);
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
    const { askMs, repaintMs } = this.#timing;
    this.#repaintTimer = setInterval(() => this.#repaint(), Math.min(askMs, repaintMs / this.rows));
    this.#startOver();
    // While the board deletes, and before anybody is called.
    warmUp();
  }

  #lost(reason: string): void {
    this.#stopTimers();
    this.#portFault = reason;
    this.#trouble = null;
    this.#isProven = false;
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

  /**
   * One row once more, in turn, whether anything else happens or not: as good a question as any whether the board is there, and
   * it mends what was forgotten. Rows one by one, so that a call never waits for more than one.
   */
  #repaint(): void {
    // All is tried again anyway.
    if (this.#trouble === 'refused') return;
    this.#slate.refreshRow(this.#turn);
    this.#turn = (this.#turn + 1) % this.rows;
    // While answers are owed it goes along with the next change: frames without need would keep them all uncertain.
    if (this.#trouble || !this.#link.isOwed) this.#advance();
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
    return rows.size > 0 ? { kind: 'rows', rows } : null;
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

  /** A board in trouble: asks now and then whether it is there, or tries again what it has refused. */
  #rest(): void {
    clearTimeout(this.#restTimer);
    if (!this.#trouble) return;
    this.#restTimer = setTimeout(() => {
      if (this.#trouble === 'refused') this.#startOver();
      else this.#launch({ kind: 'ping' });
    }, this.#timing.retryMs);
  }

  #answered(answer: CardAnswer, isTimely: boolean): void {
    const flight = this.#flight;
    if (isTimely) this.#flight = null;
    if (this.#trouble === 'not-answering') this.#hearOut();
    else if (!isTimely || !flight) this.#answeredLate(answer, flight);
    else if (answer.kind === 'acknowledged') this.#acknowledged(flight);
    else if (answer.error === cardErrors.check) this.#missed(flight, 'refused');
    else this.#enter('refused');
    this.#advance();
  }

  /** A board that answers again may have been switched off meanwhile, and may have many answers left to questions of before. */
  #hearOut(): void {
    clearTimeout(this.#hearOutTimer);
    this.#hearOutTimer = setTimeout(() => {
      this.#trouble = null;
      this.#startOver();
    }, this.#timing.hearOutMs);
  }

  /** An answer, and not certain to what: it confirms nothing, but a refusal may be one of anything. */
  #answeredLate(answer: CardAnswer, flight: Flight | null): void {
    if (answer.kind === 'acknowledged') this.#misses = 0;
    else this.#refusedLate();
    // It may have been the answer to what is under way, and no other may come: that is sent again, now.
    this.#flight = null;
    if (flight?.kind === 'rows') this.#slate.unsent(flight.rows);
  }

  #refusedLate(): void {
    this.#slate.distrust();
    // All is tried again anyway.
    if (this.#trouble) return;
    this.#misses++;
    if (this.#misses >= this.#timing.tries) this.#enter('refused');
    else this.#slate.refresh();
  }

  #unanswered(): void {
    const flight = this.#flight;
    this.#flight = null;
    if (flight) this.#missed(flight, 'not-answering');
    this.#advance();
  }

  #acknowledged(flight: Flight): void {
    this.#misses = 0;
    this.#isProven = true;
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
    clearTimeout(this.#hearOutTimer);
    clearInterval(this.#repaintTimer);
  }

  #publish(): void {
    const connected = this.#link.isOpen;
    const confirmed = this.#wasGiven && this.#slate.isShown;
    if (confirmed && this.#givenAtMs !== null) {
      this.#confirmedMs = performance.now() - this.#givenAtMs;
      this.#givenAtMs = null;
    }
    const trouble = this.#trouble ?? (this.#isProven ? null : 'not-answering');
    const next: BoardStatus = {
      connected,
      problem: connected ? trouble : 'disconnected',
      portFault: this.#portFault,
      confirmed,
      confirmedMs: this.#confirmedMs,
    };
    if (isDeepStrictEqual(next, this.#status)) return;
    this.#status = next;
    this.#statuses.emit(next);
  }
}
