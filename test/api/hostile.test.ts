/** Whatever is sent, the host answers with a refusal or a ticket, and goes on for everybody else. */
import { connect, type Socket } from 'node:net';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Api, bodyOf, problemOf, type Answer } from '../support/api.ts';
import { sharedFoyer } from '../support/foyer.ts';
import { seedOf, seeded } from '../support/seeded.ts';
import { lobbyFile } from '../support/lobby-file.ts';

const foyer = sharedFoyer((dir) => ['--config', lobbyFile(dir)]);
let api: Api;
beforeAll(() => {
  api = new Api(foyer().url);
});
afterEach(async () => {
  if (!foyer().isUp()) throw new Error(foyer().output());
  // What was refused must not have been taken as a fault of the host either.
  if (/"level":(50|60)/.test(foyer().output())) throw new Error(foyer().output());
  await api.take('B', { kiosk: 'wall' });
});

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly requestBody?: {
            readonly content: { 'application/json'?: { schema: { properties?: object } } };
          };
        };
      }
    >
  >;
}

/** The answers that are not what every bad request deserves: a refusal of the request, and no fault of the host. */
async function unlikeRefusals(asked: readonly Promise<Answer>[]): Promise<string[]> {
  const answers = await Promise.all(asked);
  return answers
    .filter((answer) => {
      const { status } = problemOf(answer);
      return status < 400 || status > 499;
    })
    .map(({ status, text }) => `${status} ${text}`);
}

const strange = [
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\u001b[2J',
  'A\r\nB',
  '\u202eA',
  '号'.repeat(8),
  '👩‍👩‍👧‍👦',
  '\ud800',
  "A'; DROP TABLE events; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%s%n',
  'a',
  'A ',
  'AA',
];

const tickets = '/api/v1/tickets';
const raw = (path: string, content: string | Buffer, headers: Record<string, string> = {}) =>
  api.ask('POST', path, { raw: content, headers });

describe('hostile values', () => {
  it.each(strange)('as a service: %j', async (service) => {
    expect(await unlikeRefusals([api.post(tickets, { service })])).toEqual([]);
  });

  it.each(strange)('as a kiosk, a language, an agent: %j', async (text) => {
    const asked = [
      api.post(tickets, { service: 'A', kiosk: text }),
      api.post(tickets, { service: 'A', language: text }),
      api.post('/api/v1/counters/1/sign-in', { agent: text }),
    ];
    expect(await unlikeRefusals(asked)).toEqual([]);
  });

  it.each(strange.filter((text) => text !== '\ud800'))('in an address: %j', async (text) => {
    const part = encodeURIComponent(text);
    const subjects = ['tickets', 'counters', 'kiosks', 'live/counters', 'live/tickets', 'live/kiosks'];
    const asked = [
      ...subjects.map((subject) => api.get(`/api/v1/${subject}/${part}`)),
      api.post(`/api/v1/counters/${part}/call-next`),
      api.post(`/api/v1/lab/printers/${part}/tear`),
    ];
    expect(await unlikeRefusals(asked)).toEqual([]);
  });

  it.each(['1e400', '-1', '9007199254740993', '1e-400', '[]', '{"a":1}', 'null', '""'])(
    'in place of a text: %s',
    async (json) => {
      const asked = [
        raw(tickets, `{"service":${json}}`),
        raw(tickets, `{"service":"A","kiosk":${json}}`),
        raw('/api/v1/counters/1/sign-in', `{"agent":${json}}`),
        raw('/api/v1/lab/printers/paper/faults', `{"paperOut":${json}}`),
      ];
      expect(await unlikeRefusals(asked)).toEqual([]);
    },
  );

  it('anywhere: in every field of every route, and in its path', async () => {
    const { paths } = bodyOf(await api.get('/openapi.json')) as Described;
    const posts = Object.entries(paths).flatMap(([path, { post }]) =>
      post === undefined ? [] : [{ path, post }],
    );
    expect(posts.length).toBeGreaterThan(60);
    const broken: string[] = [];
    const ask = async (path: string, body: object | undefined) => {
      const { status, text } = await api.post(path, body);
      if (status >= 500) broken.push(`${path} ${JSON.stringify(body)}: ${status} ${text}`);
    };
    for (const text of strange) {
      const part = encodeURIComponent(text.toWellFormed());
      await Promise.all(
        posts.map(({ path, post }) => {
          const fields = Object.keys(post.requestBody?.content['application/json']?.schema.properties ?? {});
          const body = Object.fromEntries(fields.map((field) => [field, text]));
          return ask(path.replace(/\{\w+\}/, part), fields.length === 0 ? undefined : body);
        }),
      );
      // Some of these are words that may be said, and the lobby does what they ask.
      for (const mend of ['lobby/resume', 'lobby/reopen-day', 'services/A/open', 'services/B/open'])
        await ask(`/api/v1/${mend}`, undefined);
    }
    expect(broken).toEqual([]);
  });

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])('JSON as deep as fits: %s', async (open, close) => {
    const depth = Math.floor(15_000 / (open.length + close.length));
    const deep = open.repeat(depth) + (open === '[' ? '' : '1') + close.repeat(depth);
    const asked = [
      raw(tickets, deep),
      // Actions take no body, but count its digest under a key.
      raw('/api/v1/counters/1/call-next', deep, { 'idempotency-key': `deep-${depth}` }),
    ];
    expect(await unlikeRefusals(asked)).toEqual([]);
  });

  it('thousands of unknown keys, of which the first are named, and how many there are beside', async () => {
    const keys = Array.from({ length: 1500 }, (_, index) => [`k${index}`, 1]);
    const answer = await api.post(tickets, { service: 'A', ...Object.fromEntries(keys) });
    const { status, errors } = problemOf(answer);
    expect({ status, count: errors?.length, last: errors?.at(-1) }).toEqual({
      status: 400,
      count: 200,
      last: { path: '/', message: 'has 1301 more that are not listed' },
    });
  });

  it('bytes that are no UTF-8, and a mark before the first', async () => {
    const bad = Buffer.concat([Buffer.from('{"service":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"service":"Z"}')]);
    expect(await unlikeRefusals([raw(tickets, bad), raw(tickets, marked)])).toEqual([]);
  });

  it('anything at all: 300 bodies by chance', async () => {
    const chance = seeded(seedOf('hostile bodies'));
    const byte = () => Math.floor(chance() * 256);
    const bodies = Array.from({ length: 300 }, () =>
      Buffer.from(Array.from({ length: Math.floor(chance() * 40) }, byte)),
    );
    expect(await unlikeRefusals(bodies.map((body) => raw(tickets, body)))).toEqual([]);
  });
});

