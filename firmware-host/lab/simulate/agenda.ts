interface Entry<T> {
  readonly atMs: number;
  readonly order: number;
  readonly what: T;
}

/** What is to happen, by its time; of the same time, in the order in which it was put down. A binary heap. */
export class Agenda<T> {
  readonly #heap: Entry<T>[] = [];
  #order = 0;

  get nextAtMs(): number | null {
    return this.#heap[0]?.atMs ?? null;
  }

  add(atMs: number, what: T): void {
    const entry = { atMs, order: (this.#order += 1), what };
    let index = this.#heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      const above = this.#heap[parent];
      if (above === undefined || !isSooner(entry, above)) break;
      this.#heap[index] = above;
      index = parent;
    }
    this.#heap[index] = entry;
  }

  /** Takes the next one off; undefined when nothing is left. */
  take(): { readonly atMs: number; readonly what: T } | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const sooner = this.#soonerOf(left, left + 1);
      const below = this.#heap[sooner];
      if (below === undefined || !isSooner(below, last)) break;
      this.#heap[index] = below;
      index = sooner;
    }
    this.#heap[index] = last;
    return first;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #soonerOf(left: number, right: number): number {
    const [one, other] = [this.#heap[left], this.#heap[right]];
    return one !== undefined && other !== undefined && isSooner(other, one) ? right : left;
  }
}

const isSooner = <T>(one: Entry<T>, other: Entry<T>): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
