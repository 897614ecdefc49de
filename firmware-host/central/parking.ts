/** How a checkpoint changes by what the centre refuses, and by what people then decide. Pure: nothing here is sent or written. */
import { instant } from '../clock.ts';
import type { Recorded } from '../journal/journal.ts';
import type { CentreView, ParkedEvent } from '../messages/centre.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Delivery } from './http-sender.ts';

type Refusal = Extract<Delivery, { kind: 'refused' }>;

/** What people have to know of an event that was refused. */
export function parkedEvent({ id, seq, type, time }: Recorded, { status, reason }: Refusal): ParkedEvent {
  return { id, sequence: seq, type, at: instant(time.at), status, reason };
}

/** Behind an event that is left to people. */
export function parked(now: Checkpoint, event: ParkedEvent): Checkpoint {
  return { ...now, position: event.sequence, parked: [...now.parked, event] };
}

/** Without an event that was parked: it was taken after all, or given up. */
export function unparked(now: Checkpoint, id: string): Checkpoint {
  return { ...now, parked: now.parked.filter((event) => event.id !== id) };
}

/** As it was before the first of them was parked, and stopped there. @param refused in order, without one taken between */
export function stoppedBefore(now: Checkpoint, refused: readonly ParkedEvent[]): Checkpoint {
  const ids = new Set(refused.map(({ id }) => id));
  const reasons = refused.map(({ sequence, status, reason }) => `${sequence}: ${status} ${reason}`.trim());
  return {
    epochs: now.epochs,
    position: (refused[0]?.sequence ?? 1) - 1,
    parked: now.parked.filter(({ id }) => !ids.has(id)),
    stopped: {
      reason: `the centre refused ${refused.length} events in a row (${reasons.join('; ')})`,
      refused: [...refused],
    },
  };
}

/** Stopped no longer. @param parking leaves what was refused to people and goes on behind it; else it is sent again */
export function resumed(now: Checkpoint, parking: boolean): Checkpoint {
  const { position, parked: before, stopped } = now;
  const refused = parking ? (stopped?.refused ?? []) : [];
  const to = refused.at(-1)?.sequence ?? position;
  return { ...now, position: to, parked: [...before, ...refused], stopped: null };
}

/** Position up to which the centre has everything: what it has refused, and people are still to settle, it has not. */
export const acknowledged = ({ delivered, parked: left }: Pick<CentreView, 'delivered' | 'parked'>): number =>
  Math.min(delivered, ...left.map(({ sequence }) => sequence - 1));
