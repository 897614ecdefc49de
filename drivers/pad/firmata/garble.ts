/** A line with noise on it, between what a board says and in the middle of it. */
import { Sysex } from './protocol.ts';

/**
 * What the wire makes up: data that belongs to nothing, commands that no board says, beginnings of long messages. None of it
 * can be taken for a message, nor swallow the one after it; a changed bit within a message could, and Firmata has no check
 * against that.
 */
const noises: readonly (readonly number[])[] = [
  [0x13],
  [0xf0, Sysex.text, 0x41],
  [0xd1, 0x01],
  [0x7f, 0x01, 0x55],
  [0xf7],
  [0xf4, 0x02],
  [0xf0, Sysex.capabilityResponse, 0x7f, 0x00],
  [0xb3, 0x02, 0x11],
  [0xfe, 0xfe],
  [0xf0],
  [0xff],
];

/** A message breaks off here, and is said anew; past the beginning, and before the end of the shortest. */
const brokenBytes = 2;

export class Garbler {
  #place = 0;

  /** Another noise each time, in an order that repeats. */
  noise(): Uint8Array {
    const noise = noises[this.#place++ % noises.length] ?? [];
    return Uint8Array.from(noise);
  }

  /** A message as it arrives: after noise, and every other one only after it has broken off once. */
  garble(message: Uint8Array): Uint8Array {
    const broken = this.#place % 2 === 0 ? message.subarray(0, brokenBytes) : [];
    return Uint8Array.of(...this.noise(), ...broken, ...message);
  }
}
