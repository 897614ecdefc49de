/** The bar below: the agent's own day. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AgentToday } from '../../../firmware-host/messages/counter-queue.ts';
import { icon } from '../../theme/icons.ts';
import { lasting } from './lasting.ts';
import type { ConsoleModel } from './model.ts';

const MS_PER_MINUTE = 60_000;

export function ownFigures(model: ConsoleModel): TemplateResult {
  const { words, nowMs } = model;
  const { today } = model.view;
  if (today === null) return html`<footer class="own"></footer>`;
  const { idleMs, idleSince, pausedMs, pausedSince } = today;
  const idle = minutesOf(idleMs, idleSince, nowMs);
  const paused = minutesOf(pausedMs, pausedSince, nowMs);
  return html`<footer class="own" aria-label=${words.text('console.today')}>
    <b>${words.text('console.today')}</b>
    <span>${words.rich('console.served', { count: today.served })}</span>
    ${lengths(today, model)}
    <span>${words.rich('console.own.idle', { minutes: idle })}</span>
    ${paused > 0 ? html`<span>${words.rich('console.own.paused', { minutes: paused })}</span>` : nothing}
    <span>${words.rich('console.own.sent-on', { count: today.sentOn })}</span>
    <span>${words.rich('console.no-shows', { count: today.noShows })}</span>
    <span
      >${
        today.satisfaction === null
          ? words.text('console.own.satisfaction.few')
          : words.rich('console.own.satisfaction', {
              percent: today.satisfaction.percent,
              count: today.satisfaction.ratings,
            })
      }</span
    >
    <span class="push is quiet small total-only"
      >${icon('lock')}<span>${words.text('console.own.total-only')}</span></span
    >
  </footer>`;
}

/** How long things take on average, as far as there were any. */
const lengths = ({ facedMs, wrapUpMs, walkMs }: AgentToday, { words }: ConsoleModel) =>
  (
    [
      ['console.own.faced', facedMs],
      ['console.own.wrap-up', wrapUpMs],
      ['console.own.walk', walkMs],
    ] as const
  ).map(([key, ms]) =>
    ms === null ? nothing : html`<span>${words.rich(key, { time: lasting(ms) })}</span>`,
  );

/** What is added up already, and what goes on. */
const minutesOf = (ms: number, since: string | null, nowMs: number): number =>
  Math.floor((ms + (since === null ? 0 : Math.max(0, nowMs - Date.parse(since)))) / MS_PER_MINUTE);
