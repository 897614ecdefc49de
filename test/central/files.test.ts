/** What delivery keeps in files: how far it got, who the lobby is, and the secret. */
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beginning, checkpointFile } from '../../firmware-host/central/checkpoint.ts';
import { readSecret } from '../../firmware-host/central/secret.ts';
import { randomIds } from '../../firmware-host/ids.ts';
import { lobbyIdOf } from '../../firmware-host/lobby-id.ts';
import { tempDir } from '../support/temp.ts';

const parked = {
  id: '01JDC1AAAAAAAAAAAAAAAAAAAA',
  sequence: 7,
  type: 'ticket.taken',
  at: '2026-11-21T01:02:03.045Z',
  status: 422,
  reason: 'no such service',
};
const ofFirstVersion = { position: 9, parked: [parked], stopped: { reason: 'three', refused: [parked] } };
const checkpoint = {
  ...ofFirstVersion,
  epochs: [
    { epoch: 1, from: 1 },
    { epoch: 3, from: 8 },
  ],
};

describe('the checkpoint in its file', () => {
  it('is the beginning where there is none, and comes back as it was written', async () => {
    const dir = tempDir();
    const store = checkpointFile(join(dir, 'centre.json'));
    expect(await store.read()).toEqual(beginning);
    await store.write(beginning);
    await store.write(checkpoint);
    expect(await checkpointFile(join(dir, 'centre.json')).read()).toEqual(checkpoint);
    expect(readdirSync(dir)).toEqual(['centre.json']);
  });

  it('is not harmed by a write that a power cut ended', async () => {
    const path = join(tempDir(), 'centre.json');
    await checkpointFile(path).write(checkpoint);
    writeFileSync(`${path}.tmp`, '{"version":1,"posi');
    expect(await checkpointFile(path).read()).toEqual(checkpoint);
    await checkpointFile(path).write(beginning);
    expect(await checkpointFile(path).read()).toEqual(beginning);
  });

  it('stays what it was when it cannot be written', async () => {
    const dir = tempDir();
    const store = checkpointFile(join(dir, 'centre.json'));
    await store.write(checkpoint);
    mkdirSync(join(dir, 'centre.json.tmp'));
    await expect(store.write(beginning)).rejects.toThrow(/EISDIR/);
    expect(await store.read()).toEqual(checkpoint);
  });

  it('of the first version is of the first epoch', async () => {
    const path = join(tempDir(), 'centre.json');
    writeFileSync(path, JSON.stringify({ version: 1, ...ofFirstVersion }));
    expect(await checkpointFile(path).read()).toEqual({ ...ofFirstVersion, epochs: [{ epoch: 1, from: 1 }] });
  });

  it('is written so that a host of before can go on, as long as no journal was restored', async () => {
    const path = join(tempDir(), 'centre.json');
    const { epochs } = beginning;
    await checkpointFile(path).write({ ...checkpoint, epochs });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, ...ofFirstVersion });
    expect(await checkpointFile(path).read()).toEqual({ ...checkpoint, epochs });
    await checkpointFile(path).write(checkpoint);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 2, ...checkpoint });
  });

  const sound = { version: 2, ...checkpoint };
  it.each([
    ['nothing', ''],
    ['half of it', JSON.stringify(sound).slice(0, 60)],
    ['zeros', '\0'.repeat(200)],
    ['a list', '[]'],
    ['no version', JSON.stringify(checkpoint)],
    ['no epochs', JSON.stringify({ ...sound, epochs: [] })],
    ['the epochs of a first version', JSON.stringify({ ...sound, version: 1, epochs: 3, position: '1' })],
    ['a position that is none', JSON.stringify({ ...sound, position: -1 })],
    ['a position in text', JSON.stringify({ ...sound, position: '9' })],
    ['no parked ones', JSON.stringify({ ...sound, parked: undefined })],
    ['a parked one without a sequence', JSON.stringify({ ...sound, parked: [{ id: 'x' }] })],
    ['something more', JSON.stringify({ ...sound, more: true })],
  ])('that holds %s is an error with the remedy, never a beginning', async (_name, text) => {
    const path = join(tempDir(), 'centre.json');
    writeFileSync(path, text);
    await expect(checkpointFile(path).read()).rejects.toThrow(
      `${path} is damaged; put back a copy of it, or delete`,
    );
  });

  it('of a newer Foyer says so', async () => {
    const path = join(tempDir(), 'centre.json');
    writeFileSync(path, JSON.stringify({ version: 3, position: { a: 1 } }));
    await expect(checkpointFile(path).read()).rejects.toThrow(/newer Foyer/);
  });
});

describe("the lobby's id", () => {
  it('is minted once and then stays', async () => {
    const dir = tempDir();
    const first = await lobbyIdOf(dir, randomIds(), 1_700_000_000_000);
    expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await lobbyIdOf(dir, randomIds(), 1_800_000_000_000)).toBe(first);
    expect(await lobbyIdOf(tempDir(), randomIds(), 1_700_000_000_000)).not.toBe(first);
  });

  it.each(['', '01JDC0', 'LOBBY OF THE GRAND HOTEL', 'x'.repeat(26)])(
    '%j in its file is an error',
    async (text) => {
      const dir = tempDir();
      writeFileSync(join(dir, 'lobby-id'), text);
      await expect(lobbyIdOf(dir, randomIds(), 0)).rejects.toThrow(/lobby-id holds no lobby id; put back/);
      expect(readFileSync(join(dir, 'lobby-id'), 'utf8')).toBe(text);
    },
  );
});

/** A secret file with a mode. */
function secretFile(text: string, mode = 0o600): string {
  const path = join(tempDir(), 'centre.secret');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 0xfb).toString('base64')}`;

describe('the secret in its file', () => {
  it.each([24, 32, 63, 64])('may have %i bytes', async (bytes) => {
    const key = await readSecret(secretFile(`${secretOf(bytes)}\n`, 0o400));
    expect(key.export()).toEqual(Buffer.alloc(bytes, 0xfb));
  });

  it.each([
    ['empty', ''],
    ['too short', secretOf(23)],
    ['too long', secretOf(65)],
    ['without its beginning', secretOf(32).slice(6)],
    ['with a space in it', secretOf(32).replace('+', ' ')],
    ['for addresses', secretOf(32).replaceAll('+', '-').replaceAll('/', '_')],
    ['two lines', `${secretOf(32)}\n${secretOf(32)}`],
    ['without its padding', secretOf(32).replace(/=+$/, '')],
    ['a whole book', `${secretOf(32)} `.repeat(10_000)],
  ])('is none when it is %s, and is not shown', async (_name, text) => {
    const error = await readSecret(secretFile(text)).catch((thrown: unknown) => String(thrown));
    expect(error).toMatch(/centre\.secret holds no signing secret: write what the centre gave you/);
    expect(error).not.toMatch(/\+\/v7/);
  });

  it.each([0o644, 0o640, 0o604, 0o660])(
    'that others may read (%o) is refused with the remedy',
    async (mode) => {
      const path = secretFile(secretOf(32), mode);
      await expect(readSecret(path)).rejects.toThrow(`run: chmod 600 '${path}'`);
    },
  );

  it('that is missing says how to make one', async () => {
    const path = join(tempDir(), 'none');
    await expect(readSecret(path)).rejects.toThrow(`openssl rand -base64 32)" > '${path}'`);
    expect(existsSync(path)).toBe(false);
  });

  it('is no folder and no device', async () => {
    await expect(readSecret(tempDir())).rejects.toThrow(/is no file/);
    await expect(readSecret('/dev/zero')).rejects.toThrow(/is no file/);
  });
});
