/**
 * What the kernel writes for every change of an input device: `struct input_event` of linux/input.h. Pure. Its numbers are in
 * the machine's own byte order, which is little-endian on every machine that this runs on.
 */

export const EventType = {
  syn: 0,
  key: 1,
  rel: 2,
  abs: 3,
  msc: 4,
  sw: 5,
  led: 17,
  snd: 18,
  rep: 20,
} as const;

/** Codes of `EventType.syn`: what came since the last one belongs together; some of it was lost. */
export const Syn = { report: 0, dropped: 3 } as const;

/** Values of `EventType.key`. The kernel itself repeats a key that is held. */
export const KeyValue = { up: 0, down: 1, repeated: 2 } as const;

/** Without its time: that is by CLOCK_REALTIME, which steps, unless an ioctl that Node lacks asks for another clock. */
export interface InputEvent {
  readonly type: number;
  readonly code: number;
  readonly value: number;
}

/** Bytes of a `long` of the reading program, whatever the kernel has. */
export type WordBytes = 4 | 8;

/** @param arch as `process.arch` says it */
export const wordBytesOn = (arch: string): WordBytes => (arch === 'arm' || arch === 'ia32' ? 4 : 8);

const ownWordBytes = wordBytesOn(process.arch);

/** The rest of an event after its two words of time, in bytes. */
const afterTimeBytes = 8;

const eventBytes = (word: WordBytes): number => 2 * word + afterTimeBytes;

/** The bytes of an event at a time in ms since 1970. */
export function encodeInputEvent(
  { type, code, value }: InputEvent,
  realMs: number,
  word: WordBytes = ownWordBytes,
): Uint8Array {
  const bytes = Buffer.alloc(eventBytes(word));
  const microseconds = Math.round(realMs * 1000);
  // Six bytes are more than any time needs; what is above them stays 0.
  bytes.writeUIntLE(Math.floor(microseconds / 1e6), 0, Math.min(word, 6));
  bytes.writeUIntLE(microseconds % 1e6, word, 4);
  bytes.writeUInt16LE(type, 2 * word);
  bytes.writeUInt16LE(code, 2 * word + 2);
  bytes.writeInt32LE(value, 2 * word + 4);
  return bytes;
}

/** Of each type that a keyboard has, the highest code, and the highest value if there is one; as in linux/input-event-codes.h. */
const limits: ReadonlyMap<number, { readonly code: number; readonly value: number | null }> = new Map([
  [EventType.syn, { code: 3, value: 1 }],
  [EventType.key, { code: 0x2ff, value: KeyValue.repeated }],
  [EventType.rel, { code: 0x0f, value: null }],
  [EventType.abs, { code: 0x3f, value: null }],
  [EventType.msc, { code: 0x07, value: null }],
  [EventType.sw, { code: 0x11, value: 1 }],
  [EventType.led, { code: 0x0f, value: 1 }],
  [EventType.snd, { code: 0x07, value: null }],
  [EventType.rep, { code: 0x01, value: null }],
]);

/** Null where the bytes cannot be an event. */
function decode(bytes: Buffer, at: number, word: WordBytes): InputEvent | null {
  // Neither the seconds of the next 200 years nor any microseconds need more than 33 bits.
  const isHighClear = (from: number) => word === 4 || bytes.readUInt32LE(from + 4) <= 1;
  if (!isHighClear(at) || !isHighClear(at + word) || bytes.readUInt32LE(at + word) >= 1e6) return null;
  const type = bytes.readUInt16LE(at + 2 * word);
  const code = bytes.readUInt16LE(at + 2 * word + 2);
  const value = bytes.readInt32LE(at + 2 * word + 4);
  const limit = limits.get(type);
  if (!limit || code > limit.code) return null;
  if (limit.value !== null && (value < 0 || value > limit.value)) return null;
  return { type, code, value };
}

/** An event, or so many bytes that were none: then at least one event before the next one is lost. */
export type Heard = InputEvent | { readonly noiseBytes: number };

/**
 * Events out of bytes that are cut anywhere. Among noise it goes on byte by byte until there is an event again; a shifted
 * reading of true events is none, because a time of today is too large for whatever it would have to be.
 */
export class InputEventParser {
  readonly #word: WordBytes;
  /** Less than an event. */
  #rest: Buffer = Buffer.alloc(0);

  constructor(word: WordBytes = ownWordBytes) {
    this.#word = word;
  }

  push(bytes: Uint8Array): Heard[] {
    const all = Buffer.concat([this.#rest, bytes]);
    const length = eventBytes(this.#word);
    const heard: Heard[] = [];
    let at = 0;
    let noiseBytes = 0;
    while (at + length <= all.length) {
      const event = decode(all, at, this.#word);
      at += event ? length : 1;
      if (!event) {
        noiseBytes += 1;
        continue;
      }
      if (noiseBytes > 0) heard.push({ noiseBytes });
      noiseBytes = 0;
      heard.push(event);
    }
    if (noiseBytes > 0) heard.push({ noiseBytes });
    this.#rest = all.subarray(at);
    return heard;
  }
}
