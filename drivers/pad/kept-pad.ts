/** The driver of every family: presses out of levels, which a child process reads through johnny-five. */
import { isDeepStrictEqual } from 'node:util';
import { DeviceFault, type RandomSource, type Unsubscribe } from '../driver.ts';
import { listeners } from '../listeners.ts';
import { backoffMs, deviceBackoff } from '../transport/backoff.ts';
import type { Transport } from '../transport/transport.ts';
import { endsWithin } from '../transport/within.ts';
import type { SessionMessage } from './child/messages.ts';
import { monoNow } from './child/mono-now.ts';
import { sharedPadProcess, type PadProcess, type PadSession } from './child/process.ts';
import { Contacts } from './contacts.ts';
import { Lamps } from './lamps.ts';
import type { PadModel } from './models.ts';
import type { ButtonPad, ButtonPress, PadProblem, PadStatus } from './pad.ts';
import { defaultTiming, type PadTiming } from './timing.ts';
import { outputsOf, type PadWiring } from './wiring.ts';

/** Of the second that closing may take, what its outputs are given to go low, and then their bytes to leave the machine. */
const darkenMs = 200;
const sendMs = 30;

/** What is wrong with a conversation. */
type Trouble = Extract<PadProblem, 'not-answering' | 'wrong-device'>;

/** What a pad needs of the child process. */
export type PadChild = Pick<PadProcess, 'join' | 'open'>;

export interface PadOptions {
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
export class KeptPad implements ButtonPad {
  readonly #family: PadModel['family'];
  readonly #wiring: PadWiring;
  readonly #lamps: Lamps;
  readonly #transport: Transport;
  readonly #timing: PadTiming;
  readonly #random: RandomSource;
  readonly #process: PadChild;
  readonly #contacts: Contacts;
  readonly #leave: () => Promise<void>;
  readonly #statuses = listeners<[PadStatus]>();
  readonly #presses = listeners<[ButtonPress]>();
  #status: PadStatus = {
    connected: false,
    problem: 'disconnected',
    portFault: null,
    stuck: [],
    noiseBytes: 0,
  };
  #portFault: string | null = null;
  /** How the conversation is, while the port is open. */
  #problem: Trouble | null = 'not-answering';
  #session: PadSession | null = null;
  /** Conversations that have ended since the last one that was ready. */
  #failures = 0;
  #noiseBytes = 0;
  #retry: NodeJS.Timeout | undefined;
  #lastWrite: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;
  /** While it closes, the outputs that are not known to be low yet, and whom to tell when all are. */
  #lit = new Set<number>();
  #dark: () => void = () => undefined;
  /** Until a button may be stuck, or is well again, by doing nothing. */
  #watch: NodeJS.Timeout | undefined;

  /**
   * @param transport owned by the pad, which closes it
   */
  constructor(family: PadModel['family'], wiring: PadWiring, transport: Transport, options: PadOptions = {}) {
    this.#family = family;
    this.#wiring = wiring;
    this.#transport = transport;
    this.#timing = options.timing ?? defaultTiming;
    this.#lamps = new Lamps(wiring, this.#timing.thanksMs, (pin, isHigh) =>
      this.#session?.switch(pin, isHigh),
    );
    this.#contacts = new Contacts(wiring.buttons.length, this.#timing);
    this.#random = options.random ?? Math.random;
    this.#process = options.process ?? sharedPadProcess;
    this.#leave = this.#process.join().leave;
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

  onPress(listener: (press: ButtonPress) => void): Unsubscribe {
    return this.#presses.add(listener);
  }

  setArmed(isArmed: boolean): void {
    this.#lamps.setArmed(isArmed);
  }

