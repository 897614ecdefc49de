/** Clocks at 1970, a day slow, ten years fast, set while the host runs, changed for summer time, and cut off at midnight. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../support/seeded.ts';
import { EARLY } from './clocks/ledger.ts';
import { Life, Tally } from './clocks/life.ts';
import { MemoryMedium, StoreMedium } from './clocks/media.ts';
import { roundSeed, type Context, type Scenario } from './scenario.ts';

/** A round is a start; so many of them are one lobby's life. */
export const STARTS_PER_LIFE = 25;
/** One life in so many is kept in the real store: one start of it costs as much as a hundred in memory. */
const LIVES_PER_STORE = 10;

export const clocks: Scenario = {
  name: 'clocks',
  title: 'clocks that start anywhere and jump: no number twice, no day early, nothing lost',
  rounds: { full: 1000, short: 250 },
  controlRounds: 4 * STARTS_PER_LIFE,
  run,
};

/** A life that was interrupted is lived again from its beginning, which gives the same: its earlier starts are told already. */
async function run(context: Context): Promise<readonly string[]> {
  const last = context.from + context.rounds - 1;
  const tally = new Tally();
  const firstLife = Math.floor((context.from - 1) / STARTS_PER_LIFE);
  for (let number = firstLife; number * STARTS_PER_LIFE < last; number += 1) {
    const dir = number % LIVES_PER_STORE === 1 ? join(context.dir, `life-${number}`) : null;
    if (dir !== null) freshDir(dir);
    await live(context, tally, number, dir);
    if (dir !== null) rmSync(dir, { recursive: true });
  }
  const { days, boots, cuts, jumps, looks, believed } = tally;
  context.figure(
    `${boots} boots, ${cuts} cuts, ${jumps} jumps while it ran; ${days} days opened by the clock, which was believed in ${believed} of ${looks} looks`,
  );
  return [];
}

async function live(context: Context, tally: Tally, number: number, dir: string | null): Promise<void> {
  const before = number * STARTS_PER_LIFE;
  const last = Math.min(context.from + context.rounds - 1, before + STARTS_PER_LIFE);
  const medium = dir === null ? new MemoryMedium() : new StoreMedium(dir);
  const life = new Life(seeded(roundSeed(context.seed, before + 1)), medium, tally, context.control);
  for (let round = before + 1; round <= last; round += 1) {
    const known = life.ledger.broken.length;
    await life.round();
    const broken = life.ledger.broken.slice(known);
    // That a clock is believed which is wrong is what the control does; what comes of it is the question.
    const told = context.control ? broken.filter((sentence) => sentence.includes(EARLY)) : broken;
    if (round >= context.from) context.done(round, told);
  }
  if (last % 250 === 0) context.say(`${last} starts`);
}

function freshDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
}
