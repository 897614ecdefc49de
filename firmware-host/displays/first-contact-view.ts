import { instant } from '../clock.ts';
import type { State } from '../domain/state.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { CounterTicket } from '../messages/counter.ts';
import type { Site } from '../site.ts';

type FirstContact = Pick<CounterTicket, 'firstAgent' | 'firstAt' | 'notes' | 'isCase' | 'isRecorded'>;

const moment = (at: number | null) => (at === null ? null : instant(at));

/** What whoever received the visitor first left for all who come after: who that was, and what was written. */
export function firstContactView(
  site: Site,
  state: Readonly<State>,
  { id, firstAgent, firstAt, notes }: Ticket,
): FirstContact {
  const nameOf = (agent: string | null) =>
    agent === null ? null : (site.agents.find((known) => known.id === agent)?.name ?? agent);
  const file = state.cases.get(id);
  return {
    firstAgent: nameOf(firstAgent),
    firstAt: moment(firstAt),
    notes: notes.map(({ note, kind, agent, at }) => ({
      id: note,
      kind,
      agent: nameOf(agent),
      at: moment(at),
    })),
    isCase: file !== undefined,
    isRecorded: file !== undefined && file.matter !== null,
  };
}
