/** A ticket printer without the printer: the same wire from the other side, its buffer, its paper and its troubles. */
import { FaultyDevice } from '../../transport/faulty-device.ts';
import type { PrinterModel } from '../models/model.ts';
import {
  automaticStatus,
  conditionOf,
  isAskedFor,
  isOffline,
  noFaults,
  realTimeStatus,
  transmittedStatus,
  type Condition,
  type PrinterFaults,
} from './condition.ts';
import { EscposDecoder } from './decode.ts';
import type { Command } from './effects.ts';
import { isNearlyFull } from './flow.ts';
import { Motor } from './motor.ts';
import type { SimulatorOptions } from './options.ts';
import { PaperRoll, type Paper } from './paper-roll.ts';
import { Typesetter, type Placed } from './paper.ts';
import { RealTimeScanner, type Received } from './real-time.ts';
import { Voice } from './voice.ts';
import { Wire } from './wire.ts';

export type { PrinterFaults } from './condition.ts';
export type { SimulatorOptions } from './options.ts';

const usualLineDots = 30;

/** Only the first are kept: each is a fault of somebody's, and a thousand are as good as more. */
const unknownMax = 1000;

export class PrinterSimulator extends FaultyDevice<PrinterFaults> {
  readonly widthDots: number;
  readonly columns: number;
  /** Commands that were not understood, in hex, in the order they came; each is a fault of the sender or of this simulator. */
  readonly unknownCommands: string[] = [];
  readonly #model: PrinterModel;
  readonly #confirms: boolean;
  readonly #backChannel: boolean;
  readonly #hasFlow: boolean;
  readonly #motor: Motor;
  readonly #roll: PaperRoll;
  /** From the host, and to it. */
  readonly #wire: Wire;
  readonly #voice: Voice;
  #scanner: RealTimeScanner;
  #decoder: EscposDecoder;
  #typesetter: Typesetter;
  #statusMask = 0;
  /** What was reported, or would have been. */
  #reported: readonly number[];
  /** The cutter's error: it outlives its cause. */
  #isJammed = false;
  #lostBytes = 0;

  constructor(model: PrinterModel, options: SimulatorOptions = {}) {
    super(noFaults);
    const { pace = 1, baudRate = 0, random = Math.random } = options;
    this.widthDots = model.widthDots;
    this.columns = model.columns;
    this.#model = model;
    this.#motor = new Motor(model, pace);
    this.#confirms = model.confirms !== 'no' && (options.confirms ?? true);
    this.#backChannel = options.backChannel ?? true;
    this.#hasFlow = options.flow === 'xon';
    this.#roll = new PaperRoll(model.dotsPerMm, options);
    this.#wire = new Wire(baudRate, (bytes) => this.#arrive(bytes));
    this.#voice = new Voice({ baudRate, random }, (bytes) => this.emit(bytes));
    this.#scanner = newScanner(model);
    this.#decoder = new EscposDecoder(model);
    this.#typesetter = new Typesetter(model);
    this.#reported = automaticStatus(this.#condition);
  }

  /** The latest 20 papers, newest first; the one still printing has `done: false`. Replaced, never changed. */
  get papers(): readonly Paper[] {
    return this.#roll.papers;
  }

  /** Paper that has moved in all, in mm. */
  get printedMm(): number {
    return this.#roll.printedMm;
  }

  /** Bytes that came when the buffer was full. */
  get lostBytes(): number {
    return this.#lostBytes;
  }

  get #condition(): Condition {
    return conditionOf(this.faults, this.#isJammed, this.#model);
  }

  /** Makes and mends faults; keys left out stay as they are. */
  override setFaults(change: Partial<PrinterFaults>): void {
    const before = this.changeFaults(change);
    const { paperOut, nearEnd, coverOpen, cutterJam, printerError, garbage, cableCut, hung } = this.faults;
    if ((before.paperOut && !paperOut) || (before.nearEnd && !nearEnd)) this.#load(change);
    // A closed cover: whoever did that has pulled off what hung out.
    if (before.coverOpen && !coverOpen) this.#roll.tearOff();
    if (cutterJam && this.#model.cutter !== 'none') this.#isJammed = true;
    if ((before.hung && !hung) || (before.printerError && !printerError)) this.#switchOffAndOn();
    if (cableCut) this.#wire.drop();
    if (this.isDeaf) this.#voice.fallSilent();
    this.#voice.setNoisy(garbage);
    this.tellPlug(before);
    this.#changed();
  }

  /** Switched off and on: it forgets all but its paper. Ends `hung` and `printerError`, and a jam if the knife is free. */
  powerCycle(): void {
    this.changeFaults({ hung: false, printerError: false });
    this.#switchOffAndOn();
    this.#changed();
  }

  /** A full roll, and what hung out is torn off. */
  newRoll(): void {
    this.#load();
    this.#changed();
  }

  /** Takes the finished papers out of the tray. */
  tear(): void {
    this.#roll.take();
    this.tellChange();
  }

  override receive(bytes: Uint8Array): void {
    if (!this.faults.cableCut) this.#wire.send(bytes);
  }

  #arrive(bytes: Uint8Array): void {
    if (this.isDeaf) return;
    for (const part of this.#scanner.push(bytes)) {
      if (part.kind === 'data') this.#take(part.bytes);
      else this.#obey(part);
    }
  }

