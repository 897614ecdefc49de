/**
 * An Arduino under StandardFirmata 2.5; it knows nothing of cables and faults.
 * After github.com/firmata/protocol; what that leaves open, as in StandardFirmata of github.com/firmata/arduino.
 */
import type { FirmataBoard } from './boards.ts';
import { EmptyI2cBus } from './i2c.ts';
import { Pins } from './pins.ts';
import { FirmataParser, Mode, say, Sysex, type HostMessage } from './protocol.ts';

const protocol = [2, 5] as const;
const firmwareName = 'StandardFirmata.ino';

const samplingMsDefault = 19;
/** In the place of the channel, for a pin that is no analog input. */
const noChannel = 127;

/** `serial` is known, and nothing more: this firmware has no serial ports to offer. */
const knownModes: readonly number[] = Object.values(Mode);

export class StandardFirmata {
  readonly #board: FirmataBoard;
  readonly #send: (bytes: Uint8Array) => void;
  readonly #obeyed: () => void;
  readonly #pins: Pins;
  readonly #bus: EmptyI2cBus;
  #parser = new FirmataParser();
  readonly #servos = new Set<number>();
  /** Ports that are reported. */
  readonly #ports = new Set<number>();
  /** Of each port, what was said of it last. */
  readonly #said = new Map<number, number>();
  /** Channels that are reported. */
  readonly #channels = new Set<number>();
  #samplingMs = samplingMsDefault;
  #sampler: NodeJS.Timeout | undefined;
  #samples = 0;
  #isAwake = true;

  /**
   * Without power yet: it says nothing of itself.
   * @param obeyed called after every message from the host
   */
  constructor(board: FirmataBoard, send: (bytes: Uint8Array) => void, obeyed: () => void) {
    this.#board = board;
    this.#send = send;
    this.#obeyed = obeyed;
    this.#pins = new Pins(board);
    this.#bus = new EmptyI2cBus(send);
    this.#reset();
  }

  /** As after pressing its reset button, or power. */
  start(reportsItself: boolean): void {
    this.#parser = new FirmataParser();
    this.#samplingMs = samplingMsDefault;
    this.#pins.powerUp();
    this.#reset();
    if (!reportsItself) return;
    this.#send(say.version(...protocol));
    this.#sayFirmware();
  }

  /** Connects a pin to ground, as a pressed button does, or lets it go. */
  ground(pin: number, isGrounded: boolean): void {
    this.#pins.ground(pin, isGrounded);
    this.#reportChanges();
  }

  /** Whether a light on this pin shines, be it dimmed. */
  isHigh(pin: number): boolean {
    return this.#pins.isHigh(pin);
  }

  /** Whether it takes samples; while nobody can hear of them, it need not. */
  setAwake(isAwake: boolean): void {
    this.#isAwake = isAwake;
    this.#keepSampling();
  }

  receive(bytes: Uint8Array): void {
    for (const message of this.#parser.push(bytes)) {
      this.#obey(message);
      this.#reportChanges();
      this.#keepSampling();
      this.#obeyed();
    }
  }

