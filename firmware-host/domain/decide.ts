import type { Command } from './commands.ts';
import type { Decision } from './decision.ts';
import { accept, nothingNew, refuse } from './decision.ts';
import type { Moment } from './moment.ts';
import { forceSignOut, handOver, reopenCounter, shutCounter, signIn } from './rules/agents.ts';
import { bookAppointment, cancelAppointment, takeReturnSlot } from './rules/appointments.ts';
import type { Ask } from './rules/ask.ts';
import { askAt } from './rules/ask.ts';
import { acknowledgeAlarm, judgeMetrics } from './rules/alarms.ts';
import { callAssist, settleAssist, takeAssist } from './rules/assist.ts';
import { caseFollows } from './rules/case-follows.ts';
import { decideCase } from './rules/cases.ts';
import { counterFollows } from './rules/counter-follows.ts';
import { decideCounter } from './rules/counter.ts';
import { closeDay, openDay, reopenDay } from './rules/day.ts';
import { timePassed } from './rules/due.ts';
import { changeDevice, loadPaper } from './rules/devices.ts';
import { whyNotNow } from './rules/gate.ts';
import { markVisit } from './rules/marks.ts';
import { acknowledgeRestored, noteRestored } from './rules/journal.ts';
import { enterInput, withdrawInput } from './rules/metric-inputs.ts';
import { freezeMonth } from './rules/months.ts';
import { postNotice, withdrawNotice } from './rules/notices.ts';
import { callToKiosk, goToKiosk, kioskFollows, settleAtKiosk } from './rules/kiosk-assist.ts';
import { decidePrint, movePrint } from './rules/print-jobs.ts';
import { askCallBack, decideRating, giveReason } from './rules/rate.ts';
import { recoverTicket } from './rules/recover.ts';
import { applyConfig, closeService, openService } from './rules/services.ts';
import { reportBlocked, takeTicket } from './rules/take-ticket.ts';
import { decideTicket } from './rules/tickets.ts';
import type { State } from './state.ts';

/**
 * The rules: what becomes of a command at a moment. Reads the state, changes nothing, and knows no clock and no chance.
 */
export function decide(state: State, command: Command, now: Moment): Decision {
  if (command.type === 'apply-config') return applyConfig(state, command.lobby, command.timetable);
  if (command.type === 'note-restored') return noteRestored(state, command);
  const ask = askAt(state, now);
  if (ask === null) return refuse('day-not-open');
  const gate = whyNotNow(state, command.type);
  if (gate !== null) return refuse(gate);
  // The type of the command and that of its rule belong together, which the table's own type cannot say.
  const decision = (rules[command.type] as Rule<Ruled['type']>)(ask, command);
  if ('refusal' in decision || decision.events.length === 0) return decision;
  const { events } = decision;
  const told = [...events, ...counterFollows(ask, events)];
  return { events: [...told, ...caseFollows(ask, events), ...kioskFollows(ask, told)] };
}

/** Everything but what comes before there are rules. */
type Ruled = Exclude<Command, { type: 'apply-config' | 'note-restored' }>;

type Rule<T extends Ruled['type']> = (ask: Ask, command: Ruled & { readonly type: T }) => Decision;

const rules: { readonly [T in Ruled['type']]: Rule<T> } = {
  'take-ticket': takeTicket,
  'report-blocked': (ask, { service, kiosk }) => reportBlocked(ask, service, kiosk),
  'book-appointment': bookAppointment,
  'take-return-slot': takeReturnSlot,
  'cancel-appointment': (ask, { appointment }) => cancelAppointment(ask, appointment),
  'recover-ticket': recoverTicket,

  'call-next': decideCounter,
  recall: decideCounter,
  start: decideCounter,
  finish: decideCounter,
  'finish-forgotten': decideCounter,
  'no-show': decideCounter,
  hold: decideCounter,
  resume: decideCounter,
  transfer: decideCounter,
  park: decideCounter,
  pause: decideCounter,
  ready: decideCounter,
  'sign-out': decideCounter,
  'mark-visit': markVisit,

  'sign-in': (ask, { counter, agent }) => signIn(ask, counter, agent),
  'hand-over': handOver,
  'force-sign-out': (ask, { counter }) => forceSignOut(ask, counter),
  'shut-counter': (ask, { counter, reason }) => shutCounter(ask, counter, reason),
  'reopen-counter': (ask, { counter }) => reopenCounter(ask, counter),
  'call-assist': (ask, { counter, level }) => callAssist(ask, counter, level),
  'take-assist': (ask, { counter, owner }) => takeAssist(ask, counter, owner),
  'settle-assist': (ask, { counter }) => settleAssist(ask, counter),

  'call-to-kiosk': (ask, { kiosk, why }) => callToKiosk(ask, kiosk, why),
  'go-to-kiosk': (ask, { kiosk, owner }) => goToKiosk(ask, kiosk, owner),
  'settle-at-kiosk': (ask, { kiosk, by }) => settleAtKiosk(ask, kiosk, by),

  cancel: decideTicket,
  return: decideTicket,
  postpone: decideTicket,
  move: decideTicket,
  'park-waiting': decideTicket,
  unpark: decideTicket,
  'correct-service': decideTicket,
  prioritise: decideTicket,
  'set-care': decideTicket,
  note: decideTicket,
  'mark-own': decideTicket,
  reissue: decideTicket,
  reprint: decideTicket,
  'settle-paper': decideTicket,

  rate: decideRating,
  'give-reason': giveReason,
  'ask-call-back': askCallBack,

  'record-case': decideCase,
  'resolve-case': decideCase,
  'call-back': decideCase,
  'sign-case': decideCase,

  'open-day': (ask, { date, timetable }) => openDay(ask, date, timetable),
  'close-day': closeDay,
  'reopen-day': reopenDay,
  'time-passed': timePassed,
  evacuate: ({ state }, { reason }) =>
    state.frozen === null ? accept({ type: 'lobby.frozen', data: { reason } }) : nothingNew,
  'resume-lobby': ({ state: { frozen } }) =>
    frozen === null ? nothingNew : accept({ type: 'lobby.resumed', data: { reason: frozen } }),
  'close-service': closeService,
  'open-service': (ask, { service }) => openService(ask, service),
  'post-notice': (ask, { notice }) => postNotice(ask, notice),
  'withdraw-notice': (ask, { notice }) => withdrawNotice(ask, notice),
  'acknowledge-restored': acknowledgeRestored,

  'print-sending': decidePrint,
  'print-printed': decidePrint,
  'print-failed': decidePrint,
  'print-uncertain': decidePrint,
  'print-move': movePrint,
  'device-change': changeDevice,
  'load-paper': loadPaper,

  'enter-input': enterInput,
  'withdraw-input': withdrawInput,
  'judge-metrics': judgeMetrics,
  'acknowledge-alarm': acknowledgeAlarm,
  'freeze-month': freezeMonth,
};
