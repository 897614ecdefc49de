/** Where nobody may come back after a missed call, giving up is asked about first. */
import { html, type TemplateResult } from 'lit';
import type { CounterTicket, CounterView } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import type { Note } from './commands.ts';
import { dialogHead } from './dialog-head.ts';
import type { ConsoleModel } from './model.ts';

export const noShow = (
  { words, close, busy, act }: ConsoleModel,
  { number }: CounterTicket,
): TemplateResult =>
  html`<div class="question" role="alertdialog" aria-labelledby="question-title" aria-describedby="sure">
    ${dialogHead(words.text('console.no-show.sure', { number }), words, close)}
    <p id="sure">${words.text('console.no-show.final')}</p>
    <p class="sure">
      <button class="btn main" aria-busy=${busy} @click=${() => act('no-show')}>
        ${icon('no-show')}${words.text('console.no-show')}<kbd>Enter</kbd>
      </button>
    </p>
  </div>`;

/** Giving up is undone by the visitor coming back in time. */
export function cameNot({ ticket, returnMinutes: minutes }: CounterView): Note | null {
  if (ticket === null || minutes === 0) return null;
  const { number } = ticket;
  return { kind: 'done', text: (words) => words.text('console.no-show.back', { number, minutes }) };
}
