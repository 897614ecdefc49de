/** An Arduino Uno under StandardFirmata, as far as buttons need it; it knows nothing of cables and faults. */
import { FirmataParser, Mode, say, Sysex, type HostMessage } from './protocol.ts';

const protocol = [2, 5] as const;
const firmwareName = 'StandardFirmata.ino';

const pinCount = 20;
const firstAnalogPin = 14;
const pwmPins = [3, 5, 6, 9, 10, 11];
const i2cPins = [18, 19];
/** Of a pin that the firmware keeps for itself: 0 and 1 are the serial port. */
const ignored = 0x7f;
/** Anything above is no mode at all. */
const highestMode = 0x0b;
const samplingMsDefault = 19;

const capabilities = Array.from({ length: pinCount }, (_, pin): [number, number][] => {
  if (pin < 2) return [];
  const modes: [number, number][] = [
    [Mode.input, 1],
    [Mode.pullUp, 1],
    [Mode.output, 1],
  ];
  if (pin >= firstAnalogPin) modes.push([Mode.analog, 10]);
  if (pwmPins.includes(pin)) modes.push([Mode.pwm, 8]);
  if (i2cPins.includes(pin)) modes.push([Mode.i2c, 1]);
  return modes;
});

function modeAtStart(pin: number): number {
  if (pin < 2) return ignored;
  return pin < firstAnalogPin ? Mode.output : Mode.analog;
}

export class Uno {
  readonly #send: (bytes: Uint8Array) => void;
  #parser = new FirmataParser();
  #modes: number[] = [];
  /** What was written to each pin; of an input, 1 with its pull-up. */
  #states: number[] = [];
  /** Ports that are reported → their latest value. */
  #reported = new Map<number, number>();
  /** Between two analog readings, in ms; kept, though nothing here has one to report. */
  samplingMs = samplingMsDefault;
  readonly #grounded = new Set<number>();

  /** Without power yet: it says nothing of itself. */
  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
    this.#reset();
  }

  /** As after pressing its reset button, or power. */
  start(reportsItself: boolean): void {
    this.#parser = new FirmataParser();
    this.#reset();
    if (!reportsItself) return;
    this.#send(say.version(...protocol));
    this.#sayFirmware();
  }

  /** Connects a pin to ground, as a pressed button does, or lets it go. */
  ground(pin: number, isGrounded: boolean): void {
    if (isGrounded) this.#grounded.add(pin);
    else this.#grounded.delete(pin);
    this.#reportChanges();
  }

  receive(bytes: Uint8Array): void {
    for (const message of this.#parser.push(bytes)) {
      this.#obey(message);
      this.#reportChanges();
    }
  }

  #reset(): void {
    this.#modes = capabilities.map((_, pin) => modeAtStart(pin));
    this.#states = capabilities.map(() => 0);
    this.#reported = new Map();
    this.samplingMs = samplingMsDefault;
  }

  #obey(message: HostMessage): void {
    switch (message.kind) {
      case 'version-query':
        return this.#send(say.version(...protocol));
      case 'reset':
        return this.#reset();
      case 'pin-mode':
        return this.#setMode(message.pin, message.mode);
      case 'pin-value':
        return this.#writePin(message.pin, message.value);
      case 'write-port':
        for (let bit = 0; bit < 8; bit++) this.#writePin(message.port * 8 + bit, (message.value >> bit) & 1);
        return;
      case 'write-analog':
        return this.#writeAnalog(message.pin, message.value);
      case 'report-port':
        return this.#reportPort(message.port, message.on);
      case 'report-analog':
        // Nothing is wired to them; a reading is promised when reporting begins.
        if (message.on && firstAnalogPin + message.channel < pinCount)
          this.#send(say.analog(message.channel, 0));
        return;
      case 'sysex':
        return this.#obeySysex(message.id, message.data);
    }
  }

  #obeySysex(id: number, data: readonly number[]): void {
    const [first = 0, second = 0, third = 0] = data;
    switch (id) {
      case Sysex.firmware:
        return this.#sayFirmware();
      case Sysex.capabilityQuery:
        return this.#send(say.capabilities(capabilities));
      case Sysex.analogMappingQuery:
        return this.#send(
          say.analogMapping(
            capabilities.map((_, pin) => (pin < firstAnalogPin ? 127 : pin - firstAnalogPin)),
          ),
        );
      case Sysex.pinStateQuery:
        if (data.length > 0 && first < pinCount)
          this.#send(say.pinState(first, this.#modes[first] ?? ignored, this.#states[first] ?? 0));
        return;
      case Sysex.extendedAnalog:
        return this.#writeAnalog(first, second | (third << 7));
      case Sysex.samplingInterval:
        if (data.length >= 2) this.samplingMs = Math.max(10, first | (second << 7));
    }
  }

  #setMode(pin: number, mode: number): void {
    if (mode > highestMode) return this.#send(say.text('Unknown pin mode'));
    if (!capabilities[pin]?.some(([known]) => known === mode)) return;
    this.#modes[pin] = mode;
    this.#states[pin] = mode === Mode.pullUp ? 1 : 0;
  }

  /** To an input, 1 switches its pull-up on: the way before there was a mode for it. */
  #writePin(pin: number, value: number): void {
    const mode = this.#modes[pin];
    if (mode === Mode.output || mode === Mode.input) this.#states[pin] = value === 0 ? 0 : 1;
  }

  #writeAnalog(pin: number, value: number): void {
    if (this.#modes[pin] === Mode.pwm) this.#states[pin] = value;
  }

  #reportPort(port: number, on: boolean): void {
    if (port * 8 >= pinCount) return;
    // Says how it is now, whether or not that is known already.
    if (on) this.#reported.set(port, Number.NaN);
    else this.#reported.delete(port);
  }

  #reportChanges(): void {
    for (const [port, before] of this.#reported) {
      const value = this.#portValue(port);
      if (value === before) continue;
      this.#reported.set(port, value);
      this.#send(say.port(port, value));
    }
  }

  /** Pins that are no inputs read 0, and so do inputs that nothing pulls up. */
  #portValue(port: number): number {
    let value = 0;
    for (let bit = 0; bit < 8; bit++) {
      const pin = port * 8 + bit;
      const mode = this.#modes[pin];
      const isPulledUp = (mode === Mode.input || mode === Mode.pullUp) && this.#states[pin] === 1;
      if (isPulledUp && !this.#grounded.has(pin)) value |= 1 << bit;
    }
    return value;
  }

  #sayFirmware(): void {
    this.#send(say.firmware(...protocol, firmwareName));
  }
}
