/** All that the console is dressed in. */
import { unsafeCSS } from 'lit';
import { staff } from '../../theme/staff.ts';
import caseSheet from './case.css?inline';
import counterSheet from './counter.css?inline';
import firstContactSheet from './first-contact.css?inline';
import questionSheet from './questions.css?inline';
import queueSheet from './queue.css?inline';
import ticketAsideSheet from './ticket-aside.css?inline';
import timelineSheet from './timeline.css?inline';
import visitSheet from './visit.css?inline';

export const sheets = [
  ...staff,
  ...[
    counterSheet,
    queueSheet,
    visitSheet,
    timelineSheet,
    firstContactSheet,
    questionSheet,
    caseSheet,
    ticketAsideSheet,
  ].map((sheet) => unsafeCSS(sheet)),
];
