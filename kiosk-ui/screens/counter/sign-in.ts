/** Nobody sits here yet: whoever sits down chooses a name. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

export const signIn = ({ view, words, answer }: ConsoleModel): TemplateResult =>
  html`<section class="sign-in">
    ${
      view.shut === null
        ? nothing
        : html`<p class="note fault">
            ${icon('closed')}${words.text('console.shut', { reason: view.shut })}
          </p>`
    }
    <h2>${words.text('console.who')}</h2>
    ${view.agents.length === 0 ? html`<p class="quiet">${words.text('console.agents.none')}</p>` : nothing}
    <ul>
      ${view.agents.map(
        (agent) =>
          html`<li>
            <button
              class="btn"
              ?disabled=${view.shut !== null}
              @click=${() => answer('sign-in', { agent: agent.id })}
            >
              ${icon('person')}${agent.name}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
