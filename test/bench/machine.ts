/** Facts about the machine without which no figure means anything, and what /proc says about a process. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import process from 'node:process';

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGB: number;
  readonly node: string;
  readonly fileSystem: string;
  /** Runnable processes in the last minute; figures of a machine that does something else are not worth much. */
  readonly load: number;
}

/** @param dir where the data lie */
export function machineOf(dir: string): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    fileSystem: fileSystemOf(dir),
    load: loadavg()[0] ?? 0,
  };
}

/** File systems that keep nothing: there a flush costs nothing, and the raw limit is none. */
export const isVolatile = ({ fileSystem }: Machine): boolean => /^(?:tmpfs|ramfs)\b/.test(fileSystem);

/** Type and device of the mount that holds `dir`: the longest mount point that it begins with (proc_pid_mountinfo(5)). */
function fileSystemOf(dir: string): string {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [before = '', after = ''] = line.split(' - ');
      return { point: before.split(' ')[4] ?? '', type: after.split(' ').slice(0, 2).join(' on ') };
    })
    .filter(({ point }) => dir === point || dir.startsWith(point.endsWith('/') ? point : `${point}/`));
  // The later of two mounts on one point hides the earlier.
  return mounts.toSorted((a, b) => a.point.length - b.point.length).at(-1)?.type ?? 'unknown';
}

/** Anonymous resident memory in bytes: what the process itself has allocated, without the files it maps. */
export const anonymousBytes = (pid: number): number => 1024 * field(`/proc/${pid}/status`, 'RssAnon');

/** Bytes that the process has caused to be written to the medium so far. */
export const writtenBytes = (pid: number): number => field(`/proc/${pid}/io`, 'write_bytes');

function field(file: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`${file} has no ${name}`);
  return Number(found);
}

export interface ProcessorTime {
  /** Of the whole machine, in s. */
  readonly busyS: number;
  /** Of this process and of its children that have ended, in s. */
  readonly ownS: number;
  readonly atMs: number;
}

export function processorTime(): ProcessorTime {
  const [user, nice, system, , , irq, softIrq, steal] =
    /^cpu\s+(.+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]?.split(' ').map(Number) ?? [];
  const busy = [user, nice, system, irq, softIrq, steal].reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return { busyS: busy / TICKS_PER_S, ownS: statSeconds('self', 4), atMs: performance.now() };
}

/** Processors that others have kept busy between two moments: what the figures in between have suffered from. */
export const coresOfOthers = (from: ProcessorTime, to: ProcessorTime): number =>
  Math.max(0, to.busyS - from.busyS - (to.ownS - from.ownS)) / ((to.atMs - from.atMs) / 1000);

/** Clock ticks a second in /proc/PID/stat; a constant of the kernel's interface on every machine that Node runs on. */
const TICKS_PER_S = 100;

/** Seconds of processor time that all threads of a process have used so far. */
export const processorSeconds = (pid: number): number => statSeconds(String(pid), 2);

/** @param fields 2: the process's own time; 4: that of its ended children, too */
function statSeconds(pid: string, fields: 2 | 4): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets, which may hold anything; utime, stime, cutime, cstime are 14 to 17.
  const ticks = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 11 + fields);
  return ticks.reduce((sum, one) => sum + Number(one), 0) / TICKS_PER_S;
}
