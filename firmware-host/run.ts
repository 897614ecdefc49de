import { readFile } from 'node:fs/promises';
import { displayWarnings } from '../config/display-checks.ts';
import { formatFaults } from '../config/faults.ts';
import type { Flags } from '../config/flags.ts';
import { helpText, parseFlags } from '../config/flags.ts';
import { loadConfig } from '../config/load.ts';
import type { LobbyConfig } from '../config/schema.ts';
import { readSecret } from './central/secret.ts';
import type { Host } from './host.ts';
import { startHost } from './host.ts';
import { NOT_BUILT } from './http/pages.ts';
import { wallTime } from './clock.ts';
import type { StorageWarning } from './messages/storage.ts';
import type { Restart } from './upkeep/upkeep.ts';

/** Exit codes: the lobby ended well, it could not go on, what it was told makes no sense (sysexits' EX_USAGE is 64; 2 is common). */
const OK = 0;
const FAILED = 1;
const MISUSED = 2;
/** A stop promises five seconds; whatever still hangs then must not hold up the system's own shutdown. */
const STOP_MAX_MS = 5000;
/** An address that does not name its port has this one. */
const HTTP_PORT = 80;

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
async function check(configFile: string, { centre, displays }: LobbyConfig): Promise<number> {
  try {
    if (centre !== null && centre.secretFile !== null) await readSecret(centre.secretFile);
  } catch (error) {
    complain(`${configFile}: centre.secretFile: ${error instanceof Error ? error.message : String(error)}`);
    return MISUSED;
  }
  displayWarnings(displays).forEach(complain);
  say(`${configFile}: good.`);
  return OK;
}

type End = { readonly kind: 'stop'; readonly code: number } | Restart;

/** Runs the lobby, and again when its journal asks for it, until it is over. */
async function runLobby(flags: Flags, config: LobbyConfig): Promise<number> {
  const stopped = Promise.withResolvers<End>();
  // Listened for from the start on: a signal during the start must not leave a half-open lobby behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stopped.resolve({ kind: 'stop', code: OK }));
  let { listen } = flags;
  let warnings: readonly StorageWarning[] = [];
  for (;;) {
    const ending = Promise.withResolvers<End>();
    const host = await openHost({ ...flags, listen }, config, warnings, ending.resolve);
    if (host === null) return FAILED;
    say(welcome(host, config, flags.dataDir));
    displayWarnings(config.displays).forEach(complain);
    const end = await Promise.race([stopped.promise, ending.promise]);
    const patience = setTimeout(giveUp, STOP_MAX_MS).unref();
    await host.close();
    if (end.kind === 'stop') return end.code;
    clearTimeout(patience);
    const isRestored = end.kind !== 'restore' || (await goBack(flags.dataDir, config, end));
    warnings = isRestored ? [] : ['restore-failed'];
    // Whoever was here finds the lobby again where it was.
    listen = { ...listen, port: Number(new URL(host.url).port || HTTP_PORT) };
  }
}

async function openHost(
  flags: Flags,
  config: LobbyConfig,
  warnings: readonly StorageWarning[],
  end: (end: End) => void,
): Promise<Host | null> {
  try {
    const { dataDir, listen } = flags;
    return await startHost({
      config,
      dataDir,
      listen,
      version: await version(),
      say: complain,
      warnings,
      onFatal: (reason) => {
        complain(`Foyer cannot go on: ${reason}`);
        end({ kind: 'stop', code: FAILED });
      },
      onRestart: end,
    });
  } catch (error) {
    complain(`Foyer could not start: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function giveUp(): void {
  complain('Foyer did not stop in time and was ended.');
  process.exit(FAILED);
}

/** What cannot be restored changes nothing: the lobby goes on with what it has, and says why. @returns whether it was restored */
async function goBack(
  dataDir: string,
  { storage }: LobbyConfig,
  { place, name }: Extract<Restart, { kind: 'restore' }>,
): Promise<boolean> {
  const { secondDir } = storage.backup;
  try {
    // Only here: most lobbies never need it.
    const { restoreBackup } = await import('./journal/sqlite/restore/restore.ts');
    restoreBackup({ dataDir, secondDir, place, name, stampAt: wallTime() });
    return true;
  } catch (error) {
    complain(`The backup was not restored: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** What a newcomer sees first: where to go. */
function welcome({ url, pagesBuilt }: Host, config: LobbyConfig, dataDir: string): string {
  const [counter] = config.counters;
  const pages = [
    ['Kiosk', '/kiosk', 'take a number'],
    ['Counter', '/counter', 'call numbers'],
    ['Display', '/display', "the lobby's television"],
    ...(counter === undefined ? [] : [['Rating', `/rate/${counter.id}`, 'rate a visit at this counter']]),
    ['Lab', '/lab', 'the simulated devices'],
    ['Supervisor', '/supervisor', 'watch the queue, post notices'],
    ['Maintenance', '/maintenance', 'devices, disk and backups'],
    ['API', '/openapi.json', ''],
  ].map(([name, path, hint]) => `  ${(name ?? '').padEnd(13)}${`${url}${path}`.padEnd(40)}${hint}`);
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
