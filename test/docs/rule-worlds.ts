/** A representative lobby in each of the states in which something can be asked of it. */
import type { Command, CommandType } from '../../firmware-host/domain/commands.ts';
import type { PrintJob, TicketState } from '../../firmware-host/domain/ticket.ts';
import { alwaysOpen, LobbyUnderTest, MINUTE_MS, lobby, service } from '../support/lobby.ts';

export type World = () => LobbyUnderTest;

const rules = {
  services: [
    service('A', { returnSlots: { everyMs: 5 * MINUTE_MS, places: 1 }, slips: { from: 900, to: 999 } }),
    service('B'),
    service('C', { kind: 'case', dueMs: 60 * MINUTE_MS, callBackMs: 60 * MINUTE_MS }),
  ],
  counters: [
    { id: '1', services: ['A', 'B'], overflow: [] },
    { id: '2', services: ['C'], overflow: [] },
  ],
  kiosks: [
    { id: 'door', printer: 'ticket-printer', spare: 'spare-printer' },
    { id: 'wall', printer: null },
  ],
  wrapUp: { maxMs: null },
};

/** A001 (t1) and A002 (t2) wait, C001 (t3) has a case that is recorded; lin is at counter 1, and the time of a notice has come. */
function open(): LobbyUnderTest {
  const test = LobbyUnderTest.open(rules, { ...alwaysOpen, C: null });
  test.take('A');
  test.take('A');
  test.take('C');
  test.must({ type: 'record-case', case: 't3', receiver: 'lin', matter: 'm0' });
  test.must({
    type: 'book-appointment',
    appointment: 'a1',
    code: '4711',
    service: 'A',
    at: test.now.at + 60 * MINUTE_MS,
    source: 'staff',
  });
  const word = { kind: 'ordinary', texts: { en: 'Mind the step' }, untilAt: null, on: ['display'] } as const;
  test.must({ type: 'post-notice', notice: { ...word, id: 'w1', fromAt: test.now.at + 1000 } });
  return test.later(2000);
}

/** The lobby after these steps at counter 1. */
const after =
  (...commands: readonly Command[]): World =>
  () => {
    const test = open();
    for (const command of commands) test.must(command);
    return test;
  };

const counter = '1';
const call: Command = { type: 'call-next', counter };
const start: Command = { type: 'start', counter };
const finish: Command = { type: 'finish', counter };
const ready: Command = { type: 'ready', counter };
const signOut: Command = { type: 'sign-out', counter };
const leaves = { type: 'cancel', ticket: 't1', by: 'visitor', reason: null } as const;
const untilAt = 30 * MINUTE_MS;
const assist: Command = { type: 'call-assist', counter, level: 1 };
const displeased: Command = { type: 'rate', counter, score: 1, by: 'pad', at: open().now };

export const ticketWorlds: Readonly<Record<TicketState, World>> = {
  waiting: open,
  called: after(call),
  serving: after(call, start),
  held: after(call, start, { type: 'hold', counter }),
  parked: after({ type: 'park-waiting', ticket: 't1', untilAt, reason: 'lunch' }),
  finished: after(call, start, finish, ready),
  'no-show': after(call, { type: 'no-show', counter }),
  cancelled: after(leaves),
};

export const counterWorlds: Readonly<Record<string, World>> = {
  closed: after(signOut),
  idle: open,
  'idle, nobody waits': after(...['t1', 't2'].map((ticket) => ({ ...leaves, ticket }))),
  called: after(call),
  serving: after(call, start, assist),
  paused: after(call, start, finish, displeased, { type: 'pause', counter, reason: 'break' }),
  'wrap-up': after(call, start, finish),
  shut: after(signOut, { type: 'shut-counter', counter, reason: 'broken' }),
};

const restored = {
  type: 'note-restored',
  epoch: 2,
  cause: 'damage',
  after: 10,
  lost: 3,
  backup: null,
  floors: [{ date: '2026-11-21', numbers: { A: 64 }, issued: 64 }],
} as const;

const sending: Command = { type: 'print-sending', job: 't1-1' };

export const paperWorlds: Readonly<Record<PrintJob['state'], World>> = {
  waiting: open,
  sending: after(sending),
  printed: after(sending, { type: 'print-printed', job: 't1-1', proof: 'confirmed' }),
  failed: after({ type: 'print-failed', job: 't1-1', problem: 'paper-out' }),
  uncertain: after(sending, { type: 'print-uncertain', job: 't1-1', problem: 'disconnected' }),
  settled: after(
    { type: 'print-failed', job: 't1-1', problem: 'paper-out' },
    { type: 'settle-paper', ticket: 't1' },
  ),
};

