import type { Decision } from '../decision.ts';
import { accept, nothingNew, refuse } from '../decision.ts';
import type { DomainEvent } from '../events.ts';
import type { KioskAssistReason } from '../kiosk-assist.ts';
import type { State } from '../state.ts';
import type { Ask } from './ask.ts';
import { kioskOf } from './kiosks.ts';

/** A visitor at a kiosk calls staff. Pressed again, nothing is told twice, and nobody who is on the way is lost. */
export function callToKiosk({ state, lobby }: Ask, kiosk: string, why: KioskAssistReason): Decision {
  if (kioskOf(lobby, kiosk) === undefined) return refuse('kiosk-unknown');
  if (state.kioskAssists.has(kiosk)) return nothingNew;
  return accept({ type: 'kiosk.assist-called', data: { kiosk, why, ticket: null } });
}

/** Somebody says: I am on my way. The kiosk tells the visitor. */
export function goToKiosk({ state, lobby }: Ask, kiosk: string, owner: string): Decision {
  if (kioskOf(lobby, kiosk) === undefined) return refuse('kiosk-unknown');
  const assist = state.kioskAssists.get(kiosk);
  if (assist === undefined) return refuse('assist-none');
  if (!lobby.agents.some(({ id }) => id === owner)) return refuse('agent-unknown');
  return assist.owner === owner ? nothingNew : accept({ type: 'kiosk.assist-taken', data: { kiosk, owner } });
}

/** By staff, when it is done; or by the visitor, who needs nobody any more: one who is to be fetched cannot be called off by whoever comes next. */
export function settleAtKiosk({ state, lobby }: Ask, kiosk: string, by: 'visitor' | 'staff'): Decision {
  if (kioskOf(lobby, kiosk) === undefined) return refuse('kiosk-unknown');
  const assist = state.kioskAssists.get(kiosk);
  if (assist === undefined) return by === 'visitor' ? nothingNew : refuse('assist-none');
  if (by === 'visitor' && assist.why === 'escort') return nothingNew;
  return accept({ type: 'kiosk.assist-settled', data: { kiosk, by } });
}

/** Facts with which somebody who is to be fetched is at a counter, or gone. */
const arrivals: ReadonlySet<DomainEvent['type']> = new Set<DomainEvent['type']>([
  'ticket.started',
  'ticket.finished',
  'ticket.no-show',
  'ticket.cancelled',
]);

/** Who asks to be fetched calls staff with the number; and the call ends with the visit's beginning, or its end. */
export function kioskFollows({ state }: Ask, facts: readonly DomainEvent[]): readonly DomainEvent[] {
  const told: DomainEvent[] = [];
  for (const fact of facts) {
    if (fact.type === 'ticket.taken' && fact.data.care.escort && fact.data.by === 'kiosk') {
      const { kiosk, ticket } = fact.data;
      told.push({ type: 'kiosk.assist-called', data: { kiosk, why: 'escort', ticket } });
    }
    if (!arrivals.has(fact.type) || !('ticket' in fact.data)) continue;
    const { ticket } = fact.data;
    for (const [kiosk, assist] of state.kioskAssists)
      if (assist.ticket === ticket && !isSettled([...facts, ...told], kiosk))
        told.push({ type: 'kiosk.assist-settled', data: { kiosk, by: 'visit' } });
  }
  return told;
}

const isSettled = (facts: readonly DomainEvent[], kiosk: string): boolean =>
  facts.some(({ type, data }) => type === 'kiosk.assist-settled' && data.kiosk === kiosk);

/** All of them, at the end of a day; or those of kiosks that are no more. */
export const settleKiosks = (
  { kioskAssists }: Pick<State, 'kioskAssists'>,
  by: 'day-end' | 'kiosk-gone',
  isOver: (kiosk: string) => boolean = () => true,
): readonly DomainEvent[] =>
  [...kioskAssists.keys()]
    .filter(isOver)
    .map((kiosk) => ({ type: 'kiosk.assist-settled', data: { kiosk, by } }));