  thank(): void {
    if (this.#isThere) this.#lamps.thank();
  }

  refuse(): void {
    if (this.#isThere) this.#lamps.refuse();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#lamps.end();
    await this.#darken();
    this.#hangUp();
    await Promise.all([this.#transport.close(), this.#leave()]);
  }

  /** A board keeps its outputs as they are when nobody is there: a lamp would shine, and a buzzer sound, until the next start. */
  async #darken(): Promise<void> {
    const outputs = outputsOf(this.#wiring);
    const session = this.#session;
    if (session === null || !this.#isThere || outputs.length === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lit = new Set(outputs);
    this.#dark = resolve;
    for (const pin of outputs) session.switch(pin, false);
    if (!(await endsWithin(promise, darkenMs))) return;
    await this.#lastWrite;
    // What the operating system has, the closing of a serial port throws away.
    await new Promise((sent) => setTimeout(sent, sendMs));
  }

  get #isThere(): boolean {
    return this.#session !== null && this.#problem === null;
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
    clearTimeout(this.#watch);
    this.#session?.end();
    this.#session = null;
    this.#contacts.forget(monoNow());
  }

  #begin(): void {
    this.#hangUp();
    if (this.#transport.state === 'closed') return;
    const { setUpMs, askMs } = this.#timing;
    this.#session = this.#process.open(
      {
        family: this.#family,
        inputs: this.#wiring.buttons,
        outputs: outputsOf(this.#wiring),
        setUpMs,
        askMs,
      },
      (message) => this.#heard(message),
    );
  }

  #heard(message: SessionMessage): void {
    switch (message.kind) {
      case 'write':
        return this.#write(message.bytes);
      case 'level':
        return this.#level(message.pin, message.down, message.monoMs);
      case 'made':
        return;
      case 'ready':
        this.#failures = 0;
        this.#problem = null;
        this.#lamps.restore();
        return this.#publish();
      case 'noise':
        this.#noiseBytes += message.bytes;
        return this.#publish();
      case 'switched':
        if (!message.isHigh) this.#lit.delete(message.pin);
        if (this.#lit.size === 0) this.#dark();
        return;
      case 'wrong-device':
        return this.#beginAgain('wrong-device', this.#timing.wrongDeviceMs);
      case 'ended':
        this.#failures += 1;
        return this.#beginAgain('not-answering', backoffMs(this.#failures, deviceBackoff, this.#random));
    }
  }

  #beginAgain(problem: Trouble, pauseMs: number): void {
    this.#hangUp();
    this.#retry = setTimeout(() => this.#begin(), pauseMs);
    this.#problem = problem;
    this.#publish();
  }

  #level(pin: number, down: boolean, monoMs: number): void {
    const button = this.#wiring.buttons.indexOf(pin);
    if (this.#contacts.level(button, down, monoMs)) this.#presses.emit({ button, monoMs });
    this.#look();
  }

  /** Looks after buttons that are stuck, now and when one may be so without any news of it. */
  #look(): void {
    clearTimeout(this.#watch);
    // Whoever was told of the press may have closed the pad.
    if (this.#session === null) return;
    // One moment for both: what comes about between two of them would be neither told now nor waited for.
    const nowMs = monoNow();
    this.#publish(nowMs);
    const nextMs = this.#contacts.nextMs(nowMs);
    if (nextMs < Infinity) this.#watch = setTimeout(() => this.#look(), Math.ceil(nextMs - nowMs));
  }

  #write(bytes: Uint8Array): void {
    // What cannot be sent is no news: the transport closes then, and says so itself.
    this.#lastWrite = this.#transport.write(bytes).catch((error: unknown) => {
      if (!(error instanceof DeviceFault)) throw error;
    });
  }

  #publish(nowMs = monoNow()): void {
    const connected = this.#transport.state === 'open';
    const stuck = this.#contacts.stuck(nowMs);
    const next: PadStatus = {
      connected,
      problem: connected ? (this.#problem ?? (stuck.length > 0 ? 'stuck' : null)) : 'disconnected',
      portFault: this.#portFault,
      stuck,
      noiseBytes: this.#noiseBytes,
    };
    if (isDeepStrictEqual(next, this.#status)) return;
    this.#status = next;
    this.#statuses.emit(next);
  }
}
