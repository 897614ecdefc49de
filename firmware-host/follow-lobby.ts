/** What happens in the lobby by itself because of what has happened: papers, boards, pads, and what the journal hears of devices. */
import { setTimeout as pause } from 'node:timers/promises';
import type { LobbyConfig } from '../config/schema.ts';
import { reasonOf } from './central/reason.ts';
import type { Clock } from './clock.ts';
import type { Devices } from './devices/devices.ts';
import { PaintBoards } from './displays/boards/paint-boards.ts';
import { DeviceFacts } from './followers/device-facts.ts';
import { PrintTickets } from './followers/print-tickets.ts';
import { layTicket } from './followers/ticket-layout.ts';
import type { Handler } from './handle.ts';
import { AnswerPresses } from './pads/answer-presses.ts';
import type { RatingWindows } from './pads/rating-windows.ts';
import { TakePresses } from './pads/take-presses.ts';
import { rehearseTickets } from './paper/rehearse.ts';
import type { Stationery } from './paper/stationery.ts';
import type { Site } from './site.ts';

/** How long a journal that takes nothing is left alone before a paper's end is told again. */
const RETRY_PAUSE_MS = 1000;

const retryPause = () => pause(RETRY_PAUSE_MS);

interface Core {
  readonly handler: Handler;
  readonly clock: Clock;
  readonly stationery: Stationery;
}

export interface Work {
  /** As `PrintTickets.printTest`. */
  readonly printTest: PrintTickets['printTest'];
  /** Settles what the last run left behind. */
  begin(): Promise<void>;
  /** Takes nothing new; resolves when what is under way is settled and told. */
  settle(): Promise<void>;
}

export function followLobby(
  { config, say }: { readonly config: LobbyConfig; readonly say: (line: string) => void },
  { handler, clock, stationery }: Core,
  { site, devices, windows }: { site: Site; devices: Devices; windows: RatingWindows },
): Work {
  const tickets = new PrintTickets({
    handler,
    printers: devices.printers.byId(),
    layOut: (ticket) => layTicket(site, ticket, stationery.formOf(ticket.print?.printer ?? '')),
    onUnprintable: (job, error) =>
      say(
        `paper ${job} could not be made: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    retryPause,
  });
  const { pads } = devices;
  const answers = new AnswerPresses({ handler, clock, pads, windows });
  const presses = new TakePresses({ handler, clock, pads, answers, say, retryPause });
  const facts = new DeviceFacts({ handler, devices, say });
  let painting: PaintBoards | null = null;
  return {
    printTest: (printer, document) => tickets.printTest(printer, document),
    begin: async () => {
      painting = new PaintBoards({ handler, clock, site, boards: devices.boards, say });
      await tickets.recover();
      const services = handler.committed.lobby?.services ?? [];
      const house = { services, dayRule: config, now: clock.now() };
      // Nobody waits for it, and without it the first ticket is only slower.
      void rehearseTickets({ site, stationery, house, printers: devices.printers.byId() }).catch(
        (error: unknown) => say(`tickets could not be rehearsed: ${reasonOf(error)}`),
      );
    },
    settle: async () => {
      painting?.stop();
      answers.stop();
      await Promise.all([tickets.stop(), presses.stop(), facts.stop()]);
    },
  };
}
