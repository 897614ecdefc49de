/** What stands at the top of every kiosk screen: whose lobby, what time, and the one question of this screen. */
import { html, nothing, type TemplateResult } from 'lit';
import type { KioskView } from '../../../firmware-host/messages/views.ts';
import type { TextKey } from '../../../config/texts/texts.ts';
import { icon, mark } from '../../theme/icons.ts';
import { widthEm } from '../../elements/fit.ts';
import { secondLine, type Bilingual } from '../../elements/second.ts';

/** How long a question may be on the one line of its usual size. */
const lineEm = 13;
const lineForEldersEm = 9.6;

export interface TopModel extends Bilingual {
  readonly view: KioskView | null;
  readonly nowMs: number;
  /** The elder view says less: no sign, no date. */
  readonly elder: boolean;
  readonly asks: TextKey;
}

export function header(model: TopModel): TemplateResult {
  const { view, nowMs, words, elder } = model;
  if (view === null) return html`<header class="header">${mark()}</header>`;
  const { lobby, timeZone } = view;
  return html`<header class="header">
    ${elder ? nothing : mark()}
    <div class="site">
      <h1>${words.name(lobby)}</h1>
      ${secondLine(model, (of) => of.name(lobby))}
    </div>
    <div class="clock">
      <b>${words.time(nowMs, timeZone)}</b>
      ${elder ? nothing : html`<p class="second">${words.day(nowMs, timeZone)}</p>`}
    </div>
  </header>`;
}

export function question(model: TopModel): TemplateResult {
  const { view, words, asks, elder } = model;
  const text = words.text(asks);
  const isLong = widthEm(text) > (elder ? lineForEldersEm : lineEm);
  return html`<section class="question" aria-labelledby="question">
    <h2 id="question" tabindex="-1" class=${isLong ? 'long' : ''}>${text}</h2>
    ${secondLine(model, (of) => of.text(asks))}
    ${
      view?.demo === true
        ? html`<p class="demo" title=${words.text('site.demo.hint')}>
            ${icon('eye')}<b>${words.text('site.demo')}</b>
          </p>`
        : nothing
    }
  </section>`;
}
