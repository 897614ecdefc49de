/** Files of frozen months that are missing, or are no longer what was frozen, come back from their copies. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { monthCopyName, monthsIn } from '../../firmware-host/journal/sqlite/medium/layout.ts';
import { bringBackMonths } from '../../firmware-host/months/bring-back.ts';
import { digestOf, MonthFiles } from '../../firmware-host/months/month-files.ts';
import { tempDir } from '../support/temp.ts';

const text = '{ "month": "2026-10" }\n';
const frozen = [{ month: '2026-10', sha256: digestOf(text) }];

let said: string[] = [];
let dir = '';
let copies: readonly string[] = [];
beforeEach(() => {
  said = [];
  dir = tempDir();
  copies = ['backups', 'stick'].map((name) => monthsIn(join(dir, name)));
});

function keep(folder: string, content = text): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, monthCopyName('2026-10', digestOf(text))), content);
}

const bringBack = () =>
  bringBackMonths({
    files: new MonthFiles(monthsIn(dir)),
    frozen,
    copies,
    say: (line) => said.push(line),
  });

const file = () => join(monthsIn(dir), '2026-10.json');

it('a good one is left alone', async () => {
  await new MonthFiles(monthsIn(dir)).write('2026-10', text);
  await bringBack();
  expect(said).toEqual([]);
  expect(readdirSync(monthsIn(dir))).toEqual(['2026-10.json']);
});

it('a missing one comes back, read-only, from whichever copy is good', async () => {
  keep(copies[0] ?? '', 'rotten');
  keep(copies[1] ?? '');
  await bringBack();
  expect(readFileSync(file(), 'utf8')).toBe(text);
  expect(statSync(file()).mode & 0o777).toBe(0o400);
  expect(said).toEqual([
    expect.stringMatching(/^months: the copy .*backups.* is damaged$/),
    'months: 2026-10.json is missing: its copy from a backup stands there again',
  ]);
});

it('one that is another by now lies beside the copy that takes its place', async () => {
  keep(copies[0] ?? '');
  mkdirSync(monthsIn(dir));
  writeFileSync(file(), 'changed');
  await bringBack();
  expect(readFileSync(file(), 'utf8')).toBe(text);
  expect(readFileSync(`${file()}.changed`, 'utf8')).toBe('changed');
  expect(said).toEqual([
    'months: 2026-10.json is not what was frozen: its copy from a backup stands there again',
  ]);
});

it('where there is no good copy it stays as it is, and somebody is told', async () => {
  mkdirSync(monthsIn(dir));
  writeFileSync(file(), 'changed');
  await bringBack();
  expect(readFileSync(file(), 'utf8')).toBe('changed');
  expect(said).toEqual(['months: 2026-10.json is not what was frozen, and no backup has a good copy of it']);
});

it('what fails is told, and the next month has its turn', async () => {
  mkdirSync(join(copies[0] ?? '', monthCopyName('2026-10', digestOf(text))), { recursive: true });
  mkdirSync(join(monthsIn(dir), '2026-10.json'), { recursive: true });
  await bringBack();
  expect(said).toEqual([expect.stringMatching(/^months: 2026-10\.json could not be brought back: .*EISDIR/)]);
});
