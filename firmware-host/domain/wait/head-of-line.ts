import { standingAt } from '../line.ts';
import { serviceLine } from '../line-key.ts';
import { ticketClasses } from '../lobby.ts';
import type { State } from '../state.ts';

/** For how long the first of those who wait for some services has waited, in lobby time; null where nobody waits. */
export function headOfLineMs(state: State, services: readonly string[], nowMs: number): number | null {
  let firstMs: number | null = null;
  for (const service of services) {
    for (const ticketClass of ticketClasses) {
      const line = state.lines.get(serviceLine(service, ticketClass));
      const key = line && standingAt(line, 0)?.key;
      // A place before all arrivals is one that staff have given, and says nothing about the time.
      if (key !== undefined && key >= 0 && (firstMs === null || key < firstMs)) firstMs = key;
    }
  }
  return firstMs === null ? null : Math.max(0, nowMs - firstMs);
}
