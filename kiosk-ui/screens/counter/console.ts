/** The keys of the console. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import { keysOf, usualNext, type Key } from './actions.ts';
import { labelOf } from './case-form.ts';
import { help } from './help.ts';
import type { ConsoleModel } from './model.ts';

export function keys(model: ConsoleModel): TemplateResult {
  const { view, words, question } = model;
  const usual = usualNext(view);
  const all = keysOf(view, question === 'case');
  const key = (one: Key): TemplateResult => keyOf(one, usual, model);
  return html`<aside class="acts" aria-label=${words.text('console.actions')}>
    ${all.filter(({ slot }) => slot !== 'help').map(key)}
    <p class="small quiet">${why(model)}</p>
    ${help(model)} ${all.filter(({ slot }) => slot === 'help').map(key)}
  </aside>`;
}

/** Why keys are dashed; while the case is written, what it lacks. */
function why({ view, words, question, cases }: ConsoleModel): string {
  if (question !== 'case')
    return words.text(`console.dashed.${view.state}`, { number: view.ticket?.number ?? '' });
  const { faults } = cases;
  if (faults.length === 0) return words.text('console.case.complete');
  const fields = faults.map((field) => words.text(labelOf(field))).join(words.text('console.case.and'));
  return words.text('console.case.missing', { count: faults.length, fields });
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
