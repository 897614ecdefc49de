/** What is done to the lobby as a whole: its day, its evacuation, its services. */
import type { Disposition } from '../../../firmware-host/messages/lobby-requests.ts';
import type { LeftOver, LobbyService } from '../../../firmware-host/messages/lobby.ts';
import { press } from '../../host/api.ts';
import { dateOf } from './lobby-time.ts';
import type { Asker, Field, Told, Values } from './model.ts';
import { REASON_MAX, reasonField, said } from './said.ts';

export const evacuate: Asker = (told) =>
  told.view.evacuation === null
    ? {
        ...said(told, 'evacuate'),
        icon: 'exit',
        level: 'bad',
        fields: [reasonField(told)],
        press: ({ reason = '' }) => press('lobby/evacuate', { reason: reason.trim() }),
      }
    : null;

export const resume: Asker = (told) =>
  told.view.evacuation === null
    ? null
    : {
        ...said(told, 'resume', told.view.evacuation),
        icon: 'door',
        level: 'go',
        fields: [],
        press: () => press('lobby/resume'),
      };

export const acknowledge: Asker = (told) =>
  told.view.restored === null
    ? null
    : {
        ...said(told, 'acknowledge'),
        icon: 'tick',
        level: 'go',
        fields: [],
        press: () => press('lobby/acknowledge-restored'),
      };

export const closeService =
  ({ letter }: Pick<LobbyService, 'letter'>): Asker =>
  (told) => {
    const service = told.view.services.find((one) => one.letter === letter);
    if (service === undefined) return null;
    return {
      ...said(told, 'close-service', `${letter} ${told.words.name(service.name)}`, {
        count: service.waiting,
      }),
      icon: 'closed',
      level: 'bad',
      fields: languageFields(told, 'supervisor.visitors-reason'),
      press: (values) =>
        press(`services/${encodeURIComponent(letter)}/close`, { reason: byLanguage(told, values) }),
    };
  };

export const openService =
  ({ letter }: Pick<LobbyService, 'letter'>): Asker =>
  (told) => {
    const service = told.view.services.find((one) => one.letter === letter);
    if (service === undefined || service.closed !== 'by-staff') return null;
    return {
      ...said(told, 'open-service', `${letter} ${told.words.name(service.name)}`),
      icon: 'door',
      level: 'go',
      fields: [],
      press: () => press(`services/${encodeURIComponent(letter)}/open`),
    };
  };

/** The first language of the lobby has to be filled in; the others read as it does where they are left out. */
export const languageFields = (
  { view, words }: Told,
  label: 'supervisor.visitors-reason' | 'supervisor.words',
): readonly Field[] =>
  view.languages.map((language, place) => ({
    kind: 'line',
    name: language,
    label: words.text(label, { language: words.text(`language.${language}`) }),
    max: REASON_MAX,
    required: place === 0,
    ...(place === 0 || place < view.languages.length - 1
      ? {}
      : { hint: words.text('supervisor.words.hint') }),
  }));

export const byLanguage = ({ view }: Told, values: Values): Readonly<Record<string, string>> =>
  Object.fromEntries(
    view.languages
      .map((language) => [language, (values[language] ?? '').trim()] as const)
      .filter(([, text]) => text !== ''),
  );

/** Whose clock nobody trusts is asked for the date. */
export const openDay: Asker = (told) => {
  const { view, words, nowMs } = told;
  if (view.day !== null && !view.day.closed) return null;
  return {
    ...said(told, 'open-day'),
    icon: 'door',
    level: 'go',
    fields: view.clockTrusted
      ? []
      : [
          {
            kind: 'date',
            name: 'date',
            label: words.text('supervisor.date'),
            hint: words.text('supervisor.date.hint'),
            required: true,
            value: dateOf(nowMs, view.timeZone),
          },
        ],
    press: ({ date = '' }) => press('lobby/open-day', date === '' ? {} : { date }),
  };
};

export const reopenDay: Asker = (told) =>
  told.view.day?.closed === true
    ? {
        ...said(told, 'reopen-day', told.view.day.date),
        icon: 'repeat',
        level: 'go',
        fields: [],
        press: () => press('lobby/reopen-day'),
      }
    : null;

/** So many are asked about one by one; for the others one answer serves. */
const NAMED = 30;
const dispositions = ['keep', 'cancel', 'finish'] as const satisfies readonly Disposition[];

export const closeDay: Asker = (told) => {
  const { view, words } = told;
  if (view.day === null || view.day.closed) return null;
  const named = view.leftOver.slice(0, NAMED);
  const options = dispositions.map((value) => ({ value, label: words.text(`supervisor.left.${value}`) }));
  return {
    ...said(told, 'close-day', view.day.date, { count: view.leftOverTotal }),
    icon: 'closed',
    level: 'bad',
    fields:
      view.leftOverTotal === 0
        ? []
        : [
            {
              kind: 'choice',
              name: 'rest',
              label: words.text('supervisor.left.rest', { count: view.leftOverTotal }),
              required: true,
              options,
            },
            ...named.map((left): Field => ({
              kind: 'choice',
              name: `left-${left.id}`,
              label: leftText(left, told),
              value: 'rest',
              options: [{ value: 'rest', label: words.text('supervisor.left.as-rest') }, ...options],
            })),
          ],
    press: (values) => press('lobby/close-day', closing(named, values)),
  };
};

const leftText = ({ number, state, counter, takenAt }: LeftOver, { words, view }: Told): string =>
  [
    number,
    words.text(`supervisor.state.${state}`),
    counter === null ? '' : words.name(counter.name),
    words.text('console.papers.taken', { time: words.time(Date.parse(takenAt), view.timeZone) }),
  ]
    .filter((part) => part !== '')
    .join(' · ');

function closing(named: readonly LeftOver[], values: Values): object {
  const own = named
    .map(({ id }) => [id, values[`left-${id}`] ?? 'rest'] as const)
    .filter(([, disposition]) => disposition !== 'rest');
  const rest = values['rest'] ?? '';
  return { dispositions: Object.fromEntries(own), ...(rest === '' ? {} : { rest }) };
}
