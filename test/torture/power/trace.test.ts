/** The recorder reads what strace really writes, and the medium it rebuilds forgets no less and no more than it says. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../../support/temp.ts';
import { Disk } from './disk.ts';
import { fateOf, type FateName } from './fates.ts';
import { FileSteps, type Start, type Timed } from './files.ts';
import { parseTrace, straceWords } from './trace.ts';

const nothing: Start = { folders: [], files: new Map() };

const hex = (text: string): string =>
  `"${[...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`;

/** What a program of a few lines does below a directory of its own. */
function record(program: string): readonly Timed[] {
  const dir = tempDir();
  const [data, trace] = [join(dir, 'data'), join(dir, 'trace')];
  const script = `import * as fs from 'node:fs'; const dir = ${JSON.stringify(data)}; fs.mkdirSync(dir);
    const voice = fs.openSync(${JSON.stringify(join(dir, 'voice'))}, 'a'); ${program}`;
  const [command = '', ...words] = straceWords(trace);
  const { status, stderr } = spawnSync(
    command,
    [...words, process.execPath, '--input-type=module', '-e', script],
    { encoding: 'utf8' },
  );
  expect(`${status} ${stderr}`).toBe('0 ');
  return new FileSteps(data, join(dir, 'voice'), nothing).read(parseTrace(readFileSync(trace, 'utf8')));
}

function found(disk: Disk, name: FateName): Record<string, string> {
  const { files } = disk.rebuild(fateOf(name, () => 0.99));
  return Object.fromEntries([...files].map(([file, content]) => [file, String(content)]));
}

describe('a record', () => {
  it('joins what two threads have cut in two, and leaves out what failed', () => {
    const calls = parseTrace(
      [
        `7  openat(AT_FDCWD, ${hex('/d/a')}, O_RDWR|O_CREAT, 0600 <unfinished ...>`,
        `8  fsync(9 <unfinished ...>`,
        `7  <... openat resumed>) = 4`,
        `8  <... fsync resumed>) = 0`,
        `7  unlink(${hex('/d/b')}) = -1 ENOENT (No such file or directory)`,
        `7  pwrite64(4, ${hex('a"b')}, 3, 512) = 3`,
        `8  +++ exited with 0 +++`,
      ].join('\n'),
    );
    expect(calls).toEqual([
      {
        began: 1,
        ended: 3,
        name: 'openat',
        args: ['AT_FDCWD', Buffer.from('/d/a'), 'O_RDWR|O_CREAT', '0600'],
        result: 4,
      },
      { began: 2, ended: 4, name: 'fsync', args: ['9'], result: 0 },
      { began: 6, ended: 6, name: 'pwrite64', args: ['4', Buffer.from('a"b'), '3', '512'], result: 3 },
    ]);
  });

  it('refuses what it does not understand, and texts that were cut short', () => {
    expect(() => parseTrace('7  strange line')).toThrow(/not understood/);
    expect(() => parseTrace('7  write(4, "\\x61"..., 5000) = 5000')).toThrow(/cut a text short/);
  });

  it('leaves what it started with as it was', () => {
    const start = { folders: [], files: new Map([['old', Buffer.from('old')]]) };
    const calls = [
      `7  openat(AT_FDCWD, ${hex('/d/old')}, O_RDWR) = 4`,
      `7  pwrite64(4, ${hex('NEW')}, 3, 0) = 3`,
    ];
    const steps = new FileSteps('/d', '/voice', start).read(parseTrace(calls.join('\n')));
    expect(steps.map(({ step }) => step)).toMatchObject([{ kind: 'write', at: 0 }]);
    expect(String(start.files.get('old'))).toBe('old');
  });

  it('knows files by their descriptors, through names that change', () => {
    const steps = record(`
      const file = fs.openSync(dir + '/new', 'w');
      fs.writeSync(file, 'ab'); fs.writeSync(file, 'cd');
      fs.writeSync(file, 'X', 1);
      fs.renameSync(dir + '/new', dir + '/old');
      fs.ftruncateSync(file, 3);
      fs.fsyncSync(file);
      fs.writeSync(voice, 'done\\n');
      fs.copyFileSync(dir + '/old', dir + '/copy');
      fs.mkdirSync(dir + '/sub'); fs.renameSync(dir + '/copy', dir + '/sub/copy');
      fs.rmSync(dir + '/sub', { recursive: true });`);
    const said = steps.map(({ step }) => ({
      ...step,
      ...('data' in step ? { data: String(step.data) } : {}),
    }));
    const [created] = said.filter(({ kind }) => kind === 'create').slice(1);
    const file = created !== undefined && 'file' in created ? created.file : 0;
    expect(said).toMatchObject([
      { kind: 'create', name: '', isFolder: true },
      { kind: 'create', name: 'new', isFolder: false },
      { kind: 'truncate', bytes: 0 },
      { kind: 'write', file, at: 0, data: 'ab' },
      { kind: 'write', file, at: 2, data: 'cd' },
      { kind: 'write', file, at: 1, data: 'X' },
      { kind: 'rename', from: 'new', to: 'old' },
      { kind: 'truncate', file, bytes: 3 },
      { kind: 'sync', file },
      { kind: 'said', line: 'done' },
      { kind: 'create', name: 'copy' },
      { kind: 'truncate', bytes: 0 },
      { kind: 'write', at: 0, data: 'aXc' },
      { kind: 'create', name: 'sub', isFolder: true },
      { kind: 'rename', from: 'copy', to: 'sub/copy' },
      { kind: 'unlink', name: 'sub/copy' },
      { kind: 'unlink', name: 'sub' },
    ]);
  });
});

