/** What the programs of libgpiod do and say, by version; from tools/*.c of 1.6.3 and 2.2.1. */
import type { Chip, Edge, Holder, ListedChip, Refusal } from './chip.ts';
import { Death, parseWords, type GpiodVersion, type ProgramName, type Words } from './options.ts';

/** A process that runs one of them. */
export interface Process {
  readonly pid: number;
  /** Text with the ends of its lines. */
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** It has ended, or is to end. */
  readonly exit: (code: number) => void;
}

const words: Readonly<Record<Refusal, string>> = {
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EINVAL: 'Invalid argument',
  ENOENT: 'No such file or directory',
};

/** As the C library holds back what goes into a pipe, unless it is told to flush. */
const pipeBufferBytes = 4096;

const nsPerS = 1_000_000_000n;

/** One run. */
export class ProgramRun {
  readonly #chip: Chip;
  readonly #isFirst: boolean;
  readonly #version: GpiodVersion;
  readonly #program: ProgramName;
  readonly #process: Process;
  #holder: Holder | null = null;

  constructor(chip: Chip, version: GpiodVersion, program: ProgramName, process: Process) {
    this.#chip = chip;
    this.#version = version;
    this.#isFirst = version === '1.6.3';
    this.#program = program;
    this.#process = process;
  }

  begin(args: readonly string[]): void {
    try {
      const said = parseWords(this.#version, this.#program, args);
      if (said.options.has('version')) {
        this.#process.print(`${this.#program} (libgpiod) v${this.#version}\n`);
        this.#process.exit(0);
      } else if (this.#program === 'gpiodetect') this.#detect();
      else this[this.#program](said);
    } catch (error) {
      if (!(error instanceof Death)) throw error;
      this.#die(error);
    }
  }

  /** The process is gone, whatever the reason. */
  end(): void {
    if (this.#holder) this.#chip.free(this.#holder);
  }

  #die({ message }: Death): void {
    this.#process.complain(`${message}\n`);
    this.#process.exit(1);
  }

  #detect(): void {
    if (!this.#chip.isAllowed) throw this.#refusal('EACCES', 'gpiochip0', []);
    this.#process.print(this.#chip.all.map(showChip).join(''));
    this.#process.exit(0);
  }

  protected gpioget(said: Words): void {
    const { chip, lines } = this.#target(said);
    const levels = this.#chip.read(chip, lines.map(Number), this.#isPulledUp(said));
    if (!Array.isArray(levels)) throw this.#refusal(levels, chip, lines);
    const isNumeric = this.#isFirst || said.options.has('numeric');
    const shown = levels.map((isHigh, place) =>
      isNumeric ? (isHigh ? '1' : '0') : `"${lines[place]}"=${isHigh ? 'active' : 'inactive'}`,
    );
    this.#process.print(`${shown.join(' ')}\n`);
    this.#process.exit(0);
  }

  protected gpiomon(said: Words): void {
    const { chip, lines } = this.#target(said);
    const isFlushed = !this.#isFirst || said.options.has('line-buffered');
    let held = '';
    const print = (text: string) => {
      held += text;
      if (!isFlushed && held.length < pipeBufferBytes) return;
      this.#process.print(held);
      held = '';
    };
    const format = said.options.get('format');
    const holder = this.#hold((edge) =>
      print(this.#isFirst ? firstEdge(format, edge) : secondEdge(format, edge)),
    );
    const refusal = this.#chip.watch(holder, chip, lines.map(Number), this.#isPulledUp(said));
    if (refusal) throw this.#refusal(refusal, chip, lines);
    if (said.options.has('banner')) print(banner('Monitoring', lines));
  }

  protected gpioset(said: Words): void {
    const { chip, lines } = this.#target(said);
    const values = lines.map((order): [number, boolean] => {
      const [, line, level] = /^(\d+)=([01])$/.exec(order) ?? [];
      const what = this.#isFirst
        ? `invalid offset<->value mapping: ${order}`
        : `invalid line value: '${order}'`;
      if (level === undefined) throw new Death(`gpioset: ${what}`);
      return [Number(line), level === '1'];
    });
    const mode = said.options.get('mode') ?? 'exit';
    if (!['exit', 'wait', 'time', 'signal'].includes(mode)) throw new Death(`gpioset: invalid mode: ${mode}`);
    const refusal = this.#chip.drive(
      this.#hold(() => undefined),
      chip,
      new Map(values),
    );
    if (refusal) throw this.#refusal(refusal, chip, lines);
    if (said.options.has('banner'))
      this.#process.print(
        banner(
          'Setting',
          values.map(([line]) => String(line)),
        ),
      );
    const isDone = this.#isFirst ? mode !== 'signal' : said.options.get('toggle') === '0';
    if (isDone) this.#process.exit(0);
  }

  #hold(edge: (edge: Edge) => void): Holder {
    const lost = this.#isFirst ? 'error waiting for events' : 'error reading line events';
    const gone = () => this.#die(new Death(`${this.#program}: ${lost}: No such device`));
    this.#holder = { pid: this.#process.pid, edge, gone };
    return this.#holder;
  }

