/** A page of staff is told the figures of the day as they come about; the public board never is. */
import { expect, it } from 'vitest';
import type { LobbyView } from '../../firmware-host/messages/lobby.ts';
import { Api } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);

/** The thread of the metrics begins with the first question, and figures come every quarter of a minute. */
const LIMIT_MS = 50_000;

async function serveOne(api: Api): Promise<void> {
  await api.take('A', { kiosk: 'wall' });
  for (const step of ['call-next', 'start', 'finish']) await api.act('1', step);
}

it('are pushed after the first call, and again after more', { timeout: 120_000 }, async () => {
  const api = new Api(foyer().url);
  await api.act('1', 'sign-in', { agent: 'agent-1' });
  await serveOne(api);
  expect((await api.lobby()).figures).toBeNull();
  const display = await LiveStream.open(foyer().url, 'display');
  const stream = await LiveStream.open(foyer().url, 'lobby');
  const first = await stream.view<LobbyView>(({ figures }) => figures !== null, LIMIT_MS);
  expect(first.figures).toMatchObject({
    serviceLevel: { value: 100, target: { min: 80 }, status: 'high' },
    queueTime: { value: null, status: 'missing' },
    next: null,
  });
  await serveOne(api);
  const asOf = first.figures?.asOf;
  const later = await stream.view<LobbyView>(
    ({ figures }) => figures !== null && figures.asOf !== asOf,
    LIMIT_MS,
  );
  expect(Date.parse(later.figures?.asOf ?? '')).toBeGreaterThan(Date.parse(asOf ?? ''));
  expect((await api.lobby()).figures).toEqual(later.figures);
  expect(display.events.map(({ data }) => data).join('')).not.toContain('serviceLevel');
  stream.close();
  display.close();
});