describe('a medium', () => {
  const before = { folders: [], files: new Map([['old', Buffer.from('old')]]) };

  it('keeps what was synchronised, and nothing else for sure', () => {
    const disk = new Disk(before);
    disk.apply(1, { kind: 'write', file: 1, at: 0, data: Buffer.from('NEW') });
    expect([found(disk, 'lost'), found(disk, 'kept')]).toEqual([{ old: 'old' }, { old: 'NEW' }]);
    disk.apply(2, { kind: 'sync', file: 1, began: 2 });
    expect(found(disk, 'lost')).toEqual({ old: 'NEW' });
    expect(disk.isSettled).toBe(true);
  });

  it('knows that a sync says nothing of what came after its beginning', () => {
    const disk = new Disk(before);
    disk.apply(5, { kind: 'write', file: 1, at: 0, data: Buffer.from('NEW') });
    disk.apply(6, { kind: 'sync', file: 1, began: 4 });
    expect(found(disk, 'lost')).toEqual({ old: 'old' });
  });

  it('keeps a name only from the sync of its folder on', () => {
    const disk = new Disk(before);
    disk.apply(1, { kind: 'create', file: 2, name: 'new', isFolder: false });
    disk.apply(2, { kind: 'write', file: 2, at: 0, data: Buffer.from('new') });
    disk.apply(3, { kind: 'rename', from: 'new', to: 'old' });
    expect(found(disk, 'names-only')).toEqual({ old: '' });
    disk.apply(4, { kind: 'sync', file: 2, began: 4 });
    expect([found(disk, 'lost'), found(disk, 'names-only')]).toEqual([{ old: 'old' }, { old: 'new' }]);
    disk.apply(5, { kind: 'sync', file: 0, began: 5 });
    expect(found(disk, 'lost')).toEqual({ old: 'new' });
  });

  it('tears a long write at its sectors', () => {
    const disk = new Disk({ folders: [], files: new Map([['long', Buffer.alloc(2048, 'o')]]) });
    disk.apply(1, { kind: 'write', file: 1, at: 256, data: Buffer.alloc(1024, 'n') });
    let turn = 0;
    const every = fateOf('picked', () => 0.9);
    const fate = { ...every, sector: () => (turn += 1) % 2 === 0 };
    const { files } = disk.rebuild(fate);
    // 256 bytes to the end of the first sector, a whole one, and 256 of the third.
    const parts = [...String(files.get('long')).matchAll(/o+|n+/g)].map(([part]) => part.length);
    expect(parts).toEqual([512, 512, 1024]);
  });
});
