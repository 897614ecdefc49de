/**
 * Programs that the tests run and npm cannot bring: a browser, a maker of serial port pairs, a recorder of system calls, those
 * that read GPIO lines, one that speaks, one that plays, and one that measures sound. Run before the tests; silent when all is there. As root on Debian it installs what is missing;
 * anybody else is told the command.
 * No fonts: the pages bring their own.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** Program on PATH → the Debian package that has it. */
const packageOf: Readonly<Record<string, string>> = {
  aplay: 'alsa-utils',
  chromium: 'chromium',
  'espeak-ng': 'espeak-ng',
  gpiomon: 'gpiod',
  socat: 'socat',
  sox: 'sox',
  strace: 'strace',
};

const nodeMajorMin = 24;

/** The programs of `names` that no folder of `path` has as an executable file. */
export function missingPrograms(names: readonly string[], path: string): string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return names.filter((name) => !folders.some((folder) => isExecutable(join(folder, name))));
}

function isExecutable(file: string): boolean {
  if (!existsSync(file) || !statSync(file).isFile()) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return false;
    throw error;
  }
}

/** Why this Node cannot run Foyer, or null. `version` is like `24.21.0`. */
export function nodeFault(version: string): string | null {
  if (Number.parseInt(version, 10) >= nodeMajorMin) return null;
  return (
    `Foyer needs Node ${nodeMajorMin} or newer; this is ${version}. ` +
    'npm ci brings the right one for Linux on x64 and arm64; then run it through npm: npm test.'
  );
}

/** The commands that install `programs` on Debian, in order. */
export function installCommands(programs: readonly string[]): string[][] {
  const packages = programs.map((name) => packageOf[name] ?? name);
  return [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...packages],
  ];
}

/** What stands in the way of installing here, as a sentence; null when nothing does. */
export function installFault(isRoot: boolean, isDebian: boolean, programs: readonly string[]): string | null {
  if (isRoot && isDebian) return null;
  const missing = `The tests need ${programs.join(' and ')}, missing here.`;
  if (!isDebian)
    return `${missing} Install them with this system's package manager, so that they are on PATH.`;
  const commands = installCommands(programs).map((words) => `sudo ${words.join(' ')}`);
  return `${missing} Install them:\n  ${commands.join(' && ')}`;
}

function install(programs: readonly string[]): string | null {
  for (const [command, ...words] of installCommands(programs)) {
    if (command === undefined) continue;
    process.stdout.write(`$ ${[command, ...words].join(' ')}\n`);
    const { status, error } = spawnSync(command, words, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) {
      const reason = error === undefined ? `ended with ${String(status)}` : error.message;
      return `${command} ${words.join(' ')}: ${reason}. Install ${programs.join(' and ')} by hand.`;
    }
  }
  return null;
}

function run(): string | null {
  const wrongNode = nodeFault(process.versions.node);
  if (wrongNode !== null) return wrongNode;
  const names = Object.keys(packageOf);
  const path = process.env['PATH'] ?? '';
  const missing = missingPrograms(names, path);
  if (missing.length === 0) return null;
  const isRoot = process.getuid?.() === 0;
  const isDebian = existsSync('/etc/debian_version') && missingPrograms(['apt-get'], path).length === 0;
  const fault = installFault(isRoot, isDebian, missing) ?? install(missing);
  if (fault !== null) return fault;
  const still = missingPrograms(names, path);
  return still.length === 0 ? null : `Installed, but still not on PATH: ${still.join(', ')}.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const fault = run();
  if (fault !== null) {
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
  }
}
