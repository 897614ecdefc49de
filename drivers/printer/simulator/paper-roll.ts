/** The papers that have come out of a simulated printer. */
import type { PaperItem } from './paper.ts';

/** One paper up to its cut, or to where it was torn; `done: false` while it still hangs in the printer. */
export interface Paper {
  readonly id: number;
  readonly done: boolean;
  /** Bytes that made it, its job's cut and process id included. */
  readonly bytes: number;
  readonly items: readonly PaperItem[];
}

const kept = 20;

export class PaperRoll {
  #papers: Paper[] = [];
  #lastId = 0;
  /** Bytes read since the last item: they belong to whatever comes next. */
  #unclaimedBytes = 0;

  /** The latest 20, newest first. */
  get papers(): readonly Paper[] {
    return this.#papers;
  }

  read(bytes: number): void {
    this.#unclaimedBytes += bytes;
  }

  /** The bytes so far end a job: they belong to the paper before them. */
  jobEnded(): void {
    const [latest, ...older] = this.#papers;
    if (latest) this.#papers = [this.#claim(latest), ...older];
  }

  add(item: PaperItem): void {
    const [latest, ...older] = this.#papers;
    const isNew = latest === undefined || latest.done;
    const base = isNew ? { id: ++this.#lastId, done: false, bytes: 0, items: [] } : latest;
    const paper = this.#claim({ ...base, done: item.kind === 'cut', items: [...base.items, item] });
    this.#papers = [paper, ...(isNew ? this.#papers : older)].slice(0, kept);
  }

  /** What hangs out half printed has been pulled off, as one does when one opens the cover. */
  tearOff(): void {
    this.#papers = this.#papers.map((paper) => ({ ...paper, done: true }));
  }

  /** Somebody has taken the finished papers. */
  take(): void {
    this.#papers = this.#papers.filter(({ done }) => !done);
  }

  #claim(paper: Paper): Paper {
    const bytes = paper.bytes + this.#unclaimedBytes;
    this.#unclaimedBytes = 0;
    return { ...paper, bytes };
  }
}
