/** The one implementation of Transport: whatever opens once is kept open for ever. */
import { DeviceFault, type RandomSource, type Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import { backoffMs, deviceBackoff, type Backoff } from './backoff.ts';
import type { Connection, OpenOnce, Transport, TransportState } from './transport.ts';
import { endsWithin } from './within.ts';

export interface ReconnectOptions {
  readonly random?: RandomSource;
  readonly backoff?: Backoff;
  /** How long the device may refuse to take bytes. A printer that holds us back by flow control while it is offline does so. */
  readonly writeTimeoutMs?: number;
}

/** `Closable` promises 1 s; the rest of it is for whatever runs after. */
const closeLimitMs = 900;

/** What was open for so long, or was heard, had succeeded; a serial server that has no room for us opens and closes at once. */
const steadyMs = 3000;

/** One opening, from the attempt to its end. `connection` is null until the attempt has succeeded. */
interface Session {
  readonly abort: AbortController;
  connection: Connection | null;
  over: boolean;
  /** When it opened, on the monotonic clock. */
  openedAtMs: number;
  isHeard: boolean;
  /** Writes under way, to be rejected when the session ends: a connection may never answer them once it is gone. */
  readonly waiting: Set<(fault: DeviceFault) => void>;
}

export class ReconnectingTransport implements Transport {
  readonly name: string;
  readonly #openOnce: OpenOnce;
  readonly #random: RandomSource;
  readonly #backoff: Backoff;
  readonly #writeTimeoutMs: number;
  readonly #data = listeners<[Uint8Array]>();
  readonly #states = listeners<[TransportState, string]>();
  #session: Session | null = null;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** The attempt under way and the ending of the port before it; a serial port is locked until that is over. */
  #opening: Promise<void> = Promise.resolve();
  #ending: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** Why it is not open, as last told. */
  #fault = '';

  constructor(name: string, openOnce: OpenOnce, options: ReconnectOptions = {}) {
    this.name = name;
    this.#openOnce = openOnce;
    this.#random = options.random ?? Math.random;
    this.#backoff = options.backoff ?? deviceBackoff;
    this.#writeTimeoutMs = options.writeTimeoutMs ?? 5000;
    this.#opening = this.#attempt();
  }

  get state(): TransportState {
    return this.#session?.connection ? 'open' : 'closed';
  }

  onData(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#data.add(listener);
  }

  onState(listener: (state: TransportState, reason: string) => void): Unsubscribe {
    return this.#states.add(listener);
  }

  async write(bytes: Uint8Array): Promise<void> {
    const session = this.#session;
    const connection = session?.connection;
    if (!session || !connection) throw new DeviceFault('disconnected', `${this.name} is not open`);
    // One at a time and in order; what waits here when the port is cut must not come out of the next opening.
    const written = this.#lastWrite.then(() => this.#transmit(session, connection, bytes));
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  reopen(reason: string): void {
    if (this.#closed) return;
    this.#failures = 0;
    if (this.#session?.connection) return this.#end(this.#session, reason);
    // Without a pause to cut short, an attempt is under way, which is as good as a new one.
    if (this.#retry === undefined) return;
    clearTimeout(this.#retry);
    this.#tryNow();
  }

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      clearTimeout(this.#retry);
      if (this.#session) this.#end(this.#session, 'closed by the host');
    }
    await endsWithin(Promise.all([this.#opening, this.#ending]), closeLimitMs);
  }

  async #attempt(): Promise<void> {
    await endsWithin(this.#ending, closeLimitMs);
    if (this.#closed) return;
    const session: Session = {
      abort: new AbortController(),
      connection: null,
      over: false,
      openedAtMs: Infinity,
      isHeard: false,
      waiting: new Set(),
    };
    this.#session = session;
    const events = {
      data: (bytes: Uint8Array) => {
        if (session.over) return;
        session.isHeard = true;
        this.#data.emit(bytes);
      },
      closed: (reason: string) => this.#end(session, reason),
    };
    try {
      this.#opened(session, await this.#openOnce(events, session.abort.signal));
    } catch (error) {
      this.#end(session, messageOf(error));
    }
  }

  #opened(session: Session, connection: Connection): void {
    if (session.over) {
      this.#ending = connection.close();
      return;
    }
    session.connection = connection;
    session.openedAtMs = performance.now();
    this.#fault = '';
    this.#states.emit('open', '');
  }

  /** Ends a session for good and, unless we are closed, arranges the next. Harmless when it is over already. */
  #end(session: Session, reason: string): void {
    if (session.over) return;
    session.over = true;
    session.abort.abort();
    this.#session = null;
    const { connection, openedAtMs, isHeard } = session;
    if (isHeard || performance.now() - openedAtMs >= steadyMs) this.#failures = 0;
    if (connection) this.#ending = connection.close();
    const fault = new DeviceFault('disconnected', `${this.name}: ${reason}`);
    for (const fail of session.waiting) fail(fault);
    if (!this.#closed) this.#arrangeRetry();
    // Of an attempt that failed like the one before it, nobody needs to hear again.
    if (connection || reason !== this.#fault) {
      this.#fault = reason;
      this.#states.emit('closed', reason);
    }
  }

  #arrangeRetry(): void {
    this.#failures += 1;
    const pauseMs = backoffMs(this.#failures, this.#backoff, this.#random);
    this.#retry = setTimeout(() => this.#tryNow(), pauseMs);
  }

  #tryNow(): void {
    this.#retry = undefined;
    this.#opening = this.#attempt();
  }

  async #transmit(session: Session, connection: Connection, bytes: Uint8Array): Promise<void> {
    if (session.over) throw new DeviceFault('disconnected', `${this.name} was cut before its turn to send`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    session.waiting.add(reject);
    const timer = setTimeout(() => {
      const text = `${this.name} has taken no bytes for ${this.#writeTimeoutMs} ms`;
      reject(new DeviceFault('not-answering', text));
      this.#end(session, text);
    }, this.#writeTimeoutMs);
    connection.write(bytes).then(resolve, (error: unknown) => this.#end(session, messageOf(error)));
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      session.waiting.delete(reject);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
