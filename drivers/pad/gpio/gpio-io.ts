/** Buttons and lights straight on GPIO lines, as johnny-five gets them: its IO plugin for a `gpio:` port. */
import { EventEmitter } from 'node:events';
import { monoNow } from '../child/mono-now.ts';
import type { IoPlugin, PadIo, Wire } from '../child/pad-io.ts';
import { askLine, levelLine, LineReader, parsePortLine } from '../../transport/gpio/lines.ts';

/** Firmata's numbers, which johnny-five has taken for its own. */
const modes = { INPUT: 0, OUTPUT: 1, PULLUP: 11 } as const;

/** Old kernels, before 5.7, take the time of an edge from the wall clock, which is years away from ours. */
const clockGapMaxMs = 3_600_000;

/** How a line is. */
interface Level {
  readonly isHigh: boolean;
  /** Since when, as in `ButtonPress`. */
  readonly sinceMs: number;
  /** As it was found, before any edge. */
  readonly isFirst?: true;
}

export class GpioIo implements PadIo {
  readonly plugin: GpioPlugin;
  readonly #wire: Wire;
  readonly #inputs: readonly number[];
  readonly #outputs: readonly number[];
  readonly #reader: LineReader;
  readonly #levels = new Map<number, Level>();
  #monoMs = monoNow();
  #isReady = false;
  #isSettled = false;
  #isAsked = false;
  #hasEnded = false;

  constructor(wire: Wire, inputs: readonly number[], outputs: readonly number[]) {
    this.#wire = wire;
    this.#inputs = inputs;
    this.#outputs = outputs;
    this.#reader = new LineReader((bytes) => this.#noise(bytes));
    this.plugin = new GpioPlugin(inputs, outputs, {
      write: (line, isHigh) => this.#write(levelLine(line, isHigh)),
      read: (line) => this.#levels.get(line)?.isHigh ?? null,
    });
    this.#write(askLine);
  }

  get monoMs(): number {
    return this.#monoMs;
  }

