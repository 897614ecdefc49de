/** What a checkpoint is worth in a journal that was restored since it was written. */
import type { Journal, Recorded } from '../journal/journal.ts';
import { epochOf } from '../journal/journal.ts';
import type { ParkedEvent } from '../messages/centre.ts';
import type { Checkpoint, EpochSpan } from './checkpoint.ts';

/** The journal as it is now. */
export interface JournalNow {
  readonly journal: Pick<Journal, 'read'>;
  readonly epoch: number;
  /** Position of its last event. */
  readonly last: number;
}

export interface BroughtUp {
  readonly checkpoint: Checkpoint;
  /** For the technician. Empty when the checkpoint is what it was. */
  readonly lines: readonly string[];
}

/**
 * Brings a checkpoint into the present epoch of the journal. Restorations may have followed on each other, and a later one may have
 * brought back what an earlier one had given up, so the latest alone says too little. The checkpoint remembers of which epochs its
 * journal was put together, and the events of this one say of which they are: as far as both agree, the events are the same, for a
 * position is used once in an epoch. Behind that, all is sent, whatever the centre had at these positions before.
 * @param name of the checkpoint, for the technician
 * @throws Error of the journal, or with the remedy when the checkpoint is of another journal
 */
export async function inThisEpoch(read: Checkpoint, now: JournalNow, name: string): Promise<BroughtUp> {
  const { epoch, last } = now;
  const remedy = 'it belongs to another journal; delete it to send this one from the first event on';
  const before = read.epochs.at(-1)?.epoch ?? 1;
  if (before > epoch)
    throw new Error(`${name} is of epoch ${before}, but the journal is of epoch ${epoch}: ${remedy}`);
  if (before < epoch) return broughtUp(read, now);
  if (read.position <= last) return { checkpoint: read, lines: [] };
  throw new Error(`${name} is at position ${read.position}, but the journal ends at ${last}: ${remedy}`);
}

async function broughtUp(
  { position, epochs, parked, stopped }: Checkpoint,
  now: JournalNow,
): Promise<BroughtUp> {
  const spans = await spansOf(now);
  const known = commonEnd(epochs, spans);
  const isKnown = ({ sequence }: ParkedEvent) => sequence <= known;
  const refused = stopped?.refused ?? [];
  const checkpoint = {
    position: Math.min(position, known),
    epochs: [...spans],
    parked: parked.filter(isKnown),
    // Why it stopped was a matter of the centre: people see to that all the same.
    stopped: stopped && { ...stopped, refused: refused.filter(isKnown) },
  };
  const lost = [...parked, ...refused].filter((event) => !isKnown(event));
  return {
    checkpoint,
    lines: [
      `centre: the journal was restored and is of epoch ${now.epoch}; events go on behind position ${checkpoint.position}`,
      ...lost.map(
        ({ id, type, sequence }) =>
          `centre: event ${id} (${type}, sequence ${sequence}) waited for people and is lost with the journal`,
      ),
    ],
  };
}

/** The last position up to which two journals are the same. */
function commonEnd(then: readonly EpochSpan[], now: readonly EpochSpan[]): number {
  const [oldest] = now;
  if (oldest === undefined) return 0;
  // The first events may no longer be kept: what was deleted, the centre had.
  const start = then.findIndex(({ epoch, from }) => epoch === oldest.epoch && from <= oldest.from);
  if (start === -1) return oldest.from - 1;
  for (let index = 1; ; index += 1) {
    const [one, other] = [then[start + index], now[index]];
    if (one !== undefined && one.epoch === other?.epoch && one.from === other.from) continue;
    return Math.min(one?.from ?? Infinity, other?.from ?? Infinity) - 1;
  }
}

/** The pieces of which the journal is put together; the last is the present epoch, also while it has no event yet. */
async function spansOf(now: JournalNow): Promise<readonly EpochSpan[]> {
  const spans: EpochSpan[] = [];
  for (let epoch = 0; ; epoch = spans.at(-1)?.epoch ?? Infinity) {
    const event = await firstAfterEpoch(epoch, now);
    if (event === null) break;
    spans.push({ epoch: epochOf(event), from: event.seq });
  }
  if (spans.at(-1)?.epoch !== now.epoch) spans.push({ epoch: now.epoch, from: now.last + 1 });
  return spans;
}

/** The first event of a later epoch. Epochs only rise along a journal, so halving finds it in a few readings. */
async function firstAfterEpoch(epoch: number, { journal, last }: JournalNow): Promise<Recorded | null> {
  let from = 1;
  let until = last;
  let found: Recorded | null = null;
  while (from <= until) {
    const middle = Math.floor((from + until) / 2);
    const event = await firstFrom(journal, middle);
    if (event !== null && epochOf(event) <= epoch) {
      from = event.seq + 1;
    } else {
      found = event ?? found;
      until = middle - 1;
    }
  }
  return found;
}

async function firstFrom(journal: Pick<Journal, 'read'>, position: number): Promise<Recorded | null> {
  for await (const [event] of journal.read(position, { limit: 1 })) if (event !== undefined) return event;
  return null;
}
