/** A full screen of calm: something cannot be done now, here is what to do, and here is the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { Words } from '../../host/words.ts';
import { secondLine, secondWords, type Bilingual } from '../../elements/second.ts';

export interface MessageModel extends Bilingual {
  /** Of both languages alike. */
  readonly text: (words: Words) => string;
  readonly again: (() => void) | null;
  readonly back: () => void;
}

export function messageScreen(model: MessageModel): TemplateResult {
  const { words, text, again, back } = model;
  return html`
    <main class="message" role="alert">
      ${icon('desk')}
      <p>${text(words)}</p>
      ${secondLine(model, text)}
    </main>
    <nav class="actions ${again === null ? '' : 'two'}">
      <button class="control ${again === null ? 'primary' : ''}" @click=${back}>
        ${icon('home')}<span
          ><b>${words.text('kiosk.back')}</b>${secondWords(model, (of) => of.text('kiosk.back'))}</span
        >
      </button>
      ${
        again === null
          ? nothing
          : html`<button class="control primary" @click=${again}>
              ${icon('repeat')}<span
                ><b>${words.text('kiosk.again')}</b
                >${secondWords(model, (of) => of.text('kiosk.again'))}</span
              >
            </button>`
      }
    </nav>
  `;
}
