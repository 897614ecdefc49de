/** What the commands for backups are told: which lobby, which data, and how sure somebody is. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatFaults } from '../../config/faults.ts';
import { defaultLobbyFile, loadConfig } from '../../config/load.ts';
import type { LobbyConfig } from '../../config/schema.ts';

/** Exit codes, as the host has them. */
export const OK = 0;
export const FAILED = 1;
export const MISUSED = 2;

export interface Options {
  readonly configFile: string;
  readonly dataDir: string;
  /** Not to be asked. */
  readonly yes: boolean;
  /** A name without a flag; null when there was none. */
  readonly name: string | null;
}

/** A mistake in the command line or the lobby file, to be said without a stack. */
export class UsageError extends Error {}

/**
 * Null when help was asked for. A flag wins over the environment, which is the host's.
 * @throws UsageError
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [name = null, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`one name at most, and ${positionals.length} are given`);
  return {
    configFile: resolve(values.config ?? (env['FOYER_CONFIG'] || defaultLobbyFile)),
    dataDir: resolve(values.data ?? (env['FOYER_DATA'] || 'data')),
    yes: values.yes,
    name,
  };
}

/** What the lobby file says about storage. @throws UsageError with every fault of the file */
export async function storageOf({ configFile }: Options): Promise<LobbyConfig['storage']> {
  const loaded = await loadConfig(configFile);
  if (!loaded.ok) throw new UsageError(formatFaults(loaded.faults));
  return loaded.config.storage;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        yes: { type: 'boolean', short: 'y', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
