import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { randomIds } from '../../firmware-host/ids.ts';
import { visitorKeysOf } from '../../firmware-host/visitor-keys.ts';
import { tempDir } from '../support/temp.ts';

const SECRET = '0b'.repeat(32);

const withSecret = (text: string): string => {
  const dir = tempDir();
  writeFileSync(join(dir, 'visitor-secret'), text);
  return dir;
};

it('is the beginning of the HMAC of what was typed, in one writing', async () => {
  const keyOf = await visitorKeysOf(withSecret(`${SECRET}\n`), randomIds());
  // printf 3-1201A | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b…
  const expected = '052522bec8d0179f';
  for (const typed of ['3-1201A', '3-1201a', ' 3 - 1201 A ', '\uff13-\uff11\uff12\uff10\uff11\uff21'])
    expect([typed, keyOf(typed)]).toEqual([typed, expected]);
  expect(keyOf('3-1201B')).not.toBe(expected);
});

it('is another one in another house, and the same in this one for as long as it has its secret', async () => {
  const dir = tempDir();
  const key = (await visitorKeysOf(dir, randomIds()))('3-1201');
  expect((await visitorKeysOf(dir, randomIds()))('3-1201')).toBe(key);
  expect((await visitorKeysOf(tempDir(), randomIds()))('3-1201')).not.toBe(key);
  const file = join(dir, 'visitor-secret');
  expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('says what to do where the file holds something else, and leaves it alone', async () => {
  for (const text of ['', 'secret', SECRET.slice(1)]) {
    const dir = withSecret(text);
    await expect(visitorKeysOf(dir, randomIds())).rejects.toThrow(/visitor-secret holds no secret; put back/);
    expect(readFileSync(join(dir, 'visitor-secret'), 'utf8')).toBe(text);
  }
});
