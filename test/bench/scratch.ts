/**
 * What a run leaves lying about unless somebody clears up: directories and processes. Whatever ends the run (the last row, an
 * error, Ctrl+C), they are gone with it.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const children = new Set<ChildProcess>();
let root: string | null = null;

/** Exit codes of a shell for a program that a signal has ended. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Makes the run's own directory below `parent`, and sees to it that it goes again. */
export function openScratch(parent: string): string {
  mkdirSync(parent, { recursive: true });
  root = mkdtempSync(join(parent, 'foyer-bench-'));
  // Handlers of 'exit' are synchronous, and run for every way in which Node itself ends.
  process.on('exit', clearUp);
  for (const [signal, code] of Object.entries(exitCodes)) process.once(signal, () => process.exit(code));
  return root;
}

/** An empty directory of its own for one host or one row. */
export function freshDir(parent: string, name: string): string {
  return mkdtempSync(join(parent, `${name}-`));
}

export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** Ends the process with the run, at the latest. */
export function endWithRun<T extends ChildProcess>(child: T): T {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Ends what a row that failed has left running. */
export function endChildren(): void {
  for (const child of children) child.kill('SIGKILL');
}

function clearUp(): void {
  endChildren();
  // A process that was just killed may still be writing its last file.
  if (root !== null) removeDir(root);
}
