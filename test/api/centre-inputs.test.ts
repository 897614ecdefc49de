/** What the centre enters for the metrics: by nothing but its signature, whatever name it calls the host by. */
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InputBatches, InputBatchView } from '../../firmware-host/messages/metric-inputs.ts';
import { Api, bodyOf, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const KEY = Buffer.alloc(32, 7);
/** Writes the lobby file anew, with so many counters and agents. */
let writeLobby: (counters: number) => string;
const foyer = sharedFoyer((dir) => {
  writeFileSync(join(dir, 'centre.secret'), `whsec_${KEY.toString('base64')}\n`, { mode: 0o600 });
  // Nobody listens there: what the centre enters has nothing to do with whether events reach it.
  const centre = { url: 'http://127.0.0.1:1/events', secretFile: 'centre.secret' };
  writeLobby = (counters) => lobbyFile(dir, { counters, more: { centre } });
  return ['--config', writeLobby(2)];
});
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

interface Message {
  readonly id: string;
  readonly key?: Buffer;
  readonly atMs?: number;
  /** What was signed, where it is not what is sent. */
  readonly signed?: string;
  readonly headers?: Record<string, string>;
}

/** Signed as the standard has it, by none of the host's code. */
function send(kind: string, body: unknown, message: Message) {
  const { id, key = KEY, atMs = Date.now(), headers = {} } = message;
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = String(Math.floor(atMs / 1000));
  const content = `${id}.${timestamp}.${message.signed ?? raw}`;
  return api.ask('POST', `/api/v1/centre/inputs/${kind}`, {
    raw,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${createHmac('sha256', key).update(content).digest('base64')}`,
      ...headers,
    },
  });
}
const batches = async () => (bodyOf(await api.get('/api/v1/metric-inputs')) as InputBatches).batches;
const costs = (amount: number) => ({ rows: [{ fromDate: '2026-11-02', toDate: '2026-11-08', amount }] });

describe('the centre', () => {
  it.each([
    ['roster', { rows: [{ agent: 'agent-1', date: '2026-11-02', from: '08:30', to: '17:30' }] }],
    ['costs', costs(700)],
    ['quality', { rows: [{ agent: 'agent-1', date: '2026-11-02', score: 92 }] }],
    ['staff', { rows: [{ agent: 'agent-3', date: '2026-11-02', change: 'left' }] }],
    ['answers', { rows: [{ date: '2026-11-02', count: 12 }] }],
  ])('enters %s, by any name of the host', async (kind, body) => {
    const answer = await send(kind, body, { id: `first-${kind}`, headers: { host: 'lobby-7.example.org' } });
    const batch = bodyOf(answer, 201) as InputBatchView;
    expect(batch).toMatchObject({ kind, by: 'centre', rows: 1, from: '2026-11-02' });
    expect(await batches()).toContainEqual(batch);
  });

  it('enters a message once, however often it is sent, and no other under its id', async () => {
    const first = await send('costs', costs(1), { id: 'twice' });
    const again = await send('costs', costs(1), { id: 'twice' });
    expect(bodyOf(again, 201)).toEqual(bodyOf(first, 201));
    expect(problemOf(await send('costs', costs(2), { id: 'twice' })).code).toBe('idempotency-mismatch');
    expect(problemOf(await send('costs', costs(1), { id: 'as another' })).code).toBe('input-repeated');
  });

  it('is told every fault, and nothing is entered', async () => {
    const before = await batches();
    const shift = { agent: 'agent-1', date: '2026-11-03', from: '08:30', to: '17:30' };
    const answer = await send(
      'roster',
      { rows: [shift, { ...shift, agent: 'nobody' }, { ...shift, agent: 'agent-2', to: '08:29' }] },
      { id: 'faulty' },
    );
    const { code, errors } = problemOf(answer);
    expect([code, errors?.map(({ path }) => path)]).toEqual([
      'input-faulty',
      ['/rows/1/agent', '/rows/2/to'],
    ]);
    expect(problemOf(await send('costs', { rows: [{ amount: 1 }] }, { id: 'short' })).code).toBe(
      'bad-request',
    );
    expect(problemOf(await send('costs', '{"rows":', { id: 'torn' })).code).toBe('bad-request');
    expect(await batches()).toEqual(before);
  });
});

describe('whoever is not the centre', () => {
  const day = 86_400_000;
  it.each<[string, Message]>([
    ['has another secret', { id: 'a', key: Buffer.alloc(32, 8) }],
    ['has changed what was signed', { id: 'b', signed: JSON.stringify(costs(9)) }],
    ['plays an old message again', { id: 'c', atMs: Date.now() - day }],
    ['has a message of tomorrow', { id: 'd', atMs: Date.now() + day }],
    ['signs nothing', { id: 'e', headers: { 'webhook-signature': '' } }],
    ['gives no id', { id: 'f', headers: { 'webhook-id': '' } }],
  ])('enters nothing: who %s', async (_who, message) => {
    const before = await batches();
    expect(problemOf(await send('costs', costs(5), message))).toMatchObject({
      status: 401,
      code: 'centre-unsigned',
    });
    expect(await batches()).toEqual(before);
  });

  it('gets nothing else by another name, and no page gets in with a signature', async () => {
    const host = 'lobby-7.example.org';
    expect(problemOf(await api.get('/api/v1/metric-inputs', { host })).code).toBe('origin-refused');
    const page = { host, origin: 'https://lobby-7.example.org' };
    expect(problemOf(await send('costs', costs(6), { id: 'page', headers: page })).code).toBe(
      'origin-refused',
    );
    const traversing = await api.ask('POST', '/api/v1/centre/inputs/../../counters/1/sign-in', {
      body: { agent: 'agent-1' },
      headers: { host },
    });
    expect(traversing.status).toBeGreaterThanOrEqual(400);
    expect((await api.counter('1')).agent).toBeNull();
  });
});

/** The last, since it starts the host anew. */
it('gives the same answer again over a restart, though the agent has left the configuration', async () => {
  const shift = { agent: 'agent-2', date: '2026-11-05', from: '08:30', to: '17:30' };
  const first = await send('roster', { rows: [shift] }, { id: 'kept' });
  writeLobby(1);
  api = new Api((await foyer().restart()).url);
  expect(problemOf(await send('roster', { rows: [shift] }, { id: 'new' })).code).toBe('input-faulty');
  expect(bodyOf(await send('roster', { rows: [shift] }, { id: 'kept' }), 201)).toEqual(bodyOf(first, 201));
});
