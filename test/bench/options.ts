import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Names of the rows to run; all where it is empty. */
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly check: boolean;
  readonly install: boolean;
  readonly help: boolean;
  /** File for the figures, or null. */
  readonly json: string | null;
  /** Directory in which everything is written, hosts' data too. */
  readonly dir: string;
  readonly seed: number;
}

/** A mistake in the command line, to be said without a stack. */
export class UsageError extends Error {}

export const helpText = (
  names: readonly string[],
): string => `Measures Foyer, each figure beside its raw limit in the same run.

Usage: npm run bench -- [options]

  --only NAME   one row; may be given more than once: ${names.join(', ')}
  --quick       fewer repetitions and a tenth of the history: to see whether it runs, not to be quoted
  --check       end with 1 where a target is missed or a row cannot be measured
  --json FILE   write the figures there too
  --data DIR    where data are written: the medium to be measured (${tmpdir()})
  --seed N      for whatever is random (1)
  --install     also a clean clone, npm ci and a start; needs the network
  --help        this text
`;

/** @throws UsageError */
export function readOptions(args: readonly string[], names: readonly string[]): Options {
  const values = parse(args);
  const only = values.only ?? [];
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new UsageError(`no row "${unknown.join('", "')}"; there are ${names.join(', ')}`);
  const seed = Number(values.seed ?? 1);
  if (!Number.isInteger(seed) || seed < 0) throw new UsageError('--seed wants a whole number');
  return {
    only,
    quick: values.quick,
    check: values.check,
    install: values.install || only.includes('install'),
    help: values.help,
    json: values.json === undefined ? null : resolve(values.json),
    dir: resolve(values.data ?? tmpdir()),
    seed,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        quick: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        install: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'string' },
        data: { type: 'string' },
        seed: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
