/** The driver: keeps an LED board at the content that was last given to it, whatever it speaks. */
import type { Unsubscribe } from '../driver.ts';
import type { BoardContent, BoardProblem, BoardStatus, LedBoard } from './board.ts';
import type { BoardAnswer, BoardCodec } from './codec.ts';
import type { BoardFace } from './face.ts';
import { BoardHealth } from './health.ts';
import type { Line } from './line/line.ts';
import { BoardLink, type Said } from './link.ts';
import { Painter } from './painter.ts';
import { Repaint } from './repaint.ts';
import { Slate, type SlateParts } from './slate.ts';
import { defaultBoardTiming, type BoardTiming } from './timing.ts';

export interface BoardOptions {
  readonly timing?: Partial<BoardTiming>;
}

/** A frame under way. */
type Flight = { readonly frame: Buffer } & (
  { readonly kind: 'ping' | 'set-up' } | { readonly kind: 'parts'; readonly parts: SlateParts }
);

export class KeptBoard implements LedBoard {
  readonly face: BoardFace;
  readonly acknowledges: boolean;
  readonly #codec: BoardCodec;
  readonly #link: BoardLink;
  readonly #timing: BoardTiming;
  readonly #painter: Painter;
  readonly #slate: Slate;
  readonly #health: BoardHealth;
  readonly #repaint: Repaint;
  #portFault: string | null = null;
  #trouble: Exclude<BoardProblem, 'disconnected'> | null = null;
  #flight: Flight | null = null;
  /** Whether the board has acknowledged anything since the port opened. */
  #isProven = false;
  /** What is still to be sent before anything else. */
  #setUp: readonly Buffer[] = [];
  #isPingDue = false;
  /** Frames without an answer, or damaged on the way, since the last good one. */
  #misses = 0;
  #wasGiven = false;
  #restTimer: NodeJS.Timeout | undefined;
  #hearOutTimer: NodeJS.Timeout | undefined;

