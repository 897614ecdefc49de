/** What was promised to somebody, and what is left of it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import type { WaitingTicket } from '../../../firmware-host/messages/counter-queue.ts';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

const MS_PER_MINUTE = 60_000;

/** By when somebody who waits is to be called: the time that was booked, else the promise. In ms since 1970. */
export function dueMsOf({ class: kind, appointmentAt, promisedAt }: WaitingTicket): number | null {
  const at = kind === 'appointment' ? (appointmentAt ?? promisedAt) : promisedAt;
  return at === null ? null : Date.parse(at);
}

/** Counted by the page's own clock: the host says a moment once, and then nothing. */
export function left(dueMs: number | null, { words, nowMs }: ConsoleModel): TemplateResult | typeof nothing {
  if (dueMs === null) return nothing;
  if (dueMs > nowMs) {
    const minutes = Math.ceil((dueMs - nowMs) / MS_PER_MINUTE);
    return html`<span class="quiet">${words.text('console.left', { minutes })}</span>`;
  }
  const minutes = Math.max(1, Math.floor((nowMs - dueMs) / MS_PER_MINUTE));
  return html`<span class="is bad">${icon('bad')}${words.text('console.over', { minutes })}</span>`;
}

/** Of the visitor who is here: whether the promise was kept. */
export function kept(
  { view, words }: ConsoleModel,
  { promisedAt, isPromiseKept }: CounterTicket,
): TemplateResult | typeof nothing {
  if (promisedAt === null || isPromiseKept === null) return nothing;
  const time = words.time(Date.parse(promisedAt), view.timeZone);
  return isPromiseKept
    ? html`<span class="is ok">${icon('check')}${words.text('console.promise.kept', { time })}</span>`
    : html`<span class="is bad">${icon('bad')}${words.text('console.promise.late', { time })}</span>`;
}
