/** Receivers on this machine: one that answers as the test says, and what it has had. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly posts: readonly Post[];
  /** Connections that were made so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** @param port 0: any free one */
export async function receiver(
  answer: (response: ServerResponse, post: Post) => void,
  port = 0,
): Promise<Receiver> {
  const posts: Post[] = [];
  let connections = 0;
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const post = {
      headers: request.headers,
      path: request.url ?? '',
      body: Buffer.concat(chunks).toString(),
    };
    posts.push(post);
    answer(response, post);
  };
  const server = createServer((request, response) => void take(request, response).catch(() => undefined));
  server.on('connection', () => (connections += 1));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  onTestFinished(close);
  const bound = portOf(server.address());
  return {
    url: `http://127.0.0.1:${bound}/hook?lobby=1`,
    port: bound,
    posts,
    connections: () => connections,
    close,
  };
}

/** One that does with the connection itself what the test says. @returns its address */
export async function rawReceiver(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${portOf(server.address())}/`;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return address.port;
}
