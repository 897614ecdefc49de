/** The silent call for help: who has been asked, and who is on the way. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

export function help({ view, words, busy, answer }: ConsoleModel): TemplateResult | typeof nothing {
  const { assist, assistLevels } = view;
  if (assist === null) return nothing;
  const owner = view.agents.find(({ id }) => id === assist.owner)?.name ?? assist.owner;
  return html`<div class="assist" role="status">
    <span class="is ${owner === null ? 'warn' : 'ok'}"
      >${icon(owner === null ? 'clock' : 'check')}${
        owner === null
          ? words.text('console.help.asked', { level: assist.level, levels: assistLevels })
          : words.text('console.help.coming', { name: owner })
      }</span
    >
    <button
      class="btn slim push"
      aria-busy=${busy}
      aria-keyshortcuts="Shift+F1"
      @click=${() => answer('assist/settle', {})}
    >
      ${words.text('console.help.settle')}
    </button>
  </div>`;
}
