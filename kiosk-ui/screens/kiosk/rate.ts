/** The fallback for a counter's rating pad. Few need it, so its screen is fetched when it is. */
import { html, type TemplateResult } from 'lit';
import type { KioskView, KioskVisit } from '../../../firmware-host/messages/views.ts';
import type { Bilingual } from '../../elements/second.ts';
import { mark } from '../../theme/icons.ts';
import { choices } from './message.ts';

export interface RateModel extends Bilingual {
  readonly view: KioskView;
  readonly visit: KioskVisit;
  readonly done: () => void;
}

let isLoaded = false;

export function rateScreen(model: RateModel): TemplateResult {
  const { words, second, visit, done } = model;
  if (!isLoaded) void load();
  return html`
    <main class="rating">
      ${mark()}
      <foyer-kiosk-rate .words=${words} .second=${second} .visit=${visit} @over=${done}></foyer-kiosk-rate>
    </main>
    ${choices(model, { says: 'rate.skip', shape: 'home', act: done, quiet: true }, null)}
  `;
}

/** A page that lost its host stays as it is: the visitor goes back, and the next one may have more luck. */
const load = async (): Promise<void> => {
  try {
    await import('./rate-element.ts');
    isLoaded = true;
  } catch {
    isLoaded = false;
  }
};
