/** What the half hour to come is likely to bring, in a sentence or two, with the days that it is told from. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../../theme/icons.ts';
import { comingOf, type Coming } from '../coming.ts';
import type { Told } from '../model.ts';
import { dateMs } from './dates.ts';
import { todayOf } from './figure-model.ts';

export function nextHalfHour(told: Told): TemplateResult | typeof nothing {
  const coming = comingOf(told);
  if (coming === null) return nothing;
  const { words } = told;
  const text = [expectedText(coming, told), neededText(coming, told)];
  return html`<p class="next">
    <span class="is ${coming.isShort ? 'warn' : ''}">${icon(coming.isShort ? 'warning' : 'people')}</span>
    <span>${text.join(words.language === 'en' ? ' ' : '')}</span>
  </p>`;
}

function expectedText({ next: { expected, basis, days } }: Coming, told: Told): string {
  const { words } = told;
  const count = Math.round(expected);
  if (basis === 'all-days') return words.text('metrics.next.all-days', { count, days });
  const language = words.language === 'en' ? 'en-GB' : words.language;
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return words.text('metrics.next.weekday', { count, days, weekday: weekday.format(dateMs(todayOf(told))) });
}

function neededText({ next: { needed }, open, isShort, spare }: Coming, { words }: Told): string {
  if (needed === null) return words.text('metrics.next.unknown');
  if (!isShort) return words.text('metrics.next.enough', { needed, open });
  return words.text(spare === null ? 'metrics.next.full' : 'metrics.next.short', { needed, open });
}
