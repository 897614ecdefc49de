/** What a board should show, row by row, what it was sent, and what it has acknowledged. Pure; rows are bytes of the wire. */

interface SlateRow {
  readonly wanted: Buffer;
  /** Last sent; null where that is not known to count, so that the row has to be sent. */
  readonly sent: Buffer | null;
  /** Last acknowledged; null where the board may show anything. */
  readonly shown: Buffer | null;
}

/** Rows by their index from the top. */
export type SlateRows = ReadonlyMap<number, Buffer>;

export class Slate {
  #rows: readonly SlateRow[];

  constructor(wanted: readonly Buffer[]) {
    this.#rows = wanted.map((row) => ({ wanted: row, sent: null, shown: null }));
  }

  /** Whether the board has acknowledged all that is wanted. */
  get isShown(): boolean {
    return this.#rows.every(({ wanted, shown }) => shown !== null && wanted.equals(shown));
  }

  /** Replaces what is wanted, for every row; false if that is what was wanted before. */
  want(wanted: readonly Buffer[]): boolean {
    const before = this.#rows;
    this.#rows = before.map((row, index) => ({ ...row, wanted: wanted[index] ?? row.wanted }));
    return this.#rows.some((row, index) => !before[index]?.wanted.equals(row.wanted));
  }

  /** The rows to be sent, from the top, as many as have room in so many bytes by `bytesOf`, but one at least. */
  due(bytesMax: number, bytesOf: (row: Buffer) => number): SlateRows {
    const due = new Map<number, Buffer>();
    let bytes = 0;
    for (const [index, { wanted, sent }] of this.#rows.entries()) {
      if (sent !== null && wanted.equals(sent)) continue;
      bytes += bytesOf(wanted);
      if (bytes > bytesMax && due.size > 0) break;
      due.set(index, wanted);
    }
    return due;
  }

  /** These rows are on their way; from now on the board may show them, or still the old ones. */
  sending(rows: SlateRows): void {
    this.#each((row, index) => {
      const sent = rows.get(index);
      if (!sent) return row;
      return { ...row, sent, shown: row.shown?.equals(sent) === true ? sent : null };
    });
  }

  /** The board has acknowledged these rows. */
  acknowledged(rows: SlateRows): void {
    this.#each((row, index) => ({ ...row, shown: rows.get(index) ?? row.shown }));
  }

  /** These rows have to be sent again. */
  unsent(rows: SlateRows): void {
    this.#each((row, index) => (rows.has(index) ? { ...row, sent: null } : row));
  }

  /** Rows of which it is not known what the board shows have to be sent again. */
  unsentWhereUnknown(): void {
    this.#each((row) => (row.shown === null ? { ...row, sent: null } : row));
  }

  /** This row has to be sent again, though nothing speaks against what was acknowledged. */
  refreshRow(at: number): void {
    this.#each((row, index) => (index === at ? { ...row, sent: null } : row));
  }

  /** All rows have to be sent again, though nothing speaks against what was acknowledged. */
  refresh(): void {
    this.#each((row) => ({ ...row, sent: null }));
  }

  /** What was acknowledged is not believed any more. */
  distrust(): void {
    this.#each((row) => ({ ...row, shown: null }));
  }

  #each(change: (row: SlateRow, index: number) => SlateRow): void {
    this.#rows = this.#rows.map(change);
  }
}
