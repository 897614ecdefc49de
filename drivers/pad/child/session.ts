/** One conversation with a board, held by johnny-five and firmata-io; runs in the child process. */
import { EventEmitter } from 'node:events';
import firmata, { type Firmata } from 'firmata-io';
import five from 'johnny-five';
import type { SessionMessage, Terms } from './messages.ts';

/**
 * The end of a message and a reset: a board that was left in the middle of a message takes everything for its rest until
 * `F7`, and one that still reports to somebody before us would mix its reports into our set-up.
 */
const clearLine = Uint8Array.of(0xf7, 0xff);

/** firmata-io would ask for the version after 5 s only, in case the board says it by itself. */
const reportVersionTimeout = 100;

/** Longer than any answer of any board: firmata-io would collect a message without an end for ever. */
const messageBytesMax = 4096;

/** What firmata-io takes for its serial port. */
class VirtualPort extends EventEmitter {
  readonly #write: (bytes: Uint8Array) => void;

  constructor(write: (bytes: Uint8Array) => void) {
    super();
    this.#write = write;
  }

  write(bytes: Uint8Array, written: () => void): void {
    this.#write(bytes);
    written();
  }
}

export class Session {
  readonly #terms: Terms;
  readonly #tell: (message: SessionMessage) => void;
  readonly #port: VirtualPort;
  readonly #io: Firmata;
  /** Whether a pin's button is down, once it has been read. */
  readonly #down = new Map<number, boolean>();
  #timer: NodeJS.Timeout | undefined;
  #isReady = false;
  #ended = false;
  /** Questions of the latest round that have no answer yet. */
  #unanswered = 0;

  constructor(terms: Terms, tell: (message: SessionMessage) => void) {
    this.#terms = terms;
    this.#tell = (message) => void (this.#ended || tell(message));
    const write = (bytes: Uint8Array) => this.#tell({ kind: 'write', bytes });
    this.#port = new VirtualPort(write);
    write(clearLine);
    this.#io = new firmata.Firmata(this.#port, { reportVersionTimeout });
    const beginAnew = () => this.#finish({ kind: 'ended' });
    this.#timer = setTimeout(beginAnew, terms.setUpMs);
    this.#io.on('error', beginAnew);
    // After a version that came by itself firmata-io waits for the firmware's name, which then need not come by itself.
    this.#io.once('reportversion', () => this.#io.queryFirmware(() => undefined));
    this.#io.once('ready', () => this.#met());
  }

  /** Bytes from the board. */
  receive(bytes: Uint8Array): void {
    if (this.#ended) return;
    try {
      this.#port.emit('data', bytes);
    } catch {
      // Noise that looks like an answer about a pin that does not exist; firmata-io has lost its place.
      return this.#finish({ kind: 'ended' });
    }
    if (this.#io.buffer.length > messageBytesMax) this.#finish({ kind: 'ended' });
  }

  /** Says nothing more, and frees what can be freed; johnny-five keeps its Board all the same. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#io.reportVersionTimeoutId);
    this.#port.removeAllListeners();
  }

  #finish(message: SessionMessage): void {
    this.#tell(message);
    this.end();
  }

  /** The board has said what it is and can do. */
  #met(): void {
    const { pins, MODES } = this.#io;
    const isUsable = (pin: number) => pins[pin]?.supportedModes.includes(MODES.PULLUP) ?? false;
    if (!this.#terms.pins.every(isUsable)) return this.#finish({ kind: 'wrong-device' });
    // Only now, because every Board is kept for ever, also one that never becomes ready.
    this.#tell({ kind: 'made' });
    const board = new five.Board({ io: this.#io, repl: false, sigint: false, debug: false });
    board.on('error', () => this.#finish({ kind: 'ended' }));
    // `once`: a Board says this again for an io that was ready before it.
    board.once('ready', () => {
      for (const pin of this.#terms.pins) board.pinMode(pin, MODES.PULLUP);
      // Not a five.Button: it waits 7 ms before it believes in a press, and then a tap of 3 ms is none.
      for (const pin of this.#terms.pins) board.digitalRead(pin, (level) => this.#read(pin, level === 0));
    });
  }

  #read(pin: number, down: boolean): void {
    if (this.#down.get(pin) === down) return;
    this.#down.set(pin, down);
    this.#tell({ kind: 'level', pin, down, atMs: performance.now() });
    if (this.#isReady || this.#down.size < this.#terms.pins.length) return;
    this.#isReady = true;
    this.#tell({ kind: 'ready' });
    clearTimeout(this.#timer);
    this.#timer = setInterval(() => this.#ask(), this.#terms.askMs);
    // A board says its name unasked when it starts: it was reset, and reads no buttons any more.
    this.#io.on('queryfirmware', () => this.#finish({ kind: 'ended' }));
  }

  /** Asks whether the board is there and still set up, which one that starts without a word may not be, and how its pins are. */
  #ask(): void {
    const [pin] = this.#terms.pins;
    if (pin === undefined || this.#unanswered > 0 || !this.#isSetUp()) return this.#finish({ kind: 'ended' });
    const answered = () => void this.#unanswered--;
    this.#unanswered = 2;
    this.#io.reportVersion(answered);
    this.#io.queryPinState(pin, () => {
      answered();
      if (!this.#isSetUp()) this.#finish({ kind: 'ended' });
    });
    // Last, because a board that was reset reads 0 everywhere, which would be a press of each button. It mends what a lost or
    // a false byte has left behind, such as a button that seems to be held.
    for (const one of onePinOfEachPort(this.#terms.pins)) this.#io.reportDigitalPin(one, 1);
  }

  /** Whether the pins are as we have set them, as far as the board has said; firmata-io reads no others. */
  #isSetUp(): boolean {
    const { pins, MODES } = this.#io;
    return this.#terms.pins.every((pin) => pins[pin]?.mode === MODES.PULLUP);
  }
}

/** Reports come for 8 pins at a time. */
function onePinOfEachPort(pins: readonly number[]): Iterable<number> {
  return new Map(pins.map((pin) => [pin >> 3, pin])).values();
}
