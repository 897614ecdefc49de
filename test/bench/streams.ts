/** Live views as pages follow them: server-sent events, each a whole snapshot with the journal's position as its id. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { getRequest } from './http-request.ts';

const snapshotId = /event: snapshot\nid: (\d+)\n/g;

interface Waiting {
  readonly after: number;
  readonly resolve: (atMs: number) => void;
  readonly reject: (error: Error) => void;
}

export class LiveStream {
  readonly #socket: Socket;
  #tail = '';
  #position = 0;
  #waiting: Waiting | null = null;
  #failure: Error | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the host has ended a live stream')));
  }

  /** Opens `/api/v1/live/<path>` and waits for its first snapshot. */
  static async open(port: number, path: string): Promise<LiveStream> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    const stream = new LiveStream(socket);
    const first = stream.arrival(-1);
    socket.write(getRequest(port, `/api/v1/live/${path}`));
    await first;
    return stream;
  }

  /** Journal position of the latest snapshot. */
  get position(): number {
    return this.#position;
  }

  /** Resolves with the moment (performance.now(), ms) at which the next snapshot of a position after `after` began to arrive. */
  arrival(after: number): Promise<number> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting = { after, resolve, reject };
    });
  }

  close(): void {
    this.#failure ??= new Error('closed');
    this.#socket.destroy();
  }

  /** Reads ids only: thirty pages of one machine would otherwise wait for each other's JSON. */
  #take(text: string): void {
    const atMs = performance.now();
    const seen = this.#tail + text;
    let end = 0;
    for (const found of seen.matchAll(snapshotId)) {
      this.#position = Number(found[1]);
      end = found.index + found[0].length;
    }
    // An id may be cut in two by a packet's end.
    this.#tail = seen.slice(Math.max(end, seen.length - 40));
    const waiting = this.#waiting;
    if (waiting === null || end === 0 || this.#position <= waiting.after) return;
    this.#waiting = null;
    waiting.resolve(atMs);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}

/** Several pages on one view. */
export function openStreams(port: number, path: string, count: number): Promise<LiveStream[]> {
  return Promise.all(Array.from({ length: count }, () => LiveStream.open(port, path)));
}
