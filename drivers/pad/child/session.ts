/** One conversation with a pad, held by johnny-five and the IO plugin of the pad's family; runs in the child process. */
import five from 'johnny-five';
import { FirmataIo } from '../firmata/firmata-io.ts';
import { GpioIo } from '../gpio/gpio-io.ts';
import { KeypadIo } from '../keypad/keypad-io.ts';
import type { PadModel } from '../models.ts';
import type { SessionMessage, Terms } from './messages.ts';
import type { MakePadIo, PadIo, Wire } from './pad-io.ts';

const families: Readonly<Record<PadModel['family'], MakePadIo>> = {
  firmata: (wire, _inputs, outputs) => new FirmataIo(wire, outputs),
  gpio: (wire, inputs, outputs) => new GpioIo(wire, inputs, outputs),
  keypad: (wire, inputs) => new KeypadIo(wire, inputs),
};

export class Session {
  readonly #terms: Terms;
  readonly #tell: (message: SessionMessage) => void;
  /** Null while it is being made: it may fail within that. */
  #io: PadIo | null = null;
  /** Whether a pin's button is down, once it has been read. */
  readonly #down = new Map<number, boolean>();
  #switch: ((pin: number, isHigh: boolean) => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** Not yet told; garbage would otherwise be a message for each of its bytes. */
  #noiseBytes = 0;
  #ended = false;

  constructor(terms: Terms, tell: (message: SessionMessage) => void) {
    this.#terms = terms;
    this.#tell = (message) => void (this.#ended || tell(message));
    const end = () => this.#finish('ended');
    this.#timer = setTimeout(end, terms.setUpMs);
    const wire: Wire = {
      write: (bytes) => this.#tell({ kind: 'write', bytes }),
      noise: (bytes) => void (this.#noiseBytes += bytes),
      ended: end,
    };
    const io = families[terms.family](wire, terms.inputs, terms.outputs);
    this.#io = io;
    io.plugin.once('ready', () => this.#met(io));
    if (this.#ended) this.end();
  }

  /** Bytes from the pad. */
  receive(bytes: Uint8Array): void {
    if (!this.#ended) this.#io?.receive(bytes);
  }

  /** Switches an output; forgotten while the pad is not set up. */
  switch(pin: number, isHigh: boolean): void {
    if (this.#ended || this.#switch === null) return;
    this.#switch(pin, isHigh);
    this.#tell({ kind: 'switched', pin, isHigh });
  }

  /** Says nothing more, and frees what can be freed; johnny-five keeps its Board all the same. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#io?.end();
  }

  #finish(kind: 'ended' | 'wrong-device'): void {
    this.#tellNoise();
    this.#tell({ kind });
    this.end();
  }

  #tellNoise(): void {
    if (this.#noiseBytes > 0) this.#tell({ kind: 'noise', bytes: this.#noiseBytes });
    this.#noiseBytes = 0;
  }

  /** The pad has said what it is and can do. */
  #met(io: PadIo): void {
    if (this.#ended) return;
    const { inputs, outputs } = this.#terms;
    const fits = inputs.every((pin) => io.canRead(pin)) && outputs.every((pin) => io.canWrite(pin));
    if (!fits) return this.#finish('wrong-device');
    // Only now, because every Board is kept for ever, also one that never becomes ready.
    this.#tell({ kind: 'made' });
    const board = new five.Board({ io: io.plugin, repl: false, sigint: false, debug: false });
    board.on('error', () => this.#finish('ended'));
    // `once`: a Board says this again for an io that was ready before it.
    board.once('ready', () => this.#setUp(io, board));
  }

  #setUp(io: PadIo, board: InstanceType<typeof five.Board>): void {
    if (this.#ended) return;
    const { inputs, outputs } = this.#terms;
    const { OUTPUT, PULLUP } = io.plugin.MODES;
    for (const pin of outputs) {
      board.pinMode(pin, OUTPUT);
      board.digitalWrite(pin, 0);
    }
    this.#switch = (pin, isHigh) => board.digitalWrite(pin, isHigh ? 1 : 0);
    for (const pin of inputs) board.pinMode(pin, PULLUP);
    // Not a five.Button: it waits 7 ms before it believes in a press, and then a tap of 3 ms is none.
    for (const pin of inputs) board.digitalRead(pin, (level) => this.#read(io, pin, level === 0));
  }

  #read(io: PadIo, pin: number, down: boolean): void {
    if (this.#down.get(pin) === down) return;
    const isNew = !this.#down.has(pin);
    this.#down.set(pin, down);
    this.#tell({ kind: 'level', pin, down, monoMs: io.monoMs });
    if (isNew && this.#down.size === this.#terms.inputs.length) this.#settled(io);
  }

  #settled(io: PadIo): void {
    this.#tell({ kind: 'ready' });
    clearTimeout(this.#timer);
    this.#timer = setInterval(() => {
      this.#tellNoise();
      io.ask(this.#terms.inputs);
    }, this.#terms.askMs);
    io.settled();
  }
}
