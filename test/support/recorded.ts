import type { DomainEvent } from '../../firmware-host/domain/events.ts';
import type { Recorded } from '../../firmware-host/journal/journal.ts';

/** An event as the journal keeps it, at a position. */
export function recorded(seq: number, event: DomainEvent = signedIn): Recorded {
  return {
    seq,
    id: `id-${seq}`,
    v: 1,
    time: { at: seq, monoMs: seq, boot: 'boot', trusted: true },
    actor: { kind: 'host', id: 'test' },
    ...event,
  };
}

const signedIn = { type: 'counter.signed-in', data: { counter: '1', agent: 'lin' } } as const;
