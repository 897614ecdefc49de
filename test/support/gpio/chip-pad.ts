import {
  SimulatedPad,
  type PadFaults,
  type SimulatedPadOptions,
} from '../../../drivers/pad/simulated-pad.ts';
import { outputsOf, type PadWiring } from '../../../drivers/pad/wiring.ts';
import type { Chip } from './chip.ts';

/** Buttons and lights that are wired to a chip, so that they are read and switched by programs and not over a simulated wire. */
export class ChipPad extends SimulatedPad {
  readonly #chip: Chip;

  constructor(wiring: PadWiring, chip: Chip, options: SimulatedPadOptions = {}) {
    super(wiring, options);
    this.#chip = chip;
    chip.onHolders(() => {
      for (const line of outputsOf(wiring)) this.switched(line, chip.isLit(line));
    });
  }

  override setFaults(change: Partial<PadFaults>): void {
    super.setFaults(change);
    if (change.cableCut !== undefined) this.#chip.plug(!change.cableCut);
  }

  /** Nothing comes by wire. */
  override receive(): void {}

  protected override start(): void {}

  protected override contact(pin: number, isClosed: boolean): void {
    this.#chip.ground(pin, isClosed);
  }
}
