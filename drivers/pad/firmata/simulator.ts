/** An Arduino under StandardFirmata with buttons and lights, at the end of a cable. */
import { SimulatedPad, type PadFaults, type SimulatedPadOptions } from '../simulated-pad.ts';
import { outputsOf, type PadWiring } from '../wiring.ts';
import { uno, type FirmataBoard } from './boards.ts';
import { Garbler } from './garble.ts';
import { StandardFirmata } from './standard-firmata.ts';

export interface FirmataSimulatorOptions extends SimulatedPadOptions {
  /** An Uno if left out. */
  readonly board?: FirmataBoard;
  /** Whether it says its version and name when it starts; StandardFirmata does. */
  readonly reportsItself?: boolean;
}

export class FirmataSimulator extends SimulatedPad {
  readonly #reportsItself: boolean;
  readonly #outputs: readonly number[];
  readonly #board: StandardFirmata;
  readonly #garbler = new Garbler();

  constructor(wiring: PadWiring, options: FirmataSimulatorOptions = {}) {
    super(wiring, options);
    this.#board = new StandardFirmata(
      options.board ?? uno,
      (bytes) => this.#send(bytes),
      () => this.#lookAtOutputs(),
    );
    this.#outputs = outputsOf(wiring);
    this.#reportsItself = options.reportsItself ?? true;
  }

  override setFaults(change: Partial<PadFaults>): void {
    super.setFaults(change);
    this.#board.setAwake(!this.isDeaf);
    // There is noise also while the board has nothing to say.
    if (change.garbage === true && !this.isDeaf) this.emit(this.#garbler.noise());
  }

  override receive(bytes: Uint8Array): void {
    if (!this.isDeaf) this.#board.receive(bytes);
  }

  protected override start(): void {
    this.#board.start(this.#reportsItself);
  }

  protected override contact(pin: number, isClosed: boolean): void {
    this.#board.ground(pin, isClosed);
  }

  #lookAtOutputs(): void {
    for (const pin of this.#outputs) this.switched(pin, this.#board.isHigh(pin));
  }

  #send(bytes: Uint8Array): void {
    if (!this.isDeaf) this.emit(this.faults.garbage ? this.#garbler.garble(bytes) : bytes);
  }
}
