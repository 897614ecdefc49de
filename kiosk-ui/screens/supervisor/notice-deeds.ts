/** Words to the lobby: posted with a look at how they stand, and withdrawn. */
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../../config/texts/texts.ts';
import type { NoticeOn } from '../../../firmware-host/messages/lobby-requests.ts';
import type { LobbyNotice } from '../../../firmware-host/messages/lobby.ts';
import { press } from '../../host/api.ts';
import { icon } from '../../theme/icons.ts';
import { byLanguage, languageFields } from './lobby-deeds.ts';
import { dateOf, instantOf, timeOf } from './lobby-time.ts';
import type { Asker, Field, Told, Values } from './model.ts';
import { said } from './said.ts';

export const places = ['kiosk', 'display', 'board', 'phone'] as const satisfies readonly NoticeOn[];

const MINUTE_MS = 60_000;
const lasts = ['30', '60', '120', 'withdrawn', 'time'] as const;

export const postNotice =
  (kind: LobbyNotice['kind']): Asker =>
  (told) => ({
    ...said(told, kind === 'emergency' ? 'emergency' : 'notice'),
    icon: kind === 'emergency' ? 'warning' : 'info',
    level: kind === 'emergency' ? 'bad' : 'go',
    fields: [...languageFields(told, 'supervisor.words'), ...whenFields(told), ...placeFields(told)],
    preview: (values) => preview(told, values, kind),
    press: (values) => press('notices', noticeOf(told, values, kind)),
  });

const isLater = ({ from }: Values): boolean => from === 'time';
const isUntil = ({ until }: Values): boolean => until === 'time';

function whenFields({ view, words, nowMs }: Told): readonly Field[] {
  const date = dateOf(nowMs, view.timeZone);
  return [
    {
      kind: 'choice',
      name: 'from',
      columns: 2,
      label: words.text('supervisor.from'),
      value: 'now',
      required: true,
      options: (['now', 'time'] as const).map((value) => ({
        value,
        label: words.text(`supervisor.from.${value}`),
      })),
    },
    {
      kind: 'date',
      name: 'from-date',
      columns: 2,
      label: words.text('supervisor.date'),
      value: date,
      when: isLater,
      required: true,
    },
    {
      kind: 'time',
      name: 'from-time',
      columns: 2,
      label: words.text('supervisor.time'),
      when: isLater,
      required: true,
    },
    {
      kind: 'choice',
      name: 'until',
      columns: 2,
      label: words.text('supervisor.until'),
      value: 'withdrawn',
      required: true,
      options: lasts.map((value) => ({
        value,
        label:
          value === 'withdrawn' || value === 'time'
            ? words.text(`supervisor.until.${value}`)
            : words.text('console.park.minutes', { count: Number(value) }),
      })),
    },
    {
      kind: 'date',
      name: 'until-date',
      columns: 2,
      label: words.text('supervisor.date'),
      value: date,
      when: isUntil,
      required: true,
    },
    {
      kind: 'time',
      name: 'until-time',
      columns: 2,
      label: words.text('supervisor.time'),
      when: isUntil,
      required: true,
    },
  ];
}

const placeFields = ({ words }: Told): readonly Field[] =>
  places.map((place) => ({
    kind: 'check',
    name: `on-${place}`,
    columns: 1,
    label: words.text(`supervisor.on.${place}`),
    value: 'yes',
  }));

export const placesOf = (values: Values): readonly NoticeOn[] =>
  places.filter((place) => values[`on-${place}`] === 'yes');

function noticeOf(told: Told, values: Values, kind: LobbyNotice['kind']): object {
  const { view, nowMs } = told;
  const on = placesOf(values);
  const moment = (name: 'from' | 'until') =>
    instantOf(values[`${name}-date`] ?? '', values[`${name}-time`] ?? '', view.timeZone);
  const from = values['from'] === 'time' ? moment('from') : null;
  const { until = 'withdrawn' } = values;
  const minutes = Number(until);
  const end =
    until === 'time'
      ? moment('until')
      : Number.isNaN(minutes)
        ? null
        : new Date((from === null ? nowMs : Date.parse(from)) + minutes * MINUTE_MS).toISOString();
  return {
    kind,
    texts: byLanguage(told, values),
    ...(from === null ? {} : { from }),
    ...(end === null ? {} : { until: end }),
    ...(on.length === 0 || on.length === places.length ? {} : { on }),
  };
}

/** Longer words stand in two lines of the television, and pass over a board in parts. */
const SHORT_MAX: Readonly<Record<Language, number>> = { 'zh-CN': 24, 'zh-TW': 24, en: 48 };

/** How it will stand, in each language, and whether that is long. */
function preview({ view, words }: Told, values: Values, kind: LobbyNotice['kind']): TemplateResult {
  const [first] = view.languages;
  const firstSaid = (first === undefined ? '' : (values[first] ?? '')).trim();
  return html`<section class="preview ${kind}" aria-label=${words.text('supervisor.preview')}>
    ${view.languages.map((language) => {
      const own = (values[language] ?? '').trim();
      const text = own === '' ? firstSaid : own;
      const count = Array.from(text).length;
      const isLong = count > SHORT_MAX[language];
      return html`<div class="row">
        <span class="quiet small">${words.text(`language.${language}`)}</span>
        <span class="screen" lang=${language}>${text === '' ? '…' : text}</span>
        <span class="is ${isLong ? 'warn' : 'ok'} small"
          >${icon(isLong ? 'warning' : 'check')}${words.text(
            isLong ? 'supervisor.long' : 'supervisor.short',
            {
              count,
            },
          )}</span
        >
      </div>`;
    })}
  </section>`;
}

export const withdraw =
  ({ id }: Pick<LobbyNotice, 'id'>): Asker =>
  (told) => {
    const notice = told.view.notices.find((one) => one.id === id);
    if (notice === undefined) return null;
    return {
      ...said(told, 'withdraw', told.words.name(notice.texts)),
      icon: 'erase',
      level: 'go',
      fields: [],
      press: () => press(`notices/${encodeURIComponent(id)}`, {}, 'DELETE'),
    };
  };

/** From when to when it stands, in words. */
export function spanOf({ from, until }: LobbyNotice, { view, words, nowMs }: Told): string {
  const moment = (at: string): string => {
    const ms = Date.parse(at);
    const time = timeOf(ms, view.timeZone);
    return dateOf(ms, view.timeZone) === dateOf(nowMs, view.timeZone)
      ? time
      : `${words.date(ms, view.timeZone)} ${time}`;
  };
  return words.text('supervisor.span', {
    from: from === null ? words.text('supervisor.from.now') : moment(from),
    until: until === null ? words.text('supervisor.until.withdrawn') : moment(until),
  });
}
