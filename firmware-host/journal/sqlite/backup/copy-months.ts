/** Frozen months are files beside the journal that nothing can make again: each is copied with every backup, once. */
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedError } from '../medium/fault.ts';
import { copyDurably, namesIn } from '../medium/files.ts';
import { monthCopyName } from '../medium/layout.ts';

const MONTH_FILE = /^(\d{4}-\d\d)\.json$/;

/**
 * @param from folder of the months, which need not be there
 * @param to folder of their copies, made with the first
 * @throws Error of the file system; DamagedError where a copy is not what was copied
 */
export function copyMonths(from: string, to: string): void {
  const months = namesIn(from).flatMap((name) => MONTH_FILE.exec(name)?.[1] ?? []);
  if (months.length === 0) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  // Of a copy that was cut off; it may not even be written to, for its original may not.
  for (const name of namesIn(to)) if (name.endsWith('.tmp')) rmSync(join(to, name), { force: true });
  for (const month of months) {
    const original = join(from, `${month}.json`);
    const bytes = readFileSync(original);
    const copy = join(to, monthCopyName(month, hash('sha256', bytes)));
    if (holds(copy, bytes)) continue;
    copyDurably(original, copy);
    if (!holds(copy, bytes)) throw new DamagedError(`the copy of the frozen month ${month} is not good`);
  }
}

const holds = (path: string, bytes: Buffer): boolean => existsSync(path) && readFileSync(path).equals(bytes);
