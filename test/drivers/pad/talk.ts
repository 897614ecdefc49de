/** A session on a simulated board, both in this process, on a fake clock. */
import { expect, vi } from 'vitest';
import type { SessionMessage } from '../../../drivers/pad/child/messages.ts';
import { Session } from '../../../drivers/pad/child/session.ts';
import { FirmataSimulator, type FirmataSimulatorOptions } from '../../../drivers/pad/firmata/simulator.ts';
import { defaultTiming } from '../../../drivers/pad/timing.ts';
import { buttonsOnly, outputsOf, type PadWiring } from '../../../drivers/pad/wiring.ts';
import { hex } from '../hex.ts';

export interface TalkOptions extends FirmataSimulatorOptions {
  /** What of a message of the board arrives; all of it when left out. */
  readonly arrives?: (said: Uint8Array) => Uint8Array;
  /** What is there instead of the board, and answers this to whatever it is sent. */
  readonly instead?: (written: Uint8Array) => Uint8Array;
}

export class Talk {
  readonly board: FirmataSimulator;
  readonly session: Session;
  readonly heard: SessionMessage[] = [];
  /** What the board was sent. */
  readonly written: string[] = [];

  readonly #instead: TalkOptions['instead'];

  constructor(wired: number[] | PadWiring, { arrives, instead, ...options }: TalkOptions = {}) {
    const wiring = 'buttons' in wired ? wired : buttonsOnly(wired);
    this.#instead = instead;
    this.board = new FirmataSimulator(wiring, options);
    const { setUpMs, askMs } = defaultTiming;
    const inputs = wiring.buttons;
    const terms = { family: 'firmata', inputs, outputs: outputsOf(wiring), setUpMs, askMs } as const;
    this.session = new Session(terms, (message) => this.#hear(message));
    this.board.onSend((said) => this.session.receive(arrives?.(said) ?? said));
  }

  /** What has come since the last call, bytes left out. */
  take(): SessionMessage[] {
    return this.heard.splice(0);
  }

  #hear(message: SessionMessage): void {
    if (message.kind !== 'write') {
      this.heard.push(message);
      return;
    }
    this.written.push(hex(message.bytes));
    queueMicrotask(() => this.#arrive(message.bytes));
  }

  #arrive(written: Uint8Array): void {
    if (this.#instead) this.session.receive(this.#instead(written));
    else this.board.receive(written);
  }
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

export async function ready(pins: number[] | PadWiring, options?: TalkOptions): Promise<Talk> {
  const talk = new Talk(pins, options);
  await pass(150);
  expect(talk.take().at(-1)).toEqual({ kind: 'ready' });
  return talk;
}
