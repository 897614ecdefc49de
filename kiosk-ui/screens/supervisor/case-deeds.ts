/** The steps of a case, each by somebody who puts his name to it, and the times that are promised. */
import type { AppointmentView } from '../../../firmware-host/messages/lobby.ts';
import type { CaseView } from '../../../firmware-host/messages/staff.ts';
import { press } from '../../host/api.ts';
import type { IconName } from '../../theme/icons.ts';
import { dateOf, instantOf } from './lobby-time.ts';
import type { Asker, Field, Told, Values } from './model.ts';
import { TEXT_MAX, agentField, said, serviceOptions, subjectOf } from './said.ts';

export type Step = CaseView['steps'][number];

const icons: Readonly<Record<Step, IconName>> = {
  record: 'info',
  resolve: 'tick',
  'call-back': 'phone',
  sign: 'shield',
};

export const iconOf = (step: Step): IconName => icons[step];

export const caseStep =
  (step: Step, file: CaseView): Asker =>
  (told) => ({
    ...said(told, step, subjectOf(file, told.words)),
    icon: icons[step],
    level: 'go',
    fields: fieldsOf(step, told),
    press: (values) => press(`cases/${encodeURIComponent(file.id)}/${step}`, bodyOf(step, values)),
  });

function fieldsOf(step: Step, told: Told): readonly Field[] {
  const { words } = told;
  const who = agentField(told, 'who', words.text(`supervisor.who.${step}`));
  if (step === 'sign') return [who];
  return [
    who,
    {
      kind: 'text',
      name: 'text',
      label: words.text(step === 'record' ? 'supervisor.matter' : 'supervisor.result'),
      hint: words.text('supervisor.personal'),
      max: TEXT_MAX,
      required: true,
    },
  ];
}

function bodyOf(step: Step, { who, text = '' }: Values): object {
  switch (step) {
    case 'record':
      return { receiver: who, matter: text.trim() };
    case 'resolve':
    case 'call-back':
      return { agent: who, result: text.trim() };
    case 'sign':
      return { manager: who };
  }
}

export const book: Asker = (told) => {
  const { view, words, nowMs } = told;
  return {
    ...said(told, 'book'),
    icon: 'calendar',
    level: 'go',
    fields: [
      {
        kind: 'choice',
        name: 'service',
        label: words.text('supervisor.service'),
        options: serviceOptions(told),
        required: true,
      },
      {
        kind: 'date',
        name: 'date',
        columns: 2,
        label: words.text('supervisor.date'),
        value: dateOf(nowMs, view.timeZone),
        required: true,
      },
      { kind: 'time', name: 'time', columns: 2, label: words.text('supervisor.time'), required: true },
      {
        kind: 'line',
        name: 'code',
        label: words.text('supervisor.code'),
        hint: words.text('supervisor.code.made'),
        max: 32,
      },
      {
        kind: 'line',
        name: 'visitor',
        label: words.text('supervisor.visitor'),
        hint: words.text('supervisor.visitor.why'),
        max: 64,
      },
    ],
    press: ({ service, date = '', time = '', code = '', visitor = '' }) =>
      press('appointments', {
        service,
        at: instantOf(date, time, view.timeZone),
        ...(code.trim() === '' ? {} : { code: code.trim() }),
        ...(visitor.trim() === '' ? {} : { visitor: visitor.trim() }),
      }),
    done: (later, answer) =>
      later.text('supervisor.booked', { code: 'code' in answer ? String(answer.code) : '' }),
  };
};

export const release =
  ({ id }: Pick<AppointmentView, 'id'>): Asker =>
  (told) => {
    const booked = told.view.appointments.find((one) => one.id === id);
    if (booked === undefined) return null;
    return {
      ...said(told, 'release', `${booked.code} ${told.words.name(booked.serviceName)}`),
      icon: 'cross',
      level: 'bad',
      fields: [],
      press: () => press(`appointments/${encodeURIComponent(id)}`, {}, 'DELETE'),
    };
  };
