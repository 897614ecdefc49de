/** The supervision of the one child process that all pads of this host share. */
import type { RandomSource } from '../../driver.ts';
import { backoffMs, deviceBackoff, type Backoff } from '../../transport/backoff.ts';
import { ChildProcess } from './child-process.ts';
import type { FromChild, SessionMessage, Terms } from './messages.ts';

export interface PadProcessOptions {
  readonly random?: RandomSource;
  /** Between a child's end and the start of the next. */
  readonly backoff?: Backoff;
  /** See `ChildProcess`. Cold, from an SD card, a child may need some seconds to its first word. */
  readonly hangMs?: number;
  /** After so many boards that nobody uses any more, the child is replaced. */
  readonly deadBoardsMax?: number;
  /** Whatever sends more is no pad, and its conversation ends: a child of its own size would read it to its own end. */
  readonly bytesPerSecondMax?: number;
}

/** A conversation with a board, as the host holds it. */
export interface PadSession {
  /** Bytes from the board. */
  receive(bytes: Uint8Array): void;
  /** Switches an output; forgotten while the pad is not set up. */
  switch(pin: number, isHigh: boolean): void;
  /** Says no more to whoever opened it. May be called again. */
  end(): void;
}

interface Held {
  readonly terms: Terms;
  readonly hear: (message: SessionMessage) => void;
  hasBoard: boolean;
  /** Bytes of the pad since `secondMs`, on the monotonic clock. */
  bytes: number;
  secondMs: number;
}

const secondMs = 1000;

/** johnny-five holds on to some 20 KB for each board it ever met, so 100 are a few MB. A serial port brings 6 KB in a second. */
const defaults = { backoff: deviceBackoff, hangMs: 10_000, deadBoardsMax: 100, bytesPerSecondMax: 100_000 };

/**
 * Starts the child with the first conversation, and again whenever it ends while a pad is open. What goes wrong with the child is
 * told to every conversation as `ended`: each pad then begins anew, as it does after any other trouble.
 */
export class PadProcess {
  readonly #options: Required<PadProcessOptions>;
  readonly #sessions = new Map<number, Held>();
  #child: ChildProcess | null = null;
  #pads = 0;
  #lastSession = 0;
  /** Boards that the present child has made. */
  #boards = 0;
  /** Children that have ended by themselves since the last board was ready. */
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: PadProcessOptions = {}) {
    this.#options = { random: Math.random, ...defaults, ...options };
  }

  /** For who counts memory; null while there is no child. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Holds the process for a pad. The pad ends its conversation before it leaves; after the last one the child is gone. */
  join(): { leave: () => Promise<void> } {
    this.#pads += 1;
    let isIn = true;
    const leave = async () => {
      if (!isIn) return;
      isIn = false;
      this.#pads -= 1;
      if (this.#pads === 0) await this.#stop();
    };
    return { leave };
  }

  /** Begins a conversation, as soon as there is a child to hold it. */
  open(terms: Terms, hear: (message: SessionMessage) => void): PadSession {
    const dead = this.#boards - [...this.#sessions.values()].filter(({ hasBoard }) => hasBoard).length;
    if (this.#child && dead >= this.#options.deadBoardsMax) this.#replace();
    const session = ++this.#lastSession;
    this.#sessions.set(session, { terms, hear, hasBoard: false, bytes: 0, secondMs: -Infinity });
    if (this.#child) this.#child.send({ kind: 'open', session, terms });
    else if (this.#failures === 0) this.#start();
    return {
      receive: (bytes) => this.#forward(session, bytes),
      switch: (pin, isHigh) => this.#switch(session, pin, isHigh),
      end: () => this.#drop(session),
    };
  }

  #forward(session: number, bytes: Uint8Array): void {
    const held = this.#sessions.get(session);
    if (!held || !this.#child) return;
    const nowMs = performance.now();
    if (nowMs - held.secondMs >= secondMs) Object.assign(held, { bytes: 0, secondMs: nowMs });
    held.bytes += bytes.length;
    if (held.bytes <= this.#options.bytesPerSecondMax)
      return this.#child.send({ kind: 'received', session, bytes });
    this.#drop(session);
    held.hear({ kind: 'ended' });
  }

  #switch(session: number, pin: number, isHigh: boolean): void {
    if (this.#sessions.has(session)) this.#child?.send({ kind: 'switch', session, pin, isHigh });
  }

  #drop(session: number): void {
    if (this.#sessions.delete(session)) this.#child?.send({ kind: 'drop', session });
  }

  #start(): void {
    this.#boards = 0;
    const child = new ChildProcess(
      this.#options.hangMs,
      (message) => this.#heard(message),
      () => this.#died(),
    );
    this.#child = child;
    for (const [session, { terms }] of this.#sessions) child.send({ kind: 'open', session, terms });
  }

  #heard(message: FromChild): void {
    if (message.kind === 'beat') return;
    const { kind } = message.message;
    // Also when nobody holds the conversation any more: the board is there.
    if (kind === 'made') this.#boards += 1;
    const held = this.#sessions.get(message.session);
    if (!held) return;
    if (kind === 'made') held.hasBoard = true;
    if (kind === 'ready') this.#failures = 0;
    held.hear(message.message);
  }

  #died(): void {
    this.#child = null;
    this.#failures += 1;
    this.#retry = setTimeout(
      () => this.#start(),
      backoffMs(this.#failures, this.#options.backoff, this.#options.random),
    );
    this.#endSessions();
  }

  /** A child that has done nothing wrong goes, and the next one comes at once. */
  #replace(): void {
    void this.#child?.stop();
    this.#child = null;
    this.#failures = 0;
    this.#endSessions();
  }

  #endSessions(): void {
    const all = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const { hear } of all) hear({ kind: 'ended' });
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#retry);
    this.#failures = 0;
    const child = this.#child;
    this.#child = null;
    await child?.stop();
  }
}

/** For all pads of this process. Nothing runs until the first one has a board to talk to. */
export const sharedPadProcess = new PadProcess();
