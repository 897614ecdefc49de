/** A full screen of calm: something cannot be done now, here is what to do, and here is the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { Words } from '../../host/words.ts';

export interface MessageModel {
  readonly words: Words;
  readonly second: Words;
  readonly elder: boolean;
  /** Of both languages alike. */
  readonly text: (words: Words) => string;
  readonly again: (() => void) | null;
  readonly back: () => void;
}

export function messageScreen({ words, second, elder, text, again, back }: MessageModel): TemplateResult {
  const secondLine = (line: string) =>
    elder ? nothing : html`<span class="second" lang=${second.language}>${line}</span>`;
  return html`
    <main class="message" role="alert">
      ${icon('desk')}
      <p>${text(words)}</p>
      ${elder ? nothing : html`<p class="second" lang=${second.language}>${text(second)}</p>`}
    </main>
    <nav class="actions ${again === null ? '' : 'two'}">
      <button class="control ${again === null ? 'primary' : ''}" @click=${back}>
        ${icon('home')}<span><b>${words.text('kiosk.back')}</b>${secondLine(second.text('kiosk.back'))}</span>
      </button>
      ${
        again === null
          ? nothing
          : html`<button class="control primary" @click=${again}>
              ${icon('repeat')}<span
                ><b>${words.text('kiosk.again')}</b>${secondLine(second.text('kiosk.again'))}</span
              >
            </button>`
      }
    </nav>
  `;
}
