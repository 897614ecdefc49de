/** Frozen months are copied beside the journal's backups, each by its digest. */
import { hash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openHouseIn, upTo } from '../support/open-house.ts';
import { recorded } from '../support/recorded.ts';
import { tempDir } from '../support/temp.ts';

const october = '{ "month": "2026-10" }\n';
const nameOf = (month: string, text: string) => `${month}_${hash('sha256', text)}.json`;

let dir = '';
let copies = '';
beforeEach(() => {
  dir = tempDir();
  copies = join(dir, 'backups', 'months');
  mkdirSync(join(dir, 'months'), { recursive: true });
  freeze('2026-10', october);
});

function freeze(month: string, text: string): void {
  const path = join(dir, 'months', `${month}.json`);
  rmSync(path, { force: true });
  writeFileSync(path, text);
  chmodSync(path, 0o400);
}

async function backUp() {
  const house = await openHouseIn(dir);
  if (house.last === 0) house.append(upTo(3).map((seq) => recorded(seq)));
  const results = await house.backUp();
  await house.close();
  return results;
}

it('are copied once, also where nothing else is new, and what is no month is not', async () => {
  writeFileSync(join(dir, 'months', '2026-10.json.changed'), 'x');
  expect(await backUp()).toMatchObject([{ place: 'local', fault: null, file: { position: 3 } }]);
  expect(readdirSync(copies)).toEqual([nameOf('2026-10', october)]);
  freeze('2026-11', 'november');
  expect(await backUp()).toMatchObject([{ file: null, fault: null }]);
  expect(readdirSync(copies)).toEqual([nameOf('2026-10', october), nameOf('2026-11', 'november')]);
  expect(readFileSync(join(copies, nameOf('2026-10', october)), 'utf8')).toBe(october);
});

it('one that was damaged since takes no good copy’s place, and a copy that was is made again', async () => {
  await backUp();
  const copy = join(copies, nameOf('2026-10', october));
  chmodSync(copy, 0o600);
  writeFileSync(copy, 'rotten');
  await backUp();
  expect(readFileSync(copy, 'utf8')).toBe(october);
  freeze('2026-10', 'damaged');
  await backUp();
  expect(readFileSync(copy, 'utf8')).toBe(october);
});

it('what a copy that was cut off has left is in nobody’s way', async () => {
  mkdirSync(copies, { recursive: true });
  writeFileSync(join(copies, `${nameOf('2026-10', october)}.tmp`), 'hal', { mode: 0o400 });
  await backUp();
  expect(readdirSync(copies)).toEqual([nameOf('2026-10', october)]);
});

it('one that cannot be read is told of, and the journal is copied all the same', async () => {
  mkdirSync(join(dir, 'months', '2026-09.json'));
  const [result] = await backUp();
  expect(result?.fault).toMatch(/EISDIR/);
  expect(result?.file).toMatchObject({ position: 3 });
});
