import type { ArrivalCommand } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refuse } from '../decision.ts';
import { formatArchiveNumber, formatNumber, numberKey } from '../numbers.ts';
import type { Ask } from './ask.ts';

/** Everything was down, and visitors were served by pre-printed slips: their visits are entered when it is up again. */
export function recoverTicket(
  { state, lobby }: Ask,
  command: Extract<ArrivalCommand, { type: 'recover-ticket' }>,
): Decision {
  const { ticket, service: letter, slip, outcome, counter, agent } = command;
  if (state.day === null) return refuse('day-not-open');
  const service = lobby.services.find((known) => known.letter === letter);
  if (service === undefined) return refuse('service-unknown');
  if (counter !== null && !state.counters.has(counter)) return refuse('counter-unknown');
  if (agent !== null && !lobby.agents.some(({ id }) => id === agent)) return refuse('agent-unknown');
  if (service.slips === null || slip < service.slips.from || slip > service.slips.to)
    return refuse('slip-unknown');
  const number = formatNumber(letter, slip, service.numbers.digits);
  // Today's tickets are looked through as well: the series may have been changed in the middle of the day.
  const isOut = [...state.tickets.values()].some((other) => numberKey(other.number) === numberKey(number));
  if (isOut || state.day.keptNumbers.has(numberKey(number))) return refuse('slip-used');
  const archiveNumber = formatArchiveNumber(state.day.date, state.day.issued + 1);
  return accept({
    type: 'ticket.recovered',
    data: { ticket, service: letter, number, archiveNumber, counter, agent, outcome },
  });
}
