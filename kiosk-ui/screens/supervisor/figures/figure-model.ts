/** What the pages of figures know together, and say in the same words. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TextKey } from '../../../../config/texts/texts.ts';
import type { MetricDefinition, MetricValue } from '../../../../firmware-host/messages/metrics.ts';
import type { Words } from '../../../host/words.ts';
import { icon, type IconName } from '../../../theme/icons.ts';
import { dateOf } from '../lobby-time.ts';
import type { Told } from '../model.ts';
import { define } from './define.ts';
import { FiguresWait } from './figures-wait.ts';

define('foyer-figures-wait', FiguresWait);

export const figureTabs = ['metrics', 'satisfaction', 'inputs'] as const;
export type FigureTab = (typeof figureTabs)[number];

/** Everything that a list of figures is asked for again after: a minute, or a deed. */
const BEAT_MS = 60_000;
export const beatOf = ({ nowMs }: Told, deeds: number): number => Math.floor(nowMs / BEAT_MS) + deeds;

/** The lobby day that is open, or the date on its wall before there was one. */
export const todayOf = ({ view, nowMs }: Pick<Told, 'view' | 'nowMs'>): string =>
  view.day?.date ?? dateOf(nowMs, view.timeZone);

/** Who did it, by name; whoever did not say so, did it at this desk, or is the centre. */
export function whoOf(by: string, { view, words }: Pick<Told, 'view' | 'words'>): string {
  if (by === 'desk' || by === 'centre') return words.text(`inputs.by.${by}`);
  return view.agents.find(({ id }) => id === by)?.name ?? by;
}

type MetricId = MetricDefinition['id'];

export const nameOf = (id: MetricId, words: Words): string => words.text(`metric.${id}.name` as TextKey);
export const formulaOf = (id: MetricId, words: Words): string =>
  words.text(`metric.${id}.formula` as TextKey);

/** What the centres that wrote it down call it. */
export const originalOf = (id: MetricId, words: Words): string =>
  words.text(`metric.${id}.original` as TextKey);

/** A month (YYYY-MM, or a date in it) as one says it. */
export const monthName = (month: string, words: Words): string =>
  words.text('reports.month', { year: month.slice(0, 4), month: Number(month.slice(5, 7)) });

/** What centres do when it leaves its target on that side, the usual first. */
export function adviceOf(
  { id, advice }: MetricDefinition,
  side: 'high' | 'low',
  words: Words,
): readonly string[] {
  return Array.from({ length: advice[side] }, (_, place) =>
    words.text(
      (side === 'high'
        ? `metric.${id}.advice-high-${place + 1}`
        : `metric.${id}.advice-low-${place + 1}`) as TextKey,
    ),
  );
}

const knownSources = ['centres-first', 'centres-second', 'house'] as const;

/** Where a target comes from; the words of whoever set it, where they are none of ours. */
export function sourceOf(source: string | undefined, words: Words, isShort = false): string {
  const known = knownSources.find((one) => one === source);
  if (known === undefined) return source ?? '—';
  return words.text(isShort ? `metrics.source-short.${known}` : `metrics.source.${known}`);
}

export type Status = MetricValue['status'];

export const levels: Readonly<Record<Status, 'bad' | 'warn' | 'ok' | ''>> = {
  high: 'bad',
  low: 'bad',
  near: 'warn',
  ok: 'ok',
  watch: '',
  missing: '',
};
const icons: Readonly<Record<Status, IconName>> = {
  high: 'bad',
  low: 'bad',
  near: 'warning',
  ok: 'check',
  watch: 'info',
  missing: 'minus',
};

/** Too long is said of a time, too high of anything else; what is missing says what. */
export function statusText(
  { needs, unit }: MetricDefinition,
  { status, missing }: Pick<MetricValue, 'status' | 'missing'>,
  words: Words,
): string {
  if (status === 'high') return words.text(unit === 'ms' ? 'metrics.status.long' : 'metrics.status.high');
  if (status === 'low') return words.text(unit === 'ms' ? 'metrics.status.short' : 'metrics.status.low');
  if (status === 'missing')
    return words.text(
      missing === 'no-input' && needs !== null ? `metrics.missing.${needs}` : 'metrics.missing',
    );
  return words.text(`metrics.status.${status}`);
}

export const statusOf = (
  definition: MetricDefinition,
  value: Pick<MetricValue, 'status' | 'missing'>,
  words: Words,
  more = '',
): TemplateResult =>
  html`<span class="is ${levels[value.status]}"
    >${icon(icons[value.status])}${statusText(definition, value, words)}${more}</span
  >`;

/** What stands in place of figures that are on their way, or do not come. */
export function waitingFor(trouble: string | null, words: Words): TemplateResult {
  if (trouble === null) return html`<foyer-figures-wait .words=${words}></foyer-figures-wait>`;
  const text =
    trouble === 'unreachable' ? words.text('console.unreachable') : words.refusal(trouble, 'staff');
  return html`<p class="none is bad" role="alert">${icon('bad')}<span>${text}</span></p>`;
}

/** The pages of figures that stand behind one tab of the head. */
export const figureNav = (here: FigureTab, words: Words): TemplateResult =>
  html`<nav class="figures-nav" aria-label=${words.text('supervisor.tab.metrics')}>
    ${figureTabs.map(
      (tab) =>
        html`<a href="#${tab}" aria-current=${tab === here ? 'page' : nothing}
          >${words.text(`metrics.nav.${tab}`)}</a
        >`,
    )}
  </nav>`;
