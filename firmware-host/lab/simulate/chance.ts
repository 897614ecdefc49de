/** Chance that repeats itself: all that is random in a simulated day comes from one seed. */
import type { RandomSource } from '../../../drivers/driver.ts';
import type { Ids } from '../../ids.ts';

/** mulberry32: small, quick, and the same on every machine. */
export function seededSource(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Ids that count: a simulated day is looked at by nobody who could guess one. */
export function countedIds(random: RandomSource): Ids {
  let count = 0;
  const next = (prefix: string) => `${prefix}${(count += 1)}`;
  return {
    ulid: () => next('s'),
    token: () => next('t'),
    signingKey: () => Buffer.alloc(32),
    fraction: random,
  };
}

export const happens = (share: number, random: RandomSource): boolean => random() < share;

/** One of a list that is not empty, each as likely as the other. */
export function oneOf<T>(values: readonly T[], random: RandomSource): T | undefined {
  return values[Math.floor(random() * values.length)];
}

/**
 * A duration around a mean, never below zero and with a long tail, as services and walks are (Brown et al. 2005 found handling
 * times in service to be lognormal).
 * @param variation standard deviation ÷ mean
 */
export function lognormalMs(meanMs: number, variation: number, random: RandomSource): number {
  const sigmaSquared = Math.log(1 + variation * variation);
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return meanMs * Math.exp(Math.sqrt(sigmaSquared) * normal - sigmaSquared / 2);
}
