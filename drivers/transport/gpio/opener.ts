/** GPIO lines of this machine as a port, through the programs of libgpiod: Node itself cannot speak to a GPIO chip. */
import type { GpioAddress } from '../address.ts';
import type { Connection, ConnectionEvents, OpenOnce } from '../transport.ts';
import * as commands from './commands.ts';
import { askLine, levelLine, LineReader, parseHostLine, parsePortLine, type HostLine } from './lines.ts';
import { Outputs } from './outputs.ts';
import { defaultRun, KeptProgram, run, type RunOptions } from './run.ts';

/** Lines of a GPIO chip that a `gpio:` port is about, in the chip's own numbers. */
export interface GpioLines {
  /** With a pull-up each. */
  readonly inputs: readonly number[];
  /** Low at first. */
  readonly outputs: readonly number[];
}

/**
 * Opens the lines: whoever else wants them finds them busy. What goes over the port is said in `lines.ts`.
 *
 * The levels are read first and watched then: a line has one holder, so no order is without a gap. A press or a release in
 * these some 10 ms is not seen; the next edge then goes the way that the line seems to be already, which tells of it.
 */
export function gpioOpener(
  { label }: GpioAddress,
  lines: GpioLines,
  options: Partial<RunOptions> = {},
): OpenOnce {
  const how = { ...defaultRun, ...options };
  return async (events, signal) => {
    const [major, chip] = await Promise.all([majorOf(how, signal), chipOf(label, how, signal)]);
    commands.mustHave(chip, [...lines.inputs, ...lines.outputs]);
    const read = commands.readLevels(major, chip.name, lines.inputs);
    const levels = commands.parseLevels(await run(read, how, signal), lines.inputs.length);
    if (!levels) throw new Error('gpioget has told no levels');
    const known = new Map(lines.inputs.map((line, place) => [line, levels[place] === true]));
    signal.throwIfAborted();
    const open = new OpenLines(major, chip.name, lines, known, how, events);
    await open.ready(signal);
    return open;
  };
}

async function majorOf(options: RunOptions, signal: AbortSignal): Promise<commands.GpiodMajor> {
  const said = await run(commands.askVersion, options, signal);
  const major = commands.parseMajor(said);
  if (major === null) throw new Error(`gpiomon is of no known version: ${said.split('\n', 1)[0] ?? ''}`);
  return major;
}

async function chipOf(
  label: string | null,
  options: RunOptions,
  signal: AbortSignal,
): Promise<commands.Chip> {
  return commands.chooseChip(commands.parseChips(await run(commands.listChips, options, signal)), label);
}

/** Of the second that closing may take. */
const setLowMs = 500;

class OpenLines implements Connection {
  readonly #events: ConnectionEvents;
  readonly #levels: Map<number, boolean>;
  readonly #watch: KeptProgram;
  readonly #outputs: Outputs;
  readonly #fromHost = new LineReader();
  readonly #setLow: (lit: readonly number[]) => Promise<void>;
  #isOpen = false;

  constructor(
    major: commands.GpiodMajor,
    chip: string,
    { inputs, outputs }: GpioLines,
    levels: Map<number, boolean>,
    options: RunOptions,
    events: ConnectionEvents,
  ) {
    this.#events = events;
    this.#levels = levels;
    this.#setLow = async (lit) => {
      const done = run(commands.setLow(major, chip, lit), options, AbortSignal.timeout(setLowMs));
      // Of a port that closes nobody asks any more; where the chip has gone, so have the lamps.
      await done.catch(() => undefined);
    };
    const ended = (reason: string) => {
      if (this.#isOpen) events.closed(reason);
      this.#isOpen = false;
    };
    const heard = (lines: string[]) => this.#heard(lines);
    this.#watch = new KeptProgram(commands.watch(major, chip, inputs), options, heard, ended);
    this.#outputs = new Outputs(outputs, (line, isHigh) => {
      const hold = commands.hold(major, chip, line, isHigh);
      return new KeptProgram(hold, options, () => undefined, ended);
    });
  }

  /** Resolves when all lines are held; otherwise leaves nothing open. @throws Error that says why */
  async ready(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('closed while opening')), { once: true });
    });
    try {
      await Promise.race([aborted, Promise.all([this.#watch.ready, this.#outputs.ready()])]);
    } catch (error) {
      await this.close();
      throw error;
    }
    this.#isOpen = true;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (const text of this.#fromHost.read(bytes)) this.#obey(parseHostLine(text));
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    const [lit] = await Promise.all([this.#outputs.end(), this.#watch.stop()]);
    if (lit.length > 0) await this.#setLow(lit);
  }

  #heard(lines: string[]): void {
    for (const text of lines) {
      const told = parsePortLine(text);
      if (told?.kind === 'edge') this.#levels.set(told.line, told.isHigh);
    }
    this.#tell(lines.map((text) => `${text}\n`));
  }

  #obey(order: HostLine | null): void {
    if (order === null) throw new Error(`a GPIO port takes lines such as ${askLine.trim()} and 17=1`);
    if (order.kind === 'ask') this.#tell([...this.#levels].map(([line, isHigh]) => levelLine(line, isHigh)));
    else this.#outputs.switch(order.line, order.isHigh);
  }

  #tell(lines: readonly string[]): void {
    if (this.#isOpen) this.#events.data(Buffer.from(lines.join(''), 'latin1'));
  }
}
