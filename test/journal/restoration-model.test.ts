import { expect, it } from 'vitest';
import { RestoredLife } from '../support/restored-life.ts';
import { seeded, seedOf } from '../support/seeded.ts';

/** More of them say more: `FOYER_LIVES=500 vitest run test/journal/restoration-model.test.ts --testTimeout=0`. */
const LIVES = Number(process.env['FOYER_LIVES'] ?? 5);

it('never brings back what was given up, and loses nothing that a backup has', async () => {
  const seed = seedOf('restorations');
  for (let life = 0; life < LIVES; life += 1)
    await expect(new RestoredLife(seeded(seed + life)).live()).resolves.toBeUndefined();
});
