/** Each append waits for the medium, as the kernel sees it: what a pragma says of itself is not asked. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { tempDir } from '../support/temp.ts';
import { FileSteps } from '../torture/power/files.ts';
import { parseTrace, straceWords } from '../torture/power/trace.ts';

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));
const APPENDS = 40;

/** How often the log of the journal was written and synchronised in so many appends. */
function callsOf(kind: 'store' | 'weak'): { writes: number; syncs: number } {
  const dir = tempDir();
  const [data, trace] = [join(dir, 'data'), join(dir, 'trace')];
  const [program = '', ...words] = straceWords(trace);
  const { status, stderr } = spawnSync(
    program,
    [...words, process.execPath, WRITER, data, String(APPENDS), kind],
    { encoding: 'utf8' },
  );
  if (/ptrace/i.test(stderr))
    throw new Error(
      `strace may not trace here; in a container give it SYS_PTRACE (--cap-add SYS_PTRACE): ${stderr.trim()}`,
    );
  expect(`${status} ${stderr}`).toBe('0 ');
  const files = new FileSteps(data, '', { folders: [], files: new Map() });
  const steps = files.read(parseTrace(readFileSync(trace, 'latin1')));
  // A log that is emptied may be deleted and made anew.
  const logs = new Set(
    steps.flatMap(({ step }) =>
      step.kind === 'create' && step.name === 'journal.db-wal' ? [step.file] : [],
    ),
  );
  const count = (wanted: 'write' | 'sync') =>
    steps.filter(({ step }) => step.kind === wanted && logs.has(step.file)).length;
  return { writes: count('write'), syncs: count('sync') };
}

it('waits for the medium once for each append', () => {
  const { writes, syncs } = callsOf('store');
  expect(writes).toBeGreaterThan(APPENDS);
  expect(syncs).toBeGreaterThanOrEqual(APPENDS);
});

it('would see a writer that does not', () => {
  const { writes, syncs } = callsOf('weak');
  expect(writes).toBeGreaterThan(APPENDS);
  expect(syncs).toBeLessThan(APPENDS / 4);
});
