/** How the programs of libgpiod are called, and what they say. Pure. As in tools/*.c of its versions 1.6.3 and 2.2.1. */
import { edgeFormats } from './lines.ts';

/** Version 2 is another command line altogether. */
export type GpiodMajor = 1 | 2;

export type GpiodProgram = 'gpiodetect' | 'gpioget' | 'gpiomon' | 'gpioset';

export interface Command {
  readonly program: GpiodProgram;
  readonly args: readonly string[];
  /** Whether its first line says that it has its lines now, and nothing else. */
  readonly hasBanner: boolean;
}

/** Options come first: all of the programs stop looking for them at the first word that is none. */
function command(program: GpiodProgram, options: readonly string[], rest: readonly string[] = []): Command {
  return { program, args: [...options, ...rest], hasBanner: options.includes('--banner') };
}

export const askVersion: Command = command('gpiomon', ['--version']);
export const listChips: Command = command('gpiodetect', []);

/** Prints the levels in the order of `lines`, such as `1 0 1`, and ends. */
export function readLevels(major: GpiodMajor, chip: string, lines: readonly number[]): Command {
  const numbers = lines.map(String);
  return major === 1
    ? command('gpioget', ['--bias=pull-up'], [chip, ...numbers])
    : command('gpioget', [`--chip=${chip}`, '--bias=pull-up', '--numeric'], numbers);
}

/**
 * Prints each edge as it comes, for ever. Both edges are what it watches unless told otherwise, and CLOCK_MONOTONIC is the
 * clock; to name the clock is a mistake with 2.0, which then takes another one. Nothing is debounced: a tap of 3 ms is one.
 */
export function watch(major: GpiodMajor, chip: string, lines: readonly number[]): Command {
  const numbers = lines.map(String);
  const format = `--format=${edgeFormats[major]}`;
  return major === 1
    ? command('gpiomon', ['--line-buffered', '--bias=pull-up', format], [chip, ...numbers])
    : command('gpiomon', ['--banner', `--chip=${chip}`, '--bias=pull-up', format], numbers);
}

/**
 * Keeps an output as it is until the program is ended. Not version 2's `--interactive`, which could switch it by a line of
 * text: it is not in every build, and spins for ever when its input has ended.
 */
export function hold(major: GpiodMajor, chip: string, line: number, isHigh: boolean): Command {
  const order = `${line}=${isHigh ? 1 : 0}`;
  return major === 1
    ? command('gpioset', ['--mode=signal'], [chip, order])
    : command('gpioset', ['--banner', `--chip=${chip}`], [order]);
}

/** Drives outputs low, and ends when that is done. Version 2 stays unless there is nothing to toggle. */
export function setLow(major: GpiodMajor, chip: string, lines: readonly number[]): Command {
  const orders = lines.map((line) => `${line}=0`);
  return major === 1
    ? command('gpioset', ['--mode=exit'], [chip, ...orders])
    : command('gpioset', ['--toggle=0', `--chip=${chip}`], orders);
}

/** Out of `gpiomon (libgpiod) v1.6.3`; null when it is neither of the two. */
export function parseMajor(said: string): GpiodMajor | null {
  const [, major] = /\(libgpiod\) v(\d+)\./.exec(said) ?? [];
  return major === '1' ? 1 : major === '2' ? 2 : null;
}

export interface Chip {
  /** Such as gpiochip0; which number a chip has changes between kernels, and from start to start. */
  readonly name: string;
  readonly label: string;
  readonly lines: number;
}

/** Out of lines such as `gpiochip0 [pinctrl-rp1] (54 lines)`. */
export function parseChips(said: string): Chip[] {
  return [...said.matchAll(/^(\S+) \[(.*)\] \((\d+) lines\)$/gm)].map(([, name = '', label = '', lines]) => ({
    name,
    label,
    lines: Number(lines),
  }));
}

/**
 * Of the header of a Raspberry Pi 5, 4, and 3 and older ones; GPIO numbers are the chip's own. Each has further chips, which
 * lead to other places.
 */
export const headerLabels = ['pinctrl-rp1', 'pinctrl-bcm2711', 'pinctrl-bcm2835'];

/**
 * @param label null for the header's
 * @throws Error that says which chips there are
 */
export function chooseChip(chips: readonly Chip[], label: string | null): Chip {
  const labels = label === null ? headerLabels : [label];
  const chosen = labels.map((one) => chips.find((chip) => chip.label === one)).find((chip) => chip);
  if (chosen) return chosen;
  const what = label === null ? 'header of a Raspberry Pi' : `GPIO chip ${label}`;
  const there = chips.map((chip) => chip.label).join(', ');
  throw new Error(
    `there is no ${what} here; ${there === '' ? 'there are no GPIO chips' : `there is ${there}`}`,
  );
}

/** @throws Error that names a line that the chip lacks */
export function mustHave({ label, lines: count }: Chip, lines: readonly number[]): void {
  const missing = lines.find((line) => line >= count);
  if (missing !== undefined) throw new Error(`${label} has no GPIO ${missing}, only 0 to ${count - 1}`);
}

/** Levels out of `1 0 1`; null when they are not `count`. */
export function parseLevels(said: string, count: number): boolean[] | null {
  const levels = said.trim().split(' ');
  if (levels.length !== count || !levels.every((level) => level === '0' || level === '1')) return null;
  return levels.map((level) => level === '1');
}

/** Why a program ended, for the technician. `said` is what it wrote to its standard error; `how` is its end, if it said nothing. */
export function reasonOf({ program, args }: Command, said: string, how: string): string {
  if (said.includes('Permission denied'))
    return 'no permission for GPIO: put the user into the group gpio (sudo usermod -aG gpio, then start again)';
  if (said.includes('Device or resource busy')) {
    const lines = args.filter((word) => /^\d+(=[01])?$/.test(word)).map((word) => Number.parseInt(word, 10));
    return `GPIO ${lines.join(' or ')} is in use by another program; gpioinfo tells by which`;
  }
  const last = said.trim().split('\n').at(-1) ?? '';
  return last === '' ? `${program} ${how}` : last;
}
