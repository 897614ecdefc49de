/** A board under StandardFirmata, as johnny-five gets it through firmata-io. */
import { EventEmitter } from 'node:events';
import firmata, { type Firmata } from 'firmata-io';
import type { PadIo, Wire } from '../child/pad-io.ts';
import { monoNow } from '../child/mono-now.ts';
import { NoiseMeter } from './noise.ts';

/**
 * The end of a message and a reset: a board that was left in the middle of a message takes everything for its rest until
 * `F7`, and one that still reports to somebody before us would mix its reports into our set-up.
 */
const clearLine = Uint8Array.of(0xf7, 0xff);

/** firmata-io would ask for the version after 5 s only, in case the board says it by itself. */
const reportVersionTimeout = 100;

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

export class FirmataIo implements PadIo {
  readonly plugin: Firmata;
  readonly #wire: Wire;
  readonly #outputs: readonly number[];
  readonly #port: VirtualPort;
  readonly #meter = new NoiseMeter();
  /** Questions of the latest round that have no answer yet. */
  #unanswered = 0;

  constructor(wire: Wire, outputs: readonly number[]) {
    this.#wire = wire;
    this.#outputs = outputs;
    this.#port = new VirtualPort(wire.write);
    wire.write(clearLine);
    this.plugin = new firmata.Firmata(this.#port, { reportVersionTimeout });
    this.plugin.on('error', wire.ended);
    // After a version that came by itself firmata-io waits for the firmware's name, which then need not come by itself.
    this.plugin.once('reportversion', () => this.plugin.queryFirmware(() => undefined));
  }

  /** Firmata has no time of its own: a report is as old as the wire and the host are slow. */
  get monoMs(): number {
    return monoNow();
  }

  receive(bytes: Uint8Array): void {
    // firmata-io would take noise for data, and collect a message without an end for ever.
    const messages = this.#meter.push(bytes);
    this.#wire.noise(this.#meter.take());
    if (messages.length === 0) return;
    try {
      this.#port.emit('data', messages);
    } catch {
      // What has the form of an answer, but about a pin that does not exist: firmata-io has lost its place.
      this.#wire.ended();
    }
  }

  canRead(pin: number): boolean {
    return this.#can(pin, this.plugin.MODES.PULLUP);
  }

  canWrite(pin: number): boolean {
    return this.#can(pin, this.plugin.MODES.OUTPUT);
  }

  settled(): void {
    // A board says its name unasked when it starts: it was reset, and reads no buttons any more.
    this.plugin.on('queryfirmware', this.#wire.ended);
  }

  ask(inputs: readonly number[]): void {
    const [pin] = inputs;
    if (pin === undefined || this.#unanswered > 0 || !this.#isSetUp(inputs)) return this.#wire.ended();
    const answered = () => void this.#unanswered--;
    this.#unanswered = 2;
    this.plugin.reportVersion(answered);
    this.plugin.queryPinState(pin, () => {
      answered();
      if (!this.#isSetUp(inputs)) return this.#wire.ended();
      // Mends outputs. Only now, because after a reset all pins are outputs, and those of buttons would be driven high; a board
      // that is set up leaves pins with a pull-up alone.
      for (const one of onePinOfEachPort(this.#outputs)) this.plugin.writeDigitalPort(one >> 3);
    });
    // Last, because a board that was reset reads 0 everywhere, which would be a press of each button. It mends what a lost or
    // a false byte has left behind, such as a button that seems to be held.
    for (const one of onePinOfEachPort(inputs)) this.plugin.reportDigitalPin(one, 1);
  }

  end(): void {
    clearTimeout(this.plugin.reportVersionTimeoutId);
    this.#port.removeAllListeners();
  }

  #can(pin: number, mode: number): boolean {
    return this.plugin.pins[pin]?.supportedModes.includes(mode) ?? false;
  }

  /** Whether the pins are as we have set them, as far as the board has said; firmata-io reads no others. */
  #isSetUp(inputs: readonly number[]): boolean {
    const { pins, MODES } = this.plugin;
    return inputs.every((pin) => pins[pin]?.mode === MODES.PULLUP);
  }
}

/** Reports come for 8 pins at a time. */
function onePinOfEachPort(pins: readonly number[]): Iterable<number> {
  return new Map(pins.map((pin) => [pin >> 3, pin])).values();
}
