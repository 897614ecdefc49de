import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../host/words.ts';

/** The title of a question, and the way out of it. */
export const dialogHead = (
  title: string,
  words: Words,
  close: () => void,
  instead: TemplateResult | typeof nothing = nothing,
): TemplateResult =>
  html`<header>
    <h2 id="question-title">${title}</h2>
    <span class="push"></span>
    ${instead}
    <button type="button" class="btn slim" aria-keyshortcuts="Escape" @click=${close}>
      ${words.text('console.close')}<kbd>Esc</kbd>
    </button>
  </header>`;
