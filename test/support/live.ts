/** A reader of the host's live views, byte by byte as the text/event-stream format has it. */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';

export interface LiveEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

export class LiveStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** All that has come, in order. */
  readonly events: LiveEvent[] = [];
  /** What the host says about reconnecting, in ms. */
  retryMs: number | null = null;
  /** Ends when the stream does, by whosoever hand. Never rejects. */
  readonly ended: Promise<void>;
  readonly #response: IncomingMessage;
  readonly #waiting = new Set<() => void>();
  #text = '';

  private constructor(response: IncomingMessage) {
    this.#response = response;
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    response.setEncoding('utf8');
    response.on('data', (part: string) => this.#take(part));
    // A host that is killed resets the connection: for a reader of the stream, that is its end.
    response.on('error', () => resolve());
    response.on('close', () => resolve());
  }

  /** Opens `/api/v1/live/<view>` on a connection of its own. */
  static open(
    url: string,
    view: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<LiveStream> {
    return new Promise((resolve, reject) => {
      const agent = new Agent({ keepAlive: false });
      const asked = httpRequest(`${url}/api/v1/live/${view}`, { agent, headers }, (response) =>
        resolve(new LiveStream(response)),
      );
      asked.on('error', reject);
      asked.end();
    });
  }

  get snapshots(): readonly LiveEvent[] {
    return this.events.filter(({ event }) => event === 'snapshot');
  }

  /** The first event that fits, one that has come already or one that comes. Rejects at the limit or the stream's end. */
  next(fits: (event: LiveEvent) => boolean, limitMs = 5000): Promise<LiveEvent> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.events.find(fits);
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const fail = (why: string) => {
        stop();
        reject(
          new Error(`${why}; so far: ${this.events.map(({ event, id }) => `${event} ${id}`).join(', ')}`),
        );
      };
      const deadline = setTimeout(() => fail(`nothing that fits within ${limitMs} ms`), limitMs);
      const stop = () => {
        clearTimeout(deadline);
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      void this.ended.then(() => fail('the stream has ended'));
      look();
    });
  }

  /** The first snapshot whose view fits. */
  async view<View>(fits: (view: View) => boolean, limitMs?: number): Promise<View> {
    const found = await this.next(
      ({ event, data }) => event === 'snapshot' && fits(JSON.parse(data) as View),
      limitMs,
    );
    return JSON.parse(found.data) as View;
  }

  /** Stops taking bytes off the connection, like a page on a dead network. */
  stall(): void {
    this.#response.pause();
  }

  close(): void {
    this.#response.destroy();
  }

  #take(part: string): void {
    this.#text += part;
    for (let end = this.#text.indexOf('\n\n'); end >= 0; end = this.#text.indexOf('\n\n')) {
      this.#read(this.#text.slice(0, end));
      this.#text = this.#text.slice(end + 2);
    }
    for (const look of this.#waiting) look();
  }

  #read(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
      }),
    );
    const retry = fields.get('retry');
    if (retry !== undefined) this.retryMs = Number(retry);
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({ event: fields.get('event') ?? 'message', id: fields.get('id') ?? null, data });
  }
}
