/** How this visitor wants the screen: language, larger, high contrast, lower. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../theme/icons.ts';
import { nextLanguage } from '../../host/tongue.ts';
import { secondWords } from '../../elements/second.ts';
import type { HomeModel } from './home-model.ts';

export function tools(model: HomeModel): TemplateResult {
  const { words, view, session, change } = model;
  const language = nextLanguage(session.language, view.languages);
  return html`<nav class="tools" aria-label=${words.text('kiosk.tools')}>
    ${
      language === session.language
        ? nothing
        : html`<button class="control" @click=${() => change({ language })}>
            ${icon('globe')}<b lang=${language}>${words.text(`language.${language}`)}</b>
            <span class="second">${words.text('language.label')}</span>
          </button>`
    }
    ${tool(model, 'elder', 'larger')} ${tool(model, 'contrast', 'contrast')} ${tool(model, 'reach', 'reach')}
  </nav>`;
}

function tool(model: HomeModel, part: 'elder' | 'contrast' | 'reach', shape: IconName): TemplateResult {
  const { words, session, change } = model;
  const on = session[part];
  return html`<button
    class="control ${on ? 'on' : ''}"
    aria-pressed=${on}
    @click=${() => change({ [part]: !on, page: 0 })}
  >
    ${icon(on ? 'tick' : shape)}<b>${words.text(`kiosk.tool.${part}`)}</b>
    ${secondWords(model, (of) => of.text(`kiosk.tool.${part}`))}
  </button>`;
}
