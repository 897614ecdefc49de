/** The memory of the house over HTTP: copies while it runs, a check, and the way back to a copy. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MaintenanceView } from '../../firmware-host/messages/maintenance.ts';
import type { StorageView } from '../../firmware-host/messages/storage.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer, startFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';
import { tempDir } from '../support/temp.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir, { whole: true })]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

const storageOf = async (asked: Api) => bodyOf(await asked.get('/api/v1/storage')) as StorageView;
const backUp = (asked: Api) => asked.must<StorageView>('storage/backup');

describe('while the lobby runs', () => {
  it('a backup has everything that was answered before it', async () => {
    const { position } = await api.take().then(() => storageOf(api));
    const { backup } = await backUp(api);
    expect(backup.files[0]).toMatchObject({ place: 'local', epoch: 1 });
    expect(backup.files[0]?.position).toBeGreaterThanOrEqual(position);
    expect(backup).toMatchObject({ running: false, fault: null, lastAt: backup.files[0]?.at });
  });

  it('two at once are one, and the other is told so', async () => {
    const answers = await Promise.all([
      api.post('/api/v1/storage/backup'),
      api.post('/api/v1/storage/backup'),
    ]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map((answer) => problemOf(answer).code)).toEqual(['backup-running']);
  });

  it('the journal is read and found good', async () => {
    expect((await api.must<StorageView>('storage/check')).position).toBeGreaterThan(0);
  });

  it('a stream tells of a backup', async () => {
    const stream = await LiveStream.open(foyer().url, 'maintenance');
    const { storage } = await stream.view<MaintenanceView>(() => true);
    const { length } = storage.backup.files;
    await backUp(api);
    const seen = await stream.view<MaintenanceView>((view) => view.storage.backup.files.length > length);
    expect(seen.devices.map(({ kind }) => kind).toSorted()).toEqual(['board', 'pad', 'printer']);
    stream.close();
  });

  it('a stream tells of a device that is lost', async () => {
    const stream = await LiveStream.open(foyer().url, 'maintenance');
    await stream.view<MaintenanceView>(({ devices }) => devices.every(({ state }) => state === 'ready'));
    bodyOf(await api.post('/api/v1/lab/boards/main/faults', { cableCut: true }));
    const seen = await stream.view<MaintenanceView>(({ devices }) =>
      devices.some(({ state }) => state === 'lost'),
    );
    expect(seen.devices.find(({ state }) => state === 'lost')).toMatchObject({ kind: 'board', id: 'main' });
    bodyOf(await api.post('/api/v1/lab/boards/main/faults', { cableCut: false }));
    await stream.view<MaintenanceView>(({ devices }) => devices.every(({ state }) => state === 'ready'));
    stream.close();
  });

  it.each([
    ['backups/local/none.db/restore', { confirm: 'none.db' }, '404 backup-unknown'],
    ['backups/local/..%2Fjournal.db/restore', { confirm: '../journal.db' }, '404 backup-unknown'],
  ])('%s is refused', async (path, body, refusal) => {
    expect(await api.refusal(`storage/${path}`, body)).toBe(refusal);
  });

  it('a name that is not said twice changes nothing', async () => {
    const { backup } = await storageOf(api);
    const name = backup.files[0]?.name ?? '';
    expect(await api.faults(`storage/backups/local/${name}/restore`, { confirm: 'yes' })).toEqual([
      '/confirm',
    ]);
    expect((await storageOf(api)).epoch).toBe(1);
  });
});

it('a restoration: the host is back by itself, in a new epoch, and no number is given twice', async () => {
  const dir = tempDir();
  const { url } = await startFoyer(dir, ['--config', lobbyFile(dir)]);
  const asked = new Api(url);
  await asked.take();
  const { backup } = await backUp(asked);
  const gone = await asked.take();
  const [file] = backup.files;
  const path = `/api/v1/storage/backups/local/${file?.name}/restore`;
  const answer = await asked.post(path, { confirm: file?.name });
  expect(bodyOf(answer, 202)).toEqual({ place: 'local', name: file?.name });

  const epoch = () =>
    storageOf(asked).then(
      (view) => view.epoch,
      () => null,
    );
  await expect.poll(epoch, PATIENTLY).toBe(2);
  const view = await storageOf(asked);
  expect(view.restored).toMatchObject({
    epoch: 2,
    cause: 'asked',
    after: file?.position,
    backup: file?.name,
  });
  expect(view.restored?.lost).toBeGreaterThan(0);
  expect(view.warnings).toContain('restored');
  expect(readdirSync(join(dir, 'aside'))).toHaveLength(1);
  expect(problemOf(await asked.get(`/api/v1/tickets/${gone.ticket.token}`)).code).toBe('ticket-unknown');
  const next = await asked.take();
  expect(Number(next.ticket.number.slice(1))).toBeGreaterThan(Number(gone.ticket.number.slice(1)));

  await asked.must('lobby/acknowledge-restored');
  await expect.poll(async () => (await storageOf(asked)).restored, PATIENTLY).toBeNull();
});
