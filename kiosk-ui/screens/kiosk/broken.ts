/** Out of order: the host is not heard, or does not know this kiosk. Calm, with what to do; it ends by itself. */
import { html, type TemplateResult } from 'lit';
import { secondLine, type Bilingual } from '../../elements/second.ts';
import { icon } from '../../theme/icons.ts';

export const brokenScreen = (model: Bilingual, isUnknown: boolean): TemplateResult => {
  const text = isUnknown ? 'kiosk.broken.unknown' : 'kiosk.broken.text';
  return html`<main class="message broken">
    <div role="alert">
      ${icon(isUnknown ? 'desk' : 'no-link')}
      <p>${model.words.text(text)}</p>
      ${secondLine(model, (of) => of.text(text))}
    </div>
  </main>`;
};
