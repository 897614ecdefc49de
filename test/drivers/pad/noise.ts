import type { RandomSource } from '../../../drivers/driver.ts';

/** What Firmata gives a meaning to: commands, features, modes, separators, the pins of an Uno and some that it has not. */
const words = Buffer.from('f0f0f0f7f7f7f9ff90919293d0e06c6a6e6e797177727375030b0102097f1360', 'hex');

/** Bytes of which a quarter are any, and the rest mean something; uniform noise hardly ever makes a whole message. */
export function noise(random: RandomSource, length: number): Buffer {
  const any = () => Math.floor(random() * 256);
  const word = () => words[Math.floor(random() * words.length)] ?? 0;
  return Buffer.from(Array.from({ length }, () => (random() < 0.25 ? any() : word())));
}
