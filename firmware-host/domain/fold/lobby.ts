import type { CaseFile } from '../case-file.ts';
import { emptyDesk } from '../counter-desk.ts';
import type { EventData, LobbyEvents, Placed } from '../events.ts';
import type { Lobby } from '../lobby.ts';
import { boardEmergency, type Notice } from '../notice.ts';
import { numberKey } from '../numbers.ts';
import type { State } from '../state.ts';
import { initialState } from '../state.ts';
import { isLive } from '../ticket.ts';
import type { Folds } from './apply.ts';
import { stepOver } from './journal.ts';
import { addTicket, changeTicket, countAtKiosk } from './records.ts';

/** What takes all boards now: the reason for which everybody has to leave, or an emergency; null on an ordinary day. */
const boardsTaken = ({ frozen, notices }: State): string | Notice | null =>
  frozen ?? boardEmergency(notices.values());

type Fold<Data> = (state: State, data: Data, placed: Placed) => void;

/** A fold of something that may take the boards, or give them back. */
const takingBoards =
  <Data>(fold: Fold<Data>): Fold<Data> =>
  (state, data, placed) => {
    const before = boardsTaken(state);
    fold(state, data, placed);
    const after = boardsTaken(state);
    if (after !== before) state.boardsTakenAt = after === null ? null : placed.time;
  };

export const lobbyFolds: Folds<LobbyEvents> = {
  'config.applied'(state, { lobby, timetable }) {
    applyLobby(state, lobby);
    if (timetable !== null) state.timetable = timetable;
  },

  'day.opened': openDay,

  'day.closed'(state) {
    if (state.day !== null) state.day = { ...state.day, isClosed: true };
  },

  'day.reopened'(state) {
    if (state.day !== null) state.day = { ...state.day, isClosed: false };
  },

  'hours.reached'(state, { at }) {
    state.hoursReachedAt = at;
  },

  'lobby.frozen': takingBoards((state, { reason }) => {
    state.frozen = reason;
  }),

  'lobby.resumed': takingBoards((state, _data, { time }) => {
    state.frozen = null;
    state.resumedAt = time.at;
  }),

  'service.closed'(state, { service, reason }) {
    state.closedServices.set(service, { reason });
  },

  'service.opened'(state, { service }) {
    state.closedServices.delete(service);
  },

  'notice.posted': takingBoards((state, { notice }) => {
    state.notices.set(notice.id, notice);
  }),

  'notice.began': takingBoards((state, { notice: id }) => {
    const notice = state.notices.get(id);
    if (notice !== undefined) state.notices.set(id, { ...notice, active: true });
  }),

  'notice.ended': takingBoards((state, { notice }) => {
    state.notices.delete(notice);
  }),

  'appointment.booked'(state, { appointment, kiosk }) {
    if (kiosk !== null) countAtKiosk(state, kiosk);
    state.appointments.set(appointment.id, { ...appointment, state: 'booked' });
    state.codes.set(appointment.code, appointment.id);
  },

  'appointment.cancelled'(state, { appointment: id }) {
    const code = state.appointments.get(id)?.code;
    state.appointments.delete(id);
    if (code !== undefined) state.codes.delete(code);
  },

  'appointment.missed'(state, { appointment: id }) {
    const appointment = state.appointments.get(id);
    if (appointment !== undefined) state.appointments.set(id, { ...appointment, state: 'missed' });
  },

  'case.opened'(state, { file }) {
    state.cases.set(file.id, file);
    if (file.kind === 'case') {
      changeTicket(state, file.ticket, { dueAt: file.dueAt });
      return;
    }
    for (const [id, { lastVisit, ...desk }] of state.counters) {
      if (lastVisit?.ticket === file.ticket)
        state.counters.set(id, { ...desk, lastVisit: { ...lastVisit, isCallBackAsked: true } });
    }
  },

  'case.recorded'(state, { case: id, ...record }) {
    changeCase(state, id, record);
  },

  'case.resolved'(state, { case: id, result, callBackDueAt }) {
    changeCase(state, id, { state: 'resolved', result, dueAt: callBackDueAt, overdue: false });
  },

  'case.called-back'(state, { case: id, result }) {
    changeCase(state, id, { state: 'called-back', result, dueAt: null, overdue: false });
  },

  'case.signed'(state, { case: id }) {
    state.cases.delete(id);
  },

  'case.dropped'(state, { case: id }) {
    state.cases.delete(id);
  },

  'case.overdue'(state, { case: id }) {
    changeCase(state, id, { overdue: true });
  },
};

function openDay(
  state: State,
  { date, timetable, carried }: EventData['day.opened'],
  { seq, time }: Placed,
): void {
  // Those whose visit has ended are here for their paper only, and cannot come back to life: their numbers are free.
  const kept = carried.tickets.filter(isLive).map(({ number }) => numberKey(number));
  const day = { date, position: seq, issued: 0, keptNumbers: new Set(kept), isClosed: false };
  const { lobbyMs, frozen, epoch, restored, floors } = carried;
  // A fold that begins with this event knows it only from there.
  const lastTrusted = state.lastTrusted ?? carried.lastTrusted ?? null;
  Object.assign(state, initialState(), {
    day,
    timetable,
    lobbyMs,
    frozen,
    epoch,
    restored,
    lastTime: time,
    lastTrusted,
    // A clock that was years ahead would have passed all hours of the day.
    hoursReachedAt: time.trusted ? time.at : 0,
  });
  stepOver(state, floors);
  applyLobby(state, carried.lobby);
  for (const { id, ...desk } of carried.counters) state.counters.set(id, desk);
  for (const [letter, closing] of Object.entries(carried.closedServices))
    state.closedServices.set(letter, closing);
  for (const notice of carried.notices) state.notices.set(notice.id, notice);
  // What was before this event is not known to a fold that begins with it: what takes the boards begins anew.
  state.boardsTakenAt = boardsTaken(state) === null ? null : time;
  for (const file of carried.cases) state.cases.set(file.id, file);
  for (const appointment of carried.appointments) {
    state.appointments.set(appointment.id, appointment);
    state.codes.set(appointment.code, appointment.id);
  }
  for (const [letter, times] of Object.entries(carried.handledMs)) state.handledMs.set(letter, times);
  state.paces = carried.paces;
  for (const [id, device] of Object.entries(carried.devices ?? {})) state.devices.set(id, device);
  for (const [printer, roll] of Object.entries(carried.rolls ?? {})) state.rolls.set(printer, roll);
  for (const batch of carried.inputs ?? []) state.inputs.set(batch.id, batch);
  for (const alarm of carried.alarms ?? []) state.alarms.set(alarm.id, alarm);
  for (const month of carried.months ?? []) state.months.set(month.month, month);
  // A night is no wait that the house has caused: it begins anew with the day.
  for (const ticket of carried.tickets)
    addTicket(state, ticket.state === 'waiting' ? { ...ticket, waitingMs: lobbyMs } : ticket);
}

function applyLobby(state: State, lobby: Lobby): void {
  state.lobby = lobby;
  const configured = new Set(lobby.counters.map(({ id }) => id));
  for (const id of configured) if (!state.counters.has(id)) state.counters.set(id, emptyDesk);
  // A counter that left the configuration stays until its visitors are served.
  for (const [id, desk] of state.counters) {
    if (!configured.has(id) && desk.ticket === null && desk.held.length === 0) state.counters.delete(id);
  }
}

function changeCase(state: State, id: string, change: Partial<CaseFile>): void {
  const file = state.cases.get(id);
  if (file !== undefined) state.cases.set(id, { ...file, ...change });
}
