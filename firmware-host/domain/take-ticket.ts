import type { Command } from './commands.ts';
import type { Decision } from './decision.ts';
import { formatArchiveNumber, nextNumber } from './numbers.ts';
import { peopleWaitingBeside } from './order.ts';
import type { State } from './state.ts';
import { predictWait } from './wait.ts';

/** A visitor takes a number. The paper, if the kiosk has a printer, is part of the same fact. */
export function takeTicket(state: State, command: Extract<Command, { type: 'take-ticket' }>): Decision {
  const { lobby, day } = state;
  if (lobby === null || day === null) return { refusal: 'day-not-open' };
  if (!lobby.services.some((service) => service.letter === command.service))
    return { refusal: 'service-unknown' };
  const kiosk =
    command.kiosk === null ? lobby.kiosks[0] : lobby.kiosks.find(({ id }) => id === command.kiosk);
  if (kiosk === undefined) return { refusal: 'kiosk-unknown' };

  const ahead = peopleWaitingBeside(state, command.service);
  const { number } = nextNumber(state, command.service);
  return {
    events: [
      {
        type: 'ticket.taken',
        data: {
          ticket: command.ticket,
          token: command.token,
          service: command.service,
          number,
          archiveNumber: formatArchiveNumber(day.date, day.issued + 1),
          language: command.language ?? lobby.language,
          kiosk: kiosk.id,
          ahead,
          wait: predictWait(state, command.service, ahead),
          print: kiosk.printer === null ? null : { job: `${command.ticket}-1`, printer: kiosk.printer },
        },
      },
    ],
  };
}
