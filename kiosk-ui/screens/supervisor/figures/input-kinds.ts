/** What people enter for the metrics: of each kind the fields that are asked, and the columns of its file. */
import type { InputKindName } from '../../../../firmware-host/messages/metric-inputs.ts';
import { press } from '../../../host/api.ts';
import type { Asker, Field, Told, Values } from '../model.ts';
import { agentField, agentOptions, said, serviceOptions } from '../said.ts';
import { todayOf } from './figure-model.ts';

export const inputKinds = [
  'roster',
  'costs',
  'quality',
  'staff',
  'answers',
] as const satisfies readonly InputKindName[];

/** As the first line of a file names them. */
export const columns: Readonly<Record<InputKindName, readonly string[]>> = {
  roster: ['agent', 'date', 'from', 'to'],
  costs: ['fromDate', 'toDate', 'amount', 'service'],
  quality: ['agent', 'date', 'score', 'ticket'],
  staff: ['agent', 'date', 'change', 'isFullTime'],
  answers: ['date', 'count', 'service'],
};

const AMOUNT_MAX = 1_000_000_000;
const SCORE_MAX = 100;
const COUNT_MAX = 1_000_000;
const ID_MAX = 64;

/** One row, by hand. The words of its fields are given, since they come later than the page's own. */
export const enterRow =
  (kind: InputKindName, words: Told['words']): Asker =>
  (told) => ({
    ...said(told, `enter-${kind}`),
    icon: 'pen',
    level: 'go',
    fields: [...fieldsOf[kind]({ told, words }), agentField(told, 'by', words.text('inputs.by'))],
    press: (values) =>
      press(`metric-inputs/${kind}`, { by: values['by'] ?? '', rows: [rowOf(kind, values)] }),
  });

interface Form {
  readonly told: Told;
  /** The words of its fields, which come later than the page's own. */
  readonly words: Told['words'];
}

const date = (name: 'date' | 'fromDate' | 'toDate', { told, words }: Form): Field => ({
  kind: 'date',
  name,
  label: words.text(`inputs.column.${name}`),
  value: todayOf(told),
  columns: 2,
  required: true,
});

const time = (name: 'from' | 'to', { words }: Form): Field => ({
  kind: 'time',
  name,
  label: words.text(`inputs.column.${name}`),
  columns: 2,
  required: true,
});

const number = (name: 'amount' | 'score' | 'count', max: number, { words }: Form): Field => ({
  kind: 'number',
  name,
  label: words.text(`inputs.column.${name}`),
  min: name === 'count' ? 1 : 0,
  max,
  columns: 2,
  required: true,
});

const agent = ({ told, words }: Form): Field => ({
  kind: 'choice',
  name: 'agent',
  label: words.text('inputs.column.agent'),
  options: agentOptions(told),
  columns: 2,
  required: true,
});

const service = ({ told, words }: Form): Field => ({
  kind: 'choice',
  name: 'service',
  label: words.text('inputs.column.service'),
  options: [{ value: 'all', label: words.text('inputs.service.all') }, ...serviceOptions(told)],
  value: 'all',
  columns: 2,
});

const fieldsOf: Readonly<Record<InputKindName, (form: Form) => readonly Field[]>> = {
  roster: (form) => [agent(form), date('date', form), time('from', form), time('to', form)],
  costs: (form) => [
    date('fromDate', form),
    date('toDate', form),
    number('amount', AMOUNT_MAX, form),
    service(form),
  ],
  quality: (form) => [
    agent(form),
    date('date', form),
    number('score', SCORE_MAX, form),
    {
      kind: 'line',
      name: 'ticket',
      label: form.words.text('inputs.column.ticket'),
      max: ID_MAX,
      columns: 2,
    },
  ],
  // Who joins is not in the house's list yet, and who has left is there no more.
  staff: ({ told, words }) => [
    {
      kind: 'line',
      name: 'agent',
      label: words.text('inputs.column.agent'),
      max: ID_MAX,
      columns: 2,
      required: true,
    },
    date('date', { told, words }),
    {
      kind: 'choice',
      name: 'change',
      label: words.text('inputs.column.change'),
      options: (['joined', 'left'] as const).map((value) => ({
        value,
        label: words.text(`inputs.change.${value}`),
      })),
      columns: 2,
      required: true,
    },
    {
      kind: 'check',
      name: 'isFullTime',
      label: words.text('inputs.column.isFullTime'),
      value: 'yes',
      columns: 2,
    },
  ],
  answers: (form) => [date('date', form), number('count', COUNT_MAX, form), service(form)],
};

function rowOf(kind: InputKindName, values: Values): object {
  const { agent: who = '', date: day = '', from = '', to = '' } = values;
  switch (kind) {
    case 'roster':
      return { agent: who, date: day, from, to };
    case 'costs': {
      const { fromDate = '', toDate = '', amount = '' } = values;
      return { fromDate, toDate, amount: Number(amount), service: serviceIn(values) };
    }
    case 'quality': {
      const ticket = (values['ticket'] ?? '').trim();
      return { agent: who, date: day, score: Number(values['score']), ticket: ticket === '' ? null : ticket };
    }
    case 'staff':
      return {
        agent: who.trim(),
        date: day,
        change: values['change'] ?? '',
        isFullTime: values['isFullTime'] === 'yes',
      };
    case 'answers':
      return { date: day, count: Number(values['count']), service: serviceIn(values) };
  }
}

/** Null where it is for all of them. */
const serviceIn = ({ service: letter = 'all' }: Values): string | null => (letter === 'all' ? null : letter);
