/** Every command there is, made of two small numbers that fast-check can vary and shrink. */
import type { Command, Disposition } from '../../../firmware-host/domain/commands.ts';
import { counterActions } from '../../../firmware-host/domain/commands.ts';
import { kioskAssistReasons } from '../../../firmware-host/domain/kiosk-assist.ts';
import type { LobbyUnderTest } from '../../support/lobby.ts';
import { busyLobby, changedLobby, hoursFrom } from './busy-lobby.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const pick = <T>(values: readonly T[], choice: number): T => values[choice % values.length] as T;

export interface Choice {
  readonly test: LobbyUnderTest;
  /** For ids that are new. */
  readonly fresh: string;
  readonly one: number;
  readonly two: number;
}

export type Maker = (choice: Choice) => Command;

const counterOf = (choice: number) => pick(['1', '2', '3', '1', '2', '9'], choice);
/** Mostly a counter with a visitor, or with one who is held, where there is any. */
function seatOf({ test: { state } }: Choice, choice: number, of: 'ticket' | 'held'): string {
  const busy = [...state.counters].filter(([, desk]) =>
    of === 'ticket' ? desk.ticket !== null : desk.held.length > 0,
  );
  return busy.length === 0 || choice % 5 === 0 ? counterOf(choice) : pick(busy, choice)[0];
}

const agentOf = (choice: number) => pick(['lin', 'chen', 'wang', 'nobody'], choice);
const letterOf = (choice: number) => pick(['A', 'B', 'A', 'C', 'B', 'D', 'A', 'Z'], choice);

/** A ticket of the day, the youngest ones more often than the others. */
function ticketOf({ test }: Choice, choice: number): string {
  const ids = [...test.state.tickets.keys()];
  return ids.length === 0 ? 'none' : (ids.at(-1 - (choice % Math.min(ids.length, 8))) ?? 'none');
}

export const arrivals: readonly Maker[] = [
  ({ test, fresh, one, two }) => ({
    type: 'take-ticket',
    service: letterOf(one),
    kiosk: pick(['door', 'wall', null], two),
    language: pick([null, 'en'], two),
    by: pick(['kiosk', 'staff', 'staff', 'demo'] as const, two),
    ticket: fresh,
    token: `secret-${fresh}`,
    priority: pick([null, null, null, 'elderly', 'complaint', null, 'favour'], one + two),
    issuer: pick([null, 'lin', 'chen', null], two),
    approver: pick([null, 'wang', 'lin'], one),
    appointment: pick([...[...test.state.codes.keys()].slice(-2), null, null], one + two),
    beside: pick([null, null, [...test.state.tickets.keys()].at(-1) ?? null], one),
    size: 1 + (two % 3),
    isConfirmed: one % 2 === 0,
  }),
  ({ test, fresh, one, two }) => ({
    type: 'book-appointment',
    appointment: fresh,
    code: pick([fresh, '77'], one),
    service: letterOf(two),
    at: test.now.at + pick([MINUTE_MS, 3 * MINUTE_MS, 10 * MINUTE_MS, -1], one),
    source: pick(['staff', 'centre'] as const, two),
    visitorKey: pick([null, 'who-1', 'who-2'], one),
  }),
  ({ fresh, one, two }) => ({
    type: 'take-return-slot',
    kiosk: pick([null, 'wall', 'door'], two),
    appointment: fresh,
    code: fresh,
    service: letterOf(one),
  }),
  ({ test, one }) => ({
    type: 'cancel-appointment',
    appointment: pick([...test.state.appointments.keys(), 'none'], one),
  }),
  ({ one, two }) => ({ type: 'report-blocked', service: letterOf(one), kiosk: pick(['door', 'roof'], two) }),
  ({ fresh, one, two }) => ({
    type: 'recover-ticket',
    ticket: fresh,
    service: pick(['B', 'B', 'A'], one),
    slip: pick([3, 4, 5], two),
    outcome: pick(['finished', 'no-show', 'cancelled'] as const, one),
    counter: pick([null, '1', '9'], two),
    agent: pick([null, 'lin'], one),
  }),
];

