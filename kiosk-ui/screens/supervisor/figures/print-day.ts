/** The summary of a day on the ticket printer, for whoever hands over. */
import { press } from '../../../host/api.ts';
import type { Asker } from '../model.ts';
import { said } from '../said.ts';
import { todayOf } from './figure-model.ts';

const isPrinted = (answer: object): boolean => 'state' in answer && answer.state === 'printed';

export const printDay: Asker = (told) => ({
  ...said(told, 'print-day'),
  icon: 'printer',
  level: 'go',
  fields: [
    {
      kind: 'date',
      name: 'date',
      label: told.words.text('supervisor.date'),
      value: todayOf(told),
      required: true,
    },
  ],
  press: ({ date = '' }) => press('lobby/print-day', { date, language: told.words.language }),
  isDone: isPrinted,
  done: (words, answer) =>
    words.text(isPrinted(answer) ? 'supervisor.day-printed' : 'supervisor.day-not-printed'),
});
