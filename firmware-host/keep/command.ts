/** What both commands do around their work: help, words, and an exit code. */
import { reasonOf } from '../central/reason.ts';
import { FAILED, MISUSED, OK, UsageError, readOptions, type Options } from './options.ts';

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Runs a command to its end, and leaves its exit code behind. A reason is said in a line, without a stack. */
export async function runCommand(
  name: string,
  help: string,
  work: (options: Options) => Promise<number>,
): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (options === null) say(help);
    process.exitCode = options === null ? OK : await work(options);
  } catch (error) {
    const isMisused = error instanceof UsageError;
    complain(`${name}: ${isMisused ? `${error.message} (--help tells more)` : reasonOf(error)}`);
    process.exitCode = isMisused ? MISUSED : FAILED;
  }
}

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;
const STEP = 1024;

/** As `4.6 MB`. */
export function sizeText(bytes: number): string {
  let value = bytes / STEP;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${UNITS[unit] ?? ''}`;
}
