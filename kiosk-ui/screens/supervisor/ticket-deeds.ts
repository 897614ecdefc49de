/** What staff do about one ticket, wherever it stands, and how they give a number to somebody. */
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import { press } from '../../host/api.ts';
import type { IconName } from '../../theme/icons.ts';
import type { Asker, Asking, Field, Told, Values } from './model.ts';
import { agentField, agentOptions, reasonField, said, serviceOptions, subjectOf } from './said.ts';

export type TicketDeed =
  'reissue' | 'reprint' | 'paper-done' | 'prioritise' | 'correct' | 'park' | 'unpark' | 'cancel' | 'return';

const icons: Readonly<Record<TicketDeed, IconName>> = {
  reissue: 'printer',
  reprint: 'printer',
  'paper-done': 'tick',
  prioritise: 'star',
  correct: 'swap',
  park: 'clock',
  unpark: 'repeat',
  cancel: 'cross',
  return: 'repeat',
};

export const iconOf = (deed: TicketDeed): IconName => icons[deed];

/** What is worth offering in a state; what the rules think of it, the host says. */
export function deedsFor({ state, print }: StaffTicketView): readonly TicketDeed[] {
  const isBad = print?.state === 'failed' || print?.state === 'uncertain';
  const paper: readonly TicketDeed[] = isBad ? ['reprint', 'paper-done', 'reissue'] : ['reissue'];
  switch (state) {
    case 'waiting':
      return [...paper, 'prioritise', 'correct', 'park', 'cancel'];
    case 'parked':
      return [...paper, 'unpark', 'cancel'];
    case 'held':
    case 'called':
      return [...paper, 'cancel'];
    case 'no-show':
      return ['return'];
    case 'serving':
    case 'finished':
    case 'cancelled':
      return [];
  }
}

const paths: Readonly<Partial<Record<TicketDeed, string>>> = { correct: 'correct-service' };

const pathOf = ({ id }: StaffTicketView, deed: TicketDeed): string =>
  `staff/tickets/${encodeURIComponent(id)}/${paths[deed] ?? deed}`;

export const ticketDeed =
  (deed: TicketDeed, ticket: StaffTicketView): Asker =>
  (told): Asking => ({
    ...said(told, deed, subjectOf(ticket, told.words), { number: ticket.number }),
    icon: icons[deed],
    level: deed === 'cancel' ? 'bad' : 'go',
    fields: fieldsOf(deed, ticket, told),
    press: (values) => press(pathOf(ticket, deed), bodyOf(deed, values)),
  });

function fieldsOf(deed: TicketDeed, ticket: StaffTicketView, told: Told): readonly Field[] {
  const { words } = told;
  switch (deed) {
    case 'cancel':
      return [reasonField(told)];
    case 'park':
      return [
        {
          kind: 'number',
          name: 'minutes',
          label: words.text('supervisor.minutes'),
          min: 1,
          max: 1440,
          value: '30',
          required: true,
        },
        reasonField(told),
      ];
    case 'correct':
      return [
        {
          kind: 'choice',
          name: 'service',
          label: words.text('supervisor.service'),
          required: true,
          options: serviceOptions(told).filter(({ value }) => value !== ticket.service),
        },
      ];
    case 'prioritise':
      return [priorityField(told, true), ...grantFields(told, () => true)];
    case 'reissue':
    case 'reprint':
    case 'paper-done':
    case 'unpark':
    case 'return':
      return [];
  }
}

const priorityField = ({ view, words }: Told, required: boolean): Field => ({
  kind: 'choice',
  name: 'priority',
  label: words.text('supervisor.priority'),
  required,
  ...(required ? {} : { value: 'none' }),
  options: [
    ...(required ? [] : [{ value: 'none', label: words.text('supervisor.none') }]),
    ...view.priorityReasons.map((reason) => ({ value: reason, label: words.text(`priority.${reason}`) })),
  ],
});

/** Who grants it, and who else agreed: beyond a quota a second person has to. */
const grantFields = (told: Told, when: (values: Values) => boolean): readonly Field[] => [
  { ...agentField(told, 'issuer', told.words.text('supervisor.issuer')), when },
  {
    kind: 'choice',
    name: 'approver',
    label: told.words.text('supervisor.approver'),
    hint: told.words.text('supervisor.approver.hint'),
    value: 'none',
    options: [{ value: 'none', label: told.words.text('supervisor.none') }, ...agentOptions(told)],
    when,
  },
];

