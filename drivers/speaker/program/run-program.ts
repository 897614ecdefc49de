/** Programs that make or play sound. Never through a shell; what they are given to say comes through stdin. */
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';

/** What programs find in their environment, `PATH` above all. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string | Uint8Array;
  /** It is killed when it has not ended by then. */
  readonly limitMs: number;
  /** Where programs are looked for; that of this process when left out. */
  readonly env?: Environment | undefined;
  /** How far it stands behind other processes: 0, as when left out, to 19. */
  readonly niceness?: number | undefined;
  /** Kills it. */
  readonly signal?: AbortSignal | undefined;
}

/** `missing`: there is no such program. `late`: it has not ended in time. `failed`: all else; the message says why. */
export class ProgramFault extends Error {
  readonly code: 'missing' | 'late' | 'failed';

  constructor(code: ProgramFault['code'], message: string) {
    super(message);
    this.name = 'ProgramFault';
    this.code = code;
  }
}

/** Ten minutes of sound: nothing that is said in a hall is longer. */
const outputBytesMax = 32 * 1024 * 1024;
const lastWordsMax = 500;

/**
 * Runs a program to its end.
 * @returns what it printed
 * @throws ProgramFault
 */
export function runProgram({
  program,
  args,
  input,
  limitMs,
  env = process.env,
  niceness = 0,
  signal,
}: Run): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...env, LC_ALL: 'C' }, stdio: ['pipe', 'pipe', 'pipe'] });
    if (child.pid !== undefined && niceness > 0) stepBack(child.pid, niceness);
    const printed: Buffer[] = [];
    let bytes = 0;
    let lastWords = '';
    const fail = (code: ProgramFault['code'], message: string) => {
      leave();
      // Somebody who holds its pipes must not hold us.
      child.kill('SIGKILL');
      for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
      reject(new ProgramFault(code, message));
    };
    const aborted = () => fail('failed', `${program} was stopped`);
    const timer = setTimeout(
      () => fail('late', `${program} has not ended within ${Math.round(limitMs / 1000)} s`),
      limitMs,
    );
    const leave = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
    };
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      fail(isMissing ? 'missing' : 'failed', isMissing ? `there is no program ${program}` : error.message);
    });
    child.stdout.on('data', (part: Buffer) => {
      printed.push(part);
      bytes += part.length;
      if (bytes > outputBytesMax) fail('failed', `${program} does not stop to print`);
    });
    child.stderr.on('data', (part: Buffer) => {
      lastWords = (lastWords + part.toString()).slice(-lastWordsMax);
    });
    // Which of them it has not read, its end tells.
    child.stdin.on('error', () => undefined);
    child.once('close', (code, endedBy) => {
      leave();
      if (code === 0) resolve(Buffer.concat(printed));
      else reject(new ProgramFault('failed', whyFailed(program, lastWords, code, endedBy)));
    });
    if (signal?.aborted === true) aborted();
    else signal?.addEventListener('abort', aborted, { once: true });
    child.stdin.end(input);
  });
}

function stepBack(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, which it tells itself, or this system lets nobody step back: it speaks all the same.
  }
}

function whyFailed(program: string, lastWords: string, code: number | null, endedBy: string | null): string {
  const said = lastWords.replaceAll(/\s+/g, ' ').trim();
  if (said !== '') return said.startsWith(program) ? said : `${program}: ${said}`;
  return endedBy === null ? `${program} ended with ${code}` : `${program} was ended by ${endedBy}`;
}
