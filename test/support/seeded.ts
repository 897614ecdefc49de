/** A reproducible source of chance, the one that simulated days run on; every random test prints its seed. */
export { seededSource as seeded } from '../../firmware-host/lab/simulate/chance.ts';

/** The seed of this run: from FOYER_SEED to repeat one, else new; always printed. */
export function seedOf(test: string): number {
  const seed = Number(process.env['FOYER_SEED'] ?? Math.floor(Math.random() * 0x1_0000_0000));
  process.stdout.write(`${test}: FOYER_SEED=${seed}\n`);
  return seed;
}
