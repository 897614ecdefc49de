/** Fingers on simulated pads: whoever puts one down may be gone before lifting it, and then nobody else could press there. */
import type { SimulatedPad } from '../../drivers/pad/simulated-pad.ts';

/** Longer than any press that is meant. */
const LIFT_MS = 5000;

export class Fingers {
  readonly #lifts = new Map<SimulatedPad, Map<number, NodeJS.Timeout>>();

  /** Puts a finger on a button, or lifts it; one that is neither lifted nor put down anew goes up by itself. */
  move(pad: SimulatedPad, button: number, down: boolean): void {
    const lifts = this.#lifts.get(pad) ?? new Map<number, NodeJS.Timeout>();
    this.#lifts.set(pad, lifts);
    clearTimeout(lifts.get(button));
    lifts.delete(button);
    pad.setButton(button, down);
    if (down) lifts.set(button, setTimeout(() => this.move(pad, button, false), LIFT_MS).unref());
  }

  /** From then on no finger moves by itself. */
  close(): void {
    for (const lifts of this.#lifts.values()) for (const lift of lifts.values()) clearTimeout(lift);
    this.#lifts.clear();
  }
}
