/** A GPIO chip as the kernel has it, where there is none: who holds its lines, and what is wired to them. */

export type Refusal = 'EACCES' | 'EBUSY' | 'EINVAL' | 'ENOENT';

export interface ListedChip {
  readonly name: string;
  readonly label: string;
  readonly lines: number;
}

export interface Edge {
  readonly line: number;
  readonly isRising: boolean;
  /** By CLOCK_MONOTONIC. */
  readonly atNs: bigint;
}

/** A process that has asked for lines; it frees them when it ends. */
export interface Holder {
  readonly pid: number;
  /** Of an input that is watched. */
  readonly edge: (edge: Edge) => void;
  /** The chip has gone. */
  readonly gone: () => void;
}

interface Held {
  readonly holder: Holder;
  /** Null of an input. */
  readonly isHigh: boolean | null;
  readonly isPulledUp: boolean;
}

/** A chip's neighbours on a Raspberry Pi 5, which lead elsewhere. */
const others: readonly ListedChip[] = [
  { name: 'gpiochip10', label: 'gpio-brcmstb@107d508500', lines: 32 },
  { name: 'gpiochip11', label: 'raspberrypi-exp-gpio', lines: 8 },
];

export class Chip {
  /** False: nobody may open any chip. */
  isAllowed = true;
  /** Lines that somebody else has. */
  readonly taken = new Set<number>();
  readonly #self: ListedChip;
  readonly #grounded = new Set<number>();
  readonly #held = new Map<number, Held>();
  readonly #driven = new Map<number, boolean>();
  readonly #listeners = new Set<() => void>();
  #isThere = true;

  constructor(label: string) {
    this.#self = { name: 'gpiochip0', label, lines: 54 };
  }

  get all(): readonly ListedChip[] {
    return this.#isThere ? [this.#self, ...others] : others;
  }

  /** Connects a line to ground, as a button does, or opens it again. */
  ground(line: number, isGrounded: boolean): void {
    if (this.#grounded.has(line) === isGrounded) return;
    if (isGrounded) this.#grounded.add(line);
    else this.#grounded.delete(line);
    if (this.#held.get(line)?.isPulledUp === true) this.tellEdge(line, !isGrounded);
  }

  /** An edge as the kernel tells it, whatever the level is. */
  tellEdge(line: number, isRising: boolean, atNs = process.hrtime.bigint()): void {
    this.#held.get(line)?.holder.edge({ line, isRising, atNs });
  }

  /** Whether a line has been driven high last: the header of a Raspberry Pi keeps its outputs when they are freed. */
  isLit(line: number): boolean {
    return this.#driven.get(line) ?? false;
  }

  /** Whether an output is driven high; null while nobody drives it. */
  isHigh(line: number): boolean | null {
    return this.#held.get(line)?.isHigh ?? null;
  }

  /** The process that holds a line; null while nobody does. */
  pidOf(line: number): number | null {
    return this.#held.get(line)?.holder.pid ?? null;
  }

  /** The chip goes, and every program on it with an error; or it comes back. */
  plug(isThere: boolean): void {
    this.#isThere = isThere;
    if (!isThere) for (const { holder } of this.#held.values()) holder.gone();
  }

  /** Called whenever lines are taken or freed. */
  onHolders(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves when it is so; looked at whenever lines are taken or freed. */
  until(isSo: () => boolean): Promise<void> {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onHolders(() => {
        if (!isSo()) return;
        stop();
        resolve();
      });
    });
  }

  /** The levels of inputs, or why nobody may read them. */
  read(chip: string, lines: readonly number[], isPulledUp: boolean): boolean[] | Refusal {
    // What nothing pulls up floats, which is low here.
    return this.#refusal(chip, lines) ?? lines.map((line) => isPulledUp && !this.#grounded.has(line));
  }

  watch(holder: Holder, chip: string, lines: readonly number[], isPulledUp: boolean): Refusal | null {
    const refusal = this.#refusal(chip, lines);
    if (refusal) return refusal;
    for (const line of lines) this.#held.set(line, { holder, isHigh: null, isPulledUp });
    this.#changed();
    return null;
  }

  drive(holder: Holder, chip: string, values: ReadonlyMap<number, boolean>): Refusal | null {
    const refusal = this.#refusal(chip, [...values.keys()]);
    if (refusal) return refusal;
    for (const [line, isHigh] of values) {
      this.#held.set(line, { holder, isHigh, isPulledUp: false });
      this.#driven.set(line, isHigh);
    }
    this.#changed();
    return null;
  }

  free(holder: Holder): void {
    for (const [line, held] of this.#held) if (held.holder === holder) this.#held.delete(line);
    this.#changed();
  }

  #refusal(chip: string, lines: readonly number[]): Refusal | null {
    if (!this.isAllowed) return 'EACCES';
    if (!this.#isThere || chip !== this.#self.name) return 'ENOENT';
    if (lines.some((line) => line >= this.#self.lines)) return 'EINVAL';
    return lines.some((line) => this.taken.has(line) || this.#held.has(line)) ? 'EBUSY' : null;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
