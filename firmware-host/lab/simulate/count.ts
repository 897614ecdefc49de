import type { EventData, EventType } from '../../domain/events.ts';
import type { State } from '../../domain/state.ts';
import type { Recorded } from '../../journal/journal.ts';

/** What an event adds to a count. `nowMs` is when it happened. */
type Count<Of, T extends EventType> = (
  counts: Of,
  data: EventData[T],
  at: { readonly nowMs: number; readonly state: Readonly<State> },
) => void;

/** For the types that matter to a count. */
export type Counts<Of> = { readonly [T in EventType]?: Count<Of, T> };

export function countEvent<Of>(
  table: Counts<Of>,
  counts: Of,
  { type, data, time }: Recorded,
  state: Readonly<State>,
): void {
  (table[type] as Count<Of, EventType> | undefined)?.(counts, data, { nowMs: time.monoMs, state });
}