export const lobbyWorlds: Readonly<Record<string, World>> = {
  'no configuration': () => new LobbyUnderTest(),
  'no day': () => LobbyUnderTest.configured(rules),
  open,
  'day closed': after({ type: 'close-day', dispositions: {}, rest: 'keep' }),
  evacuation: after({ type: 'evacuate', reason: 'alarm' }),
  'journal restored': after(restored),
};

/** One of each command, about A001 and counter 1 where it is about any. A command that is forgotten does not compile. */
export const samples: {
  readonly [T in CommandType]: (test: LobbyUnderTest) => Command & { readonly type: T };
} = {
  'take-ticket': () => ({
    type: 'take-ticket',
    service: 'A',
    kiosk: null,
    language: null,
    ticket: 'new',
    token: 'secret-new',
    by: 'kiosk',
  }),
  'report-blocked': () => ({ type: 'report-blocked', service: 'A', kiosk: 'door' }),
  'book-appointment': ({ now }) => ({
    type: 'book-appointment',
    appointment: 'a2',
    code: '4712',
    service: 'A',
    at: now.at + 60 * MINUTE_MS,
    source: 'staff',
  }),
  'take-return-slot': () => ({
    type: 'take-return-slot',
    kiosk: null,
    appointment: 'a2',
    code: '4712',
    service: 'A',
  }),
  'cancel-appointment': () => ({ type: 'cancel-appointment', appointment: 'a1' }),
  'recover-ticket': () => ({
    type: 'recover-ticket',
    ticket: 'new',
    service: 'A',
    slip: 900,
    outcome: 'finished',
    counter,
    agent: 'lin',
  }),
  'sign-in': () => ({ type: 'sign-in', counter, agent: 'chen' }),
  'call-next': () => ({ type: 'call-next', counter }),
  recall: () => ({ type: 'recall', counter }),
  start: () => ({ type: 'start', counter }),
  finish: () => ({ type: 'finish', counter }),
  'finish-forgotten': () => ({ type: 'finish-forgotten', counter }),
  'no-show': () => ({ type: 'no-show', counter }),
  hold: () => ({ type: 'hold', counter }),
  resume: () => ({ type: 'resume', counter, ticket: 't1' }),
  transfer: () => ({
    type: 'transfer',
    counter,
    service: 'B',
    toCounter: null,
    place: 'time',
    reason: 'wrong counter',
  }),
  park: ({ now }) => ({ type: 'park', counter, untilAt: now.at + MINUTE_MS, reason: 'copies' }),
  'mark-visit': () => ({ type: 'mark-visit', counter, ticket: 't1', settled: false }),
  pause: () => ({ type: 'pause', counter, reason: 'meal' }),
  ready: () => ({ type: 'ready', counter }),
  'sign-out': () => ({ type: 'sign-out', counter }),
  'hand-over': () => ({ type: 'hand-over', counter, agent: 'chen', note: 'A002 waits for a copy' }),
  'force-sign-out': () => ({ type: 'force-sign-out', counter }),
  'shut-counter': () => ({ type: 'shut-counter', counter, reason: 'broken' }),
  'reopen-counter': () => ({ type: 'reopen-counter', counter }),
  'call-assist': () => ({ type: 'call-assist', counter, level: 1 }),
  'take-assist': () => ({ type: 'take-assist', counter, owner: 'chen' }),
  'settle-assist': () => ({ type: 'settle-assist', counter }),
  'call-to-kiosk': () => ({ type: 'call-to-kiosk', kiosk: 'door', why: 'help' }),
  'go-to-kiosk': () => ({ type: 'go-to-kiosk', kiosk: 'door', owner: 'chen' }),
  'settle-at-kiosk': () => ({ type: 'settle-at-kiosk', kiosk: 'door', by: 'staff' }),
  cancel: () => ({ type: 'cancel', ticket: 't1', by: 'visitor', reason: null }),
  return: () => ({ type: 'return', ticket: 't1' }),
  postpone: () => ({ type: 'postpone', ticket: 't1', places: 1 }),
  move: () => ({ type: 'move', ticket: 't1', place: 'front', reason: 'promised' }),
  'park-waiting': ({ now }) => ({
    type: 'park-waiting',
    ticket: 't1',
    untilAt: now.at + MINUTE_MS,
    reason: 'lunch',
  }),
  unpark: () => ({ type: 'unpark', ticket: 't1' }),
  'correct-service': () => ({ type: 'correct-service', ticket: 't1', service: 'B' }),
  prioritise: () => ({ type: 'prioritise', ticket: 't1', reason: 'elderly', issuer: 'lin', approver: null }),
  'set-care': () => ({ type: 'set-care', ticket: 't1', care: { visibly: true, escort: false } }),
  note: () => ({ type: 'note', ticket: 't1', agent: 'lin', note: 'n1' }),
  'mark-own': () => ({ type: 'mark-own', ticket: 't1', settled: false }),
  reprint: () => ({ type: 'reprint', ticket: 't1' }),
  'settle-paper': () => ({ type: 'settle-paper', ticket: 't1' }),
  reissue: () => ({ type: 'reissue', ticket: 't1', token: 'another secret' }),
  rate: ({ now }) => ({ type: 'rate', counter, score: 5, by: 'pad', at: now }),
  'give-reason': () => ({ type: 'give-reason', counter, reason: 'speed' }),
  'ask-call-back': () => ({ type: 'ask-call-back', counter, contact: 'c1' }),
  'record-case': () => ({ type: 'record-case', case: 't3', receiver: 'lin', matter: 'm1' }),
  'resolve-case': () => ({ type: 'resolve-case', case: 't3', agent: 'lin', result: 'r1' }),
  'call-back': () => ({ type: 'call-back', case: 't3', agent: 'lin', result: 'r2' }),
  'sign-case': () => ({ type: 'sign-case', case: 't3', manager: 'chen' }),
  'apply-config': () => ({ type: 'apply-config', lobby: { ...lobby, language: 'en' }, timetable: null }),
  'open-day': () => ({ type: 'open-day', date: '2026-11-22', timetable: alwaysOpen }),
  'close-day': () => ({ type: 'close-day', dispositions: {}, rest: null }),
  'reopen-day': () => ({ type: 'reopen-day' }),
  'time-passed': () => ({ type: 'time-passed' }),
  evacuate: () => ({ type: 'evacuate', reason: 'alarm' }),
  'resume-lobby': () => ({ type: 'resume-lobby' }),
  'close-service': () => ({ type: 'close-service', service: 'A', reason: { en: 'No staff today' } }),
  'open-service': () => ({ type: 'open-service', service: 'A' }),
  'post-notice': () => ({
    type: 'post-notice',
    notice: {
      id: 'w2',
      kind: 'emergency',
      texts: { en: 'Snow' },
      fromAt: null,
      untilAt: null,
      on: ['board'],
    },
  }),
  'withdraw-notice': () => ({ type: 'withdraw-notice', notice: 'w1' }),
  'note-restored': () => restored,
  'acknowledge-restored': () => ({ type: 'acknowledge-restored' }),
  'print-sending': () => ({ type: 'print-sending', job: 't1-1' }),
  'print-printed': () => ({ type: 'print-printed', job: 't1-1', proof: 'confirmed' }),
  'print-failed': () => ({ type: 'print-failed', job: 't1-1', problem: 'paper-out' }),
  'print-uncertain': () => ({ type: 'print-uncertain', job: 't1-1', problem: 'disconnected' }),
  'print-move': () => ({ type: 'print-move', job: 't1-1', printer: 'spare-printer' }),
  'device-change': () => ({
    type: 'device-change',
    device: 'ticket-printer',
    kind: 'printer',
    state: 'degraded',
    problem: 'paper-out',
    paperLow: false,
  }),
  'enter-input': () => ({
    type: 'enter-input',
    batch: 'b1',
    by: 'desk',
    digest: 'd1',
    input: {
      kind: 'costs',
      rows: [{ fromDate: '2026-11-01', toDate: '2026-11-07', amount: 900, service: null }],
    },
  }),
  'withdraw-input': () => ({ type: 'withdraw-input', batch: 'none', by: 'desk' }),
  'judge-metrics': () => ({ type: 'judge-metrics', readings: [] }),
  'acknowledge-alarm': () => ({ type: 'acknowledge-alarm', alarm: 'none', by: 'desk', note: 'n1' }),
  'freeze-month': () => ({ type: 'freeze-month', month: '2026-10', sha256: 'ab'.repeat(32), by: 'desk' }),
  'load-paper': () => ({ type: 'load-paper', printer: 'ticket-printer' }),
};
