/** A host made of views that the test sets and answers that the test gives, with the pages as they are built now. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { extname, join, normalize } from 'node:path';
import { inject } from 'vitest';
import { silence } from '../../../drivers/speaker/sound/pcm.ts';
import { encodeWav } from '../../../drivers/speaker/sound/wav.ts';
import { builtPages, type Edition } from './built-pages.ts';

export interface Posted {
  /** Where it went; after `DELETE` where something was to go. */
  readonly path: string;
  readonly body: unknown;
  readonly key: string;
}

/** `drop` cuts the connection without an answer, as a failing network does. */
export type Answer = { readonly status: number; readonly body: object } | 'drop';

export interface Host {
  readonly url: string;
  readonly posts: Posted[];
  /** What pages have asked to be said, as `zh text`. */
  readonly spoken: string[];
  /** Whether there is a voice. */
  voice(is: boolean): void;
  /** Sets a view, such as `kiosks/first`, or `metrics/queue_time?step=day` for whoever asks so, and sends it to every page that follows it. */
  show(path: string, view: object): void;
  /** Whoever asks for a view waits, until it is shown again. */
  hold(path: string): void;
  answer(how: (posted: Posted) => Answer | Promise<Answer>): void;
  /** Ends all streams and refuses new ones until `back`. */
  away(): void;
  back(): void;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.woff2': 'font/woff2',
};

/** The policy that the real host sends: a page that needs more fails here first. */
const policy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

class TestHost {
  readonly posts: Posted[] = [];
  readonly spoken: string[] = [];
  hasVoice = true;
  readonly views = new Map<string, object>();
  readonly streams = new Map<ServerResponse, string>();
  readonly held = new Set<string>();
  how: (posted: Posted) => Answer | Promise<Answer> = () => refusal('not-found', 404);
  position = 0;
  gone = false;

  readonly #pages: string;

  constructor(pages: string) {
    this.#pages = pages;
  }

  show(path: string, view: object): void {
    this.views.set(path, view);
    this.held.delete(path);
    this.position += 1;
    for (const [stream, following] of this.streams) if (following === path) this.send(stream, view);
  }

  send(stream: ServerResponse, view: object): void {
    stream.write(`id: ${this.position}\nevent: snapshot\ndata: ${JSON.stringify(view)}\n\n`);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (!pathname.startsWith('/api/v1/')) return this.page(pathname, response);
    if (this.gone) return void response.destroy();
    const path = decodeURIComponent(pathname.slice('/api/v1/'.length));
    const asked = searchParams.size === 0 ? path : `${path}?${searchParams.toString()}`;
    if (request.method === 'POST' || request.method === 'DELETE') return this.post(asked, request, response);
    if (path === 'speech') return this.speak(searchParams, response);
    if (this.held.has(path)) return;
    const live = path.startsWith('live/');
    const view = this.viewOf(live ? path.slice('live/'.length) : path, searchParams);
    if (view === undefined) return reply(response, refusal('not-found', 404));
    if (!live) return reply(response, { status: 200, body: view });
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 50\n\n');
    this.streams.set(response, path.slice('live/'.length));
    response.on('close', () => this.streams.delete(response));
    this.send(response, view);
  }

  /** The one whose question is in what is asked; else the one without a question. */
  viewOf(path: string, asked: URLSearchParams): object | undefined {
    for (const [known, view] of this.views) {
      const [place, query = ''] = known.split('?');
      if (place !== path || query === '') continue;
      const wanted = [...new URLSearchParams(query)];
      if (wanted.every(([name, value]) => asked.get(name) === value)) return view;
    }
    return this.views.get(path);
  }

  speak(asked: URLSearchParams, response: ServerResponse): void {
    this.spoken.push(`${asked.get('voice')} ${asked.get('text')}`);
    if (this.hasVoice)
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(Buffer.from(encodeWav(silence(50))));
    else reply(response, refusal('no-voice', 503));
  }

  async post(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const isText = request.headers['content-type']?.startsWith('text/') ?? false;
    const body: unknown = isText ? sent : JSON.parse(sent);
    const posted = {
      path: request.method === 'DELETE' ? `DELETE ${path}` : path,
      body,
      key: String(request.headers['idempotency-key']),
    };
    this.posts.push(posted);
    reply(response, await this.how(posted));
  }

  async page(pathname: string, response: ServerResponse): Promise<void> {
    let file = pathname === '/' ? 'index.html' : normalize(pathname).slice(1);
    if (file.startsWith('t/')) file = 'ticket.html';
    if (file.startsWith('rate/')) file = 'rate.html';
    if (extname(file) === '') file += '.html';
    try {
      const bytes = await readFile(join(this.#pages, file));
      const type = types[extname(file)] ?? 'application/octet-stream';
      const cache = file.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache';
      response
        .writeHead(200, { 'content-type': type, 'cache-control': cache, 'content-security-policy': policy })
        .end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  }
}

export const refusal = (code: string, status: number): Answer => ({
  status,
  body: { type: `about:blank#${code}`, title: code, status, code },
});

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'drop') response.destroy();
  else {
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  }
}

export async function startHost(port = 0, edition: Edition = 'pages'): Promise<Host> {
  const host = new TestHost(await builtPages(inject('pagesParent'), edition));
  const server = createServer((request, response) => {
    host.serve(request, response).catch((fault: unknown) => response.destroy(fault as Error));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    posts: host.posts,
    spoken: host.spoken,
    voice: (is) => {
      host.hasVoice = is;
    },
    show: (path, view) => host.show(path, view),
    hold: (path) => void host.held.add(path),
    answer: (how) => {
      host.how = how;
    },
    away: () => {
      host.gone = true;
      for (const stream of host.streams.keys()) stream.end();
    },
    back: () => {
      host.gone = false;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
