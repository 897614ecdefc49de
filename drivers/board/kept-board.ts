/** The driver: keeps an LED board at the content that was last given to it, whatever it speaks. */
import type { Unsubscribe } from '../driver.ts';
import { Alarm } from './alarm.ts';
import type { BoardContent, BoardProblem, BoardStatus, LedBoard } from './board.ts';
import type { BoardAnswer, BoardCodec } from './codec.ts';
import type { BoardFace } from './face.ts';
import { partsFlight, type Flight } from './flight.ts';
import { BoardHealth } from './health.ts';
import type { Line } from './line/line.ts';
import { BoardLink, type Said } from './link.ts';
import { Painter } from './painter.ts';
import { Repaint } from './repaint.ts';
import { Slate } from './slate.ts';
import { defaultBoardTiming, type BoardTiming } from './timing.ts';

export interface BoardOptions {
  readonly timing?: Partial<BoardTiming>;
}

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
  /** Whether it was all sent, and acknowledged, since the board was last started over. */
  #isSetUp = false;
  #isPingDue = false;
  /** Frames without an answer, or damaged on the way, since the last good one. */
  #misses = 0;
  #wasGiven = false;
  readonly #rest = new Alarm();
  readonly #hearOut = new Alarm();

  constructor(codec: BoardCodec, line: Line, { timing = {} }: BoardOptions = {}) {
    this.#codec = codec;
    this.face = codec.face;
    this.acknowledges = codec.acknowledges;
    this.#timing = { ...defaultBoardTiming, ...timing };
    this.#painter = new Painter(codec, this.#timing.blinkMs, {
      // What has not been sent yet is sent lit.
      isTime: () => this.#slate.isChangeSent,
      painted: (parts) => void (this.#slate.want(parts) && this.#advance()),
    });
    this.#slate = new Slate(this.#painter.paint());
    this.#health = new BoardHealth(this.#timing.slowMs, codec.acknowledges);
    // It asks whether the board is there, too, and mends what was forgotten.
    const load = () => this.#slate.repaintLoad(this.#link.stations);
    this.#repaint = new Repaint(this.#timing, load, {
      mark: () => void (this.#mayRepaint && this.#refresh()),
      send: () => void (this.#mayRepaint && this.#advance()),
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
    // Said with every content, and nearly always the same.
    if (this.#painter.dim(percent) && this.#slate.want(this.#painter.paint())) this.#given();
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
    this.#isSetUp = this.#setUp.length === 0;
    this.#distrust();
    this.#slate.refresh();
    this.#advance();
  }

  /** While answers are owed, each frame would be sent as often as they are. What was refused is tried again anyway. */
  get #mayRepaint(): boolean {
    if (this.#trouble !== null) return this.#trouble !== 'refused';
    return !this.acknowledges || !this.#link.isOwed;
  }

  /** Alone on its line a board is repainted part by part, so that a call never waits long; beside others in as few frames as can be. */
  #refresh(): void {
    if (this.#link.stations === 1) this.#slate.refreshNext();
    else this.#slate.refreshAll();
  }

  /** Asks for a turn, if there is something to say; else sees to it that somebody looks again. */
  #advance(): void {
    if (this.#link.isOpen && !this.#flight) {
      if (this.#setUp.length > 0 || this.#isPingDue || !this.#slate.isSent) {
        // One that refuses is tried again in its own time, however much else is sent to it.
        if (this.#trouble !== 'refused') this.#rest.stop();
        // Whoever does not answer waits behind those who may.
        this.#link.ask(this.#slate.isUrgent && this.#misses === 0);
      } else this.#restAwhile();
    }
    this.#publish();
  }

  /** The turn has come: what is due now. */
  #speak(): Said | null {
    // Of a board that is heard out, more answers would only make it longer.
    if (this.#flight || this.#hearOut.isSet) return null;
    const flight = this.#next();
    this.#flight = flight;
    // What was due was taken back meanwhile.
    if (!flight) return null;
    if (flight.kind === 'parts') {
      this.#slate.sending(flight.parts);
      this.#repaint.sent();
    }
    const { frame } = flight;
    const { answerMs, restMs, msPerByte } = this.#timing;
    const frameMs = frame.length * msPerByte;
    if (!this.acknowledges) return { frame, limitMs: frameMs };
    // A call does not wait for a board that may never answer; if it does after all, that is heard at any time.
    return { frame, limitMs: (this.#trouble === 'not-answering' ? restMs : answerMs) + frameMs };
  }

  #next(): Flight | null {
    const [setUp] = this.#setUp;
    if (setUp) return { kind: 'set-up', frame: setUp };
    // Of a board that refuses something, what it takes is not held up by what it does not.
    const parts = partsFlight(this.#codec, this.#slate, this.#trouble === 'refused');
    if (parts || !this.#isPingDue) return parts;
    this.#isPingDue = false;
    return this.#codec.ping && { kind: 'ping', frame: this.#codec.ping };
  }

  /** A board in trouble: asks now and then whether it is there, or tries again what it has refused. */
  #restAwhile(): void {
    if (!this.#trouble || this.#rest.isSet) return;
    this.#rest.set(this.#timing.retryMs, () => {
      // With its set-up only if that was refused: it may clear what else is there.
      if (this.#trouble === 'refused' && !this.#isSetUp) return this.#startOver();
      if (this.#trouble === 'refused') this.#slate.unsentWhereUnknown();
      else if (this.#codec.ping === null) this.#slate.refreshNext();
      else this.#isPingDue = true;
      this.#advance();
    });
  }

  #answered(answer: BoardAnswer, isTimely: boolean): void {
    const flight = this.#flight;
    if (isTimely) this.#flight = null;
    if (this.#trouble === 'not-answering') this.#hearItOut();
    else if (!isTimely || !flight) this.#answeredLate(answer, flight);
    else if (answer.kind === 'acknowledged') this.#acknowledged(flight);
    else if (answer.isDamaged) this.#missed(flight, 'refused');
    else if (flight.kind === 'parts' && this.#slate.isOptional(flight.parts)) this.#acknowledged(flight);
    else {
      this.#misses = 0;
      this.#enter('refused');
    }
    this.#advance();
  }

  /** A board that answers again may have been switched off meanwhile, and may have many answers left to questions of before. */
  #hearItOut(): void {
    this.#hearOut.set(this.#timing.hearOutMs, () => {
      this.#trouble = null;
      this.#link.giveUp();
      this.#startOver();
    });
  }

  /** An answer, and not certain to what: it confirms nothing, but a refusal may be one of anything. */
  #answeredLate(answer: BoardAnswer, flight: Flight | null): void {
    if (answer.kind === 'acknowledged') this.#misses = 0;
    else {
      this.#distrust();
      if (!this.#trouble && ++this.#misses >= this.#timing.tries) this.#enter('refused');
      else if (!this.#trouble) this.#slate.refresh();
    }
    // It may have been the answer to what is under way, and no other may come: that is sent again, now.
    this.#flight = null;
    this.#link.giveUp();
    if (flight?.kind === 'parts') this.#slate.unsent(flight.parts);
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
    if (flight.kind === 'set-up') this.#isSetUp = this.#setUp.length === 0;
    if (flight.kind !== 'parts') return;
    this.#slate.acknowledged(flight.parts);
    if (this.#slate.isShown) this.#trouble = null;
  }

  #missed(flight: Flight, consequence: 'not-answering' | 'refused'): void {
    this.#misses++;
    if (this.#misses >= this.#timing.tries) this.#enter(consequence);
    else if (this.#trouble === 'not-answering' || flight.kind !== 'parts') return;
    // A board that is silent for a moment may have been without power; one that has refused before is to be known for its silence.
    else if (consequence === 'not-answering' && !this.#trouble) this.#slate.refresh();
    else this.#slate.unsent(flight.parts);
  }

  /** From now on everything is sent once, whether it is acknowledged or not; of a board that refuses, each part by itself. */
  #enter(trouble: 'not-answering' | 'refused'): void {
    if (this.#trouble === trouble) return;
    this.#trouble = trouble;
    this.#setUp = [];
    this.#distrust();
    if (trouble === 'refused') this.#slate.refresh();
  }

  #stopTimers(): void {
    for (const kept of [this.#rest, this.#hearOut, this.#repaint, this.#painter, this.#health]) kept.stop();
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