  /** The chip and its lines, which the versions are told in different ways. */
  #target({ options, operands }: Words): { chip: string; lines: readonly string[] } {
    const program = this.#program;
    const none = (what: string) => new Death(`${program}: at least one GPIO line${what} must be specified`);
    if (!this.#isFirst) {
      if (operands.length === 0) throw none(program === 'gpioset' ? ' value' : '');
      const chip = options.get('chip');
      if (chip === undefined) throw new Death(`${program}: cannot find line '${operands[0]}'`);
      return { chip, lines: operands };
    }
    const [chip, ...lines] = operands;
    if (chip === undefined) throw new Death(`${program}: gpiochip must be specified`);
    if (lines.length === 0) throw none(program === 'gpioset' ? ' offset to value mapping' : ' offset');
    return { chip, lines };
  }

  #isPulledUp({ options }: Words): boolean {
    const bias = options.get('bias');
    const known = ['pull-down', 'pull-up', ...(this.#isFirst ? ['as-is', 'disable'] : ['disabled'])];
    if (bias !== undefined && !known.includes(bias))
      throw new Death(`${this.#program}: invalid bias: ${bias}`);
    return bias === 'pull-up';
  }

  /** Version 1 says the same of all troubles. */
  #refusal(refusal: Refusal, chip: string, lines: readonly string[]): Death {
    const program = this.#program;
    const die = (text: string) => new Death(`${program}: ${text}`);
    const first: Readonly<Record<ProgramName, string>> = {
      gpiodetect: 'unable to access GPIO chips',
      gpioget: 'error reading GPIO values',
      gpiomon: 'error waiting for events',
      gpioset: 'error setting the GPIO line values',
    };
    if (this.#isFirst) return die(`${first[program]}: ${words[refusal]}`);
    if (refusal === 'EACCES') return die(`unable to open chip '/dev/${chip}': ${words.EACCES}`);
    if (refusal === 'ENOENT') return die(`cannot find GPIO chip character device '${chip}'`);
    const numbers = lines.map((line) => Number.parseInt(line, 10));
    if (refusal === 'EINVAL') return die(`offset ${Math.max(...numbers)} is out of range on chip '${chip}'`);
    const where = {
      gpiodetect: '',
      gpioget: '',
      gpiomon: ` on chip /dev/${chip}`,
      gpioset: ` on chip '/dev/${chip}'`,
    };
    return die(`unable to request lines${where[program]}: ${words.EBUSY}`);
  }
}

const showChip = ({ name, label, lines }: ListedChip) => `${name} [${label}] (${lines} lines)\n`;

function banner(verb: string, lines: readonly string[]): string {
  const quoted = lines.map((line) => `'${line}'`);
  const last = quoted.pop() ?? '';
  const before = quoted.map((line) => `${line}, `).join('');
  return before === '' ? `${verb} line ${last}...\n` : `${verb} lines ${before}and ${last}...\n`;
}

function firstEdge(format: string | undefined, { line, isRising, atNs }: Edge): string {
  const seconds = String(atNs / nsPerS);
  const rest = atNs % nsPerS;
  if (format !== undefined)
    return show(format, {
      '%o': String(line),
      '%e': isRising ? '1' : '0',
      '%s': seconds,
      '%n': String(rest),
    });
  const edge = isRising ? ' RISING EDGE' : 'FALLING EDGE';
  return `event: ${edge} offset: ${line} timestamp: [${seconds.padStart(8)}.${padded(rest)}]\n`;
}

function secondEdge(format: string | undefined, { line, isRising, atNs }: Edge): string {
  const time = `${atNs / nsPerS}.${padded(atNs % nsPerS)}`;
  if (format === undefined) return `${time}\t${isRising ? 'rising' : 'falling'}\tgpiochip0 ${line}\n`;
  return show(format, { '%o': String(line), '%e': isRising ? '1' : '2', '%S': time });
}

const padded = (ns: bigint): string => String(ns).padStart(9, '0');

function show(format: string, specifiers: Readonly<Record<string, string>>): string {
  return `${format.replaceAll(/%./g, (specifier) => specifiers[specifier] ?? specifier)}\n`;
}
