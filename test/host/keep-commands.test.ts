/** `npm run backup` and `npm run restore`, as a technician runs them, beside a host and without one. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Api } from '../support/api.ts';
import { startFoyer, type RunningFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { runCommand, type Ended } from '../support/run-command.ts';
import { tempDir } from '../support/temp.ts';

interface Rig {
  readonly data: string;
  readonly second: string;
  readonly args: readonly string[];
  readonly start: () => Promise<{ foyer: RunningFoyer; api: Api }>;
  readonly run: (name: 'backup' | 'restore', ...more: string[]) => Promise<Ended>;
  readonly copies: () => string[];
}

function rig(more: object = {}): Rig {
  const dir = tempDir();
  const data = join(dir, 'data');
  const second = join(dir, 'second');
  const args = ['--config', lobbyFile(dir, { more: { storage: { ballastMb: 0, ...more } } })];
  return {
    data,
    second,
    args,
    start: async () => {
      const foyer = await startFoyer(data, args);
      return { foyer, api: new Api(foyer.url) };
    },
    run: (name, ...flags) => runCommand(name, ['--data', data, ...args, ...flags]),
    copies: () => readdirSync(join(data, 'backups/journal')),
  };
}

describe('npm run backup', () => {
  it('asks the host that runs, which goes on', async () => {
    const { start, run, copies } = rig();
    const { api } = await start();
    await api.take();
    const { code, said } = await run('backup');
    expect([code, said]).toEqual([0, expect.stringMatching(/^Backed up to position \d+ of epoch 1, /)]);
    expect(said).toContain(copies()[0]);
    expect((await api.take()).ticket.number).toBe('A002');
  });

  it('copies by itself where none runs, also after one that was killed', async () => {
    const { data, start, run, copies } = rig();
    const { foyer, api } = await start();
    await api.take();
    await foyer.stop('SIGKILL');
    expect(existsSync(join(data, 'host.json'))).toBe(true);
    const { code, said } = await run('backup');
    expect([code, said]).toEqual([0, expect.stringContaining(copies()[0] ?? 'a copy')]);
    const next = await start();
    expect((await next.api.take()).ticket.number).toBe('A002');
  });

  it('asks no other lobby that listens where its own did before it was killed', async () => {
    const { data, start, run, copies } = rig();
    const { foyer } = await start();
    await foyer.stop('SIGKILL');
    const other = rig();
    const { foyer: theirs } = await other.start();
    const about = JSON.parse(readFileSync(join(data, 'host.json'), 'utf8')) as object;
    writeFileSync(join(data, 'host.json'), JSON.stringify({ ...about, url: theirs.url }));
    expect((await run('backup')).code).toBe(0);
    expect(copies()).toHaveLength(1);
    expect(existsSync(join(other.data, 'backups/journal'))).toBe(false);
    // And where its own runs, but has not said so yet.
    await start();
    writeFileSync(join(data, 'host.json'), JSON.stringify({ ...about, url: theirs.url }));
    for (const command of [['backup'], ['restore', '--yes', copies()[0] ?? '']] as const) {
      const [name, ...flags] = command;
      const { code, complained } = await run(name, ...flags);
      expect([code, complained]).toEqual([
        1,
        expect.stringContaining(`a host runs on ${data}, and does not`),
      ]);
    }
    expect(existsSync(join(other.data, 'backups/journal'))).toBe(false);
  });

  it('of no journal says so, and makes none', async () => {
    const { data, run } = rig();
    const { code, complained } = await run('backup');
    expect([code, complained]).toEqual([
      1,
      expect.stringMatching(/holds no journal; name the data directory/),
    ]);
    expect(existsSync(join(data, 'journal.db'))).toBe(false);
  });

  it('that missed the second directory made the first copy, and fails with the reason', async () => {
    const { start, run, second, copies } = rig({ backup: { secondDir: 'second' } });
    const { foyer } = await start();
    for (const isUp of [true, false]) {
      if (!isUp) await foyer.stop();
      const { code, complained } = await run('backup');
      expect([code, complained]).toEqual([1, expect.stringContaining(second)]);
    }
    expect(copies().length).toBeGreaterThan(0);
  });
});

describe('npm run restore', () => {
  it('lists what there is, newest first, and says which is good', async () => {
    const { data, start, run, copies } = rig();
    const { foyer, api } = await start();
    await run('backup');
    await api.take();
    await run('backup');
    await foyer.stop();
    const [older = '', newer = ''] = copies().toSorted();
    truncateSync(join(data, 'backups/journal', older), 2048);
    const { code, said } = await run('restore');
    const lines = said.split('\n');
    expect([code, lines[0], lines[1]]).toEqual([
      0,
      expect.stringMatching(new RegExp(`epoch 1 .* good +${newer}$`)),
      expect.stringMatching(new RegExp(`DAMAGED: .+${older}$`)),
    ]);
  });

  it('refuses beside a running host, and names the page that can', async () => {
    const { start, run, copies } = rig();
    const { foyer, api } = await start();
    await run('backup');
    const { code, complained } = await run('restore', '--yes', copies()[0] ?? '');
    expect([code, complained]).toEqual([1, expect.stringContaining(`${foyer.url}/maintenance#storage`)]);
    expect((await api.take()).ticket.number).toBe('A001');
  });

  it('goes back where somebody means it, and keeps what was', async () => {
    const { data, start, run, copies } = rig();
    const { foyer, api } = await start();
    await api.take();
    await run('backup');
    await api.take();
    await foyer.stop();
    const [name = ''] = copies();
    const unsure = await run('restore', name);
    expect([unsure.code, unsure.complained]).toEqual([2, expect.stringContaining('--yes')]);
    const { code, said } = await run('restore', '--yes', name);
    expect([code, said]).toEqual([0, expect.stringMatching(/Epoch 2 begins with the next start/)]);
    const [kept = ''] = readdirSync(join(data, 'aside'));
    expect(said).toContain(join(data, 'aside', kept));
    const next = await start();
    // The journal knows one number; the floor knows that two were given.
    expect(Number((await next.api.take()).ticket.number.slice(1))).toBeGreaterThan(2);
  });

  it('takes the good one of two copies', async () => {
    const { data, second, start, run, copies } = rig({ backup: { secondDir: 'second' } });
    const { foyer } = await start();
    await run('backup');
    await foyer.stop();
    const [name = ''] = copies();
    mkdirSync(join(second, 'journal'), { recursive: true });
    copyFileSync(join(data, 'backups/journal', name), join(second, 'journal', name));
    writeFileSync(join(data, 'backups/journal', name), 'rubbish');
    expect((await run('restore', '--yes', name)).code).toBe(0);
  });

  it.each([
    [['none.db', '--yes'], 2, /there is no backup none\.db/],
    [['a', 'b'], 2, /one name at most/],
    [['--force'], 2, /Unknown option '--force'/],
  ])('%j is refused', async (flags, code, reason) => {
    const ended = await rig().run('restore', ...flags);
    expect([ended.code, ended.complained]).toEqual([code, expect.stringMatching(reason)]);
    expect(ended.complained).not.toMatch(/\n\s+at /);
  });

  it('helps', async () => {
    const { code, said } = await rig().run('restore', '--help');
    expect([code, said]).toEqual([0, expect.stringMatching(/Usage: npm run restore/)]);
  });
});
