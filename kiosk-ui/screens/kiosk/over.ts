/** What lies over a screen until somebody answers: whether anybody is still there. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import type { Idle } from './idle.ts';
import type { Spoken } from './spoken.ts';

export const idlePanel = (words: Words, idle: Idle): TemplateResult =>
  html`<div
    class="frame over idle"
    role="alertdialog"
    @click=${idle.stay}
    aria-modal="true"
    aria-labelledby="idle-title"
  >
    <div class="panel">
      ${icon('clock')}
      <h2 id="idle-title">${words.text('kiosk.idle.title')}</h2>
      <p>${words.text('kiosk.idle.text', { seconds: idle.secondsLeft ?? 0 })}</p>
      <button class="control primary">${icon('tick')}<b>${words.text('kiosk.idle.stay')}</b></button>
    </div>
  </div>`;

/** There is no voice, and somebody seems to need one. */
export const noVoice = (words: Words, spoken: Spoken): TemplateResult | typeof nothing =>
  spoken.isOn && spoken.isMute
    ? html`<p class="no-voice" role="note">${icon('mute')}${words.text('kiosk.spoken.none')}</p>`
    : nothing;
