/** A host as its users start it, to be ended as no user would. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { endWithRun } from '../../bench/scratch.ts';
import { startCommand } from '../../support/start-command.ts';

export interface HostOptions {
  readonly data: string;
  readonly config: string;
  /** Flags of Node itself, such as `--import` of what shall be different. */
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A program, with its arguments, that runs the host, such as strace. */
  readonly under?: readonly string[];
}

export interface TortureHost {
  readonly pid: number;
  /** Resolves with its address when it listens, with null when it has ended instead. */
  readonly url: Promise<string | null>;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  readonly isUp: () => boolean;
  readonly output: () => string;
  signal(signal: NodeJS.Signals): void;
}

/** It ends with the torture, at the latest. */
export function startTortureHost({
  data,
  config,
  nodeArgs = [],
  env = {},
  under = [],
}: HostOptions): TortureHost {
  const words = [
    ...under,
    process.execPath,
    ...nodeArgs,
    ...startCommand(),
    '--data',
    data,
    '--config',
    config,
    '--listen',
    '127.0.0.1:0',
  ];
  const [program = '', ...args] = words;
  const child = endWithRun(
    spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } }),
  );
  let text = '';
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        const url = /Kiosk\s+(http:\/\/\S+)\/kiosk/.exec(text)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const ended = once(child, 'exit').then(() => child.exitCode);
  return {
    pid: child.pid ?? 0,
    url: Promise.race([listening, ended.then(() => null)]),
    ended,
    isUp: () => child.exitCode === null && child.signalCode === null,
    output: () => text,
    signal: (signal) => void child.kill(signal),
  };
}

/** Whoever is killed says so by one of these; every other error of a request is a fault. */
export const isCutOff = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String(error.code));
