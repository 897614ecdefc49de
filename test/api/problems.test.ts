/** Every no is an RFC 9457 document with a code from the closed table, whatever was wrong with the request. */
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorStatus } from '../../firmware-host/errors.ts';
import { Api, problemOf, type Answer, type Asking } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});

/** The code of a refusal, after what must hold of every one. */
function refused(answer: Answer): string {
  const problem = problemOf(answer);
  expect(Object.keys(errorStatus)).toContain(problem.code);
  expect(problem.status).toBe(Object.entries(errorStatus).find(([code]) => code === problem.code)?.[1]);
  expect(problem.type).toBe(`urn:foyer:problem:${problem.code}`);
  expect(problem.title).not.toBe('');
  // A stack or a file name is of use to nobody but an intruder.
  expect(answer.text).not.toMatch(/node_modules|\.ts:|at .*\(/);
  return `${problem.status} ${problem.code}`;
}

const tickets = '/api/v1/tickets';
const json = { 'content-type': 'application/json' };

const requests: readonly [string, string, string, Asking, string][] = [
  ['broken JSON', 'POST', tickets, { raw: '{"service":"A"' }, '400 bad-request'],
  ['no JSON at all', 'POST', tickets, { raw: 'service=A' }, '400 bad-request'],
  ['an empty body', 'POST', tickets, { headers: json }, '400 bad-request'],
  ['a prototype in JSON', 'POST', tickets, { raw: '{"service":"A","__proto__":{"x":1}}' }, '400 bad-request'],
  [
    'a constructor in JSON',
    'POST',
    tickets,
    { raw: '{"service":"A","constructor":{"prototype":{"x":1}}}' },
    '400 bad-request',
  ],
  ['text', 'POST', tickets, { raw: 'A', headers: { 'content-type': 'text/plain' } }, '415 media-type'],
  [
    'a form',
    'POST',
    tickets,
    { raw: 'service=A', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    '415 media-type',
  ],
  ['no media type', 'POST', tickets, { raw: '{}', headers: { 'content-type': '' } }, '415 media-type'],
  ['a long body', 'POST', tickets, { body: { service: 'A'.repeat(20_000) } }, '413 too-large'],
  ['an unknown route', 'GET', '/api/v1/nothing', {}, '404 not-found'],
  ['an unknown route to post to', 'POST', '/api/v2/tickets', { body: {} }, '404 not-found'],
  ['an unknown page', 'GET', '/admin.php', {}, '404 not-found'],
  ['an unknown asset', 'GET', '/assets/nothing.js', {}, '404 not-found'],
  ['the folder of assets', 'GET', '/assets/', {}, '404 not-found'],
];

describe('a request that cannot be served', () => {
  it.each(requests)('%s', async (_what, method, path, asking, expected) => {
    expect(refused(await api.ask(method, path, asking))).toBe(expected);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'GET', 'OPTIONS'])('%s where only POST is known', async (method) => {
    expect(refused(await api.ask(method, tickets))).toBe('404 not-found');
  });

  it('a path that is no address', async () => {
    expect(refused(await api.get('/%zz'))).toBe('400 bad-request');
  });

  it('a subject longer than any id', async () => {
    const long = 'x'.repeat(300);
    expect(refused(await api.get(`${tickets}/${long}`))).toMatch(/^40[04] /);
    expect(refused(await api.get(`/api/v1/counters/${long}`))).toMatch(/^40[04] /);
    expect(refused(await api.get(`/api/v1/live/counters/${long}`))).toMatch(/^40[04] /);
  });

  it('a file outside of the assets', async () => {
    for (const path of ['/assets/..%2f..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/package.json'])
      expect(refused(await api.get(path))).toMatch(/^40[034] /);
  });

  it.each([
    ['no HTTP', 'HELLO\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
      400,
    ],
    ['a header without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 413],
  ])('%s: answered, and the line is closed', async (_what, bytes, status) => {
    const text = await sayAndHear(foyer().url, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(foyer().isUp()).toBe(true);
    expect((await api.get('/healthz')).status).toBe(200);
  });
});

/** Sends bytes as they are and gives all that comes until the host closes the line. */
function sayAndHear(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(parts).toString()));
  });
}