const chosen = (values: Values, name: string): string | null => {
  const value = (values[name] ?? '').trim();
  return value === '' || value === 'none' ? null : value;
};

function bodyOf(deed: TicketDeed, values: Values): object {
  const reason = (values['reason'] ?? '').trim();
  switch (deed) {
    case 'cancel':
      return { reason };
    case 'park':
      return { minutes: Number(values['minutes']), reason };
    case 'correct':
      return { service: values['service'] };
    case 'prioritise':
      return { reason: values['priority'], issuer: values['issuer'], ...approvedBy(values) };
    case 'reissue':
    case 'reprint':
    case 'paper-done':
    case 'unpark':
    case 'return':
      return {};
  }
}

const approvedBy = (values: Values): object => {
  const approver = chosen(values, 'approver');
  return approver === null ? {} : { approver };
};

const isGranted = (values: Values): boolean => chosen(values, 'priority') !== null;

/** A number for somebody who stands at the desk, or on the telephone. */
export const takeNumber: Asker = (told) => {
  const { words } = told;
  const size: Field = {
    kind: 'number',
    name: 'size',
    label: words.text('supervisor.party'),
    min: 1,
    max: 99,
    value: '1',
    required: true,
  };
  return {
    ...said(told, 'take'),
    icon: 'person',
    level: 'go',
    fields: [
      {
        kind: 'choice',
        name: 'service',
        label: words.text('supervisor.service'),
        options: serviceOptions(told),
        required: true,
      },
      priorityField(told, false),
      ...grantFields(told, isGranted),
      {
        kind: 'line',
        name: 'appointment',
        label: words.text('supervisor.code'),
        hint: words.text('supervisor.code.hint'),
        max: 32,
      },
      size,
      { kind: 'check', name: 'visibly', columns: 2, label: words.text('console.visibly') },
      { kind: 'check', name: 'escort', columns: 2, label: words.text('console.escort') },
    ],
    press: (values) => press('staff/tickets', takingOf(values)),
    done: (later, answer) => later.text('supervisor.taken', { number: numberIn(answer) }),
  };
};

function takingOf(values: Values): object {
  const priority = chosen(values, 'priority');
  const appointment = chosen(values, 'appointment');
  const care = { visibly: values['visibly'] === 'yes', escort: values['escort'] === 'yes' };
  return {
    service: values['service'],
    ...(priority === null ? {} : { priority, issuer: values['issuer'], ...approvedBy(values) }),
    ...(appointment === null ? {} : { appointment }),
    size: Number(values['size'] ?? '1'),
    care,
  };
}

/** The number in the answer to taking one, or entering a slip. */
function numberIn(answer: object): string {
  const ticket: unknown = 'ticket' in answer ? answer.ticket : answer;
  const isTold = typeof ticket === 'object' && ticket !== null && 'number' in ticket;
  return isTold ? String(ticket.number) : '';
}

const outcomes = ['finished', 'no-show', 'cancelled'] as const;

/** A slip that was printed beforehand, from when everything was down. */
export const enterSlip: Asker = (told) => {
  const { view, words } = told;
  const withSlips = view.services.filter(({ slips }) => slips !== null);
  if (withSlips.length === 0) return null;
  return {
    ...said(told, 'slip'),
    icon: 'tick',
    level: 'go',
    fields: [
      {
        kind: 'choice',
        name: 'service',
        label: words.text('supervisor.service'),
        required: true,
        options: withSlips.map(({ letter, name, slips }) => ({
          value: letter,
          label: `${letter} ${words.name(name)} · ${slips?.from}–${slips?.to}`,
        })),
      },
      {
        kind: 'number',
        name: 'slip',
        label: words.text('supervisor.slip'),
        min: 1,
        max: 9999,
        required: true,
      },
      {
        kind: 'choice',
        name: 'outcome',
        label: words.text('supervisor.outcome'),
        required: true,
        value: 'finished',
        options: outcomes.map((value) => ({ value, label: words.text(`supervisor.state.${value}`) })),
      },
    ],
    press: ({ service, slip, outcome }) => press('staff/recovered', { service, slip: Number(slip), outcome }),
    done: (later, answer) => later.text('supervisor.entered', { number: numberIn(answer) }),
  };
};
