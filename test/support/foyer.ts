/** The host as its users start it: a process of its own, on a free port, in a data directory of the test. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { startCommand } from './start-command.ts';
import { makeTempDir } from './temp.ts';

export interface RunningFoyer {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Everything that it has said so far. */
  readonly output: () => string;
  /** Whether the process has not ended. */
  readonly isUp: () => boolean;
  /** Ends it and resolves with its exit code; null after a signal that it could not answer. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Sends a signal without waiting for what comes of it. */
  signal(signal: NodeJS.Signals): void;
}

/**
 * Starts a host and waits until it says where it listens; it ends with the test.
 * @param args flags beside `--data`; without `--listen` among them, a free port is taken
 * @param nodeArgs flags of Node itself, such as `--import` of what a test wants to be different
 */
export async function startFoyer(
  dataDir: string,
  args: readonly string[] = [],
  nodeArgs: readonly string[] = [],
): Promise<RunningFoyer> {
  const foyer = await launchFoyer(dataDir, args, nodeArgs);
  onTestFinished(async () => {
    await foyer.stop('SIGKILL');
  });
  return foyer;
}

export interface SharedFoyer extends RunningFoyer {
  /** Kills it and starts it again with all that it kept, at another address: for the last test of a file. */
  restart(): Promise<RunningFoyer>;
}

/** One host for all tests of a file. What is given back finds it once the tests run. */
export function sharedFoyer(args: (dir: string) => readonly string[] = () => []): () => SharedFoyer {
  let foyer: SharedFoyer | null = null;
  const temp = makeTempDir();
  const launch = async (flags: readonly string[]): Promise<SharedFoyer> => {
    const running = await launchFoyer(temp.dir, flags);
    const restart = async () => {
      await running.stop('SIGKILL');
      foyer = await launch(flags);
      return foyer;
    };
    foyer = { ...running, restart };
    return foyer;
  };
  beforeAll(async () => {
    await launch(args(temp.dir));
  });
  afterAll(async () => {
    const ended = foyer?.isUp() === false;
    await foyer?.stop('SIGKILL');
    temp.remove();
    // Whatever a test was about: nothing that it asked may end the host.
    if (ended) throw new Error(`the host has ended by itself:\n${foyer?.output()}`);
  });
  return () => {
    if (foyer === null) throw new Error('the host of this file runs only while its tests do');
    return foyer;
  };
}

async function launchFoyer(
  dataDir: string,
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): Promise<RunningFoyer> {
  const listen = args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'];
  const { child, output } = spawnFoyer(['--data', dataDir, ...listen, ...args], nodeArgs);
  const exited = once(child, 'exit');
  const url = await Promise.race([said(child, output), exited.then(() => null)]);
  if (url === null || child.pid === undefined)
    throw new Error(`the host ended instead of starting:\n${output()}`);
  const isUp = () => child.exitCode === null && child.signalCode === null;
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    if (isUp()) {
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  };
  return { url, pid: child.pid, dataDir, output, isUp, stop, signal: (signal) => void child.kill(signal) };
}

/** Runs the host's command to its end. */
export async function runFoyer(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnFoyer(args);
  // A command that should have ended but serves instead must not outlive its test.
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

function spawnFoyer(
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [...nodeArgs, ...startCommand(), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (part: string) => (text += part));
  }
  return { child, output: () => text };
}

/** Resolves with the address once the host has said it. */
function said(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      const url = /Kiosk\s+(http:\/\/\S+)\/kiosk/.exec(output())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
