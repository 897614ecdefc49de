import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Names of the scenarios to run; all where it is empty. */
  readonly only: readonly string[];
  /** What CI runs: few rounds, all scenarios and controls together within four minutes. */
  readonly short: boolean;
  /** Only the controls. */
  readonly control: boolean;
  readonly help: boolean;
  /** Rounds of each scenario, or null for its own number. */
  readonly rounds: number | null;
  readonly seed: number;
  /** Where progress is kept, or null for a directory that goes when all is well. */
  readonly state: string | null;
}

/** A mistake in the command line, to be said without a stack. */
export class UsageError extends Error {}

const SEEDS = 0x1_0000_0000;

export const helpText = (
  names: readonly string[],
): string => `Is cruel to Foyer's memory and its clocks, and says which promise it has broken.

Usage: npm run torture -- [options]

  --only NAME   one scenario; may be given more than once: ${names.join(', ')}
  --short       fewer rounds: what CI runs, within four minutes
  --rounds N    so many rounds of each scenario
  --seed N      for whatever is random; printed, so that a run can be had again
  --state DIR   keep progress and failed rounds there; the same command goes on where it was interrupted
  --control     only the controls: with a promise broken on purpose, every scenario must complain
  --help        this text

Ends with 1 where a promise is broken, or where a control is not.
`;

/** @throws UsageError */
export function readOptions(args: readonly string[], names: readonly string[]): Options {
  const values = parse(args);
  const only = values.only ?? [];
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`no scenario "${unknown.join('", "')}"; there are ${names.join(', ')}`);
  return {
    only,
    short: values.short,
    control: values.control,
    help: values.help,
    rounds: values.rounds === undefined ? null : whole('--rounds', values.rounds, 1),
    // With a state directory the seed has to be the same one each time.
    seed:
      values.seed === undefined
        ? values.state === undefined
          ? Math.floor(Math.random() * SEEDS)
          : 1
        : whole('--seed', values.seed, 0),
    state: values.state === undefined ? null : resolve(values.state),
  };
}

function whole(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least || value >= SEEDS || text.trim() === '')
    throw new UsageError(`${flag} wants a whole number from ${least} on`);
  return value;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        short: { type: 'boolean', default: false },
        control: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        rounds: { type: 'string' },
        seed: { type: 'string' },
        state: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
