/** From where to where a fact can bring a ticket, and what it changes there. */
import type { PlacedEvent, TicketEvents } from '../../../firmware-host/domain/events.ts';

export interface Entry {
  readonly id: string;
  readonly visit: string;
  readonly number: string;
  /** The day on which it was taken. */
  readonly day: number;
  readonly appointmentAt: number | null;
  readonly arrivalKey: number;
  wasCalled: boolean;
  at: 'waiting' | 'called' | 'serving' | 'held' | 'parked' | 'finished' | 'no-show' | 'cancelled';
  counter: string | null;
  service: string;
  class: string;
  /** Where it stands in its line. */
  key: number;
  placed: number;
  forCounter: string | null;
}

export type TicketMove = Exclude<keyof TicketEvents, 'ticket.taken' | 'ticket.recovered' | 'ticket.refused'>;

interface Move {
  readonly from: readonly Entry['at'][];
  readonly to: Entry['at'] | null;
  readonly change?: (entry: Entry, event: PlacedEvent, isStaffed: (counter: string) => boolean) => void;
}

const live = ['waiting', 'called', 'serving', 'held', 'parked'] as const;
const ends = ['finished', 'no-show', 'cancelled'] as const;

const toLine: Move['change'] = (entry, { data, seq }) => {
  const { key } = data as { key: number };
  Object.assign(entry, { key, placed: seq, counter: null });
};

export const moves: Readonly<Record<TicketMove, Move>> = {
  'ticket.called': {
    from: ['waiting', 'called'],
    to: 'called',
    change: (entry, { data }) =>
      void Object.assign(entry, { counter: (data as { counter: string }).counter, forCounter: null }),
  },
  'ticket.started': { from: ['called'], to: 'serving' },
  'ticket.held': { from: ['serving'], to: 'held' },
  'ticket.resumed': { from: ['held'], to: 'serving' },
  'ticket.finished': { from: ['serving', 'held'], to: 'finished' },
  'ticket.no-show': { from: ['called'], to: 'no-show' },
  'ticket.cancelled': { from: live, to: 'cancelled' },
  'ticket.transferred': {
    from: ['serving'],
    to: 'waiting',
    change: (entry, event, isStaffed) => {
      toLine(entry, event, isStaffed);
      const { service, toCounter } = event.data as TicketEvents['ticket.transferred'];
      Object.assign(entry, { service, forCounter: toCounter });
    },
  },
  'ticket.corrected': {
    from: ['waiting', 'called', 'serving'],
    to: 'waiting',
    change: (entry, event, isStaffed) => {
      toLine(entry, event, isStaffed);
      const { service } = event.data as TicketEvents['ticket.corrected'];
      Object.assign(entry, { service, forCounter: null });
    },
  },
  'ticket.parked': { from: ['waiting', 'serving'], to: 'parked' },
  'ticket.unparked': {
    from: ['parked'],
    to: 'waiting',
    change: (entry, event, isStaffed) => {
      toLine(entry, event, isStaffed);
      const { forCounter } = entry;
      // Nobody waits for a counter at which nobody sits any more.
      if (forCounter !== null && !isStaffed(forCounter)) entry.forCounter = null;
    },
  },
  'ticket.returned': { from: ['no-show'], to: 'waiting', change: toLine },
  'ticket.requeued': {
    from: ['waiting', 'called', 'held'],
    to: 'waiting',
    change: (entry, event, isStaffed) => {
      toLine(entry, event, isStaffed);
      entry.forCounter = null;
    },
  },
  'ticket.moved': { from: ['waiting'], to: null, change: toLine },
  'ticket.prioritised': { from: ['waiting'], to: null, change: (entry) => void (entry.class = 'priority') },
  'ticket.care-set': { from: live, to: null },
  'ticket.noted': { from: [...live, ...ends], to: null },
  'ticket.reissued': { from: live, to: null },
  'ticket.reprinted': { from: live, to: null },
  'ticket.marked': {
    from: ['serving', 'finished'],
    to: null,
    change: ({ id, at }, { data }) => {
      const { by } = data as TicketEvents['ticket.marked'];
      expectThat(by === 'agent' || at === 'finished', `the visitor of ${id} was asked too early`);
    },
  },
  'ticket.overran': { from: ['serving'], to: null },
};

export const isSeated = ({ at }: Entry): boolean => at === 'called' || at === 'serving';

export const isLive = ({ at }: Entry): boolean => !ends.some((end) => end === at);

export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