  receive(bytes: Uint8Array): void {
    for (const text of this.#reader.read(bytes)) if (!this.#hasEnded) this.#take(text);
  }

  /** As configured: where the chip lacks a line, its port does not open. */
  canRead(pin: number): boolean {
    return this.#inputs.includes(pin);
  }

  canWrite(pin: number): boolean {
    return this.#outputs.includes(pin);
  }

  settled(): void {
    this.#isSettled = true;
  }

  /** Of a real port only a lost child or host could fail to answer: one whose programs have ended closes. */
  ask(): void {
    if (this.#isAsked) return this.#wire.ended();
    this.#isAsked = true;
    this.#write(askLine);
  }

  end(): void {
    this.#hasEnded = true;
    this.plugin.removeAllListeners();
  }

  #write(text: string): void {
    if (!this.#hasEnded) this.#wire.write(Buffer.from(text, 'latin1'));
  }

  #noise(bytes: number): void {
    if (!this.#hasEnded) this.#wire.noise(bytes);
  }

  #take(text: string): void {
    const told = parsePortLine(text);
    if (told?.kind === 'begun') {
      // Before that nothing has been set up that could be lost; but the question may have been.
      if (this.#isSettled) this.#wire.ended();
      else this.#write(askLine);
    } else if (told === null || !this.#inputs.includes(told.line)) this.#noise(text.length + 1);
    else if (told.kind === 'level') this.#level(told.line, told.isHigh);
    else this.#edge(told.line, told.isHigh, told.monoMs);
  }

  /** The answer to a question. */
  #level(line: number, isHigh: boolean): void {
    this.#isAsked = false;
    const known = this.#levels.get(line);
    // Another one than known tells of edges that were lost in noise.
    if (known?.isHigh === isHigh) return;
    this.#become(line, {
      isHigh,
      sinceMs: monoNow(),
      ...(known === undefined && { isFirst: true as const }),
    });
    if (this.#isReady || this.#levels.size < this.#inputs.length) return;
    this.#isReady = true;
    // Never within the call that brings the bytes: whoever waits for it need not listen yet.
    setImmediate(() => void (this.#hasEnded || this.plugin.begin()));
  }

  #edge(line: number, isHigh: boolean, toldMs: number): void {
    const known = this.#levels.get(line);
    // Before the first answer, which is younger.
    if (!known) return;
    const atMs = Math.max(plausible(toldMs), known.sinceMs);
    if (known.isHigh === isHigh) {
      const missed = missedEdge(known, atMs);
      if (missed === null) return;
      this.#become(line, missed);
    }
    this.#become(line, { isHigh, sinceMs: atMs });
  }

  #become(line: number, level: Level): void {
    this.#levels.set(line, level);
    this.#monoMs = level.sinceMs;
    this.plugin.emit(`digital-read-${line}`, level.isHigh ? 1 : 0);
  }
}

/** A line is read, and watched only then: an edge within this was perhaps the second of two. */
const gapMs = 2000;

/** A button that has been down for so long may have come up unseen; before that, a worn contact only let go for a moment. */
const heldMs = 200;

/**
 * The edge between two of one direction; null where there was none. The kernel gives an edge its direction by reading the line
 * some time after it (gpiolib-cdev.c, where both are asked for), so that a spike on a long cable, shorter than any finger, is
 * two edges to the level that it was; and it queues no more than 16. With a pull-up, a button that is pressed makes its line
 * low. A release went unseen half-way, long before a second press.
 */
function missedEdge(known: Level, atMs: number): Level | null {
  if (!known.isHigh)
    return atMs - known.sinceMs < heldMs ? null : { isHigh: true, sinceMs: (known.sinceMs + atMs) / 2 };
  // A press that began before the watch is told at its release.
  return known.isFirst && atMs - known.sinceMs < gapMs ? { isHigh: false, sinceMs: atMs } : null;
}

/** An edge is over when it is told, and was not long ago. */
function plausible(toldMs: number): number {
  const nowMs = monoNow();
  return Math.abs(nowMs - toldMs) <= clockGapMaxMs ? Math.min(toldMs, nowMs) : nowMs;
}

interface Lines {
  readonly write: (line: number, isHigh: boolean) => void;
  /** Null while it is not known. */
  readonly read: (line: number) => boolean | null;
}

/** The part of the plugin interface that digital pins need (github.com/rwaldron/io-plugins). */
export class GpioPlugin extends EventEmitter implements IoPlugin {
  readonly name = 'Foyer GPIO';
  readonly MODES = modes;
  readonly HIGH = 1;
  readonly LOW = 0;
  readonly pins: readonly { readonly supportedModes: readonly number[]; mode: number | undefined }[];
  isReady = false;
  readonly #lines: Lines;

  constructor(inputs: readonly number[], outputs: readonly number[], lines: Lines) {
    super();
    this.#lines = lines;
    const count = Math.max(...inputs, ...outputs) + 1;
    this.pins = Array.from({ length: count }, (_, pin) => ({
      supportedModes: outputs.includes(pin)
        ? [modes.OUTPUT]
        : inputs.includes(pin)
          ? [modes.INPUT, modes.PULLUP]
          : [],
      mode: undefined,
    }));
  }

  /** All levels are known. */
  begin(): void {
    this.isReady = true;
    this.emit('connect');
    this.emit('ready');
  }

  pinMode(pin: number, mode: number): void {
    const found = this.pins[pin];
    if (found) found.mode = mode;
  }

  /** On an input, 1 is johnny-five's way to ask for a pull-up, which all of them have already. */
  digitalWrite(pin: number, level: number): void {
    if (this.pins[pin]?.mode === modes.OUTPUT) this.#lines.write(pin, level !== 0);
  }

  /** Calls soon with the level as it is, and then at every change. */
  digitalRead(pin: number, read: (level: number) => void): void {
    this.on(`digital-read-${pin}`, read);
    setImmediate(() => {
      const isHigh = this.#lines.read(pin);
      if (isHigh !== null && this.listeners(`digital-read-${pin}`).includes(read)) read(isHigh ? 1 : 0);
    });
  }
}
