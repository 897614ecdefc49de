import type { AppointmentSource } from './appointment.ts';
import type { CaseDetails } from './case-file.ts';
import type { PauseReason } from './counter-desk.ts';
import type { DeviceCondition } from './device.ts';
import type { KioskAssistReason } from './kiosk-assist.ts';
import type { Lobby } from './lobby.ts';
import type { MetricCommand } from './metric-commands.ts';
import type { Moment } from './moment.ts';
import type { Notice } from './notice.ts';
import type { RatingSource } from './rating.ts';
import type { NumberFloor, Restoration } from './restoration.ts';
import type { Care, NoteKind, PrintProblem, PrintProof } from './ticket.ts';
import type { Timetable } from './timetable.ts';

/** Everything that can be asked of the rules. Ids and secrets come in as data: the rules know no chance. */
export type Command =
  | ArrivalCommand
  | CounterCommand
  | KioskCommand
  | TicketCommand
  | RatingCommand
  | CaseCommand
  | LobbyCommand
  | PrintCommand
  | DeviceCommand
  | MetricCommand;

/** What visitors ask for on arrival. `at` of times that are booked are in ms since 1970. */
export type ArrivalCommand =
  | {
      readonly type: 'take-ticket';
      /** Null where an appointment says it. */
      readonly service: string | null;
      /** Null: the lobby's first kiosk. */
      readonly kiosk: string | null;
      /** Null: the lobby's first language. */
      readonly language: string | null;
      readonly ticket: string;
      readonly token: string;
      /** At a kiosk whoever passes may touch; staff and the demo are not children. */
      readonly by: 'kiosk' | 'staff' | 'demo';
      /** A reason for priority, or null. */
      readonly priority?: string | null;
      /** Whoever grants the priority where the visitor may not choose it, and who approves beyond the quota. */
      readonly issuer?: string | null;
      readonly approver?: string | null;
      /** The code of an appointment or a return slot. */
      readonly appointment?: string | null;
      /** Who comes, where it is known: a keyed hash, never the key itself. */
      readonly visitorKey?: string | null;
      /** Ticket of the same visitor, when there are several matters. */
      readonly beside?: string | null;
      readonly size?: number;
      readonly care?: Care;
      /** The answer to "another number?" of a kiosk that has given many. */
      readonly isConfirmed?: boolean;
    }
  | { readonly type: 'report-blocked'; readonly service: string; readonly kiosk: string }
  | {
      readonly type: 'book-appointment';
      readonly appointment: string;
      readonly code: string;
      readonly service: string;
      readonly at: number;
      /** Whom it is for: a keyed hash, never the key itself. */
      readonly visitorKey?: string | null;
      readonly source: Exclude<AppointmentSource, 'return-slot'>;
    }
  | {
      readonly type: 'take-return-slot';
      /** Null: the lobby's first kiosk. */
      readonly kiosk: string | null;
      readonly appointment: string;
      readonly code: string;
      readonly service: string;
    }
  | { readonly type: 'cancel-appointment'; readonly appointment: string }
  | {
      readonly type: 'recover-ticket';
      readonly ticket: string;
      readonly service: string;
      /** The sequence on the slip. */
      readonly slip: number;
      readonly outcome: 'finished' | 'no-show' | 'cancelled';
      readonly counter: string | null;
      readonly agent: string | null;
    };

/** What an agent may do at a counter without saying more, in the order of a visit. */
export const counterActions = [
  'call-next',
  'recall',
  'start',
  'finish',
  'no-show',
  'hold',
  'ready',
  'sign-out',
] as const;
export type CounterAction = (typeof counterActions)[number];

/** Where a ticket goes in the line that it comes to. `time`: by its arrival, as if it had stood there all the while. */
export type LinePlace = 'front' | 'time' | 'back';

export type CounterCommand =
  | { readonly type: 'sign-in'; readonly counter: string; readonly agent: string }
  | { readonly type: CounterAction; readonly counter: string }
  /** The agent has forgotten to press finish: the end is estimated. */
  | { readonly type: 'finish-forgotten'; readonly counter: string }
  | { readonly type: 'resume'; readonly counter: string; readonly ticket: string }
  | {
      readonly type: 'transfer';
      readonly counter: string;
      readonly service: string | null;
      readonly toCounter: string | null;
      readonly place: LinePlace;
      readonly reason: string;
    }
  | { readonly type: 'park'; readonly counter: string; readonly untilAt: number; readonly reason: string }
  | { readonly type: 'pause'; readonly counter: string; readonly reason: PauseReason }
  /** Of the visit that is being served, or has just been. */
  | {
      readonly type: 'mark-visit';
      readonly counter: string;
      readonly ticket: string;
      readonly settled: boolean;
    }
  | {
      readonly type: 'hand-over';
      readonly counter: string;
      readonly agent: string;
      readonly note: string | null;
    }
  | { readonly type: 'force-sign-out'; readonly counter: string }
  | { readonly type: 'shut-counter'; readonly counter: string; readonly reason: string }
  | { readonly type: 'reopen-counter'; readonly counter: string }
  | { readonly type: 'call-assist'; readonly counter: string; readonly level: number }
  | { readonly type: 'take-assist'; readonly counter: string; readonly owner: string }
  | { readonly type: 'settle-assist'; readonly counter: string };

