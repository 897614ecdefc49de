/** What stands at the top of every kiosk screen: whose lobby, what time, and the one question of this screen. */
import { html, nothing, type TemplateResult } from 'lit';
import type { KioskView } from '../../../firmware-host/messages/views.ts';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';

export interface TopModel {
  readonly view: KioskView | null;
  readonly nowMs: number;
  readonly words: Words;
  readonly second: Words;
  /** The elder view says less: no sign, no second language, no date. */
  readonly elder: boolean;
  readonly asks: TextKey;
}

export function header({ view, nowMs, words, second, elder }: TopModel): TemplateResult {
  if (view === null) return html`<header class="header">${mark()}</header>`;
  const { lobby, timeZone } = view;
  return html`<header class="header">
    ${elder ? nothing : mark()}
    <div class="site">
      <h1>${words.name(lobby)}</h1>
      ${elder ? nothing : html`<p class="second" lang=${second.language}>${second.name(lobby)}</p>`}
    </div>
    <div class="clock">
      <b>${words.time(nowMs, timeZone)}</b>
      ${elder ? nothing : html`<p class="second">${words.day(nowMs, timeZone)}</p>`}
    </div>
  </header>`;
}

export const question = ({ view, words, second, elder, asks }: TopModel): TemplateResult =>
  html`<div class="question">
    <h2 tabindex="-1">${words.text(asks)}</h2>
    ${elder ? nothing : html`<p class="second" lang=${second.language}>${second.text(asks)}</p>`}
    ${
      view?.demo === true
        ? html`<p class="demo" title=${words.text('site.demo.hint')}>
            ${icon('eye')}<b>${words.text('site.demo')}</b>
          </p>`
        : nothing
    }
  </div>`;
