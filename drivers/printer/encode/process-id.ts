import type { RandomSource } from '../../driver.ts';

/** Characters that a process id may have: space to tilde. */
const digits = 95;

/**
 * Four-character process ids, each different from the last 81 million. They begin anywhere, so that an answer to a job of
 * the host's run before this one is not taken for ours.
 */
export function processIds(random: RandomSource): () => string {
  let count = Math.floor(random() * digits ** 4);
  return () => {
    count = (count + 1) % digits ** 4;
    let rest = count;
    let id = '';
    for (let place = 0; place < 4; place++) {
      id += String.fromCharCode(0x20 + (rest % digits));
      rest = Math.floor(rest / digits);
    }
    return id;
  };
}
