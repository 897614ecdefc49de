/** What every question says in the same places. */
import type { TextValues } from '../../../config/texts/texts.ts';
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import type { Words } from '../../host/words.ts';
import type { Asking, Option, Told } from './model.ts';

export const REASON_MAX = 200;
export const TEXT_MAX = 2000;

export type DeedName =
  | 'evacuate'
  | 'resume'
  | 'acknowledge'
  | 'acknowledge-alarm'
  | 'enter-roster'
  | 'enter-costs'
  | 'enter-quality'
  | 'enter-answers'
  | 'enter-staff'
  | 'withdraw-input'
  | 'freeze-month'
  | 'print-day'
  | 'close-service'
  | 'open-service'
  | 'open-day'
  | 'close-day'
  | 'reopen-day'
  | 'emergency'
  | 'notice'
  | 'withdraw'
  | 'force-out'
  | 'shut'
  | 'reopen'
  | 'help-take'
  | 'help-settle'
  | 'reissue'
  | 'reprint'
  | 'paper-done'
  | 'prioritise'
  | 'correct'
  | 'park'
  | 'unpark'
  | 'cancel'
  | 'return'
  | 'take'
  | 'slip'
  | 'record'
  | 'resolve'
  | 'call-back'
  | 'sign'
  | 'book'
  | 'release';

type Said = Pick<Asking, 'title' | 'subject' | 'happens' | 'undone' | 'done'>;

export const said = (
  { words }: Pick<Told, 'words'>,
  deed: DeedName,
  subject = '',
  values: TextValues = {},
): Said => ({
  title: words.text(`supervisor.do.${deed}`),
  subject,
  happens: words.text(`supervisor.happens.${deed}`, values),
  undone: words.text(`supervisor.undone.${deed}`),
  done: (later) =>
    later.text('supervisor.done', {
      what: [later.text(`supervisor.do.${deed}`), subject].filter((part) => part !== '').join(' · '),
    }),
});

/** One after the other, as the language has it. */
export const listed = (items: readonly string[], words: Words): string =>
  items.join(words.text('supervisor.comma'));

export const subjectOf = (ticket: Pick<StaffTicketView, 'number' | 'serviceName'>, words: Words): string =>
  `${ticket.number} ${words.name(ticket.serviceName)}`;

export const agentOptions = ({ view }: Pick<Told, 'view'>): readonly Option[] =>
  view.agents.map(({ id, name }) => ({ value: id, label: name }));

export const serviceOptions = ({ view, words }: Pick<Told, 'view' | 'words'>): readonly Option[] =>
  view.services.map(({ letter, name }) => ({ value: letter, label: `${letter} ${words.name(name)}` }));

/** A field that says who is doing this; who is not in the list may not. */
export const agentField = (told: Pick<Told, 'view' | 'words'>, name: string, label: string) =>
  ({ kind: 'choice', name, label, required: true, options: agentOptions(told) }) as const;

export const reasonField = ({ words }: Pick<Told, 'words'>) =>
  ({
    kind: 'line',
    name: 'reason',
    label: words.text('console.reason'),
    hint: words.text('supervisor.reason.hint'),
    max: REASON_MAX,
    required: true,
  }) as const;
