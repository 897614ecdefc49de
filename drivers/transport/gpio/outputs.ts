import type { KeptProgram } from './run.ts';

/** Starts a program that holds an output so. */
export type Hold = (line: number, isHigh: boolean) => KeptProgram;

/**
 * Outputs, each held by a program of its own, so that the switching of one leaves the others alone. An output is switched by
 * ending its program and starting another one: for some ms in between nobody drives it.
 */
export class Outputs {
  readonly #outputs: ReadonlyMap<number, Output>;

  /** All are low at first. */
  constructor(lines: readonly number[], hold: Hold) {
    this.#outputs = new Map(lines.map((line) => [line, new Output((isHigh) => hold(line, isHigh))]));
  }

  /** Resolves when all are held. @throws Error that says why one is not */
  async ready(): Promise<void> {
    await Promise.all([...this.#outputs.values()].map((output) => output.ready()));
  }

  /**
   * Switches an output as soon as it has been as it was told before. What goes wrong is told by the program's end.
   * @throws Error when there is no such output
   */
  switch(line: number, isHigh: boolean): void {
    const output = this.#outputs.get(line);
    if (!output) throw new Error(`GPIO ${line} is no output`);
    output.switch(isHigh);
  }

  /**
   * Frees all of them. Never rejects.
   * @returns those that may be high still: some chips leave a line that is freed as it was
   */
  async end(): Promise<number[]> {
    const all = [...this.#outputs].map(async ([line, output]) => ((await output.end()) ? [line] : []));
    return (await Promise.all(all)).flat();
  }
}

/** Whoever switches for longer than this faster than programs start loses some of it, but not how it ends. */
const stepsMax = 8;

class Output {
  readonly #hold: (isHigh: boolean) => KeptProgram;
  #program: KeptProgram;
  #isHigh = false;
  /** Ever: whether the program that should make it low again has come that far, is not known. */
  #wasHigh = false;
  /** What it shall be in turn: one after the other, so that short sounds stay apart. */
  #steps: boolean[] = [];
  #work: Promise<void> | null = null;
  #isEnding = false;

  constructor(hold: (isHigh: boolean) => KeptProgram) {
    this.#hold = hold;
    this.#program = hold(false);
  }

  ready(): Promise<void> {
    return this.#program.ready;
  }

  switch(isHigh: boolean): void {
    if ((this.#steps.at(-1) ?? this.#isHigh) === isHigh) return;
    this.#steps.push(isHigh);
    if (this.#steps.length > stepsMax) this.#steps.splice(0, 2);
    this.#work ??= this.#follow().finally(() => (this.#work = null));
  }

  /** @returns whether it may be high */
  async end(): Promise<boolean> {
    this.#isEnding = true;
    this.#steps = [];
    await this.#program.stop();
    await this.#work;
    // It may have been started meanwhile.
    await this.#program.stop();
    return this.#wasHigh;
  }

  async #follow(): Promise<void> {
    for (let isHigh = this.#steps.shift(); isHigh !== undefined; isHigh = this.#steps.shift()) {
      this.#isHigh = isHigh;
      await this.#program.stop();
      if (this.#isEnding) return;
      this.#program = this.#hold(isHigh);
      this.#wasHigh ||= isHigh;
      await this.#program.settled();
    }
  }
}
