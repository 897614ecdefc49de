/** Tells what a board says from what is only noise on its wire. Pure. */

/** Longer than any answer of any board; what goes on for longer has lost its end. */
export const messageBytesMax = 4096;

const startSysex = 0xf0;
const endSysex = 0xf7;

/** Messages from a board that are no sysex: by command, the highest value of each data byte. A port is 8 bits wide. */
const dataMax: Readonly<Record<number, readonly [number, number]>> = {
  0x90: [0x7f, 1],
  0xe0: [0x7f, 0x7f],
  0xf9: [0x7f, 0x7f],
};

const kindOf = (command: number) => dataMax[command < 0xf0 ? command & 0xf0 : command];

/**
 * Listens to a board. Noise is every byte that is not part of a whole message: data without a command, messages that another
 * command cut off, commands that no board says, messages without an end. Noise that has the form of a message is taken for one.
 */
export class NoiseMeter {
  /** The message under way, its command first; empty between messages. */
  #message: number[] = [];
  #noise = 0;

  /**
   * Bytes from a board; the stream may be cut anywhere. Never throws.
   * @returns the messages that ended among them, whole, one after the other, and nothing else
   */
  push(bytes: Uint8Array): Uint8Array {
    const whole: number[] = [];
    for (const byte of bytes) if (this.#take(byte)) whole.push(...this.#message.splice(0));
    return Uint8Array.from(whole);
  }

  /** Bytes of noise since the last call. A message that has not ended yet is none so far. */
  take(): number {
    const noise = this.#noise;
    this.#noise = 0;
    return noise;
  }

  /** @returns whether the message under way is whole now */
  #take(byte: number): boolean {
    const isData = byte < 0x80;
    if (!isData && byte !== endSysex) this.#drop();
    this.#message.push(byte);
    const [command = 0] = this.#message;
    const max = kindOf(command);
    if (command === startSysex) {
      const isWhole = byte === endSysex && this.#message.length > 2;
      const isOver = byte === endSysex ? !isWhole : this.#message.length === messageBytesMax;
      if (isOver) this.#drop();
      return isWhole;
    }
    const place = this.#message.length - 2;
    if (max === undefined || (place >= 0 && byte > (max[place] ?? 0))) this.#drop();
    return this.#message.length === 3;
  }

  #drop(): void {
    this.#noise += this.#message.length;
    this.#message = [];
  }
}
