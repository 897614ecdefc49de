import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultLobbyFile } from '../../../config/load.ts';

export interface Options {
  readonly configFile: string;
  readonly seed: number;
  /** How many times as fast as a clock; Infinity: as fast as it goes. */
  readonly speed: number;
  readonly days: number;
  /** Null: as many as the counters can do with. */
  readonly visitorsPerDay: number | null;
  readonly json: boolean;
}

/** A mistake in the command line, to be said without a stack. */
export class UsageError extends Error {}

export const helpText = `Lives through days of a lobby that nobody is in: visitors, agents and their habits come from a seed, everything
else is Foyer itself. Says at the end how long people waited, and whether what they were promised was true.

Usage: npm run simulate-day -- [options]

  --config FILE    the lobby file             (the property-service centre that comes along)
  --seed N         the same seed, the same day                                          (1)
  --days N         open days, one after the other                                       (1)
  --visitors N     visitors a day                                (50 for each counter with an agent)
  --speed FACTOR   how many times as fast as a clock; max is as fast as it goes       (max)
  --json           the summary as JSON
  --help           this text

The summary goes to the standard output, the progress to the error output. Ctrl+C ends early, with a summary of
what was until then. Ends with 0; with 2 where it was not understood; with 130 after Ctrl+C.
`;

/**
 * Null when help was asked for.
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): Options | null {
  const values = parse(args);
  if (values.help) return null;
  return {
    configFile: resolve(values.config ?? defaultLobbyFile),
    seed: wholeNumber('seed', values.seed ?? '1', 0, 0xffff_ffff),
    speed: speedOf(values.speed ?? 'max'),
    days: wholeNumber('days', values.days ?? '1', 1, 10_000),
    visitorsPerDay:
      values.visitors === undefined ? null : wholeNumber('visitors', values.visitors, 0, 100_000),
    json: values.json,
  };
}

function wholeNumber(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`--${flag} is "${text}"; it wants a whole number from ${min} to ${max}`);
}

function speedOf(text: string): number {
  if (text === 'max') return Infinity;
  const factor = Number(text);
  if (text !== '' && factor > 0 && factor < Infinity) return factor;
  throw new UsageError(`--speed is "${text}"; it wants a factor above 0, such as 60, or max`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        seed: { type: 'string' },
        speed: { type: 'string' },
        days: { type: 'string' },
        visitors: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
