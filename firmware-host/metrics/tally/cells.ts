import { addTo, noSums, type Cell, type Dimension, type Sums } from '../measures.ts';

type Key = { readonly [D in Dimension]?: string };

/** Sums by half hour and by all dimensions at once; or, as `isByDay`, of the whole day. */
export class Cells {
  readonly #cells = new Map<string, Cell & { readonly sums: Sums }>();
  readonly #isByDay: boolean;

  constructor(isByDay: boolean) {
    this.#isByDay = isByDay;
  }

  get isByDay(): boolean {
    return this.#isByDay;
  }

  add(bin: number | null, key: Key, sums: Partial<Sums>): void {
    const start = this.#isByDay ? null : bin;
    const { service = '', counter = '', agent = '', class: kind = '' } = key;
    const name = `${start}\n${service}\n${counter}\n${agent}\n${kind}`;
    let cell = this.#cells.get(name);
    if (cell === undefined) {
      cell = { bin: start, service, counter, agent, class: kind, sums: noSums() };
      this.#cells.set(name, cell);
    }
    addTo(cell.sums, sums);
  }

  all(): Cell[] {
    return [...this.#cells.values()];
  }
}
