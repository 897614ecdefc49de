import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import type { Note } from './commands.ts';

const signs = { fault: 'bad', waiting: 'turn', done: 'check' } as const;

/** What the agent is told about the last press. */
export const noteLine = (note: Note | null, words: Words): TemplateResult =>
  html`<p class="note ${note?.kind ?? ''}" role="status">
    ${note === null ? nothing : html`${icon(signs[note.kind])}${note.text(words)}`}
  </p>`;
