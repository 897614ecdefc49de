/** Records a writer's whole life, call by call. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Recorded } from '../../../firmware-host/journal/journal.ts';
import { endWithRun } from '../../bench/scratch.ts';
import { FileSteps, type Start, type Timed } from './files.ts';
import { parseTrace, straceWords } from './trace.ts';

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));
const WEAK = fileURLToPath(new URL('./weak.ts', import.meta.url));

export interface Recording {
  readonly start: Start;
  readonly steps: readonly Timed[];
  /** All events that the writer has written, by position from 1 on. */
  readonly events: readonly Recorded[];
}

export interface RecordOptions {
  /** An empty directory; its `data` may be there already, with what an older host has left. */
  readonly dir: string;
  readonly seed: number;
  readonly days: number;
  readonly ticketsPerDay: number;
  /** A writer whose commits do not wait for the medium. */
  readonly isWeak: boolean;
}

/** @throws Error when strace is not there, may not trace, or the writer fails */
export async function record({ dir, seed, days, ticketsPerDay, isWeak }: RecordOptions): Promise<Recording> {
  const data = join(dir, 'data');
  const [trace, voice, events] = ['trace', 'voice', 'events.json'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(data, { recursive: true });
  const start = readTree(data);
  const [program = '', ...words] = straceWords(trace);
  const node = [process.execPath, ...(isWeak ? ['--import', WEAK] : []), WRITER];
  const child = endWithRun(
    spawn(
      program,
      [...words, ...node, data, voice, events, String(seed), String(days), String(ticketsPerDay)],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    ),
  );
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (complaint += part));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 || !existsSync(events)) throw new Error(failure(code, complaint));
  return {
    start,
    steps: new FileSteps(data, voice, start).read(parseTrace(readFileSync(trace, 'latin1'))),
    events: JSON.parse(readFileSync(events, 'utf8')) as Recorded[],
  };
}

function failure(code: number | null, complaint: string): string {
  if (/PTRACE|ptrace/.test(complaint))
    return `strace may not trace here (in a container: --cap-add SYS_PTRACE): ${complaint.trim()}`;
  return `the recorded writer ended with ${String(code)}:\n${complaint}`;
}

/** Everything below a directory, as a medium that is at rest. */
export function readTree(dir: string): Start {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted();
  const isFolder = (name: string) => statSync(join(dir, name)).isDirectory();
  return {
    folders: names.filter(isFolder).map((name) => relative('.', name)),
    files: new Map(
      names.filter((name) => !isFolder(name)).map((name) => [name, readFileSync(join(dir, name))]),
    ),
  };
}
