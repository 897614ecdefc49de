/**
 * Whose turn it is to be spoken to, where several boards hang on one line (RS-485). One frame at a time: it, and its answer or the
 * time that the board is given for one. Boards are asked for their frame when their turn has come and not before, so that what
 * has been superseded meanwhile is never sent. A line with one board is a line all the same.
 */
import { DeviceFault } from '../../driver.ts';
import type { Transport } from '../../transport/transport.ts';
import { EchoFilter } from './echo.ts';

/** One board's conversation, seen from the line. */
export interface Station {
  /** Its turn has come: the frame it sends, now; null when it has nothing to say after all, and the turn is over. */
  speak(): Uint8Array | null;
  /** Bytes that came in, whoever they are from and whosever turn it is: boards say in their answers who they are. */
  hear(bytes: Uint8Array): void;
  opened(): void;
  lost(reason: string): void;
}

/** A station's place on the line. */
export interface Seat {
  readonly isOpen: boolean;
  /** Wants a turn, at once if nobody has one. Whoever is urgent comes before all who are not. Asking again changes only that. */
  ask(isUrgent: boolean): void;
  /** Its turn is over: it has its answer, or waits no longer. */
  release(): void;
  /** The port closes when the last station has left. */
  leave(): Promise<void>;
  /** How many share the line. */
  readonly stations: number;
}

export interface LineOptions {
  /** Silence before each frame but the first, for boards that tell frames apart by it. */
  readonly gapMs: number;
  /** Whether all that is sent comes back. */
  readonly echo: boolean;
}

export class Line {
  readonly #transport: Transport;
  readonly #gapMs: number;
  readonly #echo: EchoFilter | null;
  readonly #stations = new Set<Station>();
  /** In the order in which they have asked. */
  readonly #asking = new Map<Station, boolean>();
  #isOpen = false;
  #turn: Station | null = null;
  #gap: NodeJS.Timeout | undefined;
  #isHearing = false;

  constructor(transport: Transport, { gapMs, echo }: LineOptions) {
    this.#transport = transport;
    this.#gapMs = gapMs;
    this.#echo = echo ? new EchoFilter() : null;
    transport.onData((bytes) => this.#received(bytes));
    transport.onState((state, reason) => (state === 'open' ? this.#opened() : this.#lost(reason)));
    // A transport that is open already will not say so again; nobody may have joined yet.
    if (transport.state === 'open') queueMicrotask(() => this.#opened());
  }

  /** Takes a place on the line, before the line has opened or after. */
  join(station: Station): Seat {
    this.#stations.add(station);
    if (this.#isOpen) queueMicrotask(() => void (this.#isOpen && station.opened()));
    const isOpen = () => this.#isOpen && this.#stations.has(station);
    const count = () => this.#stations.size;
    return {
      get isOpen() {
        return isOpen();
      },
      get stations() {
        return count();
      },
      ask: (isUrgent) => this.#ask(station, isUrgent),
      release: () => this.#release(station),
      leave: () => this.#leave(station),
    };
  }

  #opened(): void {
    if (this.#isOpen || this.#transport.state === 'closed') return;
    this.#isOpen = true;
    for (const station of this.#stations) station.opened();
  }

  #lost(reason: string): void {
    this.#isOpen = false;
    this.#stop();
    for (const station of this.#stations) station.lost(reason);
  }

  #stop(): void {
    clearTimeout(this.#gap);
    this.#gap = undefined;
    this.#turn = null;
    this.#asking.clear();
    this.#echo?.forget();
  }

  #ask(station: Station, isUrgent: boolean): void {
    if (!this.#isOpen || !this.#stations.has(station)) return;
    this.#asking.set(station, isUrgent || this.#asking.get(station) === true);
    this.#grant();
  }

  #release(station: Station): void {
    if (this.#turn !== station) return;
    this.#turn = null;
    if (this.#gapMs > 0) {
      this.#gap = setTimeout(() => {
        this.#gap = undefined;
        this.#grant();
      }, this.#gapMs);
    } else this.#grant();
  }

  async #leave(station: Station): Promise<void> {
    if (!this.#stations.delete(station)) return;
    this.#asking.delete(station);
    if (this.#isOpen) station.lost('closed by the host');
    this.#release(station);
    if (this.#stations.size > 0) return;
    this.#isOpen = false;
    this.#stop();
    await this.#transport.close();
  }

  #grant(): void {
    while (this.#isOpen && !this.#isHearing && this.#turn === null && this.#gap === undefined) {
      const station = this.#next();
      if (station === undefined) return;
      this.#asking.delete(station);
      this.#turn = station;
      const bytes = station.speak();
      // Whoever speaks may have lost its turn by what it has heard meanwhile.
      if (this.#turn !== station) continue;
      if (bytes === null) this.#turn = null;
      else this.#send(bytes);
    }
  }

  #next(): Station | undefined {
    for (const [station, isUrgent] of this.#asking) if (isUrgent) return station;
    return this.#asking.keys().next().value;
  }

  #send(bytes: Uint8Array): void {
    this.#echo?.forget();
    this.#echo?.sent(bytes);
    // What cannot be sent is no news: the transport closes then, and says so itself.
    this.#transport.write(bytes).catch((error: unknown) => {
      if (!(error instanceof DeviceFault)) throw error;
    });
  }

  #received(bytes: Uint8Array): void {
    const others = this.#echo === null ? bytes : this.#echo.received(bytes);
    if (others.length === 0) return;
    // Nobody speaks before all have heard it: what came before a frame is no answer to it.
    this.#isHearing = true;
    for (const station of this.#stations) station.hear(others);
    this.#isHearing = false;
    this.#grant();
  }
}
