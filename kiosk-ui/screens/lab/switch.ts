import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';

/** How a switch of the lab says whether it is on. */
export const onOff = (on: boolean, words: Words): TemplateResult =>
  html`<span class="sw">${on ? icon('bad') : nothing}${words.text(on ? 'lab.on' : 'lab.off')}</span>`;
