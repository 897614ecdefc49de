/**
 * A lean HTTP/1.1 client, so that the client is not what is measured: one request at a time on a kept-alive socket, requests
 * that are ready-made text, answers read by their content-length. For hosts that answer so; anything else is an error.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export const bodyText = ({ body }: Answer): string => body.toString('utf8');

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const headEnd = Buffer.from('\r\n\r\n');
const none: Buffer = Buffer.alloc(0);
const contentLength = /\r\ncontent-length: (\d+)/i;

export class HttpConnection {
  readonly #socket: Socket;
  #received = none;
  #waiting: Waiting | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the host has closed the connection')));
  }

  static async open(port: number): Promise<HttpConnection> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return new HttpConnection(socket);
  }

  /** Several at once, for as many requests in flight. */
  static openMany(port: number, count: number): Promise<HttpConnection[]> {
    return Promise.all(Array.from({ length: count }, () => HttpConnection.open(port)));
  }

  /** @param request as `http-request.ts` makes it */
  send(request: string): Promise<Answer> {
    if (this.#waiting !== null) throw new Error('one request at a time');
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    const headBytes = this.#received.indexOf(headEnd);
    if (headBytes < 0) return;
    const head = this.#received.toString('latin1', 0, headBytes);
    const status = Number(head.slice(9, 12));
    const length = contentLength.exec(head)?.[1] ?? (status === 204 ? '0' : undefined);
    if (length === undefined) {
      this.#fail(new Error(`an answer without content-length: ${head}`));
      return;
    }
    const from = headBytes + headEnd.length;
    const to = from + Number(length);
    if (this.#received.length < to) return;
    const body = this.#received.subarray(from, to);
    this.#received = none;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve({ status, body });
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}
