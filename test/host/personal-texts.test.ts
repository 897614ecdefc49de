/** What is written about persons: whole or not at all, for nobody else to read, and gone when it is erased. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PersonalTexts } from '../../firmware-host/personal-texts.ts';
import { tempDir } from '../support/temp.ts';

const ref = '01K9A0000000000000000000AB';
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

it('keeps a text across a restart, and forgets it for ever', async () => {
  const dir = tempDir();
  const texts = await PersonalTexts.open(dir);
  await texts.write(ref, 'Two lines,\n第二行 👋');
  expect(await (await PersonalTexts.open(dir)).read(ref)).toBe('Two lines,\n第二行 👋');
  expect(await texts.erase(ref)).toBe(true);
  expect(await texts.read(ref)).toBeNull();
  expect(await texts.erase(ref)).toBe(false);
  expect(readdirSync(join(dir, 'texts'))).toEqual([]);
});

it('lets nobody else read it, whatever the folder was before', async () => {
  const dir = tempDir();
  mkdirSync(join(dir, 'texts'), { mode: 0o755 });
  chmodSync(join(dir, 'texts'), 0o755);
  const texts = await PersonalTexts.open(dir);
  await texts.write(ref, 'x');
  expect([modeOf(join(dir, 'texts')), modeOf(join(dir, 'texts', ref))]).toEqual(['700', '600']);
});

it.each([
  '',
  '.',
  '..',
  '../journal.db',
  `../texts/${ref}`,
  `${ref}/`,
  `${ref}.tmp`,
  `${ref}\n`,
  `${ref}\0`,
  ref.toLowerCase(),
  '%2e%2e',
])('finds nothing under what is no ref: %j', async (name) => {
  const dir = tempDir();
  writeFileSync(join(dir, 'journal.db'), 'precious');
  const texts = await PersonalTexts.open(dir);
  await texts.write(ref, 'x');
  expect(await texts.read(name)).toBeNull();
  expect(await texts.erase(name)).toBe(false);
  await expect(texts.write(name, 'y')).rejects.toThrow(/names no text/);
  expect(await texts.read(ref)).toBe('x');
  expect(existsSync(join(dir, 'journal.db'))).toBe(true);
});

it('takes so many characters and no more', async () => {
  const texts = await PersonalTexts.open(tempDir());
  await texts.write(ref, '👋'.repeat(2000));
  await expect(texts.write(ref, 'x'.repeat(2001))).rejects.toThrow(/2001/);
  expect(await texts.read(ref)).toBe('👋'.repeat(2000));
});

it('leaves nothing of a text that could not be written whole', async () => {
  const dir = tempDir();
  const texts = await PersonalTexts.open(dir);
  // In the way of the name, which is given last.
  mkdirSync(join(dir, 'texts', ref));
  await expect(texts.write(ref, 'about a person')).rejects.toThrow(/EISDIR/);
  expect(readdirSync(join(dir, 'texts')).filter((name) => name !== ref)).toEqual([]);
});

it('clears what a power cut has left half-written', async () => {
  const dir = tempDir();
  await (await PersonalTexts.open(dir)).write(ref, 'whole');
  writeFileSync(join(dir, 'texts', '01K9A0000000000000000000AC.tmp'), 'hal');
  const texts = await PersonalTexts.open(dir);
  expect(readdirSync(join(dir, 'texts'))).toEqual([ref]);
  expect(await texts.read(ref)).toBe('whole');
});
