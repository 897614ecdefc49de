import type { MarkEvents } from '../mark-events.ts';
import { ticketOf } from '../state.ts';
import { noMarks } from '../ticket.ts';
import type { Folds } from './apply.ts';
import { changeTicket } from './records.ts';

export const markFolds: Folds<MarkEvents> = {
  'ticket.marked'(state, { ticket: id, by, settled }) {
    const { marks = noMarks } = ticketOf(state, id);
    const visitorTimes = marks.visitorTimes + (by === 'visitor' ? 1 : 0);
    changeTicket(state, id, { marks: { ...marks, [by]: settled, visitorTimes } });
  },
};
