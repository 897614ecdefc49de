import { html, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

/** From questions after which somebody leaves: perhaps a colleague goes on here. */
export const handOverInstead = ({ words, open }: ConsoleModel): TemplateResult =>
  html`<button type="button" class="btn slim" aria-keyshortcuts="F11" @click=${() => open('hand-over')}>
    ${icon('people')}${words.text('console.hand-over.instead')}<kbd>F11</kbd>
  </button>`;
