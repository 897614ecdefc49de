/** The journal is gone, with all its copies: no number comes back, and staff and the centre are told. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LobbyView } from '../../firmware-host/messages/lobby.ts';
import { Api, bodyOf } from '../support/api.ts';
import { CentralSystem } from '../support/central-system.ts';
import { startFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { PATIENTLY } from '../support/patience.ts';
import { tempDir } from '../support/temp.ts';

/** The journal, its closed days and all copies of both; the little that lies beside it is still there. */
function loseJournal(dir: string): void {
  for (const name of readdirSync(dir))
    if (name.startsWith('journal.db') || name === 'history' || name === 'backups')
      rmSync(join(dir, name), { recursive: true });
}

it('begins a new epoch above the numbers that are out, and says so to everybody', async () => {
  const dir = tempDir();
  const files = tempDir();
  const central = await CentralSystem.open(files);
  const centre = { url: central.url, secretFile: central.secretFile };
  const args = ['--config', lobbyFile(files, { more: { centre } })];
  const before = await startFoyer(dir, args);
  const api = new Api(before.url);
  const given = [await api.take(), await api.take(), await api.take('B')].map(({ ticket }) => ticket.number);
  expect(given).toEqual(['A001', 'A002', 'B001']);
  const { position } = await api.health();
  await expect.poll(() => central.sequences.at(-1) ?? 0, PATIENTLY).toBeGreaterThanOrEqual(position);
  await before.stop();
  loseJournal(dir);

  const foyer = await startFoyer(dir, args);
  const again = new Api(foyer.url);
  const { ticket } = await again.take();
  expect(ticket.number).toBe('A065');
  expect(ticket.archiveNumber).toMatch(/065$/);
  expect((await again.take('B')).ticket.number).toBe('B065');
  expect(await again.readiness()).toMatchObject({ status: 'degraded', reasons: ['journal-restored'] });
  const lobby = bodyOf(await again.get('/api/v1/lobby')) as LobbyView;
  expect(lobby.restored).toMatchObject({ epoch: 2, cause: 'missing', after: 0, backup: null });

  const last = (await again.health()).position;
  await expect
    .poll(() => central.events.filter((event) => event['epoch'] === '2').length, PATIENTLY)
    .toBeGreaterThanOrEqual(last);
  const [restored] = central.events.filter((event) => event['epoch'] === '2');
  expect(restored).toMatchObject({ type: 'foyer.journal.restored.v1', sequence: '0000000000000001' });
  expect(central.faults).toEqual([]);

  expect((await again.must<LobbyView>('lobby/acknowledge-restored')).restored).toBeNull();
  await expect.poll(() => again.readiness(), PATIENTLY).toMatchObject({ status: 'ready', reasons: [] });
  await foyer.stop();
  const third = await startFoyer(dir, args);
  expect((await new Api(third.url).take()).ticket.number).toBe('A066');
});
