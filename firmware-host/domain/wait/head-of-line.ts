import { standingAt } from '../line.ts';
import { serviceLine } from '../line-key.ts';
import { ticketClasses } from '../lobby.ts';
import type { State } from '../state.ts';
import { ticketOf } from '../state.ts';

/** For how long the first of those who wait for some services has waited, in lobby time; null where nobody waits. */
export function headOfLineMs(state: State, services: readonly string[], nowMs: number): number | null {
  let firstMs: number | null = null;
  for (const service of services) {
    for (const ticketClass of ticketClasses) {
      const line = state.lines.get(serviceLine(service, ticketClass));
      const first = line && standingAt(line, 0);
      // A place before all arrivals is one that staff have given, and says nothing about the time.
      if (first === undefined || first.key < 0) continue;
      const sinceMs = Math.max(first.key, ticketOf(state, first.ticket).waitingMs);
      if (firstMs === null || sinceMs < firstMs) firstMs = sinceMs;
    }
  }
  return firstMs === null ? null : Math.max(0, nowMs - firstMs);
}
