/** How a host stops: in time, with the truth about every paper, and without breaking a promise. */
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Api } from '../support/api.ts';
import { startFoyer, type RunningFoyer } from '../support/foyer.ts';
import { readKept } from '../support/kept.ts';
import { LiveStream } from '../support/live.ts';
import { lobbyFile, type LobbyWish } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';
import { PATIENTLY } from '../support/patience.ts';

const STOP_MS_MAX = 5000;

/** Ends a host and gives its exit code and whether that was soon enough. */
async function timeToStop(foyer: RunningFoyer): Promise<{ code: number | null; withinLimit: boolean }> {
  const began = performance.now();
  const code = await foyer.stop();
  return { code, withinLimit: performance.now() - began <= STOP_MS_MAX };
}

async function start(wish: LobbyWish = {}): Promise<{ dir: string; foyer: RunningFoyer; api: Api }> {
  const dir = tempDir();
  const foyer = await startFoyer(dir, ['--config', lobbyFile(dir, wish)]);
  return { dir, foyer, api: new Api(foyer.url) };
}

describe('a stop', () => {
  it('ends all streams, also of a page that does not read, and half a request', async () => {
    const { foyer, api } = await start();
    const streams = await Promise.all(
      ['display', 'kiosks/door', 'counters/1'].map((view) => LiveStream.open(foyer.url, view)),
    );
    const stalled = await LiveStream.open(foyer.url, 'display');
    stalled.stall();
    const { hostname, port } = new URL(foyer.url);
    const half = connect(Number(port), hostname);
    half.on('error', () => half.destroy());
    half.write('POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 15\r\n\r\n{"serv');
    // Its answer shows that what was sent before it has arrived.
    await api.take();
    expect(await timeToStop(foyer)).toEqual({ code: 0, withinLimit: true });
    await Promise.all(streams.map(({ ended }) => ended));
    expect(foyer.output()).not.toMatch(/did not stop in time|"level":(50|60)/);
  });

  it('lets the paper under way come out, and says that it did', async () => {
    const { dir, foyer, api } = await start({ printerPort: 'simulated:' });
    const { ticket } = await api.take();
    await expect.poll(async () => (await api.follow(ticket.token)).print?.state, PATIENTLY).toBe('sending');
    expect(await timeToStop(foyer)).toEqual({ code: 0, withinLimit: true });
    expect(papersOf(dir)).toEqual(['print.sending', 'print.printed']);
  });

  it('does not wait for ever for a paper that does not come; what has not begun is for the next start', async () => {
    const { dir, foyer, api } = await start({ printerPort: 'simulated:?pace=100' });
    const half = await api.take();
    const rest = [await api.take(), await api.take()];
    await expect
      .poll(async () => (await api.follow(half.ticket.token)).print?.state, PATIENTLY)
      .toBe('sending');
    expect(await timeToStop(foyer)).toEqual({ code: 0, withinLimit: true });
    expect(papersOf(dir)).toEqual(['print.sending', 'print.uncertain']);
    const next = new Api((await startFoyer(dir, ['--config', lobbyFile(dir)])).url);
    for (const { ticket } of rest)
      await expect
        .poll(async () => (await next.follow(ticket.token)).print, PATIENTLY)
        .toMatchObject({ state: 'printed', proof: 'confirmed' });
    expect((await next.follow(half.ticket.token)).print).toMatchObject({ state: 'uncertain' });
  });

  it('answers what was begun: whoever was told a number has it, and nobody has one that was not told', async () => {
    const { dir, foyer, api } = await start();
    const told: string[] = [];
    const clients = Array.from({ length: 64 }, async () => {
      for (;;) {
        const answer = await api.post('/api/v1/tickets', { service: 'A', kiosk: 'wall' }).catch(() => null);
        if (answer?.status !== 201) return;
        told.push((JSON.parse(answer.text) as { ticket: { number: string } }).ticket.number);
      }
    });
    await expect.poll(() => told.length, PATIENTLY).toBeGreaterThan(50);
    expect(await timeToStop(foyer)).toEqual({ code: 0, withinLimit: true });
    await Promise.all(clients);
    const kept = new Set(
      readKept(dir).events.flatMap((event) => (event.type === 'ticket.taken' ? [event.data.number] : [])),
    );
    expect(told.toSorted()).toEqual([...kept].toSorted());
  });

  it('is what Ctrl+C asks for', async () => {
    const { foyer } = await start();
    foyer.signal('SIGINT');
    await expect.poll(foyer.isUp, PATIENTLY).toBe(false);
    expect(await foyer.stop()).toBe(0);
  });
});

function papersOf(dir: string): string[] {
  return readKept(dir)
    .events.map(({ type }) => type)
    .filter((type) => type.startsWith('print.'));
}
