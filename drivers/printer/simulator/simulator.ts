/** A ticket printer without the printer: the same wire from the other side, its buffer, its paper and its troubles. */
import { FaultyDevice } from '../../transport/faulty-device.ts';
import { EscposDecoder, type Command } from './decode.ts';
import type { PrinterModel } from '../models/models.ts';
import { PaperRoll, type Paper } from './paper-roll.ts';
import { Typesetter, type Placed } from './paper.ts';
import { RealTimeScanner } from './real-time.ts';

export interface PrinterFaults {
  paperOut: boolean;
  coverOpen: boolean;
  /** Nothing passes in either direction; what has arrived is printed. */
  cableCut: boolean;
  /** Swallows bytes, answers nothing, prints nothing. Ending it is switching the printer off and on: it forgets everything. */
  hung: boolean;
}

export interface SimulatorOptions {
  /** Times as long as a real printer needs; 0 is at once. */
  readonly pace?: number;
  /** Whether it answers GS ( H; older printers and clones do not. */
  readonly confirms?: boolean;
  /** Whether it can be heard at all; over a one-way cable it cannot. */
  readonly backChannel?: boolean;
}

/** 8 dots to the millimetre at 100 mm/s, the slow end of what such printers do. */
const msPerDot = 1.25;
const cutMs = 150;

/** What such a printer has; more is thrown away. */
const bufferBytes = 4096;

export class PrinterSimulator extends FaultyDevice<PrinterFaults> {
  readonly widthDots: number;
  readonly columns: number;
  /** Commands that were not understood, in hex, in the order they came; each is a fault of the sender or of this simulator. */
  readonly unknownCommands: string[] = [];
  readonly #pace: number;
  readonly #confirms: boolean;
  readonly #backChannel: boolean;
  readonly #roll = new PaperRoll();
  #scanner = new RealTimeScanner();
  #decoder = new EscposDecoder();
  #typesetter: Typesetter;
  /** Items whose paper has not moved yet. */
  #moving: Placed[] = [];
  #motor: NodeJS.Timeout | undefined;
  #statusMask = 0;
  #lostBytes = 0;

  constructor(model: PrinterModel, options: SimulatorOptions = {}) {
    super({ paperOut: false, coverOpen: false, cableCut: false, hung: false });
    this.widthDots = model.widthDots;
    this.columns = model.columns;
    this.#typesetter = new Typesetter(model.columns);
    this.#pace = options.pace ?? 1;
    this.#confirms = options.confirms ?? true;
    this.#backChannel = options.backChannel ?? true;
  }

  /** The latest 20 papers, newest first; the one still printing has `done: false`. Replaced, never changed. */
  get papers(): readonly Paper[] {
    return this.#roll.papers;
  }

  /** Bytes that came when the buffer was full. */
  get lostBytes(): number {
    return this.#lostBytes;
  }

  /** Makes and mends faults; keys left out stay as they are. */
  override setFaults(change: Partial<PrinterFaults>): void {
    const before = this.changeFaults(change);
    const { paperOut, coverOpen, hung } = this.faults;
    // A new roll, or a closed cover: whoever did that has pulled off what hung out.
    if ((before.paperOut && !paperOut) || (before.coverOpen && !coverOpen)) this.#roll.tearOff();
    if (before.hung && !hung) this.#switchOffAndOn();
    this.tellPlug(before);
    if (before.paperOut !== paperOut || before.coverOpen !== coverOpen) this.#reportStatus();
    this.tellChange();
    this.#print();
  }

  /** Takes the finished papers out of the tray. */
  tear(): void {
    this.#roll.take();
    this.tellChange();
  }

  override receive(bytes: Uint8Array): void {
    if (this.isDeaf) return;
    for (const part of this.#scanner.push(bytes)) {
      if (part.kind === 'status') this.#send([this.#realTimeStatus(part.n)]);
      else if (part.kind === 'clear') this.#clearBuffers();
      else this.#take(part.bytes);
    }
  }

  #take(bytes: Uint8Array): void {
    const room = Math.max(0, bufferBytes - this.#decoder.pendingBytes);
    this.#lostBytes += Math.max(0, bytes.length - room);
    this.#decoder.push(bytes.subarray(0, room));
    this.#print();
  }

  /** Goes on with what is in the buffer, one movement of the paper at a time, until it is empty or something is in the way. */
  #print(): void {
    while (this.#motor === undefined && this.#canPrint()) {
      const placed = this.#moving.shift();
      if (placed) this.#move(placed);
      else {
        const command = this.#decoder.next();
        if (!command) return;
        this.#execute(command);
      }
    }
  }

  #canPrint(): boolean {
    const { paperOut, coverOpen, hung } = this.faults;
    return !paperOut && !coverOpen && !hung;
  }

  #execute(command: Command): void {
    this.#roll.read(command.length);
    if (command.kind === 'unknown') this.unknownCommands.push(command.hex);
    // A printer may forget its automatic status here (Bixolon says so), so the simulated one does.
    if (command.kind === 'initialise') this.#statusMask = 0;
    if (command.kind === 'automatic-status') this.#setStatusMask(command.mask);
    if (command.kind === 'process-id') this.#confirm(command.id);
    this.#moving.push(...this.#typesetter.apply(command));
  }

  #move(placed: Placed): void {
    const ms = (placed.item.kind === 'cut' ? cutMs : placed.dots * msPerDot) * this.#pace;
    if (ms === 0) return this.#moved(placed);
    this.#motor = setTimeout(() => {
      this.#motor = undefined;
      this.#moved(placed);
      this.#print();
    }, ms).unref();
  }

  #moved({ item }: Placed): void {
    this.#roll.add(item);
    this.tellChange();
  }

  #confirm(id: readonly number[]): void {
    this.#roll.jobEnded();
    if (this.#confirms) this.#send([0x37, 0x22, ...id, 0]);
  }

  #clearBuffers(): void {
    this.#forget();
    this.#send([0x37, 0x25, 0]);
  }

  #forget(): void {
    this.#decoder.clear();
    this.#typesetter.clear();
    this.#moving = [];
    clearTimeout(this.#motor);
    this.#motor = undefined;
  }

  #switchOffAndOn(): void {
    this.#forget();
    this.#scanner = new RealTimeScanner();
    this.#decoder = new EscposDecoder();
    this.#typesetter = new Typesetter(this.columns);
    this.#statusMask = 0;
  }

  #setStatusMask(mask: number): void {
    this.#statusMask = mask;
    this.#reportStatus();
  }

  #reportStatus(): void {
    if (this.#statusMask === 0) return;
    const { paperOut, coverOpen } = this.faults;
    const offline = paperOut || coverOpen;
    this.#send([0x10 | (offline ? 0x08 : 0) | (coverOpen ? 0x20 : 0), 0, paperOut ? 0x0f : 0, 0]);
  }

  #realTimeStatus(n: 1 | 2 | 3 | 4): number {
    const { paperOut, coverOpen } = this.faults;
    const bits = {
      1: paperOut || coverOpen ? 0x08 : 0,
      2: (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0),
      3: 0,
      4: paperOut ? 0x6c : 0,
    };
    return 0x12 | bits[n];
  }

  #send(bytes: number[]): void {
    if (this.#backChannel && !this.isDeaf) this.emit(Uint8Array.from(bytes));
  }
}
