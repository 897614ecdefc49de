/** A double tap is one ticket: `Idempotency-Key`, also when both taps come at once, and when the host dies between them. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CounterView } from '../../firmware-host/messages/counter.ts';
import type { TakenTicket } from '../../firmware-host/messages/views.ts';
import { Api, problemOf, bodyOf, takenOf } from '../support/api.ts';
import { sharedFoyer, startFoyer } from '../support/foyer.ts';
import { readKept } from '../support/kept.ts';
import { lobbyFile } from '../support/lobby-file.ts';
import { tempDir } from '../support/temp.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url, 32);
});

async function takeWith(key: string, body: object = { service: 'A' }, client = api): Promise<TakenTicket> {
  return takenOf(await client.post('/api/v1/tickets', body, { 'idempotency-key': key }));
}

/** What must not differ between two answers: all but the paper, which goes on meanwhile. */
const essence = ({ ticket, wait, print }: TakenTicket) => ({ ticket, wait, job: print?.jobId });

describe('the same key again', () => {
  it('gives the same answer, and one ticket', async () => {
    const key = randomUUID();
    const first = await takeWith(key);
    const second = await takeWith(key);
    const other = await takeWith(randomUUID());
    expect(essence(second)).toEqual(essence(first));
    expect(Number(other.ticket.number.slice(1))).toBe(Number(first.ticket.number.slice(1)) + 1);
  });

  it('gives the answer of then, even when the ticket has moved on', async () => {
    const key = randomUUID();
    const body = { service: 'B', kiosk: 'wall' };
    const first = await takeWith(key, body);
    await api.act('2', 'sign-in', { agent: 'agent-2' });
    for (;;) {
      const { ticket } = await api.act('2', 'call-next');
      await api.act('2', 'finish');
      if (ticket?.number === first.ticket.number) break;
    }
    expect(essence(await takeWith(key, body))).toEqual(essence(first));
  });

  it('gives one ticket to twenty taps at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => takeWith(key)));
    for (const answer of answers) expect(essence(answer)).toEqual(essence(answers[0] as TakenTicket));
    const next = await takeWith(randomUUID());
    expect(Number(next.ticket.number.slice(1))).toBe(Number(answers[0]?.ticket.number.slice(1)) + 1);
  });

  it('calls one number for two presses at a counter, and counts no second call', async () => {
    await Promise.all([api.take('A', { kiosk: 'wall' }), api.take('A', { kiosk: 'wall' })]);
    await api.act('1', 'sign-in', { agent: 'agent-1' });
    const call = (key: string, action = 'call-next') =>
      api.post(`/api/v1/counters/1/${action}`, undefined, { 'idempotency-key': key });
    const key = randomUUID();
    const answers = await Promise.all([call(key), call(key)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.text).toContain((bodyOf(answers[0]) as CounterView).ticket?.number ?? 'no number');
    const recall = randomUUID();
    await call(recall, 'recall');
    await call(recall, 'recall');
    const { calls } = await api.display();
    expect(calls[0]?.times).toBe(2);
  });

  it('is another key for another kiosk, another counter and another action', async () => {
    const key = randomUUID();
    const door = await takeWith(key, { service: 'A', kiosk: 'door' });
    const wall = await takeWith(key, { service: 'A', kiosk: 'wall' });
    expect(wall.ticket.id).not.toBe(door.ticket.id);
    const actions = [
      ['1', 'sign-in', { agent: 'agent-1' }],
      ['2', 'sign-in', { agent: 'agent-2' }],
    ] as const;
    for (const [counter, action, body] of actions) {
      const path = `/api/v1/counters/${counter}/${action}`;
      expect((await api.post(path, body, { 'idempotency-key': key })).status).toBe(200);
    }
  });

  it('is refused for another request: 422, and nothing is issued', async () => {
    const key = randomUUID();
    await takeWith(key, { service: 'A', kiosk: 'wall' });
    const before = await api.health();
    const answer = await api.post(
      '/api/v1/tickets',
      { service: 'B', kiosk: 'wall' },
      { 'idempotency-key': key },
    );
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
    expect(await api.health()).toEqual(before);
  });

  it('is forgotten with a refusal, so that the same press may succeed later', async () => {
    const key = randomUUID();
    const press = () =>
      api.post('/api/v1/tickets', { service: 'Z', kiosk: 'wall' }, { 'idempotency-key': key });
    expect((await press()).status).toBe(404);
    expect((await press()).status).toBe(404);
    expect((await takeWith(key, { service: 'A', kiosk: 'wall' })).ticket.service).toBe('A');
  });

  it.each([
    ['with a space', 'two words'],
    ['empty', ''],
    ['too long', 'x'.repeat(129)],
    ['not ASCII', Buffer.from('号').toString('latin1')],
  ])('is refused when it is none: %s', async (_what, key) => {
    const answer = await api.post('/api/v1/tickets', { service: 'A' }, { 'idempotency-key': key });
    const { status, code, errors } = problemOf(answer);
    expect({ status, code, path: errors?.[0]?.path }).toEqual({
      status: 400,
      code: 'bad-request',
      path: '/idempotency-key',
    });
  });
});

describe('across a restart', () => {
  it('gives the same answer after SIGKILL, and refuses another body still', async () => {
    const dir = tempDir();
    const config = ['--config', lobbyFile(dir)];
    const first = await startFoyer(dir, config);
    const key = randomUUID();
    const taken = await takeWith(key, { service: 'A', kiosk: 'wall' }, new Api(first.url));
    await first.stop('SIGKILL');
    // On the same port: the answer carries the host's own address.
    const second = await startFoyer(dir, [...config, '--listen', new URL(first.url).host]);
    const again = new Api(second.url);
    expect(essence(await takeWith(key, { service: 'A', kiosk: 'wall' }, again))).toEqual(essence(taken));
    const other = await again.post(
      '/api/v1/tickets',
      { service: 'B', kiosk: 'wall' },
      { 'idempotency-key': key },
    );
    expect(problemOf(other)).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
    await second.stop();
    expect(readKept(dir).events.filter(({ type }) => type === 'ticket.taken')).toHaveLength(1);
  });
});
