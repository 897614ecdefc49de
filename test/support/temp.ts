import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory of its own for the running test, gone when it ends. */
export function tempDir(): string {
  const { dir, remove } = makeTempDir();
  onTestFinished(remove);
  return dir;
}

/** A directory that whoever asks for it removes. */
export function makeTempDir(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'foyer-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