  constructor(codec: BoardCodec, line: Line, { timing = {} }: BoardOptions = {}) {
    this.#codec = codec;
    this.face = codec.face;
    this.acknowledges = codec.acknowledges;
    this.#timing = { ...defaultBoardTiming, ...timing };
    this.#painter = new Painter(codec, this.#timing.blinkMs, {
      // What has not been sent yet is sent lit.
      isTime: () => this.#slate.isSent,
      painted: (parts) => void (this.#slate.want(parts) && this.#advance()),
    });
    this.#slate = new Slate(this.#painter.paint());
    this.#health = new BoardHealth(this.#timing.slowMs, codec.acknowledges);
    const load = () => ({ parts: this.#slate.count, stations: this.#link.stations });
    // It asks whether the board is there, too, and mends what was forgotten. What was refused is all tried again anyway.
    this.#repaint = new Repaint(this.#timing, load, {
      mark: () => void (this.#trouble === 'refused' || this.#slate.refreshNext()),
      // While answers are owed, frames without need would keep them all uncertain.
      send: () => {
        if (this.#trouble ? this.#trouble !== 'refused' : !this.acknowledges || !this.#link.isOwed)
          this.#advance();
      },
    });
    this.#link = new BoardLink(line, codec.newReader(), this.#timing.lateMs, {
      opened: () => this.#opened(),
      lost: (reason) => this.#lost(reason),
      turn: () => this.#speak(),
      answered: (answer, isTimely) => this.#answered(answer, isTimely),
      silence: () => this.#unanswered(),
    });
  }

  get status(): BoardStatus {
    return this.#health.status;
  }

  onStatus(listener: (status: BoardStatus) => void): Unsubscribe {
    return this.#health.onStatus(listener);
  }

  show(content: BoardContent): void {
    this.#painter.content = content;
    if (this.#link.isOpen) this.#painter.start();
    if (this.#slate.want(this.#painter.paint()) || !this.#wasGiven) this.#given();
  }

  clear(): void {
    this.show({ rows: [] });
  }

  setBrightness(percent: number): void {
    this.#painter.brightness = percent;
    if (this.#slate.want(this.#painter.paint())) this.#given();
  }

  async close(): Promise<void> {
    this.#stopTimers();
    await this.#link.close();
  }

  #given(): void {
    this.#wasGiven = true;
    this.#health.given();
    this.#advance();
  }

  #opened(): void {
    this.#portFault = null;
    this.#isProven = !this.acknowledges;
    this.#painter.start();
    this.#slate.want(this.#painter.paint());
    this.#slate.waitAnew();
    this.#repaint.start();
    this.#startOver();
  }

  #lost(reason: string): void {
    this.#stopTimers();
    this.#portFault = reason;
    this.#trouble = null;
    this.#isProven = false;
    this.#flight = null;
    this.#distrust();
    this.#publish();
  }

  #distrust(): void {
    this.#slate.distrust();
    this.#health.distrust();
  }

  /** The board may show anything: sets it up and sends everything. */
  #startOver(): void {
    this.#flight = null;
    this.#misses = 0;
    this.#setUp = this.#codec.setUp;
    this.#distrust();
    this.#slate.refresh();
    this.#advance();
  }

  /** Asks for a turn, if there is something to say; else sees to it that somebody looks again. */
  #advance(): void {
    if (this.#link.isOpen && !this.#flight) {
      if (this.#setUp.length > 0 || this.#isPingDue || !this.#slate.isSent) {
        clearTimeout(this.#restTimer);
        this.#link.ask(this.#slate.isUrgent);
      } else this.#rest();
    }
    this.#publish();
  }

  /** The turn has come: what is due now. */
  #speak(): Said | null {
    // Of a board that is heard out, more answers would only make it longer.
    if (this.#flight || this.#hearOutTimer !== undefined) return null;
    const flight = this.#next();
    this.#flight = flight;
    // What was due was taken back meanwhile.
    if (!flight) return null;
    if (flight.kind === 'parts') this.#slate.sending(flight.parts);
    const { frame } = flight;
    const { answerMs, restMs, msPerByte } = this.#timing;
    const frameMs = frame.length * msPerByte;
    if (flight.kind === 'parts') this.#repaint.sent(flight.parts.size, frameMs);
    if (!this.acknowledges) return { frame, limitMs: frameMs };
    // A call does not wait for a board that may never answer; if it does after all, that is heard at any time.
    return { frame, limitMs: (this.#trouble === 'not-answering' ? restMs : answerMs) + frameMs };
  }

  #next(): Flight | null {
    const [setUp] = this.#setUp;
    if (setUp) return { kind: 'set-up', frame: setUp };
    const due = this.#slate.due();
    if (due.size > 0) {
      const { frame, parts } = this.#codec.encode(due);
      return { kind: 'parts', frame, parts: new Map([...due].filter(([index]) => parts.includes(index))) };
    }
    if (!this.#isPingDue) return null;
    this.#isPingDue = false;
    return this.#codec.ping && { kind: 'ping', frame: this.#codec.ping };
  }

  /** A board in trouble: asks now and then whether it is there, or tries again what it has refused. */
  #rest(): void {
    clearTimeout(this.#restTimer);
    if (!this.#trouble) return;
    this.#restTimer = setTimeout(() => {
      if (this.#trouble === 'refused') return this.#startOver();
      this.#isPingDue = true;
      if (this.#codec.ping === null) this.#slate.refreshNext();
      this.#advance();
    }, this.#timing.retryMs);
  }

  #answered(answer: BoardAnswer, isTimely: boolean): void {
    const flight = this.#flight;
    if (isTimely) this.#flight = null;
    if (this.#trouble === 'not-answering') this.#hearOut();
    else if (!isTimely || !flight) this.#answeredLate(answer, flight);
    else if (answer.kind === 'acknowledged') this.#acknowledged(flight);
    else if (answer.isDamaged) this.#missed(flight, 'refused');
    else if (flight.kind === 'parts' && this.#slate.isOptional(flight.parts)) this.#acknowledged(flight);
    else this.#enter('refused');
    this.#advance();
  }

  /** A board that answers again may have been switched off meanwhile, and may have many answers left to questions of before. */
  #hearOut(): void {
    clearTimeout(this.#hearOutTimer);
    this.#hearOutTimer = setTimeout(() => {
      this.#hearOutTimer = undefined;
      this.#trouble = null;
      this.#link.giveUp();
      this.#startOver();
    }, this.#timing.hearOutMs);
  }

  /** An answer, and not certain to what: it confirms nothing, but a refusal may be one of anything. */
  #answeredLate(answer: BoardAnswer, flight: Flight | null): void {
    if (answer.kind === 'acknowledged') this.#misses = 0;
    else this.#refusedLate();
    // It may have been the answer to what is under way, and no other may come: that is sent again, now.
    this.#flight = null;
    this.#link.giveUp();
    if (flight?.kind === 'parts') this.#slate.unsent(flight.parts);
  }

  #refusedLate(): void {
    this.#distrust();
    if (this.#trouble) return;
    this.#misses++;
    if (this.#misses >= this.#timing.tries) this.#enter('refused');
    else this.#slate.refresh();
  }

  #unanswered(): void {
    const flight = this.#flight;
    this.#flight = null;
    if (flight && this.acknowledges) this.#missed(flight, 'not-answering');
    // It is on the wire: more will never be known.
    else if (flight) this.#acknowledged(flight);
    this.#advance();
  }

  #acknowledged(flight: Flight): void {
    this.#misses = 0;
    this.#isProven = true;
    if (flight.kind === 'set-up') this.#setUp = this.#setUp.slice(1);
    if (flight.kind !== 'parts') return;
    this.#slate.acknowledged(flight.parts);
    if (!this.#trouble) return;
    // It takes parts again: now those that it has refused.
    this.#slate.unsentWhereUnknown();
    if (this.#slate.isShown) this.#trouble = null;
  }

  #missed(flight: Flight, consequence: 'not-answering' | 'refused'): void {
    this.#misses++;
    if (this.#misses >= this.#timing.tries) this.#enter(consequence);
    else if (this.#trouble || flight.kind !== 'parts') return;
    // A board that is silent for a moment may have been without power for a moment.
    else if (consequence === 'not-answering') this.#slate.refresh();
    else this.#slate.unsent(flight.parts);
  }

  /** From now on everything is sent once, whether it is acknowledged or not. */
  #enter(trouble: 'not-answering' | 'refused'): void {
    this.#trouble = trouble;
    this.#setUp = [];
    this.#distrust();
  }

  #stopTimers(): void {
    for (const timer of [this.#restTimer, this.#hearOutTimer]) clearTimeout(timer);
    this.#hearOutTimer = undefined;
    this.#repaint.stop();
    this.#painter.stop();
    this.#health.stop();
  }

  #publish(): void {
    if (this.#wasGiven && this.#slate.isShown) this.#health.confirmed();
    const trouble = this.#trouble ?? (this.#isProven ? null : 'not-answering');
    const { isOpen: connected } = this.#link;
    const problem = connected ? trouble : 'disconnected';
    const [portFault, { waitsSinceMs }, { lacking }] = [this.#portFault, this.#slate, this.#painter];
    this.#health.publish({ connected, problem, portFault, lacking }, waitsSinceMs);
  }
}
