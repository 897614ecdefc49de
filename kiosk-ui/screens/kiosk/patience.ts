/** How long the host has not been heard. Shorter than the patience of a visitor, a lost connection is a breath that was held. */
const patienceMs = 10_000;

export class Patience {
  /** Since when the host is not heard; null while it is. */
  #lostAtMs: number | null = performance.now();

  heard(isHeard: boolean): void {
    if (isHeard) this.#lostAtMs = null;
    else this.#lostAtMs ??= performance.now();
  }

  get isOver(): boolean {
    return this.#lostAtMs !== null && performance.now() - this.#lostAtMs > patienceMs;
  }
}
