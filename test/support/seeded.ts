/** A reproducible source of chance (mulberry32); every random test prints its seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** The seed of this run: from FOYER_SEED to repeat one, else new; always printed. */
export function seedOf(test: string): number {
  const seed = Number(process.env['FOYER_SEED'] ?? Math.floor(Math.random() * 0x1_0000_0000));
  process.stdout.write(`${test}: FOYER_SEED=${seed}\n`);
  return seed;
}
