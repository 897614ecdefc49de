import type { CommandType } from '../commands.ts';
import type { Refusal } from '../refusal.ts';
import type { State } from '../state.ts';

/** When a command is taken. `always`: whatever the lobby is at. `any-day`: also when the day is closed, but not while everybody is outside. */
type When = 'always' | 'any-day' | 'open-day';

const whens: { readonly [T in Exclude<CommandType, 'apply-config' | 'note-restored'>]: When } = {
  // Taking a number says itself why not: who is sent away is counted.
  'take-ticket': 'always',
  'report-blocked': 'always',
  'book-appointment': 'always',
  'take-return-slot': 'open-day',
  'cancel-appointment': 'always',
  'recover-ticket': 'any-day',
  'sign-in': 'open-day',
  'call-next': 'open-day',
  recall: 'open-day',
  start: 'open-day',
  finish: 'open-day',
  'finish-forgotten': 'open-day',
  'no-show': 'open-day',
  hold: 'open-day',
  ready: 'open-day',
  'sign-out': 'any-day',
  resume: 'open-day',
  transfer: 'open-day',
  park: 'open-day',
  pause: 'open-day',
  'mark-visit': 'always',
  'hand-over': 'open-day',
  'force-sign-out': 'always',
  'shut-counter': 'any-day',
  'reopen-counter': 'any-day',
  // In an evacuation most of all.
  'call-assist': 'always',
  'take-assist': 'always',
  'settle-assist': 'always',
  'call-to-kiosk': 'always',
  'go-to-kiosk': 'always',
  'settle-at-kiosk': 'always',
  cancel: 'always',
  return: 'open-day',
  postpone: 'open-day',
  move: 'open-day',
  'park-waiting': 'open-day',
  unpark: 'open-day',
  'correct-service': 'open-day',
  prioritise: 'open-day',
  'set-care': 'always',
  note: 'always',
  'mark-own': 'always',
  reissue: 'any-day',
  reprint: 'any-day',
  'settle-paper': 'always',
  rate: 'always',
  'give-reason': 'always',
  'ask-call-back': 'always',
  'record-case': 'always',
  'resolve-case': 'always',
  'call-back': 'always',
  'sign-case': 'always',
  'open-day': 'always',
  'close-day': 'any-day',
  'reopen-day': 'any-day',
  'time-passed': 'always',
  evacuate: 'always',
  'resume-lobby': 'always',
  'close-service': 'always',
  'open-service': 'always',
  'post-notice': 'always',
  'withdraw-notice': 'always',
  'acknowledge-restored': 'always',
  'print-sending': 'always',
  'print-printed': 'always',
  'print-failed': 'always',
  'print-uncertain': 'always',
  'print-move': 'always',
  'device-change': 'always',
  'load-paper': 'always',
  'enter-input': 'always',
  'withdraw-input': 'always',
  'judge-metrics': 'always',
  'acknowledge-alarm': 'always',
  'freeze-month': 'always',
};

/** Why a command has to wait for the lobby as a whole; null when it has not. */
export function whyNotNow(
  { frozen, day }: State,
  type: Exclude<CommandType, 'apply-config' | 'note-restored'>,
): Refusal | null {
  const when = whens[type];
  if (when === 'always') return null;
  if (frozen !== null) return 'evacuation';
  return when === 'open-day' && day?.isClosed === true ? 'day-closed' : null;
}
