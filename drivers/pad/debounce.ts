/** One press out of whatever a button's contact does. Pure: time comes in with each level. */

interface Contact {
  readonly down: boolean;
  /** Since when it has been so; of a contact as it was first read, for ever: nobody has seen it move. */
  readonly sinceMs: number;
}

/**
 * A press counts at the first contact, not after a pause: a tap of 3 ms is one. From then on the button is deaf until it has
 * been up for `releaseMs` without a break, so that neither the chatter of a press nor that of a release is another one.
 */
export class Debounce {
  readonly #releaseMs: number;
  readonly #contacts = new Map<number, Contact>();

  constructor(releaseMs: number) {
    this.#releaseMs = releaseMs;
  }

  /**
   * Takes a level of a button's contact, whether or not it is another than before. The first one tells only how the button is.
   * @param atMs of any clock that never runs backwards, the same one for all levels of a button
   * @returns whether this is a press
   */
  level(button: number, down: boolean, atMs: number): boolean {
    const before = this.#contacts.get(button);
    if (before?.down === down) return false;
    this.#contacts.set(button, { down, sinceMs: before ? atMs : -Infinity });
    return down && before !== undefined && atMs - before.sinceMs >= this.#releaseMs;
  }
}