  /** After a reset by message, outputs that were high stay so, and samples are taken as often as before. */
  #reset(): void {
    this.#bus.disable();
    this.#ports.clear();
    this.#said.clear();
    this.#servos.clear();
    for (const [pin, channel] of this.#pins.channels.entries())
      this.#pins.setMode(pin, channel === null ? Mode.output : Mode.analog);
    this.#channels.clear();
    this.#keepSampling();
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
        return this.#pins.write(message.pin, message.value);
      case 'write-port':
        return this.#pins.writePort(message.port, message.value);
      case 'write-analog':
        return this.#pins.writeAnalog(message.pin, message.value);
      case 'report-port':
        return this.#reportPort(message.port, message.on);
      case 'report-analog':
        return this.#reportChannel(message.channel, message.on);
      case 'sysex':
        return this.#obeySysex(message.id, message.data);
    }
  }

  /** To text, and to what it does not know, it says nothing. */
  #obeySysex(id: number, data: readonly number[]): void {
    const [first = 0, second = 0, third = 0, fourth = 0] = data;
    switch (id) {
      case Sysex.firmware:
        return this.#sayFirmware();
      case Sysex.capabilityQuery:
        return this.#send(say.capabilities(this.#pins.capabilities));
      case Sysex.analogMappingQuery:
        return this.#send(say.analogMapping(this.#pins.channels.map((channel) => channel ?? noChannel)));
      case Sysex.pinStateQuery:
        if (data.length > 0) this.#sayState(first);
        return;
      case Sysex.extendedAnalog:
        if (data.length > 1) this.#pins.writeAnalog(first, (second | (third << 7) | (fourth << 14)) & 0xffff);
        return;
      case Sysex.servoConfig:
        if (data.length > 4) this.#setMode(first, Mode.servo);
        return;
      case Sysex.i2cConfig:
        return this.#enableI2c();
      case Sysex.i2cRequest:
        return this.#bus.request(data);
      case Sysex.samplingInterval:
        if (data.length > 1) this.#setSampling(Math.max(1, first | (second << 7)));
    }
  }

  #setMode(pin: number, mode: number): void {
    const before = this.#pins.stateOf(pin)?.mode;
    if (before === undefined) return;
    if (before === Mode.i2c && mode !== Mode.i2c && this.#bus.isEnabled) this.#bus.disable();
    if (mode !== Mode.servo) this.#servos.delete(pin);
    const channel = this.#pins.channelOf(pin);
    if (channel !== null) this.#reportChannel(channel, mode === Mode.analog);
    const isSet = this.#pins.setMode(pin, mode);
    if (!knownModes.includes(mode)) this.#send(say.text('Unknown pin mode'));
    if (isSet && mode === Mode.servo) this.#attachServo(pin);
  }

  #attachServo(pin: number): void {
    if (this.#servos.size < this.#board.servosMax) this.#servos.add(pin);
    else if (!this.#servos.has(pin)) this.#send(say.text('Max servos attached'));
  }

  #enableI2c(): void {
    if (this.#bus.isEnabled) return;
    for (const pin of this.#board.i2cPins) this.#setMode(pin, Mode.i2c);
    this.#bus.isEnabled = true;
  }

  #reportPort(port: number, on: boolean): void {
    if (port * 8 >= this.#board.pinCount) return;
    if (!on) return void this.#ports.delete(port);
    this.#ports.add(port);
    // Says how it is now, whether or not that is known already.
    this.#said.delete(port);
  }

  #reportChanges(): void {
    for (const port of this.#ports) {
      const value = this.#pins.readPort(port);
      if (value === this.#said.get(port)) continue;
      this.#said.set(port, value);
      this.#send(say.port(port, value));
    }
  }

  #reportChannel(channel: number, on: boolean): void {
    if (this.#pins.stateOf(this.#board.firstAnalogPin + channel) === null) return;
    if (!on) return void this.#channels.delete(channel);
    this.#channels.add(channel);
    this.#sayChannel(channel);
  }

  #sayChannel(channel: number): void {
    this.#send(say.analog(channel, this.#pins.measure(channel, this.#samples)));
  }

  #setSampling(ms: number): void {
    if (ms === this.#samplingMs) return;
    this.#samplingMs = ms;
    this.#stopSampling();
  }

  /** The sampler runs for as long as there is something to say by it; it keeps no process alive. */
  #keepSampling(): void {
    const isNeeded = this.#isAwake && (this.#bus.isSampled || this.#measured().length > 0);
    if (!isNeeded) return this.#stopSampling();
    this.#sampler ??= setInterval(() => this.#sample(), this.#samplingMs).unref();
  }

  #stopSampling(): void {
    clearInterval(this.#sampler);
    this.#sampler = undefined;
  }

  #sample(): void {
    this.#samples += 1;
    for (const channel of this.#measured()) this.#sayChannel(channel);
    this.#bus.sample();
  }

  /** Channels that are reported, of pins that are analog inputs now, in their order. */
  #measured(): number[] {
    const isInput = (channel: number) =>
      this.#pins.stateOf(this.#board.firstAnalogPin + channel)?.mode === Mode.analog;
    return [...this.#channels].filter(isInput).toSorted((a, b) => a - b);
  }

  #sayState(number: number): void {
    const pin = this.#pins.stateOf(number);
    this.#send(pin ? say.pinState(number, pin.mode, pin.state) : say.noPin(number));
  }

  #sayFirmware(): void {
    this.#send(say.firmware(...protocol, firmwareName));
  }
}
