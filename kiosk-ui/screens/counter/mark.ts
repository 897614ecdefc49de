/** Whether the visit was enough: the agent says it while it is served, or until the next number is called. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

export function markBar({ view, words, busy, answer }: ConsoleModel): TemplateResult | typeof nothing {
  const { mark } = view;
  if (mark === null) return nothing;
  const { ticket, number, settled } = mark;
  const choice = (says: boolean) =>
    html`<button
      class="btn slim"
      aria-pressed=${settled === says}
      aria-busy=${busy}
      @click=${() => answer('mark', { ticket, settled: says })}
    >
      ${icon(says ? 'check' : 'repeat')}${words.text(says ? 'console.mark.settled' : 'console.mark.again')}
    </button>`;
  return html`<div class="mark-bar" role="group" aria-labelledby="mark-bar">
    <span id="mark-bar" class="quiet">${words.text('console.mark', { number })}</span>
    ${choice(true)} ${choice(false)}
  </div>`;
}
