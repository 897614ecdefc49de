/** An LED board without the board: a font card's wire from the other side, what it shows, and its troubles. */
import { FaultyDevice } from '../transport/faulty-device.ts';
import type { BoardArea } from './areas.ts';
import { cardErrors } from './bx5k/commands.ts';
import { encodeFrame, FrameParser, toAll, toAllSilently, type Frame, type Parsed } from './bx5k/frame.ts';
import { encodeAnswer, readRequest, wantsAnswer, type CardRequest } from './bx5k/requests.ts';
import type { BoardModel, BoardSize } from './models.ts';

export interface BoardFaults {
  /** Nothing passes in either direction; what is lit stays lit. */
  cableCut: boolean;
  /** Swallows bytes, shows and answers nothing new. Ending it is switching the board off and on: it forgets all areas. */
  hung: boolean;
  /** Shows, but is never heard: a cable with one wire. */
  mute: boolean;
}

export interface BoardSimulatorOptions {
  /** Times as long as a real board needs; 0 is at once. */
  readonly pace?: number;
  /** Bits per second on the wire, for the time a frame takes; the model's when left out. */
  readonly baudRate?: number;
}

/** A card thinks for so long before it shows and answers. */
const thinkMs = 20;
/** Besides its data, what a frame has at least: eight bytes of beginning, header, CRC, end. */
const envelopeBytes = 25;
const brightest = 15;
/** What such a card keeps in its RAM. */
const areasMax = 32;

export class BoardSimulator extends FaultyDevice<BoardFaults> {
  readonly columns: number;
  readonly rows: number;
  /** What was not understood, in hex, in the order it came; each is a fault of the sender or of this simulator. */
  readonly unknownCommands: string[] = [];
  readonly #model: BoardModel;
  readonly #msPerByte: number;
  readonly #thinkMs: number;
  #parser = new FrameParser();
  #areas: readonly BoardArea[] = [];
  #isLit = true;
  #brightness = brightest;
  /** Frames that have come and not been obeyed. */
  #waiting: Parsed[] = [];
  #thinking: NodeJS.Timeout | undefined;

  constructor(model: BoardModel, size: BoardSize, options: BoardSimulatorOptions = {}) {
    super({ cableCut: false, hung: false, mute: false });
    const { pace = 1, baudRate = model.baudRate } = options;
    this.#model = model;
    this.columns = Math.floor(size.widthDots / model.cellWidthDots);
    this.rows = Math.floor(size.heightDots / model.cellHeightDots);
    this.#msPerByte = (pace * 10_000) / baudRate;
    this.#thinkMs = pace * thinkMs;
  }

  /** What stands on the board, by id. Replaced, never changed. */
  get areas(): readonly BoardArea[] {
    return this.#areas;
  }

  /** Whether the board is switched on by command; its areas are kept while it is not. */
  get isLit(): boolean {
    return this.#isLit;
  }

  /** 0 to 15. */
  get brightness(): number {
    return this.#brightness;
  }

  /** Makes and mends faults; keys left out stay as they are. */
  override setFaults(change: Partial<BoardFaults>): void {
    const before = this.changeFaults(change);
    this.tellPlug(before);
    if (!before.hung && this.faults.hung) this.#forgetFrames();
    if (before.hung && !this.faults.hung) this.powerCycle();
    else this.tellChange();
  }

  /** Off and on: a card keeps its areas in RAM. */
  powerCycle(): void {
    this.#forgetFrames();
    this.#areas = [];
    this.#isLit = true;
    this.tellChange();
  }

  override receive(bytes: Uint8Array): void {
    if (this.isDeaf) return;
    this.#waiting.push(...this.#parser.push(bytes));
    this.#work();
  }

  #forgetFrames(): void {
    this.#parser = new FrameParser();
    this.#waiting = [];
    clearTimeout(this.#thinking);
    this.#thinking = undefined;
  }

  /** One frame after the other, each after its time. */
  #work(): void {
    while (this.#thinking === undefined) {
      const parsed = this.#waiting.shift();
      if (!parsed) return;
      const bytes = parsed.kind === 'frame' ? parsed.frame.data.length + envelopeBytes : envelopeBytes;
      const ms = bytes * this.#msPerByte + this.#thinkMs;
      if (ms === 0) this.#take(parsed);
      else this.#think(parsed, ms);
    }
  }

  #think(parsed: Parsed, ms: number): void {
    this.#thinking = setTimeout(() => {
      this.#thinking = undefined;
      this.#take(parsed);
      this.#work();
    }, ms).unref();
  }

  #take(parsed: Parsed): void {
    if (parsed.kind === 'damaged') {
      if (this.#isForUs(parsed.to)) this.#answer(parsed, cardErrors.check);
      return;
    }
    const { frame } = parsed;
    if (!this.#isForUs(frame.to)) return;
    const error = this.#obey(frame);
    if (wantsAnswer(frame.data)) this.#answer(frame, error);
    this.tellChange();
  }

  #isForUs(to: number): boolean {
    return to === this.#model.address || to === toAll || to === toAllSilently;
  }

  /** The reason of a refusal, or null when it is done. */
  #obey({ data }: Frame): number | null {
    if (data.length > this.#model.frameDataBytesMax) return cardErrors.memory;
    const request = readRequest(Buffer.from(data));
    switch (request.kind) {
      case 'nothing':
        return null;
      case 'power':
        this.#isLit = request.isLit;
        return null;
      case 'brightness':
        this.#brightness = Math.min(brightest, request.brightness);
        return null;
      case 'clear':
        this.#areas = [];
        return null;
      case 'areas':
        return this.#replaceAreas(request);
      case 'refused':
        this.unknownCommands.push(Buffer.from(data).toString('hex'));
        return request.error;
    }
  }

  #replaceAreas({ deleted, areas, unknown }: Extract<CardRequest, { kind: 'areas' }>): number | null {
    this.unknownCommands.push(...unknown);
    const kept = new Map<number, BoardArea>();
    for (const area of this.#areas)
      if (deleted !== 'all' && !deleted.includes(area.id)) kept.set(area.id, area);
    for (const area of areas) kept.set(area.id, area);
    if (kept.size > areasMax) return cardErrors.memory;
    this.#areas = [...kept.values()].toSorted((one, other) => one.id - other.id);
    return null;
  }

  #answer({ to, from }: { readonly to: number; readonly from: number }, error: number | null): void {
    const { cableCut, mute } = this.faults;
    if (to === toAllSilently || cableCut || mute) return;
    const address = to === toAll ? this.#model.address : to;
    this.emit(encodeFrame({ to: from, from: address, data: encodeAnswer(error) }));
  }
}
