/** The papers that have come out of a simulated printer, and the roll that they come from. */
import { withItem, type PaperItem, type Placed } from './paper.ts';

/** One paper up to its cut, or to where it was torn; `done: false` while it still hangs in the printer. */
export interface Paper {
  readonly id: number;
  readonly done: boolean;
  /** Bytes that made it, its job's cut and process id included. */
  readonly bytes: number;
  /** Paper that has moved for it; 8 dots to the millimetre. */
  readonly lengthDots: number;
  readonly items: readonly PaperItem[];
}

export interface RollSize {
  /** Of a new roll; endless by default. */
  readonly rollMm?: number;
  /** Left on the roll when the near-end sensor speaks. */
  readonly nearEndMm?: number;
}

const kept = 20;

/** Nobody leaves a paper of this many lines hanging out: it would reach the floor. */
const itemsMax = 1000;

const usualNearEndMm = 2000;

export class PaperRoll {
  readonly #dotsPerMm: number;
  readonly #rollDots: number;
  readonly #nearEndDots: number;
  #papers: Paper[] = [];
  #lastId = 0;
  /** Bytes read since the last item: they belong to whatever comes next. */
  #unclaimedBytes = 0;
  #movedDots = 0;
  #loadedAtDots = 0;

  constructor(dotsPerMm: number, { rollMm = Infinity, nearEndMm = usualNearEndMm }: RollSize = {}) {
    this.#dotsPerMm = dotsPerMm;
    this.#rollDots = rollMm * dotsPerMm;
    this.#nearEndDots = nearEndMm * dotsPerMm;
  }

  /** The latest 20, newest first. */
  get papers(): readonly Paper[] {
    return this.#papers;
  }

  /** Paper that has moved since the printer was made, in mm, of whatever roll. */
  get printedMm(): number {
    return this.#movedDots / this.#dotsPerMm;
  }

  get isNearEnd(): boolean {
    return this.#leftDots <= this.#nearEndDots;
  }

  get isEmpty(): boolean {
    return this.#leftDots <= 0;
  }

  get #leftDots(): number {
    return this.#rollDots - (this.#movedDots - this.#loadedAtDots);
  }

  /** A new roll; who puts it in pulls off what hangs out. */
  load(): void {
    this.#loadedAtDots = this.#movedDots;
    this.tearOff();
  }

  read(bytes: number): void {
    this.#unclaimedBytes += bytes;
  }

  /** The bytes so far end a job: they belong to the paper before them. */
  jobEnded(): void {
    const [latest, ...older] = this.#papers;
    if (latest) this.#papers = [this.#claim(latest), ...older];
  }

  add(placed: Placed): void {
    const [latest, ...older] = this.#papers;
    const isNew = latest === undefined || latest.done;
    const base = isNew ? { id: ++this.#lastId, done: false, bytes: 0, lengthDots: 0, items: [] } : latest;
    const items = withItem(base.items, placed);
    const done = placed.item.kind === 'cut' || items.length >= itemsMax;
    const paper = this.#claim({ ...base, done, lengthDots: base.lengthDots + placed.dots, items });
    this.#movedDots += placed.dots;
    this.#papers = [paper, ...(isNew ? this.#papers : older)].slice(0, kept);
  }

  /** What hangs out half printed has been pulled off, as one does when one opens the cover. */
  tearOff(): void {
    this.#papers = this.#papers.map((paper) => ({ ...paper, done: true }));
  }

  /** Where there is no knife, a paper that was fed so far at its end is one to tear off. @returns whether one was */
  tearAtEdge(edgeDots: number): boolean {
    const [latest] = this.#papers;
    if (latest === undefined || latest.done) return false;
    const last = latest.items.at(-1);
    if (last?.kind !== 'feed' || last.dots < edgeDots) return false;
    this.tearOff();
    return true;
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
