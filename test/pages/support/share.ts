/**
 * `npm run pages` looks at everything; `npm run pages:short`, as CI has it, at a share of it: every other state in one language, and every page
 * by every kind of test. `PAGES_SEED` chooses which: ten seeds one after the other have seen all states in all languages.
 */
const isShort = process.env['PAGES_SHORT'] === '1';
const seed = Number(process.env['PAGES_SEED'] ?? 0);
if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('PAGES_SEED is a whole number from 0.');

/** What a run says of itself; null where it looks at everything. */
export const shareSaid = isShort ? `a share of everything, PAGES_SEED=${seed}` : null;

/**
 * One in so many, when the run is a short one.
 * @param place shifts the choice, so that the shares of several lists differ
 */
export const shareOf = <One>(all: readonly One[], oneIn: number, place = 0): readonly One[] =>
  isShort ? all.filter((_, at) => (at + seed + place) % oneIn === 0) : all;
