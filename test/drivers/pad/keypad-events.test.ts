/** The kernel's bytes for keys, and what is made of bytes that are none. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  encodeInputEvent,
  InputEventParser,
  type Heard,
  type InputEvent,
  wordBytesOn,
  type WordBytes,
} from '../../../drivers/pad/keypad/input-event.ts';
import { isKeyCode, keyCode, keyCount, keyNames } from '../../../drivers/pad/keypad/keys.ts';
import { seeded, seedOf } from '../../support/seeded.ts';
import { hex } from '../hex.ts';

const seed = seedOf('events of keys');

const words: WordBytes[] = [4, 8];

/** The 5 of a keypad goes down, with the scan code before it and the report after it, at 2025-11-22 12:34:56.123456 UTC. */
const press: InputEvent[] = [
  { type: 4, code: 4, value: 0x7005d },
  { type: 1, code: 76, value: 1 },
  { type: 0, code: 0, value: 0 },
];
const pressedMs = Date.UTC(2025, 10, 22, 12, 34, 56) + 123.456;

/** The same, as a C compiler lays `struct input_event` of linux/input.h out, for each width of `long`. */
const golden: Record<WordBytes, string> = {
  4: 'f0ad216940e20100040004005d000700 f0ad216940e2010001004c0001000000 f0ad216940e201000000000000000000',
  8:
    'f0ad21690000000040e2010000000000040004005d000700 f0ad21690000000040e201000000000001004c0001000000 ' +
    'f0ad21690000000040e20100000000000000000000000000',
};
const goldenBytes = (word: WordBytes) => Buffer.from(golden[word].replaceAll(' ', ''), 'hex');

const isNoise = (heard: Heard) => 'noiseBytes' in heard;
const noiseIn = (all: Heard[]) =>
  all.reduce((sum, heard) => sum + ('noiseBytes' in heard ? heard.noiseBytes : 0), 0);

describe.each(words)('events of a program with words of %i bytes', (word) => {
  const encode = (event: InputEvent) => encodeInputEvent(event, pressedMs, word);

  it('are written and read as a C program does it', () => {
    expect(hex(Buffer.concat(press.map(encode)))).toBe(hex(goldenBytes(word)));
    expect(new InputEventParser(word).push(goldenBytes(word))).toEqual(press);
  });

  it('are read wherever they are cut', () => {
    const parser = new InputEventParser(word);
    const heard = [...goldenBytes(word)].flatMap((byte) => parser.push(Uint8Array.of(byte)));
    expect(heard).toEqual(press);
  });

  it.each([
    ['a type that no keyboard has', { type: 0x16, code: 0, value: 0 }],
    ['a code above all keys', { type: 1, code: 0x300, value: 1 }],
    ['a fourth state of a key', { type: 1, code: 76, value: 3 }],
    ['a negative state of a key', { type: 1, code: 76, value: -1 }],
  ])('are none with %s', (_, event) => {
    const heard = new InputEventParser(word).push(encode(event));
    expect(heard).toEqual([{ noiseBytes: 1 }]);
    const whole = new InputEventParser(word).push(Buffer.concat([encode(event), goldenBytes(word)]));
    expect(whole).toEqual([{ noiseBytes: encode(event).length }, ...press]);
  });

  it('are none with a million of microseconds', () => {
    const bytes = goldenBytes(word);
    bytes.writeUInt32LE(1_000_000, word);
    expect(noiseIn(new InputEventParser(word).push(bytes))).toBe(bytes.length / press.length);
  });

  it('are found again wherever the stream begins or breaks', () => {
    const bytes = goldenBytes(word);
    const eventBytes = bytes.length / press.length;
    for (let cut = 1; cut < bytes.length; cut++) {
      const broken = Buffer.concat([bytes, bytes.subarray(cut), bytes, bytes]);
      const heard = new InputEventParser(word).push(broken);
      const wholeTail = Math.floor((bytes.length - cut) / eventBytes);
      const expected = [...press, ...press.slice(press.length - wholeTail), ...press, ...press];
      expect(heard.filter((one) => !isNoise(one))).toEqual(expected);
      expect(noiseIn(heard)).toBe((bytes.length - cut) % eventBytes);
    }
  });

  it(`are found again after noise, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new InputEventParser(word);
    for (let round = 0; round < 500; round++) {
      const noise = Uint8Array.from({ length: Math.floor(random() * 100) }, () => Math.floor(random() * 256));
      const heard = [...parser.push(noise), ...parser.push(Buffer.concat(press.map(encode)))];
      // Noise may end in what could begin an event, which then costs the first one.
      expect(heard.slice(-2)).toEqual(press.slice(-2));
    }
  });

  it(`stay in step with 10⁶ bytes of anything, seed ${seed}`, () => {
    const random = seeded(seed);
    const parser = new InputEventParser(word);
    let noise = 0;
    let events = 0;
    for (let at = 0; at < 1_000_000; at += 1000) {
      const heard = parser.push(Uint8Array.from({ length: 1000 }, () => Math.floor(random() * 256)));
      noise += noiseIn(heard);
      events += heard.filter((one) => !isNoise(one)).length;
    }
    expect(events).toBeLessThan(3);
    expect(noise).toBeGreaterThan(1_000_000 - 100);
  });
});

describe('words of an event', () => {
  it.each([
    ['arm', 4],
    ['ia32', 4],
    ['arm64', 8],
    ['x64', 8],
  ])('have on %s %i bytes', (arch, bytes) => {
    expect(wordBytesOn(arch)).toBe(bytes);
  });

  it.each([
    ['seconds', 4],
    ['microseconds', 12],
  ])('of 8 bytes hold no more %s than there will ever be', (_, highPart) => {
    const bytes = goldenBytes(8);
    bytes.writeUInt32LE(2, highPart);
    expect(new InputEventParser(8).push(bytes)).toEqual([{ noiseBytes: 24 }, ...press.slice(1)]);
  });
});

describe('keys by name', () => {
  it.each([
    ['KP5', 76],
    ['kp5', 76],
    ['KEY_KP5', 76],
    ['key_enter', 28],
    ['5', 6],
    ['0', 11],
    ['F24', 194],
    ['SELECT', 0x161],
    ['KEY_KEY_A', null],
    ['KP', null],
    ['-', null],
    ['', null],
    ['POWER', null],
    ['constructor', null],
  ])('%s is %s', (name, code) => {
    expect(keyCode(name)).toBe(code);
  });

  it('are each another key', () => {
    const all = keyNames.map(keyCode);
    expect(new Set(all).size).toBe(keyNames.length);
    expect(all.every((code) => code !== null && code < keyCount && isKeyCode(code))).toBe(true);
    expect(isKeyCode(0)).toBe(false);
  });

  const header = '/usr/include/linux/input-event-codes.h';

  it.skipIf(!existsSync(header))('are those of the kernel', () => {
    const defined = readFileSync(header, 'utf8').matchAll(/^#define KEY_(\w+)\s+(0x[0-9a-f]+|\d+)/gm);
    const kernel = new Map([...defined].map(([, name, code]) => [name, Number(code)]));
    expect(keyNames.filter((name) => kernel.get(name) !== keyCode(name))).toEqual([]);
  });
});
