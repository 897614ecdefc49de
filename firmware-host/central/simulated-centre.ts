/** The centre of a lobby that has none: a real receiver on a real port, that checks what it gets and can be broken. */
import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Unsubscribe } from '../../drivers/driver.ts';
import { listeners } from '../../drivers/listeners.ts';
import type { SimulatedCentreView } from '../messages/centre.ts';
import type { CentreFaults } from '../messages/requests.ts';
import type { CloudEvent } from './cloud-event.ts';
import { Inbox } from './inbox.ts';
import { isSigned } from './signature.ts';

/** How long a slow centre thinks: longer than anybody's patience, shorter than the sender's. */
const SLOW_MS = 3000;
const BODY_BYTES_MAX = 256 * 1024;

export interface SimulatedCentreOptions {
  /** That the sender signs with. */
  readonly key: KeyObject;
  /** Wall time in ms. */
  readonly now: () => number;
}

export class SimulatedCentre {
  readonly #options: SimulatedCentreOptions;
  readonly #server: Server;
  readonly #inbox = new Inbox();
  readonly #changed = listeners<[]>();
  readonly #thinking = new Set<NodeJS.Timeout>();
  #faults: Required<CentreFaults> = { offline: false, slow: false, refusing: false };
  #unsigned = 0;

  private constructor(options: SimulatedCentreOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('connection', (socket) => {
      if (this.#faults.offline) socket.destroy();
    });
  }

  /** Listens on a free port of this machine. */
  static async open(options: SimulatedCentreOptions): Promise<SimulatedCentre> {
    const centre = new SimulatedCentre(options);
    centre.#server.listen(0, '127.0.0.1');
    await once(centre.#server, 'listening');
    return centre;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the simulated centre is closed');
    return `http://127.0.0.1:${address.port}/events`;
  }

  get faults(): Readonly<Required<CentreFaults>> {
    return this.#faults;
  }

  /** A switch that is left out stays as it is. */
  setFaults(faults: CentreFaults): void {
    this.#faults = { ...this.#faults, ...faults };
    if (this.#faults.offline) this.#server.closeAllConnections();
    this.#changed.emit();
  }

  /** `received` counts every event once, `repeated` the copies. */
  view(): Omit<SimulatedCentreView, 'delivery'> {
    const { received, missing, repeated } = this.#inbox;
    const unsigned = this.#unsigned;
    return { faults: this.#faults, received, missing, repeated, unsigned, events: this.#inbox.events() };
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changed.add(listener);
  }

  async close(): Promise<void> {
    for (const timer of this.#thinking) clearTimeout(timer);
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(request);
      if (this.#faults.slow) await this.#think();
      const [status, reason] = body === null ? [413, 'too long'] : this.#judge(request, body);
      response.writeHead(status, { 'content-type': 'text/plain' }).end(reason);
      this.#changed.emit();
    } catch {
      // The sender hung up in the middle of it: it will come again.
      response.destroy();
    }
  }

  #judge({ headers, method }: IncomingMessage, body: string): [status: number, reason: string] {
    if (method !== 'POST') return [405, 'events are posted'];
    if (!isSigned(this.#options.key, headers, body, this.#options.now())) {
      this.#unsigned += 1;
      return [401, 'the signature is not that of this lobby'];
    }
    if (this.#faults.refusing) return [422, 'the simulated centre has been told to refuse'];
    // Signed, so it is ours and well formed.
    this.#inbox.take(JSON.parse(body) as CloudEvent);
    return [204, ''];
  }

  #think(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#thinking.delete(timer);
        resolve();
      }, SLOW_MS);
      this.#thinking.add(timer);
    });
  }
}

/** The text of a request; null when there is too much of it. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  return bytes <= BODY_BYTES_MAX ? Buffer.concat(chunks).toString() : null;
}
