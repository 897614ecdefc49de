/** Other matters of the same visit: shown with where they stand, and given back when the visitor does not need them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

const ends: readonly string[] = ['finished', 'no-show', 'cancelled'];

export function beside(
  { words, busy, tell }: ConsoleModel,
  ticket: CounterTicket,
): TemplateResult | typeof nothing {
  const others = ticket.beside.filter(({ state }) => !ends.includes(state));
  if (others.length === 0) return nothing;
  const reason = words.text('console.beside.reason');
  return html`<ul class="beside" aria-label=${words.text('console.beside.list')}>
    ${others.map(
      ({ id, number, state }) =>
        html`<li>
          ${icon('link')}<span>${words.text('console.beside.one', { number, state })}</span>
          ${
            state === 'waiting' || state === 'parked'
              ? html`<button
                  class="btn slim"
                  aria-busy=${busy}
                  @click=${() => tell(`staff/tickets/${encodeURIComponent(id)}/cancel`, { reason })}
                >
                  ${words.text('console.beside.release')}<span class="unseen">${number}</span>
                </button>`
              : nothing
          }
        </li>`,
    )}
  </ul>`;
}
