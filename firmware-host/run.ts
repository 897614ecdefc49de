import { readFile } from 'node:fs/promises';
import { formatFaults } from '../config/faults.ts';
import type { Flags } from '../config/flags.ts';
import { helpText, parseFlags } from '../config/flags.ts';
import { loadConfig } from '../config/load.ts';
import type { LobbyConfig } from '../config/schema.ts';
import { readSecret } from './central/secret.ts';
import type { Host } from './host.ts';
import { startHost } from './host.ts';
import { NOT_BUILT } from './http/pages.ts';

/** Exit codes: the lobby ended well, it could not go on, what it was told makes no sense (sysexits' EX_USAGE is 64; 2 is common). */
const OK = 0;
const FAILED = 1;
const MISUSED = 2;
/** A stop promises five seconds; whatever still hangs then must not hold up the system's own shutdown. */
const STOP_MAX_MS = 5000;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const complain = (text: string) => void process.stderr.write(`${text}\n`);

/** Runs Foyer until a signal ends it. Resolves with the exit code. */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const parsed = parseFlags(argv, env);
  if (!parsed.ok) {
    parsed.faults.forEach(complain);
    return MISUSED;
  }
  const { flags } = parsed;
  if (flags.help) {
    say(helpText);
    return OK;
  }
  const loaded = await loadConfig(flags.configFile);
  if (!loaded.ok) {
    complain(formatFaults(loaded.faults));
    return MISUSED;
  }
  if (flags.checkConfig) return check(flags.configFile, loaded.config);
  return runLobby(flags, loaded.config);
}

/** What the file names beside itself belongs to it: a start would fail on it just the same. */
async function check(configFile: string, { centre }: LobbyConfig): Promise<number> {
  try {
    if (centre !== null && centre.secretFile !== null) await readSecret(centre.secretFile);
  } catch (error) {
    complain(`${configFile}: centre.secretFile: ${error instanceof Error ? error.message : String(error)}`);
    return MISUSED;
  }
  say(`${configFile}: good.`);
  return OK;
}

async function runLobby(flags: Flags, config: LobbyConfig): Promise<number> {
  const end = Promise.withResolvers<number>();
  // Listened for from the start on: a signal during the start must not leave a half-open lobby behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.resolve(OK));
  const onFatal = (reason: string) => {
    complain(`Foyer cannot go on: ${reason}`);
    end.resolve(FAILED);
  };
  let host: Host;
  try {
    const { dataDir, listen } = flags;
    host = await startHost({
      config,
      dataDir,
      listen,
      version: await version(),
      say: complain,
      onFatal,
    });
  } catch (error) {
    complain(`Foyer could not start: ${error instanceof Error ? error.message : String(error)}`);
    return FAILED;
  }
  say(welcome(host, config, flags.dataDir));
  const code = await end.promise;
  setTimeout(() => {
    complain('Foyer did not stop in time and was ended.');
    process.exit(FAILED);
  }, STOP_MAX_MS).unref();
  await host.close();
  return code;
}

/** What a newcomer sees first: where to go. */
function welcome({ url, pagesBuilt }: Host, config: LobbyConfig, dataDir: string): string {
  const pages = [
    ['Kiosk', '/kiosk', 'take a number'],
    ['Counter', '/counter', 'call numbers'],
    ['Display', '/display', "the lobby's television"],
    ['Lab', '/lab', 'the simulated devices'],
    ['API', '/openapi.json', ''],
  ].map(([name, path, hint]) => `  ${(name ?? '').padEnd(9)}${`${url}${path}`.padEnd(40)}${hint}`);
  return [
    '',
    `Foyer · ${config.name.en} · ${config.access.toUpperCase()}`,
    '',
    ...pages,
    '',
    `  data in ${dataDir}`,
    ...(pagesBuilt ? [] : [`  ${NOT_BUILT}`]),
    '  Ctrl+C ends it.',
    '',
  ].join('\n');
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version: found } = JSON.parse(text) as { version: string };
  return found;
}
