/** The question before the count of tickets begins anew: a press by mistake would spoil the estimate. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import type { MaintenanceModel } from './model.ts';

export function newRollDialog(model: MaintenanceModel): TemplateResult {
  const { words, rolling, askRoll, tend } = model;
  const close = () => askRoll(null);
  return html`<dialog
    class="new-roll"
    aria-labelledby="new-roll-title"
    @cancel=${(event: Event) => {
      event.preventDefault();
      close();
    }}
  >
    ${
      rolling === null
        ? nothing
        : html`<h2 id="new-roll-title">${words.text('maintenance.roll.title', { name: rolling.id })}</h2>
            <ul>
              ${
                rolling.paper === null
                  ? nothing
                  : html`<li>
                      ${sign('roll')}<span
                        >${words.rich('maintenance.roll.counts', {
                          whole: rolling.paper.whole,
                          left: rolling.paper.left,
                        })}</span
                      >
                    </li>`
              }
              <li>${icon('info')}<span>${words.text('maintenance.roll.harmless')}</span></li>
            </ul>
            <footer>
              <button class="btn" @click=${close}>${words.text('maintenance.cancel')}</button>
              <button class="btn main" autofocus @click=${() => tend('roll', rolling)}>
                ${icon('tick')}${words.text('maintenance.roll.yes')}
              </button>
            </footer>`
    }
  </dialog>`;
}