/** A visitor's call for staff, at a kiosk. */
export type KioskCommand =
  | { readonly type: 'call-to-kiosk'; readonly kiosk: string; readonly why: KioskAssistReason }
  | { readonly type: 'go-to-kiosk'; readonly kiosk: string; readonly owner: string }
  | { readonly type: 'settle-at-kiosk'; readonly kiosk: string; readonly by: 'visitor' | 'staff' };

/** What is done to a ticket wherever it stands. */
export type TicketCommand =
  | {
      readonly type: 'cancel';
      readonly ticket: string;
      readonly by: 'visitor' | 'staff';
      readonly reason: string | null;
    }
  | { readonly type: 'return'; readonly ticket: string }
  /** A visitor who needs more time lets some go first. */
  | { readonly type: 'postpone'; readonly ticket: string; readonly places: number }
  | { readonly type: 'move'; readonly ticket: string; readonly place: LinePlace; readonly reason: string }
  | {
      readonly type: 'park-waiting';
      readonly ticket: string;
      readonly untilAt: number;
      readonly reason: string;
    }
  | { readonly type: 'unpark'; readonly ticket: string }
  | { readonly type: 'correct-service'; readonly ticket: string; readonly service: string }
  | {
      readonly type: 'prioritise';
      readonly ticket: string;
      readonly reason: string;
      readonly issuer: string;
      readonly approver: string | null;
    }
  | { readonly type: 'set-care'; readonly ticket: string; readonly care: Care }
  | {
      readonly type: 'note';
      readonly ticket: string;
      readonly agent: string | null;
      readonly note: string;
      /** Progress if left out. */
      readonly kind?: NoteKind;
    }
  /** The visitor's own word on whether the matter was settled. */
  | { readonly type: 'mark-own'; readonly ticket: string; readonly settled: boolean }
  | { readonly type: 'reissue'; readonly ticket: string; readonly token: string }
  | { readonly type: 'reprint'; readonly ticket: string }
  /** Staff have looked after a visitor whose paper failed or is uncertain. */
  | { readonly type: 'settle-paper'; readonly ticket: string };

/** The ticket of the visit that is meant; left out where a button cannot know it, and whatever visit is the latest is meant. */
interface OfVisit {
  readonly visit?: string | undefined;
}

export type RatingCommand =
  | (OfVisit & {
      readonly type: 'rate';
      readonly counter: string;
      readonly score: number;
      readonly by: RatingSource;
      /** When the button was pressed: what is told later, because the journal was away, is not later for it. */
      readonly at: Moment;
    })
  | (OfVisit & { readonly type: 'give-reason'; readonly counter: string; readonly reason: string })
  /** `contact` is a reference to what the visitor left. */
  | (OfVisit & { readonly type: 'ask-call-back'; readonly counter: string; readonly contact: string });

/** Texts (`matter`, `result`) are references. */
export type CaseCommand =
  | {
      readonly type: 'record-case';
      readonly case: string;
      readonly receiver: string;
      readonly matter: string;
      /** As they were if left out. */
      readonly details?: CaseDetails;
      /** Where something has come of it already. */
      readonly result?: string;
    }
  | { readonly type: 'resolve-case'; readonly case: string; readonly agent: string; readonly result: string }
  | { readonly type: 'call-back'; readonly case: string; readonly agent: string; readonly result: string }
  | { readonly type: 'sign-case'; readonly case: string; readonly manager: string };

/** What becomes of a ticket that is left when the day closes. */
export type Disposition = 'keep' | 'cancel' | 'finish';

export type LobbyCommand =
  | { readonly type: 'apply-config'; readonly lobby: Lobby; readonly timetable: Timetable | null }
  | { readonly type: 'open-day'; readonly date: string; readonly timetable: Timetable }
  | {
      readonly type: 'close-day';
      /** By ticket. */
      readonly dispositions: Readonly<Record<string, Disposition>>;
      /** What becomes of all others; null: each one has to be named. */
      readonly rest: Disposition | null;
    }
  | { readonly type: 'reopen-day' }
  | { readonly type: 'time-passed' }
  | { readonly type: 'evacuate'; readonly reason: string }
  | { readonly type: 'resume-lobby' }
  | {
      readonly type: 'close-service';
      readonly service: string;
      readonly reason: Readonly<Record<string, string>>;
    }
  | { readonly type: 'open-service'; readonly service: string }
  | { readonly type: 'post-notice'; readonly notice: Omit<Notice, 'active'> }
  | { readonly type: 'withdraw-notice'; readonly notice: string }
  /** From the host, before everything else: numbers must not begin again. */
  | ({ readonly type: 'note-restored'; readonly floors: readonly NumberFloor[] } & Restoration)
  | { readonly type: 'acknowledge-restored' };

export type PrintCommand =
  | { readonly type: 'print-sending'; readonly job: string }
  | { readonly type: 'print-move'; readonly job: string; readonly printer: string }
  | { readonly type: 'print-printed'; readonly job: string; readonly proof: PrintProof }
  | {
      readonly type: 'print-failed' | 'print-uncertain';
      readonly job: string;
      readonly problem: PrintProblem;
    };

export type DeviceCommand =
  | ({ readonly type: 'device-change' } & DeviceCondition)
  /** Staff have put a new roll in. */
  | { readonly type: 'load-paper'; readonly printer: string };

export type CommandType = Command['type'];
