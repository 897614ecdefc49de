import type { LobbyEvents, Placed } from '../domain/events.ts';
import { ticketFor, type Enter, type Page } from './books.ts';
import { momentOf, noMoment } from './moments.ts';
import type { CaseRow } from './rows.ts';

type CaseFact = Extract<keyof LobbyEvents, `case.${string}`>;

/** The steps of what goes on after a visit, and whether they were late. What was said is in no row. */
export const enterCases: Enter<Pick<LobbyEvents, CaseFact>> = {
  'case.opened'(page, { file }) {
    const { books, scene, seq, time, boot } = page;
    const { kind, service, receiver, subject, callBack, told, dueAt } = file;
    const asked = kind === 'call-back' ? ticketFor(page, file.ticket) : null;
    if (asked !== null) asked.is_call_back_asked = 1;
    if (books.cases.find(file.id) !== undefined) return;
    books.cases.put({
      position: seq,
      last: seq,
      id: file.id,
      date: scene.date,
      ticket: books.tickets.find(file.ticket)?.position ?? null,
      kind,
      service,
      receiver,
      subject,
      call_back: callBack,
      is_told: told ? 1 : 0,
      state: 'open',
      due_at: kind === 'case' ? rounded(dueAt) : null,
      call_back_due_at: kind === 'call-back' ? rounded(dueAt) : null,
      is_overdue: 0,
      is_call_back_overdue: 0,
      ...momentOf('opened', time, boot),
      ...noMoment('resolved'),
      ...noMoment('called_back'),
      ...noMoment('ended'),
    });
  },

  'case.recorded'(page, { case: id, receiver, subject, callBack, told }) {
    const row = caseFor(page, id);
    if (row !== null) Object.assign(row, { receiver, subject, call_back: callBack, is_told: Number(told) });
  },

  'case.resolved'(page, { case: id, callBackDueAt }) {
    const row = caseFor(page, id);
    const due = { call_back_due_at: rounded(callBackDueAt) };
    if (row !== null) Object.assign(row, { state: 'resolved', ...due, ...momentAt('resolved', page) });
  },

  'case.called-back'(page, { case: id }) {
    const row = caseFor(page, id);
    if (row !== null) Object.assign(row, { state: 'called-back', ...momentAt('called_back', page) });
  },

  'case.dropped'(page, { case: id }) {
    end(page, id, 'dropped');
  },

  'case.signed'(page, { case: id }) {
    end(page, id, 'signed');
  },

  'case.overdue'(page, { case: id, step }) {
    const row = caseFor(page, id);
    if (row !== null) Object.assign(row, step === 'result' ? { is_overdue: 1 } : { is_call_back_overdue: 1 });
  },
};

function end(page: Page, id: string, state: 'dropped' | 'signed'): void {
  const row = caseFor(page, id);
  if (row !== null) Object.assign(row, { state, ...momentAt('ended', page) });
}

/** A case's row for a fact that it does not have yet; null where it has, or where the row is gone. */
function caseFor({ books, seq }: Page, id: string): CaseRow | null {
  const row = books.cases.find(id);
  if (row === undefined || row.last >= seq) return null;
  row.last = seq;
  books.cases.put(row);
  return row;
}

const momentAt = (name: string, { time, boot }: Placed & { readonly boot: number }) =>
  momentOf(name, time, boot);

const rounded = (at: number | null): number | null => (at === null ? null : Math.round(at));
