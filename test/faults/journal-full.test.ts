/** A full disk: nothing is promised that cannot be kept, everybody is told, and all is well once there is room again. */
import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { LabView } from '../../firmware-host/messages/lab.ts';
import { Api, bodyOf, problemOf, takenOf } from '../support/api.ts';
import { startFoyer } from '../support/foyer.ts';
import { brokenPromises, countKept, readKept, type Told } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';
import { PATIENTLY } from '../support/patience.ts';

const isRoot = process.getuid?.() === 0;

/** A disk of its own for the test. Only root may mount one; anybody else sees the tests skipped. */
function smallDisk(): string {
  const dir = tempDir();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', dir]);
  });
  return dir;
}

/** Leaves no block free, or so many. */
function fill(dir: string, blocks = 0): void {
  const { bavail, bsize } = statfsSync(dir);
  writeFileSync(join(dir, 'filler'), Buffer.alloc((bavail - blocks) * bsize));
}

it.skipIf(!isRoot)('gives no number that it cannot write down, and goes on when there is room', async () => {
  const dir = smallDisk();
  const foyer = await startFoyer(dir, ['--config', lobbyFile(tempDir())]);
  const api = new Api(foyer.url);
  const told: Told[] = [(await api.take()).ticket];
  await expect
    .poll(async () => (await api.follow(told[0]?.token ?? '')).print?.state, PATIENTLY)
    .toBe('printed');
  expect((await api.readiness()).status).toBe('ready');

  fill(dir);
  const refusals = [];
  // What is left of the last page may still take some.
  while (refusals.length < 20) {
    const answer = await api.post('/api/v1/tickets', { service: 'A' });
    if (answer.status === 201) told.push((JSON.parse(answer.text) as { ticket: Told }).ticket);
    else refusals.push(problemOf(answer));
  }
  for (const refusal of refusals) expect(refusal).toMatchObject({ status: 503, code: 'journal-unavailable' });
  const bad = await api.get('/readyz');
  expect(bodyOf(bad, 503)).toMatchObject({
    status: 'not-ready',
    reasons: ['journal-unavailable'],
  });
  // Nothing that was refused is to be seen anywhere.
  const display = await api.display();
  expect(display.waitingTotal).toBe(told.length);
  expect(countKept(foyer, 'ticket.taken')).toBe(told.length);

  rmSync(join(dir, 'filler'));
  const { ticket } = await api.take();
  told.push(ticket);
  expect(Number(ticket.number.slice(1))).toBe(told.length);
  expect((await api.readiness()).status).toBe('ready');
  // Papers that could not be told of while the disk was full come to an honest end too.
  for (const { token } of told)
    await expect.poll(async () => (await api.follow(token)).print?.state, PATIENTLY).toBe('printed');
  expect(await foyer.stop()).toBe(0);
  expect(brokenPromises(readKept(dir), told)).toEqual([]);
});

it.skipIf(!isRoot)('stops in time while the disk is full, and starts again when there is room', async () => {
  const dir = smallDisk();
  const config = ['--config', lobbyFile(tempDir())];
  const foyer = await startFoyer(dir, config);
  const api = new Api(foyer.url);
  const told: Told[] = [];
  fill(dir);
  for (let refused = 0; refused < 3;) {
    const answer = await api.post('/api/v1/tickets', { service: 'A' });
    if (answer.status === 201) told.push((JSON.parse(answer.text) as { ticket: Told }).ticket);
    else refused += 1;
  }
  const began = performance.now();
  expect(await foyer.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(5000);
  rmSync(join(dir, 'filler'));
  const next = new Api((await startFoyer(dir, config)).url);
  for (const { token, number } of told) expect((await next.follow(token)).ticket.number).toBe(number);
  expect((await next.take()).ticket.number).toBe(`A${String(told.length + 1).padStart(3, '0')}`);
});

it.skipIf(!isRoot)('sends no byte to a printer before it has written down that it will', async () => {
  const dir = smallDisk();
  const foyer = await startFoyer(dir, ['--config', lobbyFile(tempDir())]);
  const api = new Api(foyer.url);
  const { token, papersBefore } = await ticketThatStaysWaiting(dir, api);
  expect(await papers(api)).toBe(papersBefore);
  // The follower tries again meanwhile; each refusal of a ticket shows that the disk is as full as it was.
  for (let round = 0; round < 10; round += 1)
    expect((await api.post('/api/v1/tickets', { service: 'A' })).status).toBe(503);
  expect(await papers(api)).toBe(papersBefore);
  expect((await api.follow(token)).print?.state).toBe('waiting');
  rmSync(join(dir, 'filler'));
  await expect.poll(async () => (await api.follow(token)).print?.state, PATIENTLY).toBe('printed');
  expect(await papers(api)).toBe(papersBefore + 1);
});

/**
 * A ticket that has found room on the disk when `print.sending` has not. How many blocks an entry takes is the database's
 * affair, so it is found by trying.
 */
async function ticketThatStaysWaiting(
  dir: string,
  api: Api,
): Promise<{ token: string; papersBefore: number }> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const papersBefore = await papers(api);
    // Several entries share a block, and each try begins elsewhere in it.
    fill(dir, attempt % 3);
    const answer = await api.post('/api/v1/tickets', { service: 'A' });
    if (answer.status === 201) {
      const { token } = takenOf(answer).ticket;
      const state = async () => (await api.follow(token)).print?.state;
      await vi.waitUntil(
        async () => (await state()) === 'printed' || (await api.readiness()).reasons.length > 0,
        PATIENTLY,
      );
      if ((await state()) === 'waiting') return { token, papersBefore };
    }
    rmSync(join(dir, 'filler'));
    const settled = answer.status === 201 ? takenOf(answer) : await api.take();
    await vi.waitUntil(
      async () => (await api.follow(settled.ticket.token)).print?.state === 'printed',
      PATIENTLY,
    );
  }
  throw new Error('no room was found that takes a ticket and nothing more');
}

async function papers(api: Api): Promise<number> {
  const { printers } = bodyOf(await api.get('/api/v1/lab')) as LabView;
  return printers.flatMap((printer) => printer.papers).length;
}
