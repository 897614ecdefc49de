import type { RandomSource } from '../../../drivers/driver.ts';

/** What Firmata gives a meaning to: commands, features, modes, separators, the pins of an Uno and some that it has not. */
const words = Buffer.from('f0f0f0f7f7f7f9ff90919293d0e06c6a6e6e797177727375030b0102097f1360', 'hex');

/** Bytes of which a quarter are any, and the rest mean something; uniform noise hardly ever makes a whole message. */
export function noise(random: RandomSource, length: number): Buffer {
  const any = () => Math.floor(random() * 256);
  const word = () => words[Math.floor(random() * words.length)] ?? 0;
  return Buffer.from(Array.from({ length }, () => (random() < 0.25 ? any() : word())));
}

/** The same bytes in several ways of being cut: each by itself, in pieces of some lengths, and at places that chance has. */
export function cuts(bytes: Uint8Array, random: RandomSource): Uint8Array[][] {
  const every = (length: () => number) => {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const end = at + length();
      pieces.push(bytes.subarray(at, end));
      at = end;
    }
    return pieces;
  };
  const fixed = [1, 2, 3, 7, bytes.length].map((length) => every(() => length));
  const byChance = Array.from({ length: 20 }, () => every(() => 1 + Math.floor(random() * 9)));
  return [...fixed, ...byChance];
}
