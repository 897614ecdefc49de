/** The console around the visit: its keys, and the figures of the day. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import { keysOf, usualNext, type Key } from './actions.ts';
import type { ConsoleModel } from './model.ts';

export function keys(model: ConsoleModel): TemplateResult {
  const usual = usualNext(model.view);
  return html`<aside class="acts" aria-label=${model.words.text('console.actions')}>
    ${keysOf(model.view).map((key) => keyOf(key, usual, model))}
    <p class="small quiet">${model.words.text('console.dashed')}</p>
  </aside>`;
}

function keyOf(
  key: Key,
  usual: Key['slot'] | null,
  { words, nowMs, busy, press }: ConsoleModel,
): TemplateResult {
  const { fromMs } = key;
  const works = fromMs !== null && fromMs <= nowMs;
  const seconds = fromMs === null || works ? 0 : Math.ceil((fromMs - nowMs) / 1000);
  return html`<button
    class="btn ${works && key.slot === usual ? 'main' : ''} ${key.slot}"
    ?disabled=${!works}
    aria-busy=${busy}
    aria-keyshortcuts=${key.key}
    @click=${() => press(key)}
  >
    ${icon(key.icon)}${words.text(key.text)}${
      seconds > 0 ? html`<span class="in">${words.text('console.in', { seconds })}</span>` : nothing
    }<kbd>${key.key}</kbd>
  </button>`;
}

export const ownFigures = ({ view, words }: ConsoleModel): TemplateResult =>
  html`<footer class="own">
    <b>${words.text('console.today')}</b>
    <span>${words.rich('console.served', { count: view.servedToday })}</span>
    <span>${words.rich('console.no-shows', { count: view.noShowsToday })}</span>
  </footer>`;
