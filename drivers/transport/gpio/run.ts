/** Programs of libgpiod as processes. Never through a shell. */
import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { endsWithin } from '../within.ts';
import { reasonOf, type Command } from './commands.ts';
import { LineReader } from './lines.ts';

/** What programs find in their environment, `PATH` above all. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  readonly env: Environment;
  /** Version 1 does not say that it has its lines: one that has not ended by then is taken to have them. */
  readonly settleMs: number;
  /** None of them takes more than some ms to end, or to say that it has its lines. */
  readonly limitMs: number;
}

/** A Pi 3 starts such a program within 30 ms. */
export const defaultRun: RunOptions = { env: process.env, settleMs: 100, limitMs: 5000 };

/** What programs say is read, so it shall be in one language. */
const inEnglish = (env: Environment): NodeJS.ProcessEnv => ({ ...env, LC_ALL: 'C' });

/**
 * Runs a program to its end.
 * @returns what it printed
 * @throws Error that says why it failed
 */
export function run(command: Command, { env, limitMs }: RunOptions, signal: AbortSignal): Promise<string> {
  const { program, args } = command;
  const options = { env: inEnglish(env), signal, timeout: limitMs, killSignal: 'SIGKILL' } as const;
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, printed, said) => {
      if (error) reject(new Error(whyNotRun(command, error, said), { cause: error }));
      else resolve(printed);
    });
  });
}

function whyNotRun(command: Command, error: Error, said: string): string {
  if ('code' in error && error.code === 'ENOENT')
    return `there is no program ${command.program}: install the package gpiod (sudo apt install gpiod)`;
  return reasonOf(command, said, `has failed: ${error.message}`);
}

/** Between SIGTERM and SIGKILL. */
const leaveMs = 300;

/** As much as is of use. */
const lastWordsMax = 500;

/** A program that stays until it is stopped, and its lines with it. */
export class KeptProgram {
  /** Rejects with why it ended, if it ended first, also because it was too late. */
  readonly ready: Promise<void>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #gone: Promise<unknown>;
  #isStopping = false;

  /**
   * @param heard lines that it prints, as they come
   * @param ended called once when it ends by itself, also before it was ready
   */
  constructor(
    command: Command,
    { env, settleMs, limitMs }: RunOptions,
    heard: (lines: string[]) => void,
    ended: (reason: string) => void,
  ) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    // Who starts many of them at once looks at the first that fails.
    promise.catch(() => undefined);
    // The kernel ends it with us, also when we are killed; it would hold its lines otherwise, and nobody could open them.
    this.#child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', command.program, ...command.args], {
      env: inEnglish(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let whyKilled: string | null = null;
    const tooLate = () => {
      whyKilled = `${command.program} has not said within ${limitMs / 1000} s that it has its lines`;
      this.#child.kill('SIGKILL');
    };
    const timer = command.hasBanner ? setTimeout(tooLate, limitMs) : setTimeout(resolve, settleMs);
    this.#hear(command, heard, () => {
      clearTimeout(timer);
      resolve();
    });
    const lastWords = this.#lastWords();
    const end = (reason: string) => {
      clearTimeout(timer);
      reject(new Error(reason));
      if (!this.#isStopping) ended(reason);
    };
    this.#gone = new Promise<void>((resolveGone) => {
      this.#child.on('error', () => {
        end('there is no program setpriv: install the package util-linux');
        resolveGone();
      });
      // Later than `exit`: now all that it said has been read.
      this.#child.once('close', (code, signal) => {
        if (this.#child.pid !== undefined)
          end(
            whyKilled ??
              reasonOf(
                command,
                lastWords(),
                signal === null ? `ended with ${code}` : `was ended by ${signal}`,
              ),
          );
        resolveGone();
      });
    });
  }

  /** Resolves when it is ready, or has ended. */
  async settled(): Promise<void> {
    await Promise.race([this.ready, this.#gone]).catch(() => undefined);
  }

  /** Ends it. Resolves when it is gone and its lines are free. Never rejects. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#child.kill('SIGTERM');
    if (await endsWithin(this.#gone, leaveMs)) return;
    this.#child.kill('SIGKILL');
    await endsWithin(this.#gone, leaveMs);
  }

  #hear({ hasBanner }: Command, heard: (lines: string[]) => void, hasBegun: () => void): void {
    const reader = new LineReader();
    let isBannerDue = hasBanner;
    this.#child.stdout.on('data', (bytes: Buffer) => {
      const lines = reader.read(bytes);
      if (isBannerDue && lines.shift() !== undefined) {
        isBannerDue = false;
        hasBegun();
      }
      if (lines.length > 0 && !this.#isStopping) heard(lines);
    });
  }

  #lastWords(): () => string {
    let text = '';
    this.#child.stderr.on(
      'data',
      (bytes: Buffer) => void (text = (text + bytes.toString()).slice(-lastWordsMax)),
    );
    return () => text;
  }
}
