/** Sound as numbers, and as files. */
import { assert, double, int16Array, nat, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chime } from '../../../drivers/speaker/sound/chime.ts';
import {
  amplify,
  isClipped,
  isSilent,
  join,
  lengthMs,
  normalise,
  peak,
  resample,
  sampleRate,
  silence,
  trim,
} from '../../../drivers/speaker/sound/pcm.ts';
import { encodeWav, isOwnWav, parseWav, WavFault } from '../../../drivers/speaker/sound/wav.ts';
import { seedOf } from '../../support/seeded.ts';
import { soxStat, tone } from './stand-in.ts';

const samples = int16Array({ maxLength: 300 }).map((one) => Int16Array.from(one));

describe('samples', () => {
  const seed = seedOf('samples');

  test('are never louder than 16 bit, whatever they are multiplied by', () => {
    assert(
      property(samples, double({ min: 0, max: 50, noNaN: true }), (some, factor) => {
        const made = amplify(some, factor);
        expect(made).toHaveLength(some.length);
        // A sample that turned its sign would be a crack.
        for (const [at, one] of made.entries())
          expect(Math.sign(one) * Math.sign(some[at] ?? 0)).toBeGreaterThanOrEqual(0);
      }),
      { seed },
    );
  });

  test('are as loud as all others, without clipping', () => {
    for (const loudness of [0.01, 0.3, 1]) expect(peak(normalise(tone(50, loudness)))).toBeCloseTo(0.708, 2);
    expect(isClipped(normalise(amplify(tone(50), 9)))).toBe(false);
    expect(peak(normalise(silence(10)))).toBe(0);
  });

  test('lose the silence around them and nothing of what is between', () => {
    const heard = trim(join([silence(300), tone(200), silence(400), tone(100), silence(300)]));
    expect(lengthMs(heard)).toBeGreaterThan(690);
    expect(lengthMs(heard)).toBeLessThan(740);
    expect(trim(silence(100))).toHaveLength(0);
    expect(trim(new Int16Array(0))).toHaveLength(0);
  });

  test('are silent or clipped where an ear says so', () => {
    expect(isSilent(amplify(tone(50), 0.002))).toBe(true);
    expect(isSilent(tone(50, 0.02))).toBe(false);
    expect(isClipped(amplify(tone(50), 4))).toBe(true);
    expect(isClipped(tone(50, 1))).toBe(false);
  });

  test.each([8000, 16_000, 44_100, 48_000])('of %i a second sound as high as before', (rate) => {
    const second = Int16Array.from({ length: rate }, (_, at) =>
      Math.round(16_000 * Math.sin((2 * Math.PI * 440 * at) / rate)),
    );
    const made = resample(second, rate);
    expect(Math.abs(made.length - sampleRate)).toBeLessThan(3);
    const turns = made.filter((one, at) => at > 0 && (made[at - 1] ?? 0) < 0 && one >= 0).length;
    expect(Math.abs(turns - 440)).toBeLessThan(4);
  });
});

/** How many samples are in it; 0 where it is refused as it should be. */
function lengthOf(bytes: Uint8Array): number {
  try {
    return parseWav(bytes).samples.length;
  } catch (error) {
    if (error instanceof WavFault) return 0;
    throw error;
  }
}

describe('a WAV file', () => {
  const seed = seedOf('wav');

  test('comes back as it was', () => {
    assert(
      property(samples, (some) => {
        const { rate, samples: back } = parseWav(encodeWav(some));
        expect(rate).toBe(sampleRate);
        expect(back).toEqual(some);
      }),
      { seed },
    );
  });

  test('whose length was not known when it was begun has all that is there', () => {
    const file = encodeWav(tone(20));
    const view = new DataView(file.buffer);
    view.setUint32(4, 0x7ffff024, true);
    view.setUint32(40, 0x7ffff000, true);
    expect(parseWav(file).samples).toEqual(tone(20));
    expect(isOwnWav(file)).toBe(false);
  });

  test('that is cut anywhere is read as far as it goes, or refused, and never taken for whole', () => {
    const file = encodeWav(tone(5));
    for (let length = 0; length < file.length; length++) {
      const part = file.slice(0, length);
      expect(isOwnWav(part)).toBe(false);
      expect(lengthOf(part)).toBeLessThanOrEqual(Math.max(0, (length - 44) / 2));
    }
    expect(isOwnWav(file)).toBe(true);
  });

  test('of random bytes is no crash', () => {
    const head = encodeWav(tone(1)).slice(0, 44);
    assert(
      property(uint8Array({ maxLength: 80 }), nat(43), (noise, at) => {
        for (const bytes of [Uint8Array.from(noise), Uint8Array.from([...head.slice(0, at), ...noise])]) {
          expect(lengthOf(bytes)).toBeLessThan(80);
        }
      }),
      { seed },
    );
  });

  test.each([
    [20, 3, 'format 3'],
    [22, 2, '2 channels; save it as mono'],
    [24, 4000, '4000 samples a second'],
    [34, 24, '24 bit samples; save it with 16 bit'],
  ])('with %i = %i is refused with a remedy', (at, value, reason) => {
    const file = encodeWav(tone(5));
    new DataView(file.buffer).setUint16(at, value, true);
    expect(() => parseWav(file)).toThrow(reason);
  });

  test('may have other things before its sound', () => {
    const file = encodeWav(tone(5));
    const list = Uint8Array.from([...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0]);
    const longer = Uint8Array.from([...file.slice(0, 36), ...list, ...file.slice(36)]);
    expect(parseWav(longer).samples).toEqual(tone(5));
  });

  test('is one to sox, too', () => {
    const { seconds, loudest } = soxStat(encodeWav(tone(500)));
    expect(seconds).toBeCloseTo(0.5, 2);
    expect(loudest).toBeCloseTo(0.5, 2);
  });
});

test('the chime is soft, neither silent nor clipped, ends in silence, and is always the same', () => {
  const made = chime();
  expect(lengthMs(made)).toBeLessThan(2000);
  expect(peak(made)).toBeGreaterThan(0.2);
  expect(peak(made)).toBeLessThan(0.7);
  expect(Math.abs(made.at(-1) ?? 1)).toBeLessThan(20);
  expect(Math.abs(made[0] ?? 1)).toBeLessThan(20);
  expect(chime()).toEqual(made);
});
