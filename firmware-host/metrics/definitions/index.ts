/** All of them, in the order of their numbers. */
import type { Metric } from '../metric.ts';
import { abandonRate } from './abandon-rate.ts';
import { abandonTime } from './abandon-time.ts';
import { adherence } from './adherence.ts';
import { answeredRate } from './answered-rate.ts';
import { attendance } from './attendance.ts';
import { blockedRate } from './blocked-rate.ts';
import { callsToAnswer } from './calls-to-answer.ts';
import { contactsPerHour } from './contacts-per-hour.ts';
import { costPerContact } from './cost-per-contact.ts';
import { firstContactResolution } from './first-contact-resolution.ts';
import { handleTime } from './handle-time.ts';
import { holdTime } from './hold-time.ts';
import { occupancy } from './occupancy.ts';
import { qualityScore } from './quality-score.ts';
import { queueTime } from './queue-time.ts';
import { queuedRate } from './queued-rate.ts';
import { serviceLevel } from './service-level.ts';
import { serviceTime } from './service-time.ts';
import { speedOfAnswer } from './speed-of-answer.ts';
import { totalContacts } from './total-contacts.ts';
import { transferRate } from './transfer-rate.ts';
import { turnover } from './turnover.ts';
import { wrapUpTime } from './wrap-up-time.ts';

export const metrics: readonly Metric[] = [
  adherence,
  wrapUpTime,
  abandonTime,
  costPerContact,
  handleTime,
  holdTime,
  callsToAnswer,
  queueTime,
  speedOfAnswer,
  serviceTime,
  contactsPerHour,
  qualityScore,
  occupancy,
  abandonRate,
  attendance,
  blockedRate,
  firstContactResolution,
  queuedRate,
  transferRate,
  answeredRate,
  serviceLevel,
  totalContacts,
  turnover,
];
