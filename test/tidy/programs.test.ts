/** What runs before the tests, run against a machine that lacks everything. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installCommands, installFault, missingPrograms, nodeFault } from '../support/programs.ts';

const script = fileURLToPath(new URL('../support/programs.ts', import.meta.url));

/** Some of them are called like their packages. */
const programs = ['aplay', 'chromium', 'espeak-ng', 'gpiomon', 'socat', 'sox', 'strace'];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-programs-'));
});
afterEach(() => rm(folder, { recursive: true }));

function program(name: string, text = '#!/bin/sh\n', mode = 0o755): Promise<void> {
  return writeFile(join(folder, name), text, { mode });
}

function run(): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    env: { PATH: folder },
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

test('a program is an executable file on PATH', async () => {
  await program('socat');
  await program('chromium', '', 0o644);
  expect(missingPrograms(['socat', 'chromium', 'other'], `/nowhere::${folder}`)).toEqual([
    'chromium',
    'other',
  ]);
  expect(missingPrograms(['socat'], '')).toEqual(['socat']);
  expect(missingPrograms([folder.slice(tmpdir().length + 1)], tmpdir())).toHaveLength(1);
});

test('all there: silence', async () => {
  for (const name of programs) await program(name);
  expect(run()).toEqual({ status: 0, out: '', err: '' });
});

test.skipIf(process.getuid?.() !== 0)('as root on Debian it installs, and shows how', async () => {
  const log = join(folder, 'log');
  const makes = `[ "$1" = install ] && for p in ${programs.join(' ')}; do echo > ${folder}/$p; /bin/chmod +x ${folder}/$p; done`;
  await program(
    'apt-get',
    `#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> ${log}\necho working\n${makes}\nexit 0\n`,
  );
  const { status, out, err } = run();
  expect([status, err]).toEqual([0, '']);
  expect(out).toContain('$ apt-get update\nworking');
  expect(await readFile(log, 'utf8')).toBe(
    'noninteractive update\nnoninteractive install -y --no-install-recommends alsa-utils chromium espeak-ng gpiod socat sox strace\n',
  );
  expect(run()).toEqual({ status: 0, out: '', err: '' });
});

test.skipIf(process.getuid?.() !== 0)('when that fails, so does it, in words', async () => {
  await program('apt-get', '#!/bin/sh\nexit 100\n');
  expect(run()).toMatchObject({ status: 1, err: expect.stringMatching(/^apt-get update: ended with 100/) });
});

test('without apt-get it names what is missing', () => {
  expect(run()).toMatchObject({
    status: 1,
    err: expect.stringMatching(
      /need aplay and chromium and espeak-ng and gpiomon and socat and sox and strace.*on PATH/,
    ),
  });
});

describe('in words', () => {
  test('anybody but root is told the command', () => {
    expect(installFault(false, true, ['socat'])).toContain(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends socat',
    );
    expect(installFault(true, true, ['socat'])).toBeNull();
    expect(installCommands(['chromium'])).toHaveLength(2);
  });

  test.each([
    ['24.0.0', true],
    ['26.1.0', true],
    ['22.18.0', false],
    ['9.0.0', false],
  ])('Node %s will do: %s', (version, will) => {
    expect(nodeFault(version) === null).toBe(will);
    expect(nodeFault(version) ?? '').toMatch(will ? /^$/ : /needs Node 24 or newer/);
  });
});