/** A connection that is open, without anything said on it. */
async function line(): Promise<Socket> {
  const { hostname, port } = new URL(foyer().url);
  const socket = connect(Number(port), hostname);
  // The host may reset what it gives up; that is one of its rights here.
  socket.on('error', () => socket.destroy());
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return socket;
}

describe('hostile connections', () => {
  it('half a request, and others that are served meanwhile', async () => {
    const halves = [
      'POST /api/v1/tickets HTTP/1.1\r\nHost: loc',
      'POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"serv',
      'POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n{"serv',
      '',
    ];
    for (const half of halves) (await line()).write(half);
    const before = await api.health();
    const taken = await Promise.all(Array.from({ length: 50 }, () => api.take('A', { kiosk: 'wall' })));
    expect(new Set(taken.map(({ ticket }) => ticket.number)).size).toBe(50);
    // Nothing was taken for a half.
    const after = await api.health();
    expect(after.position).toBe(before.position + 50);
  });

  it('a request that is cut off while it is sent takes no number', async () => {
    const before = await api.health();
    const socket = await line();
    socket.write(
      'POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"service":"A"',
    );
    socket.resume().end();
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    expect(await api.health()).toEqual(before);
  });

  it('two hundred streams that are torn off in the middle', async () => {
    const sockets = await Promise.all(Array.from({ length: 200 }, line));
    for (const socket of sockets)
      socket.write('GET /api/v1/live/display HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await Promise.all(
      sockets.map((socket) => new Promise<void>((resolve) => socket.once('data', () => resolve()))),
    );
    const taking = Promise.all(Array.from({ length: 100 }, () => api.take('A', { kiosk: 'wall' })));
    for (const socket of sockets) socket.resetAndDestroy();
    expect(await taking).toHaveLength(100);
  });
});
