/** The driver: presses out of an Arduino with StandardFirmata, which a child process talks to through johnny-five. */
import { isDeepStrictEqual } from 'node:util';
import { DeviceFault, type RandomSource, type Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import { backoffMs, deviceBackoff } from '../transport/backoff.ts';
import type { Transport } from '../transport/transport.ts';
import { Debounce } from './debounce.ts';
import type { SessionMessage } from './child/messages.ts';
import type { ButtonPad, PadProblem, PadStatus } from './pad.ts';
import { sharedPadProcess, type PadProcess, type PadSession } from './child/process.ts';
import { defaultTiming, type PadTiming } from './timing.ts';

/** What a pad needs of the child process. */
export type PadChild = Pick<PadProcess, 'join' | 'open'>;

export interface FirmataOptions {
  /** For backoff jitter; `Math.random` when left out. */
  readonly random?: RandomSource;
  readonly timing?: PadTiming;
  /** The child process to talk through; the one that all pads share when left out. */
  readonly process?: PadChild;
}

/**
 * Each opening of the port is a new conversation, and so is each beginning after silence, a reset, noise, or an accident of the child:
 * firmata-io cannot take up a broken one. What is pressed meanwhile is lost; what is held down meanwhile is no press.
 */
export class FirmataPad implements ButtonPad {
  readonly #pins: readonly number[];
  readonly #transport: Transport;
  readonly #timing: PadTiming;
  readonly #random: RandomSource;
  readonly #process: PadChild;
  readonly #leave: () => Promise<void>;
  readonly #statuses = listeners<[PadStatus]>();
  readonly #presses = listeners<[number]>();
  #status: PadStatus = { connected: false, problem: 'disconnected', portFault: null };
  #portFault: string | null = null;
  /** How the board is, while the port is open. */
  #problem: Exclude<PadProblem, 'disconnected'> | null = 'not-answering';
  #session: PadSession | null = null;
  #debounce: Debounce;
  /** Conversations that have ended since the last one that was ready. */
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;

  /**
   * @param pins the pin of each button, as the board numbers them; must differ
   * @param transport owned by the pad, which closes it
   */
  constructor(pins: readonly number[], transport: Transport, options: FirmataOptions = {}) {
    this.#pins = [...pins];
    this.#transport = transport;
    this.#timing = options.timing ?? defaultTiming;
    this.#random = options.random ?? Math.random;
    this.#process = options.process ?? sharedPadProcess;
    this.#leave = this.#process.join().leave;
    this.#debounce = new Debounce(this.#timing.releaseMs);
    transport.onData((bytes) => this.#session?.receive(bytes));
    transport.onState((state, reason) => (state === 'open' ? this.#opened() : this.#lost(reason)));
    // A transport that is open already will not say so again; its owner may not have subscribed to us yet.
    if (transport.state === 'open') queueMicrotask(() => void (this.#session ?? this.#opened()));
  }

  get status(): PadStatus {
    return this.#status;
  }

  onStatus(listener: (status: PadStatus) => void): Unsubscribe {
    return this.#statuses.add(listener);
  }

  onPress(listener: (button: number) => void): Unsubscribe {
    return this.#presses.add(listener);
  }

  async close(): Promise<void> {
    this.#hangUp();
    await Promise.all([this.#transport.close(), this.#leave()]);
  }

  #opened(): void {
    this.#portFault = null;
    this.#failures = 0;
    this.#problem = 'not-answering';
    this.#publish();
    this.#begin();
  }

  #lost(reason: string): void {
    this.#portFault = reason;
    this.#hangUp();
    this.#publish();
  }

  #hangUp(): void {
    clearTimeout(this.#retry);
    this.#session?.end();
    this.#session = null;
  }

  #begin(): void {
    this.#hangUp();
    if (this.#transport.state === 'closed') return;
    this.#debounce = new Debounce(this.#timing.releaseMs);
    const { setUpMs, askMs } = this.#timing;
    this.#session = this.#process.open({ pins: this.#pins, setUpMs, askMs }, (message) =>
      this.#heard(message),
    );
  }

  #heard(message: SessionMessage): void {
    switch (message.kind) {
      case 'write':
        return this.#write(message.bytes);
      case 'level':
        return this.#level(message.pin, message.down, message.atMs);
      case 'made':
        return;
      case 'ready':
        this.#failures = 0;
        this.#problem = null;
        return this.#publish();
      case 'wrong-device':
        return this.#beginAgain('wrong-device', this.#timing.wrongDeviceMs);
      case 'ended':
        this.#failures += 1;
        return this.#beginAgain('not-answering', backoffMs(this.#failures, deviceBackoff, this.#random));
    }
  }

  #beginAgain(problem: Exclude<PadProblem, 'disconnected'>, pauseMs: number): void {
    this.#hangUp();
    this.#retry = setTimeout(() => this.#begin(), pauseMs);
    this.#problem = problem;
    this.#publish();
  }

  #level(pin: number, down: boolean, atMs: number): void {
    const button = this.#pins.indexOf(pin);
    if (this.#debounce.level(button, down, atMs)) this.#presses.emit(button);
  }

  #write(bytes: Uint8Array): void {
    // What cannot be sent is no news: the transport closes then, and says so itself.
    this.#transport.write(bytes).catch((error: unknown) => {
      if (!(error instanceof DeviceFault)) throw error;
    });
  }

  #publish(): void {
    const connected = this.#transport.state === 'open';
    const problem = connected ? this.#problem : 'disconnected';
    const next: PadStatus = { connected, problem, portFault: this.#portFault };
    if (isDeepStrictEqual(next, this.#status)) return;
    this.#status = next;
    this.#statuses.emit(next);
  }
}
