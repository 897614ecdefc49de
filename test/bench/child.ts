/** Processes of the run: started with this Node, heard until they say what one waits for, ended with the run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { endWithRun } from './scratch.ts';

export interface Child {
  readonly pid: number;
  /** The text that the pattern has caught. */
  readonly said: string;
  /** Asks it to end, and waits until it has. @throws Error when it ends otherwise than well */
  stop(): Promise<void>;
}

/** What processes have said that ended without having been asked to. */
const lastWords: string[] = [];

/** Room for an error with its stack. */
const LAST_LINES = 12;
/** A process that dies resets its connections first, and says why a moment later. */
const DYING_MS = 90;

/** Why processes of this run have died since this was asked last: the cause behind a connection that broke. */
export async function takeLastWords(): Promise<string> {
  await pause(DYING_MS);
  return lastWords.splice(0).join('\n');
}

/**
 * Starts a Node program and waits until it has said what `pattern` catches in its first group.
 * @throws Error with its output when it ends before
 */
export async function startChild(
  args: readonly string[],
  pattern: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  endWithRun(child);
  let output = '';
  let isAsked = false;
  const ended = once(child, 'close').then(() => {
    if (isAsked || child.killed || child.exitCode === 0) return null;
    const words = output.trim().split('\n').slice(-LAST_LINES).join('\n');
    lastWords.push(`${args[0] ?? ''} ended with ${String(child.exitCode ?? child.signalCode)}:\n${words}`);
    return null;
  });
  const said = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => {
        output += part;
        const found = pattern.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
  });
  const caught = await Promise.race([said, ended]);
  if (caught === null || child.pid === undefined) throw new Error('a program ended instead of starting');
  const stop = async () => {
    isAsked = true;
    await end(child, ended, () => output);
  };
  return { pid: child.pid, said: caught, stop };
}

async function end(child: ChildProcess, ended: Promise<null>, output: () => string): Promise<void> {
  child.kill('SIGTERM');
  await ended;
  if (child.exitCode === 0 || child.signalCode === 'SIGTERM') return;
  throw new Error(`a process ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
}
