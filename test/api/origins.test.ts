/** A demo lobby knows no sign-in: only pages of this very host may act on it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Api, problemOf } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => [
  '--config',
  lobbyFile(dir, { more: { publicUrl: 'https://queue.example.org' } }),
]);
let api: Api;
let port: string;
beforeAll(() => {
  api = new Api(foyer().url);
  ({ port } = new URL(foyer().url));
});

/** What a refused deed must leave as it was. Not the journal's position: a paper under way may be told meanwhile. */
const lobby = async () => {
  const { waitingTotal, calls } = await api.display();
  const { agent, state } = await api.counter('1');
  return { waitingTotal, calls, agent, state };
};
const taking = (headers: Record<string, string>) => api.post('/api/v1/tickets', { service: 'A' }, headers);

describe('a page from elsewhere', () => {
  it.each([
    ['another site', 'https://evil.example'],
    ['a sandboxed frame', 'null'],
    ['another port of this machine', 'http://127.0.0.1:1'],
    ['a name that begins like ours', 'http://127.0.0.1.evil.example'],
  ])('may not act: %s', async (_what, origin) => {
    const before = await lobby();
    expect(problemOf(await taking({ origin }))).toMatchObject({ status: 403, code: 'origin-refused' });
    const sent = await api.post('/api/v1/counters/1/sign-in', { agent: 'agent-1' }, { origin });
    expect(problemOf(sent)).toMatchObject({ code: 'origin-refused' });
    expect(await lobby()).toEqual(before);
  });

  it('is not told that it may read', async () => {
    const answer = await api.get('/api/v1/display', { origin: 'https://evil.example' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['evil.example', 'localhost.evil.example', '192.168.1.7', '127.0.0.1.nip.io'])(
    'gets nothing by another name for this host: "%s"',
    async (host) => {
      for (const path of ['/api/v1/display', '/kiosk', '/api/v1/live/display', '/healthz'])
        expect(problemOf(await api.get(path, { host }))).toMatchObject({
          status: 403,
          code: 'origin-refused',
        });
      expect(problemOf(await taking({ host }))).toMatchObject({ code: 'origin-refused' });
    },
  );
});

describe('a page of this host', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('may act as %s', async (name) => {
    const host = `${name}:${port}`;
    expect((await taking({ host, origin: `http://${host}` })).status).toBe(201);
  });
});

describe('the public address', () => {
  const host = 'queue.example.org';

  it('is on the tickets, and shows each to whoever holds it', async () => {
    const { ticket } = await api.take();
    expect(ticket.url).toBe(`https://${host}/t/${ticket.token}`);
    for (const path of [`/t/${ticket.token}`, `/api/v1/tickets/${ticket.token}`]) {
      expect((await api.get(path, { host })).status).toBe(200);
    }
  });

  it.each([
    '/',
    '/kiosk',
    '/counter',
    '/lab',
    '/maintenance',
    '/api/v1/display',
    '/api/v1/storage',
    '/api/v1/maintenance',
    '/api/v1/lab',
    '/api/v1/counters',
    '/readyz',
    '/openapi.json',
  ])('shows nothing else: %s', async (path) => {
    expect(problemOf(await api.get(path, { host }))).toMatchObject({ status: 403, code: 'origin-refused' });
  });

  const visitorDeeds: readonly [string, object | undefined][] = [
    ['postpone', { places: 1 }],
    ['care', { visibly: true, escort: false }],
    ['cancel', undefined],
  ];
  it('lets visitors do what is theirs to do with their own ticket', async () => {
    const { ticket } = await api.take('A', { kiosk: 'wall' });
    for (const [deed, body] of visitorDeeds) {
      const path = `/api/v1/tickets/${ticket.token}/${deed}`;
      expect((await api.post(path, body, { host, origin: `https://${host}` })).status).toBe(200);
    }
    expect((await api.follow(ticket.token)).state).toBe('cancelled');
    const path = `/api/v1/tickets/${ticket.token}/return`;
    const returning = await api.post(path, undefined, { host, origin: `https://${host}` });
    expect(problemOf(returning)).toMatchObject({ code: 'ticket-not-missed' });
  });

  it.each([
    ['of nobody', {}],
    ['of another site', { origin: 'https://evil.example' }],
    ['in a sandboxed frame', { origin: 'null' }],
    ['of the same name without TLS', { origin: `http://${host}` }],
    ['of this machine', { origin: 'http://127.0.0.1' }],
  ])('lets no page %s do it', async (_what, origin) => {
    const { ticket } = await api.take('A', { kiosk: 'wall' });
    const path = `/api/v1/tickets/${ticket.token}/cancel`;
    expect(problemOf(await api.post(path, undefined, { host, ...origin }))).toMatchObject({
      status: 403,
      code: 'origin-refused',
    });
    expect((await api.follow(ticket.token)).state).toBe('waiting');
  });

  it.each([
    ['POST', '/api/v1/tickets'],
    ['POST', '/api/v1/tickets/x/reissue'],
    ['POST', '/api/v1/tickets/x/cancel/y'],
    ['POST', '/api/v1/tickets/x%2fy/cancel'],
    ['POST', '/api/v1/staff/tickets/x/cancel'],
    ['POST', '/api/v1/counters/1/ratings'],
    ['POST', '/api/v1/lobby/evacuate'],
    ['DELETE', '/api/v1/tickets/x/cancel'],
    ['DELETE', '/api/v1/notices/x'],
    ['GET', '/api/v1/lobby'],
    ['GET', '/api/v1/staff/tickets'],
    ['GET', '/api/v1/live/lobby'],
    ['GET', '/api/v1/cases'],
  ])('lets nobody else in: %s %s', async (method, path) => {
    const headers = { host, origin: `https://${host}` };
    expect(problemOf(await api.ask(method, path, { headers }))).toMatchObject({ code: 'origin-refused' });
  });

  it('lets nobody act, through a proxy that speaks TLS for it either', async () => {
    const headers = { host, origin: `https://${host}` };
    const before = await lobby();
    expect(problemOf(await taking(headers))).toMatchObject({ code: 'origin-refused' });
    const signingIn = await api.post('/api/v1/counters/1/sign-in', { agent: 'agent-1' }, headers);
    expect(problemOf(signingIn)).toMatchObject({ code: 'origin-refused' });
    expect(await lobby()).toEqual(before);
  });
});
