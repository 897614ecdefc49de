/** A keypad as johnny-five gets it: an IO plugin of ours, whose pins are the kernel's codes of keys. */
import { EventEmitter } from 'node:events';
import { monoNow } from '../child/mono-now.ts';
import type { IoPlugin, PadIo, Wire } from '../child/pad-io.ts';
import { EventType, InputEventParser, KeyValue, Syn, type InputEvent } from './input-event.ts';
import { isKeyCode, keyCount } from './keys.ts';

/**
 * Before the first reading. The kernel would say which keys are down only through an ioctl that Node lacks, but it repeats one
 * that is held: the first time after 250 ms, then every 33 ms.
 */
const listenMs = 300;

/** So much noise without an event is no wire that one could find the way back on. */
const noiseBytesMax = 4096;

const modes = { INPUT: 0, OUTPUT: 1, PULLUP: 11 } as const;

/** What a Board and its components call. A key needs no mode and no pull-up, and has nothing to switch. */
class KeypadPlugin extends EventEmitter implements IoPlugin {
  readonly name = 'Keypad';
  readonly MODES = modes;
  readonly HIGH = 1;
  readonly LOW = 0;
  readonly pins = Array.from({ length: keyCount }, (_, code) => ({
    supportedModes: isKeyCode(code) ? [modes.INPUT, modes.PULLUP] : [],
  }));
  readonly analogPins: readonly number[] = [];
  readonly #isDown: (code: number) => boolean;
  isReady = false;

  constructor(isDown: (code: number) => boolean) {
    super();
    // One for each key that is read, and keypads have many.
    this.setMaxListeners(keyCount);
    this.#isDown = isDown;
  }

  pinMode(): void {}

  digitalWrite(): void {}

  /** Calls back with how the key is, soon, and then at every change; 0 is down, as a button to ground is. */
  digitalRead(code: number, read: (level: number) => void): void {
    this.on(nameOf(code), read);
    process.nextTick(() => this.tell(code));
  }

  tell(code: number): void {
    this.emit(nameOf(code), this.#isDown(code) ? 0 : 1);
  }
}

const nameOf = (code: number) => `digital-read-${code}`;

export class KeypadIo implements PadIo {
  readonly plugin: KeypadPlugin;
  readonly #wire: Wire;
  readonly #inputs: readonly number[];
  readonly #parser = new InputEventParser();
  readonly #down = new Set<number>();
  /** Keys that were taken for released, and may be down: their repeats are no news. */
  readonly #doubtful = new Set<number>();
  readonly #listening: NodeJS.Timeout;
  /** Since the last event. */
  #noiseBytes = 0;
  #monoMs = monoNow();
  #ended = false;

  constructor(wire: Wire, inputs: readonly number[]) {
    this.#wire = wire;
    this.#inputs = inputs;
    this.plugin = new KeypadPlugin((code) => this.#down.has(code));
    this.#listening = setTimeout(() => this.#ready(), listenMs);
  }

  /** When its bytes came here: the event's own time is by a clock that steps. */
  get monoMs(): number {
    return this.#monoMs;
  }

  receive(bytes: Uint8Array): void {
    this.#monoMs = monoNow();
    for (const heard of this.#parser.push(bytes)) {
      if (this.#ended) return;
      if ('noiseBytes' in heard) this.#lost(heard.noiseBytes);
      else this.#take(heard);
    }
  }

  /** That the device lacks a key cannot be known: the kernel would say it only through an ioctl. */
  canRead(code: number): boolean {
    return isKeyCode(code);
  }

  canWrite(): boolean {
    return false;
  }

  settled(): void {}

  /** There is nobody to ask: a keypad is silent while nobody presses, and one that is gone ends the wire. */
  ask(): void {}

  end(): void {
    this.#ended = true;
    clearTimeout(this.#listening);
    this.plugin.removeAllListeners();
  }

  #ready(): void {
    this.plugin.isReady = true;
    this.plugin.emit('connect');
    this.plugin.emit('ready');
  }

  #take({ type, code, value }: InputEvent): void {
    this.#noiseBytes = 0;
    if (type === EventType.syn && code === Syn.dropped) return this.#releaseAll();
    if (type !== EventType.key) return;
    if (value !== KeyValue.repeated) {
      this.#doubtful.delete(code);
      this.#set(code, value === KeyValue.down);
    } else if (!this.#down.has(code)) {
      this.#foundHeld(code);
    }
  }

  /** Nobody has seen it go down. Once it has been told as up it would be a press, so all is read anew then. */
  #foundHeld(code: number): void {
    if (!this.plugin.isReady) this.#set(code, true);
    else if (this.#inputs.includes(code) && !this.#doubtful.has(code)) this.#wire.ended();
  }

  #set(code: number, isDown: boolean): void {
    if (this.#down.has(code) === isDown) return;
    if (isDown) this.#down.add(code);
    else this.#down.delete(code);
    this.plugin.tell(code);
  }

  /**
   * Events are missing, each of which stood for itself. Of a key that is down still, its release then tells nothing new; of one
   * that is up, none would come.
   */
  #releaseAll(): void {
    for (const code of this.#down) {
      this.#doubtful.add(code);
      this.#set(code, false);
    }
  }

  #lost(bytes: number): void {
    this.#wire.noise(bytes);
    this.#noiseBytes += bytes;
    this.#releaseAll();
    if (this.#noiseBytes > noiseBytesMax) this.#wire.ended();
  }
}
