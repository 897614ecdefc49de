/** One event over real HTTP, and what each kind of answer means. */
import { createSecretKey } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpSender, type Delivery } from '../../firmware-host/central/http-sender.ts';
import { rawReceiver, receiver } from '../support/receiver.ts';

const bytes = Buffer.alloc(32, 5);
const event = { id: '01JDC1AAAAAAAAAAAAAAAAAAAA', body: '{"data":{"名":"咨询"}}' };

function sender(url: string, timeoutMs = 5000): HttpSender {
  const made = new HttpSender({ url, key: createSecretKey(bytes), now: () => Date.now(), timeoutMs });
  onTestFinished(() => made.close());
  return made;
}

describe('what is sent', () => {
  it('is a signed CloudEvent, all on one connection', async () => {
    const { url, posts, connections } = await receiver((response) => response.writeHead(204).end());
    const { send } = bound(sender(url));
    for (let count = 0; count < 20; count += 1) expect(await send(event)).toEqual({ kind: 'taken' });
    expect([posts.length, connections()]).toEqual([20, 1]);
    const [{ headers, body, path } = { headers: {}, body: '', path: '' }] = posts;
    expect(path).toBe('/hook?lobby=1');
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(headers['webhook-id']).toBe(event.id);
    const theirs = new Webhook(bytes.toString('base64'));
    expect(theirs.verify(body, headers as Record<string, string>)).toEqual(JSON.parse(event.body));
  });
});

const bound = (made: HttpSender) => ({ send: made.send.bind(made) });

const failed = (reason: RegExp, retryAfterMs: number | null = null): Delivery => ({
  kind: 'failed',
  reason: expect.stringMatching(reason) as string,
  retryAfterMs,
});

