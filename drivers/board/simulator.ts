/** A board without the board, whatever it speaks: how its wire passes time, and its troubles. A family adds what it understands. */
import { FaultyDevice } from '../transport/faulty-device.ts';
import type { BoardPicture } from './areas.ts';

export interface BoardFaults {
  /** Nothing passes in either direction; what is lit stays lit. */
  cableCut: boolean;
  /** Swallows bytes, shows and answers nothing new. Ending it is switching the board off and on. */
  hung: boolean;
  /** Shows, but is never heard: a cable with one wire. */
  mute: boolean;
  /** Understands and refuses, where it says anything at all: a card whose memory is full. */
  refusing: boolean;
  /** Bytes are lost now and then, in both directions. */
  lossy: boolean;
  /** The other side talks at another speed: every byte arrives as another one. */
  wrongBaud: boolean;
}

const noFaults: BoardFaults = {
  cableCut: false,
  hung: false,
  mute: false,
  refusing: false,
  lossy: false,
  wrongBaud: false,
};

export interface BoardSimulatorOptions {
  /** Times as long as a real board needs; 0 is at once. */
  readonly pace?: number;
  /** Bits per second on the wire, for the time a frame takes; the model's when left out. */
  readonly baudRate?: number;
  /** What it answers to; the model's when left out. */
  readonly address?: number;
}

/** A board thinks for so long before it shows and answers. */
const thinkMs = 20;
/** With a lossy cable, every so manyth byte is lost. */
const lostEvery = 97;

/** @typeParam Request a frame that has come, damaged ones that the board would speak of included */
export abstract class SimulatedBoard<Request = unknown> extends FaultyDevice<BoardFaults> {
  /** What was not understood, in hex, in the order it came; each is a fault of the sender or of this simulator. */
  readonly unknownCommands: string[] = [];
  readonly #msPerByte: number;
  readonly #thinkMs: number;
  /** When the last byte that was sent to it has come out of the wire. */
  #wireFreeAtMs = 0;
  /** Frames with the moment at which their last byte is there. */
  #waiting: { readonly request: Request; readonly atMs: number }[] = [];
  /** It thinks, or talks. */
  #busy: NodeJS.Timeout | undefined;
  #passed = 0;
  #isPowered = true;

  constructor({ baudRate, pace = 1 }: { readonly baudRate: number; readonly pace?: number | undefined }) {
    super(noFaults);
    this.#msPerByte = (pace * 10_000) / baudRate;
    this.#thinkMs = pace * thinkMs;
  }

  /** What it looks like now. Replaced, never changed. */
  get picture(): BoardPicture {
    const picture = this.look();
    return this.#isPowered ? picture : { ...picture, isLit: false };
  }

  /** Makes and mends faults; keys left out stay as they are. */
  override setFaults(change: Partial<BoardFaults>): void {
    const before = this.changeFaults(change);
    this.tellPlug(before);
    if (!before.hung && this.faults.hung) this.#dropAll();
    if (before.hung && !this.faults.hung) this.powerCycle();
    else this.tellChange();
  }

  /** Off and on in a moment. */
  powerCycle(): void {
    this.switchOff();
    this.switchOn();
  }

  /** The power goes: it is dark and deaf, and forgets what its kind forgets. */
  switchOff(): void {
    this.#isPowered = false;
    this.#dropAll();
    this.forget();
    this.tellChange();
  }

  switchOn(): void {
    this.#isPowered = true;
    this.tellChange();
  }

  override receive(bytes: Uint8Array): void {
    if (this.isDeaf || !this.#isPowered) return;
    let atMs = Math.max(performance.now(), this.#wireFreeAtMs);
    for (const byte of this.#through(bytes)) {
      atMs += this.#msPerByte;
      for (const request of this.parse(Uint8Array.of(byte))) this.#waiting.push({ request, atMs });
    }
    this.#wireFreeAtMs = atMs;
    this.#work();
  }

  /** What its family makes of its frames. */
  protected abstract look(): BoardPicture;
  /** Requests that became complete with these bytes. */
  protected abstract parse(bytes: Uint8Array): readonly Request[];
  /** Does what it is asked, unless `refuses`; returns its answer, or null where it has none. */
  protected abstract obey(request: Request, refuses: boolean): Uint8Array | null;
  /** Half a frame is thrown away. */
  protected abstract dropFrame(): void;
  /** What is lost without power. */
  protected abstract forget(): void;

  #dropAll(): void {
    this.dropFrame();
    this.#wireFreeAtMs = 0;
    this.#waiting = [];
    clearTimeout(this.#busy);
    this.#busy = undefined;
  }

  /** Bytes as they come out of this board's end of the cable. */
  #through(bytes: Uint8Array): Uint8Array {
    const { lossy, wrongBaud } = this.faults;
    if (!lossy && !wrongBaud) return bytes;
    const kept = bytes.filter(() => !lossy || ++this.#passed % lostEvery !== 0);
    return wrongBaud ? kept.map((byte) => (byte >> 1) ^ 0x93) : kept;
  }

  /** One frame after the other, each when it is there. */
  #work(): void {
    if (this.#busy !== undefined) return;
    const next = this.#waiting.shift();
    if (!next) return;
    const waitMs = this.#msPerByte === 0 ? 0 : Math.max(0, next.atMs - performance.now());
    this.#after(waitMs + this.#thinkMs, () => {
      const answer = this.obey(next.request, this.faults.refusing);
      this.tellChange();
      if (answer === null) this.#work();
      else this.#after(answer.length * this.#msPerByte, () => this.#say(answer));
    });
  }

  #say(answer: Uint8Array): void {
    const { cableCut, mute } = this.faults;
    if (!cableCut && !mute) this.emit(this.#through(answer));
    this.#work();
  }

  /** At once where a board takes no time. */
  #after(ms: number, then: () => void): void {
    if (ms === 0) return then();
    this.#busy = setTimeout(() => {
      this.#busy = undefined;
      then();
    }, ms).unref();
  }
}