  /** In real time, whatever state it is in. */
  #obey(command: Exclude<Received, { kind: 'data' }>): void {
    const { status, recovers, clears } = this.#model;
    if (command.kind === 'status' && status.realTime) this.#say([realTimeStatus(command.n, this.#condition)]);
    // Nothing to recover from: ignored, as the manual says.
    if (command.kind === 'recover' && recovers && this.#isJammed) {
      if (command.n === 2) this.#forget();
      this.#recover();
    }
    if (command.kind === 'clear' && clears) {
      this.#forget();
      this.#say([0x37, 0x25, 0]);
      this.#recover();
    }
  }

  #take(bytes: Uint8Array): void {
    const room = Math.max(0, this.#model.bufferBytes - this.#decoder.pendingBytes);
    this.#lostBytes += Math.max(0, bytes.length - room);
    this.#decoder.push(bytes.subarray(0, room));
    this.#print();
  }

  /** Goes on with what is in the buffer, one movement of the paper at a time, until it is empty or something is in the way. */
  #print(): void {
    while (!this.#motor.isMoving && this.#canPrint()) {
      if (this.#motor.isIdle) {
        const command = this.#decoder.next();
        if (!command) {
          this.#idle();
          break;
        }
        this.#execute(command);
      } else this.#motor.next((placed, isLater) => this.#moved(placed, isLater));
    }
    this.#tellFlow();
  }

  #canPrint(): boolean {
    return !this.faults.hung && !isOffline(this.#condition);
  }

  #execute(command: Command): void {
    this.#roll.read(command.length);
    const isKnown = command.kind !== 'unknown';
    if (!isKnown && this.unknownCommands.length < unknownMax) this.unknownCommands.push(command.hex);
    if (command.kind === 'initialise' && this.#model.quirks.includes('forgets-status-when-initialised'))
      this.#statusMask = 0;
    if (command.kind === 'automatic-status') this.#setStatusMask(command.mask);
    if (command.kind === 'transmit-status') this.#say([transmittedStatus(command.of, this.#condition)]);
    if (command.kind === 'process-id') this.#confirm(command.id);
    const placed = this.#typesetter.apply(command);
    const hasKnife = this.#model.cutter !== 'none';
    this.#motor.add(hasKnife ? placed : placed.filter(({ item }) => item.kind !== 'cut'));
  }

  #moved(placed: Placed, isLater: boolean): void {
    this.#roll.add(placed);
    const { isNearEnd, isEmpty } = this.#roll;
    const before = this.faults;
    if (isNearEnd && !before.nearEnd) this.changeFaults({ nearEnd: true });
    if (isEmpty && !before.paperOut) this.changeFaults({ paperOut: true });
    if (this.faults !== before) this.#report();
    this.tellChange();
    if (isLater) this.#print();
  }

  /** Without a knife, a visitor tears off what has come out. */
  #idle(): void {
    const { cutter, feedToKnifeLines } = this.#model;
    if (cutter === 'none' && this.#roll.tearAtEdge(feedToKnifeLines * usualLineDots)) this.tellChange();
  }

  #confirm(id: readonly number[]): void {
    this.#roll.jobEnded();
    if (this.#confirms) this.#say([0x37, 0x22, ...id, 0]);
  }

  /** Goes on where it stopped, if what caused the error is gone. */
  #recover(): void {
    if (!this.#isJammed || this.faults.cutterJam) return;
    this.#isJammed = false;
    this.#changed();
  }

  #load(change: Partial<PrinterFaults> = {}): void {
    this.#roll.load();
    this.changeFaults({ paperOut: false, nearEnd: false, ...change });
  }

  /** After anything that may have changed what it is like. */
  #changed(): void {
    // What was moving when it stopped is done anew from its beginning: the line that failed.
    if (this.#isJammed || this.faults.printerError) this.#motor.stop();
    this.#report();
    this.tellChange();
    this.#print();
  }

  #forget(): void {
    this.#decoder.clear();
    this.#typesetter.clear();
    this.#motor.clear();
  }

  #switchOffAndOn(): void {
    this.#forget();
    this.#scanner = newScanner(this.#model);
    this.#decoder = new EscposDecoder(this.#model);
    this.#typesetter = new Typesetter(this.#model);
    this.#statusMask = 0;
    this.#isJammed = this.faults.cutterJam && this.#model.cutter !== 'none';
    this.#wire.drop();
    this.#voice.fallSilent();
  }

  #setStatusMask(mask: number): void {
    if (!this.#model.status.automatic) return;
    this.#statusMask = mask;
    if (mask !== 0) this.#say(automaticStatus(this.#condition));
  }

  /** GS a: by itself, what has changed and was asked for. */
  #report(): void {
    const now = automaticStatus(this.#condition);
    if (isAskedFor(this.#statusMask, this.#reported, now)) this.#say(now);
    this.#reported = now;
  }

  #tellFlow(): void {
    if (!this.#canSpeak) return;
    const isFull = isNearlyFull(this.#decoder.pendingBytes, this.#model.bufferBytes, this.#voice.isBusy);
    const isBusy = this.#hasFlow && (isFull || isOffline(this.#condition));
    this.#voice.sayBusy(isBusy || this.faults.xoff);
    this.setBusy(this.#voice.isBusy);
    if (!this.#hasFlow) return;
    if (this.#voice.isBusy) this.#wire.hold();
    else this.#wire.release();
  }

  get #canSpeak(): boolean {
    return this.#backChannel && !this.isDeaf;
  }

  #say(bytes: readonly number[]): void {
    if (this.#canSpeak) this.#voice.say(bytes);
  }
}

function newScanner({ quirks }: PrinterModel): RealTimeScanner {
  return new RealTimeScanner({ sparesImages: !quirks.includes('obeys-real-time-in-images') });
}
