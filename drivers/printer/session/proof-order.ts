/**
 * Process ids of the jobs since the printer was last empty, also of doubted ones. They come in the order of their jobs. Where one is
 * missing, the printer was switched off and on between the two: it has forgotten what it had of the one before and how it was set up, and
 * half a paper of it may hang above the later one.
 */
export class ProofOrder {
  #owed: readonly string[] = [];

  /** A job with this process id is to follow the others. */
  add(processId: string): void {
    this.#owed = [...this.#owed, processId];
  }

  /** The job was never begun. */
  drop(processId: string): void {
    this.#owed = this.#owed.filter((owed) => owed !== processId);
  }

  /** No job is with the printer any more. */
  clear(): void {
    this.#owed = [];
  }

  /** A process id has come. @returns whether that of a job before it is missing */
  overtakes(processId: string): boolean {
    const place = this.#owed.indexOf(processId);
    this.#owed = this.#owed.slice(place + 1);
    return place > 0;
  }
}
