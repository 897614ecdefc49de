/** What a board should show, part by part, what it was sent, and what it has acknowledged, and since when it has not. */
import type { Part } from './codec.ts';
import type { RepaintLoad } from './repaint.ts';

interface SlatePart {
  readonly wanted: Part;
  /** Last sent; null where that is not known to count, so that the part has to be sent. */
  readonly sent: Buffer | null;
  /** Last acknowledged; null where the board may show anything. */
  readonly shown: Buffer | null;
  /** Since when a change of it waits to be acknowledged, it or a newer one; null when none does. */
  readonly waitsSinceMs: number | null;
}

/** Parts by their index. */
export type SlateParts = ReadonlyMap<number, Buffer>;

export class Slate {
  #parts: readonly SlatePart[];
  /** The part that was refreshed last. */
  #turn = -1;

  constructor(wanted: readonly Part[]) {
    this.#parts = wanted.map((part) => ({ wanted: part, sent: null, shown: null, waitsSinceMs: null }));
  }

  /** Whether the board has acknowledged all that is wanted. */
  get isShown(): boolean {
    return this.#parts.every(
      ({ wanted, shown }) => isNothing(wanted) || (shown !== null && wanted.bytes.equals(shown)),
    );
  }

  /** Since when the change waits that has waited longest for an acknowledgement; null when all is acknowledged that was changed. */
  get waitsSinceMs(): number | null {
    const all = this.#parts.flatMap(({ waitsSinceMs }) => waitsSinceMs ?? []);
    return all.length === 0 ? null : Math.min(...all);
  }

  /** There was nobody before to acknowledge anything. */
  waitAnew(): void {
    const nowMs = performance.now();
    this.#each((part) => ({ ...part, waitsSinceMs: part.waitsSinceMs === null ? null : nowMs }));
  }

  /** Whether all that is wanted was sent. */
  get isSent(): boolean {
    return !this.#parts.some(isDue);
  }

  /** Whether all that has changed was sent; what is only sent once more may still be due. */
  get isChangeSent(): boolean {
    return !this.#parts.some((part) => isDue(part) && part.shown?.equals(part.wanted.bytes) !== true);
  }

  /** What it takes to send all of it once more: part by part to a board that is alone on its line, else in one go. */
  repaintLoad(stations: number): RepaintLoad {
    const repainted = this.#parts.filter(({ wanted }) => isRepainted(wanted));
    const goes = stations === 1 ? Math.max(1, repainted.length) : 1;
    const bytes = repainted.reduce((sum, { wanted }) => sum + wanted.bytes.length, 0);
    return { goes, goBytes: bytes / goes, stations };
  }

  /** Whether something urgent has to be sent. */
  get isUrgent(): boolean {
    return this.#parts.some(isUrgent);
  }

  /** Replaces what is wanted, for every part; false if that is what was wanted before. */
  want(wanted: readonly Part[]): boolean {
    const before = this.#parts;
    const nowMs = performance.now();
    this.#parts = before.map((part, index) => {
      const next = wanted[index] ?? part.wanted;
      if (next.bytes.equals(part.wanted.bytes)) return { ...part, wanted: next };
      return { ...part, wanted: next, waitsSinceMs: isNothing(next) ? null : (part.waitsSinceMs ?? nowMs) };
    });
    return this.#parts.some((part, index) => before[index]?.wanted.bytes.equals(part.wanted.bytes) !== true);
  }

  /** Whether a board may refuse all of these and be well. */
  isOptional(parts: SlateParts): boolean {
    return [...parts.keys()].every((index) => this.#parts[index]?.wanted.isOptional === true);
  }

  /** The parts to be sent, in their order; as long as some are urgent, only those. */
  due(): SlateParts {
    const due = new Map<number, Buffer>();
    const onlyUrgent = this.isUrgent;
    for (const [index, part] of this.#parts.entries()) {
      if (isDue(part) && (!onlyUrgent || isUrgent(part))) due.set(index, part.wanted.bytes);
    }
    return due;
  }

  /** These parts are on their way; from now on the board may show them, or still the old ones. */
  sending(parts: SlateParts): void {
    this.#each((part, index) => {
      const sent = parts.get(index);
      if (!sent) return part;
      return { ...part, sent, shown: part.shown?.equals(sent) === true ? sent : null };
    });
  }

  /** The board has acknowledged these parts. */
  acknowledged(parts: SlateParts): void {
    const nowMs = performance.now();
    this.#each((part, index) => {
      const shown = parts.get(index);
      if (!shown) return part;
      return { ...part, shown, waitsSinceMs: shown.equals(part.wanted.bytes) ? null : nowMs };
    });
  }

  /** These parts have to be sent again. */
  unsent(parts: SlateParts): void {
    this.#each((part, index) => (parts.has(index) ? { ...part, sent: null } : part));
  }

  /** Parts of which it is not known what the board shows have to be sent again. */
  unsentWhereUnknown(): void {
    this.#each((part) => (part.shown === null ? { ...part, sent: null } : part));
  }

  /** The next part in turn has to be sent again, though nothing speaks against what was acknowledged. */
  refreshNext(): void {
    const count = this.#parts.length;
    for (let step = 1; step <= count; step++) {
      const index = (this.#turn + step) % count;
      const part = this.#parts[index];
      if (part === undefined || !isRepainted(part.wanted)) continue;
      this.#each((other, place) => (place === index ? { ...other, sent: null } : other));
      this.#turn = index;
      return;
    }
  }

  /** The same for all that are in that turn. */
  refreshAll(): void {
    this.#each((part) => (isRepainted(part.wanted) ? { ...part, sent: null } : part));
  }

  /** All parts have to be sent again, though nothing speaks against what was acknowledged. */
  refresh(): void {
    this.#each((part) => ({ ...part, sent: null }));
  }

  /** What was acknowledged is not believed any more. */
  distrust(): void {
    this.#each((part) => ({ ...part, shown: null }));
  }

  #each(change: (part: SlatePart, index: number) => SlatePart): void {
    this.#parts = this.#parts.map(change);
  }
}

const isNothing = ({ bytes }: Part): boolean => bytes.length === 0;

const isRepainted = (part: Part): boolean => !isNothing(part) && part.isKept !== true;

const isDue = ({ wanted, sent }: SlatePart): boolean =>
  !isNothing(wanted) && (sent === null || !wanted.bytes.equals(sent));

/** What is only sent once more is not. */
const isUrgent = (part: SlatePart): boolean =>
  part.wanted.urgent === true && isDue(part) && part.shown?.equals(part.wanted.bytes) !== true;
