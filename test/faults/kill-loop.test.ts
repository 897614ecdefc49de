/** A number that was given is never lost nor given twice, whenever the host is killed. */
import { describe, expect, it } from 'vitest';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { brokenPromises, readKept, type Told } from '../support/kept.ts';
import { seedOf, seeded } from '../support/seeded.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';
import { PATIENTLY } from '../support/patience.ts';

const ROUNDS = 5;
const CLIENTS = 8;
/** A round's kill comes with one of so many answers, so that the youngest promise is always as fresh as can be. */
const ANSWERS_MAX = 600;

describe('SIGKILL under load', () => {
  it('loses nothing, doubles nothing, leaves no gap', { timeout: 60_000 }, async () => {
    const chance = seeded(seedOf('kill loop'));
    const dir = tempDir();
    const args = ['--config', lobbyFile(dir)];
    const told: Told[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const foyer = await startFoyer(dir, args);
      const api = new Api(foyer.url, CLIENTS);
      const last = told.length + 1 + Math.floor(chance() * ANSWERS_MAX);
      const heard = (ticket: Told) => {
        told.push(ticket);
        if (told.length === last) foyer.signal('SIGKILL');
      };
      const clients = Array.from({ length: CLIENTS }, (_, client) => takeUntilCut(api, client, heard));
      await Promise.all(clients);
      await foyer.stop('SIGKILL');
      api.close();
      expect(brokenPromises(readKept(dir), told), `round ${round}`).toEqual([]);
    }
    const foyer = await startFoyer(dir, args);
    const api = new Api(foyer.url, CLIENTS);
    await expectKnown(api, told);
    await expectHonestPapers(api, told);
    expect(await foyer.stop()).toBe(0);
    expect(brokenPromises(readKept(dir), told)).toEqual([]);
  });
});

/** Takes numbers one after the other until there is no host; every second client wants paper too. */
async function takeUntilCut(api: Api, client: number, heard: (ticket: Told) => void): Promise<void> {
  const body = { service: client % 3 === 0 ? 'B' : 'A', kiosk: client % 2 === 0 ? 'wall' : 'door' };
  for (;;) {
    const answer = await api.post('/api/v1/tickets', body).catch((error: NodeJS.ErrnoException) => {
      // Only the kill may end it.
      if (error.code === 'ECONNRESET' || error.code === 'ECONNREFUSED' || error.code === 'EPIPE') return null;
      throw error;
    });
    if (answer === null) return;
    if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${answer.text}`);
    heard((JSON.parse(answer.text) as TakenTicket).ticket);
  }
}

/** Everybody who was told a number can follow it. */
async function expectKnown(api: Api, told: readonly Told[]): Promise<void> {
  const queue = told.values();
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (const { token, id, number } of queue)
      expect((await api.follow(token)).ticket).toMatchObject({ id, number });
  });
  await Promise.all(clients);
}

/** In the end no paper is on its way: it is printed, or said to be uncertain because the host died over it. */
async function expectHonestPapers(api: Api, told: readonly Told[]): Promise<void> {
  const last = told.at(-1)?.token ?? '';
  await expect.poll(async () => (await api.follow(last)).print?.state, PATIENTLY).not.toBe('waiting');
  const states = await Promise.all(told.map(async ({ token }) => (await api.follow(token)).print));
  const uncertain = states.filter((print) => print?.state === 'uncertain');
  // One printer has two papers under way at most, so each kill can spoil two.
  expect(uncertain.length).toBeLessThanOrEqual(2 * ROUNDS);
  for (const print of uncertain) expect(print?.problem).toBe('interrupted');
}