export const atCounter: readonly Maker[] = [
  ({ one }) => ({ type: 'call-next', counter: counterOf(one) }),
  (choice) => ({ type: 'finish', counter: seatOf(choice, choice.one, 'ticket') }),
  ({ one, two }) => ({ type: 'sign-in', counter: counterOf(one), agent: agentOf(two) }),
  (choice) => ({ type: pick(counterActions, choice.two), counter: seatOf(choice, choice.one, 'ticket') }),
  (choice) => ({ type: 'hold', counter: seatOf(choice, choice.one, 'ticket') }),
  (choice) => ({ type: 'no-show', counter: seatOf(choice, choice.one, 'ticket') }),
  (choice) => {
    const counter = seatOf(choice, choice.one, 'held');
    const held = choice.test.state.counters.get(counter)?.held ?? [];
    return { type: 'resume', counter, ticket: pick([...held, 't1'], choice.two) };
  },
  (choice) => ({
    type: 'transfer',
    counter: seatOf(choice, choice.one, 'ticket'),
    service: pick([null, 'A', 'B', 'C', 'Z'], choice.two),
    toCounter: pick([null, '1', '2', '3'], choice.one + choice.two),
    place: pick(['front', 'time', 'back'] as const, choice.two),
    reason: 'wrong counter',
  }),
  (choice) => ({
    type: 'park',
    counter: seatOf(choice, choice.one, 'ticket'),
    untilAt: choice.test.now.at + pick([MINUTE_MS, 5 * MINUTE_MS, 0], choice.two),
    reason: 'fetches a paper',
  }),
];

export const desks: readonly Maker[] = [
  ({ one, two }) => ({
    type: 'pause',
    counter: counterOf(one),
    reason: pick(['break', 'meal'] as const, two),
  }),
  ({ one, two }) => ({ type: 'hand-over', counter: counterOf(one), agent: agentOf(two), note: null }),
  ({ one }) => ({ type: 'finish-forgotten', counter: counterOf(one) }),
  ({ one }) => ({ type: 'force-sign-out', counter: counterOf(one) }),
  ({ one }) => ({ type: 'shut-counter', counter: counterOf(one), reason: 'broken' }),
  ({ one }) => ({ type: 'reopen-counter', counter: counterOf(one) }),
  ({ one, two }) => ({ type: 'call-assist', counter: counterOf(one), level: 1 + (two % 3) }),
  ({ one, two }) => ({ type: 'take-assist', counter: counterOf(one), owner: agentOf(two) }),
  ({ one }) => ({ type: 'settle-assist', counter: counterOf(one) }),
  ({ one, two }) => ({
    type: 'call-to-kiosk',
    kiosk: pick(['door', 'wall', 'roof'], one),
    why: pick(kioskAssistReasons, two),
  }),
  ({ one, two }) => ({
    type: 'go-to-kiosk',
    kiosk: pick(['door', 'wall', 'roof'], one),
    owner: agentOf(two),
  }),
  ({ one, two }) => ({
    type: 'settle-at-kiosk',
    kiosk: pick(['door', 'wall', 'roof'], one),
    by: pick(['visitor', 'staff'] as const, two),
  }),
];

export const onTickets: readonly Maker[] = [
  (choice) => ({
    type: 'cancel',
    ticket: ticketOf(choice, choice.one),
    by: pick(['visitor', 'staff'] as const, choice.two),
    reason: null,
  }),
  (choice) => ({ type: 'return', ticket: ticketOf(choice, choice.one) }),
  (choice) => ({ type: 'postpone', ticket: ticketOf(choice, choice.one), places: 1 + (choice.two % 3) }),
  (choice) => ({
    type: 'move',
    ticket: ticketOf(choice, choice.one),
    place: pick(['front', 'time', 'back'] as const, choice.two),
    reason: 'fair',
  }),
  (choice) => ({
    type: 'park-waiting',
    ticket: ticketOf(choice, choice.one),
    untilAt: choice.test.now.at + pick([MINUTE_MS, 5 * MINUTE_MS, 0], choice.two),
    reason: 'lunch',
  }),
  (choice) => ({ type: 'unpark', ticket: ticketOf(choice, choice.one) }),
  (choice) => ({
    type: 'correct-service',
    ticket: ticketOf(choice, choice.one),
    service: letterOf(choice.two),
  }),
  (choice) => ({
    type: 'prioritise',
    ticket: ticketOf(choice, choice.one),
    reason: pick(['elderly', 'favour'], choice.two),
    issuer: agentOf(choice.two),
    approver: pick([null, 'wang'], choice.one),
  }),
  (choice) => ({
    type: 'set-care',
    ticket: ticketOf(choice, choice.one),
    care: { visibly: choice.two % 2 === 0, escort: choice.two % 3 === 0 },
  }),
  (choice) => ({ type: 'note', ticket: ticketOf(choice, choice.one), agent: 'lin', note: 'note' }),
  (choice) => ({ type: 'reissue', ticket: ticketOf(choice, choice.one), token: `secret-${choice.fresh}` }),
];

