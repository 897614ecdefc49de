import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { MaintenanceModel } from './model.ts';

/** What came of the last press; read out, since the eye may be elsewhere. */
export const noteLine = ({ note, words }: MaintenanceModel): TemplateResult =>
  html`<p class="note ${note?.kind ?? ''}" role="status">
    ${note === null ? nothing : html`${icon(note.kind === 'done' ? 'check' : 'bad')}<span>${note.text(words)}</span>`}
  </p>`;
