/** A complaint in the middle of its visit, as the host tells it. */
import type { CounterTicket, CounterView, NoteView } from '../../../firmware-host/messages/counter.ts';
import type { CaseView } from '../../../firmware-host/messages/staff.ts';
import { counterName, names, servingView } from './views.ts';

const complaints = names('投诉', '投訴', 'Complaints');

export const noteView = (id: string, change: Partial<NoteView> = {}): NoteView => ({
  id,
  kind: 'progress',
  agent: '陈敏',
  at: '2026-11-19T06:18:00.000Z',
  ...change,
});

/** D004, which counter 1 has received first and sent on. */
export const complaint = (change: Partial<CounterTicket> = {}): CounterView =>
  servingView({
    number: 'D004',
    service: 'D',
    serviceName: complaints,
    isCase: true,
    dueAt: '2026-11-19T09:30:00.000Z',
    firstCounter: counterName('1'),
    firstAgent: '陈敏',
    firstAt: '2026-11-19T06:18:00.000Z',
    transfers: [
      {
        counter: counterName('1'),
        serviceName: names('咨询', '諮詢', 'Enquiries'),
        reason: '咨询窗口无权登记投诉',
      },
    ],
    notes: [noteView('n1', { kind: 'cause' }), noteView('n2')],
    ...change,
  });

export const caseView = (change: Partial<CaseView> = {}): CaseView => ({
  id: '01JD0',
  kind: 'case',
  ticket: '01JD0',
  number: 'D004',
  archiveNumber: '261119012',
  service: 'D',
  serviceName: complaints,
  receiver: null,
  matter: null,
  result: null,
  subject: null,
  handedTo: null,
  callBack: null,
  contact: null,
  told: false,
  state: 'open',
  dueAt: '2026-11-19T09:30:00.000Z',
  overdue: false,
  callBackDays: 3,
  steps: ['record'],
  ...change,
});