export const papers: readonly Maker[] = [
  ({ test, one }) => ({ type: 'print-sending', job: pick([...test.state.openJobs.keys(), 'none'], one) }),
  ({ test, one, two }) => ({
    type: 'print-printed',
    job: pick([...test.state.openJobs.keys(), 'none'], one),
    proof: pick(['confirmed', 'sent'] as const, two),
  }),
  ({ test, one, two }) => ({
    type: pick(['print-failed', 'print-uncertain'] as const, two),
    job: pick([...test.state.openJobs.keys(), 'none'], one),
    problem: 'offline',
  }),
];

const conditions = [
  { state: 'ready', problem: null, paperLow: false },
  { state: 'degraded', problem: null, paperLow: true },
  { state: 'degraded', problem: 'paper-out', paperLow: true },
  { state: 'degraded', problem: 'cover-open', paperLow: false },
  { state: 'lost', problem: 'disconnected', paperLow: false },
] as const;

/** What staff do about papers, and what printers tell of themselves. */
export const aroundPapers: readonly Maker[] = [
  (choice) => ({ type: 'reprint', ticket: ticketOf(choice, choice.one) }),
  (choice) => ({ type: 'settle-paper', ticket: ticketOf(choice, choice.one) }),
  ({ test, one, two }) => ({
    type: 'print-move',
    job: pick([...test.state.openJobs.keys(), 'none'], one),
    printer: pick(['spare-printer', 'spare-printer', 'ticket-printer'], two),
  }),
  ({ one, two }) => ({
    type: 'device-change',
    device: pick(['ticket-printer', 'spare-printer'], two),
    kind: 'printer',
    ...pick(conditions, one),
  }),
  ({ one }) => ({ type: 'load-paper', printer: pick(['ticket-printer', 'spare-printer', 'none'], one) }),
];

export const feedback: readonly Maker[] = [
  ({ test, one, two }) => {
    const counter = counterOf(one);
    const last = test.state.counters.get(counter)?.lastVisit ?? null;
    return {
      type: 'rate',
      counter,
      score: pick([1, 2, 1, 5, 6, 3], two),
      by: pick(['pad', 'screen'] as const, two),
      at: pick([test.now, last?.finished ?? test.now, test.now], one),
      visit: pick([undefined, undefined, last?.ticket, 'none'], one + two),
    };
  },
  ({ one, two }) => ({
    type: 'give-reason',
    counter: counterOf(one),
    reason: pick(['attitude', 'attitude', 'weather'], two),
    visit: pick([undefined, undefined, 'none'], one + two),
  }),
  ({ one }) => ({ type: 'ask-call-back', counter: counterOf(one), contact: 'contact' }),
  ({ test, one, two }) => {
    const id = pick([...test.state.cases.keys(), 'none'], one);
    const settled = two % 3 === 0 ? { result: 'result' } : {};
    return pick<Command>(
      [
        { type: 'record-case', case: id, receiver: 'lin', matter: 'matter', ...settled },
        { type: 'resolve-case', case: id, agent: 'lin', result: 'result' },
        { type: 'call-back', case: id, agent: 'lin', result: 'result' },
        { type: 'sign-case', case: id, manager: 'wang' },
      ],
      two,
    );
  },
];

const dispositions: readonly (Disposition | null)[] = ['keep', 'cancel', 'finish', null];

export const ofLobby: readonly Maker[] = [
  () => ({ type: 'time-passed' }),
  ({ test, one }) => {
    const date = new Date(test.now.at + (one % 3) * DAY_MS).toISOString().slice(0, 10);
    return { type: 'open-day', date, timetable: hoursFrom(test.now.at) };
  },
  (choice) => ({
    type: 'close-day',
    dispositions: { [ticketOf(choice, choice.one)]: pick(['keep', 'cancel'] as const, choice.two) },
    rest: pick(dispositions, choice.two),
  }),
  () => ({ type: 'reopen-day' }),
  ({ one }) => ({ type: 'apply-config', lobby: pick([busyLobby, changedLobby], one), timetable: null }),
  () => ({ type: 'evacuate', reason: 'alarm' }),
  () => ({ type: 'resume-lobby' }),
  ({ one }) => ({ type: 'close-service', service: letterOf(one), reason: { en: 'closed' } }),
  ({ one }) => ({ type: 'open-service', service: letterOf(one) }),
  ({ test, fresh, one, two }) => ({
    type: 'post-notice',
    notice: {
      id: pick(['snow', fresh], one),
      kind: pick(['ordinary', 'emergency'] as const, two),
      texts: { en: 'mind the step' },
      fromAt: pick([null, test.now.at + MINUTE_MS], one),
      untilAt: pick([null, test.now.at + 3 * MINUTE_MS], two),
      on: ['display'],
    },
  }),
  ({ test, one }) => ({ type: 'withdraw-notice', notice: pick([...test.state.notices.keys(), 'none'], one) }),
  () => ({ type: 'acknowledge-restored' }),
];
