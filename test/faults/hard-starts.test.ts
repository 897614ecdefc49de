/** Whatever has become of the files around the journal, and of the media, a lobby opens, and says what is wrong. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { StorageView } from '../../firmware-host/messages/storage.ts';
import { Api, bodyOf } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';

const isRoot = process.getuid?.() === 0;

const storageOf = async (api: Api) => bodyOf(await api.get('/api/v1/storage')) as StorageView;

/** A lobby of two days, the first of them closed and copied. */
async function closedDay(dir: string, args: readonly string[]): Promise<{ number: string; file: string }> {
  const foyer = await startFoyer(dir, args);
  const api = new Api(foyer.url);
  await api.take();
  const { day } = await storageOf(api);
  const next = new Date(Date.parse(day ?? '') + 86_400_000).toISOString().slice(0, 10);
  bodyOf(await api.post('/api/v1/lobby/open-day', { date: next }));
  const { number } = (await api.take()).ticket;
  await expect.poll(async () => (await storageOf(api)).backup.files.length).toBeGreaterThan(0);
  expect(await foyer.stop()).toBe(0);
  const [file = ''] = readdirSync(join(dir, 'history'));
  return { number, file };
}

function flip(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  writeFileSync(path, bytes.fill(bytes[middle] === 0x55 ? 0xaa : 0x55, middle, middle + 64));
}

it('a damaged closed day is mended before the lobby opens', async () => {
  const dir = tempDir();
  const args = ['--config', lobbyFile(tempDir())];
  const { file } = await closedDay(dir, args);
  flip(join(dir, 'history', file));
  const foyer = await startFoyer(dir, args);
  expect((await storageOf(new Api(foyer.url))).warnings).toContain('period-mended');
  expect(foyer.output()).toContain(`${file} was damaged`);
  expect(readFileSync(join(dir, 'history', file))).toEqual(readFileSync(join(dir, 'backups/history', file)));
});

it('a damaged closed day without a copy is told, and does not keep the lobby shut', async () => {
  const dir = tempDir();
  const args = ['--config', lobbyFile(tempDir())];
  const { number, file } = await closedDay(dir, args);
  flip(join(dir, 'history', file));
  rmSync(join(dir, 'backups'), { recursive: true });
  const api = new Api((await startFoyer(dir, args)).url);
  expect((await storageOf(api)).warnings).toContain('period-lost');
  expect(Number((await api.take()).ticket.number.slice(1))).toBe(Number(number.slice(1)) + 1);
});

const shm = '/dev/shm';
const hasSecondMedium = isRoot && statSync(shm, { throwIfNoEntry: false })?.dev !== statSync('/tmp').dev;

it.skipIf(!hasSecondMedium)('a second medium that fails keeps nothing from its work', async () => {
  const dir = tempDir();
  const second = mkdtempSync(join(shm, 'foyer-'));
  onTestFinished(() => rmSync(second, { recursive: true }));
  // As a card reader that has gone mad might answer: what should be a folder is none.
  writeFileSync(join(second, 'journal'), '');
  const more = { storage: { backup: { secondDir: second } } };
  const api = new Api((await startFoyer(dir, ['--config', lobbyFile(tempDir(), { more })])).url);
  await api.take();
  const view = bodyOf(await api.post('/api/v1/storage/backup')) as StorageView;
  expect(view.backup.files.map(({ place }) => place)).toEqual(['local']);
  expect(view.warnings).toEqual(['backup-second-missing']);
});

it.skipIf(!isRoot)('a disk that is full when the host starts does not keep the lobby shut', async () => {
  const dir = join(tempDir(), 'disk');
  mkdirSync(dir);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', dir]);
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  const args = ['--config', lobbyFile(tempDir())];
  const first = await startFoyer(dir, args);
  const { number } = (await new Api(first.url).take()).ticket;
  expect(await first.stop()).toBe(0);
  const fill = () =>
    execFileSync('sh', ['-c', `cat /dev/zero > ${join(dir, 'filler')} || true`], { stdio: 'ignore' });
  fill();
  const foyer = await startFoyer(dir, args);
  const api = new Api(foyer.url);
  rmSync(join(dir, 'filler'));
  await expect.poll(async () => (await api.post('/api/v1/tickets', { service: 'A' })).status).toBe(201);
  expect((await api.take()).ticket.number).not.toBe(number);
});