describe('an answer', () => {
  it.each([200, 201, 202, 204, 299])('%i: taken', async (status) => {
    const { url } = await receiver((response) => response.writeHead(status).end());
    expect(await sender(url).send(event)).toEqual({ kind: 'taken' });
  });

  it.each([400, 413, 422])(
    '%i: refused, with the beginning of what it says, made harmless',
    async (status) => {
      const text = `no\u001b[2J such\r\n\u202eservice\u2028 ${'很'.repeat(400)}`;
      const { url } = await receiver((response) => response.writeHead(status).end(text));
      const delivery = await sender(url).send(event);
      expect(delivery).toMatchObject({ kind: 'refused', status });
      const { reason } = delivery as Extract<Delivery, { kind: 'refused' }>;
      expect(reason).toMatch(/^no \[2J such service 很+…$/);
      expect(reason).toHaveLength(200);
    },
  );

  it.each([
    [401, /^answered 401 Unauthorized: why$/],
    [403, /^answered 403/],
    [404, /^answered 404/],
    [405, /^answered 405/],
    [408, /^answered 408/],
    [409, /^answered 409/],
    [410, /^answered 410/],
    [415, /^answered 415/],
    [429, /^answered 429/],
    [500, /^answered 500/],
    [503, /^answered 503/],
    [507, /^answered 507/],
    [599, /^answered 599: why$/],
    [304, /^answered 304/],
  ])('%i: waits', async (status, reason) => {
    const { url } = await receiver((response) => response.writeHead(status).end('why'));
    expect(await sender(url).send(event)).toEqual(failed(reason));
  });

  it.each([301, 302, 303, 307, 308])('%i: is not followed', async (status) => {
    const elsewhere = await receiver((response) => response.end());
    const { url } = await receiver((response) =>
      response.writeHead(status, { location: elsewhere.url }).end(),
    );
    expect(await sender(url).send(event)).toEqual(failed(/write the final address in centre\.url$/));
    expect(elsewhere.posts).toEqual([]);
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['86400', 300_000],
    ['99999999999999999999', 300_000],
    ['soon', null],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    [new Date(Date.now() + 3_600_000).toUTCString(), 300_000],
  ])('503 with Retry-After %s asks for a pause, within bounds', async (value, pauseMs) => {
    const { url } = await receiver((response) => response.writeHead(503, { 'retry-after': value }).end());
    expect(await sender(url).send(event)).toEqual(failed(/^answered 503/, pauseMs));
  });

  it('of a megabyte is no trouble, and one without an end is not waited for', async () => {
    const { url } = await receiver((response) => response.writeHead(500).end('x'.repeat(1_000_000)));
    const { send } = bound(sender(url));
    expect(await send(event)).toEqual(failed(/^answered 500 Internal Server Error: x+…$/));
    expect(await send(event)).toEqual(failed(/^answered 500/));
    const endless = await rawReceiver((socket) => {
      const flow = () => {
        while (socket.writable && socket.write('y'.repeat(1000)));
      };
      socket.once('data', () => socket.write('HTTP/1.1 503 Busy\r\n\r\n', flow)).on('drain', flow);
    });
    expect(await sender(endless, 600_000).send(event)).toEqual(
      failed(/^answered 503 Service Unavailable: y+…$/),
    );
  });

  it('that has said 200 has taken it, however the rest of it goes on', async () => {
    const long = await receiver((response) => response.writeHead(200).end('x'.repeat(1_000_000)));
    expect(await sender(long.url).send(event)).toEqual({ kind: 'taken' });
    const slow = await receiver((response) => void response.writeHead(200).write('one moment'));
    expect(await sender(slow.url, 1000).send(event)).toEqual({ kind: 'taken' });
  });
});

describe('no answer', () => {
  it.each<[string, string | null, RegExp]>([
    ['that is none', 'SSH-2.0-OpenSSH_9.6\r\n', /HTTP/],
    ['of HTTP/2', '\u0000\u0000\u0012\u0004', /HTTP/],
    ['that ends in its headers', 'HTTP/1.1 200', /closed|end/i],
    ['at all, the line is cut', '', /closed/],
    ['ever', null, /^no answer within 1000 ms$/],
    [
      'that ever gets beyond its headers',
      'HTTP/1.1 500 No\r\ncontent-length: 9\r\n\r\nabc',
      /^answered 500.*abc/,
    ],
  ])('%s: waits', async (_name, answer, reason) => {
    const url = await rawReceiver((socket) => {
      socket.once('data', () => {
        if (answer === null) return;
        if (answer === '') socket.destroy();
        else if (answer.startsWith('HTTP/1.1 500')) socket.write(answer);
        else socket.end(answer, 'latin1');
      });
    });
    expect(await sender(url, 1000).send(event)).toEqual(failed(reason));
  });

  it('but a reset: waits', async () => {
    const url = await rawReceiver((socket) => void socket.once('data', () => socket.resetAndDestroy()));
    expect(await sender(url).send(event)).toEqual(failed(/ECONNRESET/));
  });

  it('where nobody listens: waits, and is taken as soon as somebody does', async () => {
    const first = await receiver((response) => response.end());
    await first.close();
    const { send } = bound(sender(first.url));
    expect(await send(event)).toEqual(failed(/ECONNREFUSED/));
    await receiver((response) => response.end(), first.port);
    expect(await send(event)).toEqual({ kind: 'taken' });
  });

  it('of a receiver that closes after each one: each is taken all the same', async () => {
    const { url, connections } = await receiver((response) => {
      response.writeHead(200, { connection: 'close' }).end();
    });
    const { send } = bound(sender(url));
    for (let count = 0; count < 5; count += 1) expect(await send(event)).toEqual({ kind: 'taken' });
    expect(connections()).toBe(5);
  });

  it('once it is closed: what is under way ends, and what comes too', async () => {
    const asked = Promise.withResolvers<void>();
    const { url } = await receiver(() => asked.resolve());
    const made = sender(url);
    const { send } = bound(made);
    const under = send(event);
    await asked.promise;
    await made.close();
    expect(await under).toEqual(failed(/stopping/));
    expect(await send(event)).toEqual(failed(/destroyed|stopping/));
  });
});
