/** Somebody at a kiosk waits for staff: a quiet word to every counter, and whoever is free goes. */
import { html, nothing, type TemplateResult } from 'lit';
import type { KioskAssistView } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import { minutesSince } from './lasting.ts';
import type { ConsoleModel } from './model.ts';

export function kioskCall(model: ConsoleModel): TemplateResult | typeof nothing {
  const { view, words, nowMs } = model;
  const me = view.agent?.id ?? null;
  // Mine first, until I have said that it is done; what a colleague looks after needs nobody else.
  const mine = view.kioskAssists.find(({ owner }) => owner !== null && owner === me);
  const open = view.kioskAssists.filter(({ owner }) => owner === null);
  const call = mine ?? open[0];
  if (call === undefined) return nothing;
  const others = open.length - Number(call !== mine);
  return html`<span class="tag kiosk-call" role="status"
    >${icon(call.why === 'escort' ? 'escort' : 'person')}<span class="said"
      ><b title=${said(call, model)}>${said(call, model)}</b
      ><span class="quiet small"
        >${words.rich('site.minutes', { minutes: minutesSince(call.since, nowMs) })}${
          others > 0 ? html` · ${words.text('console.kiosk.more', { count: others })}` : nothing
        }</span
      ></span
    >${me === null ? nothing : answer(call, me, model)}</span
  >`;
}

const said = ({ kiosk, why, number }: KioskAssistView, { words }: ConsoleModel): string =>
  why === 'escort' && number !== null
    ? words.text('console.kiosk.escort', { kiosk, number })
    : words.text('console.kiosk.help', { kiosk });

function answer(
  { kiosk, owner }: KioskAssistView,
  me: string,
  { words, busy, tell }: ConsoleModel,
): TemplateResult {
  const path = `kiosks/${encodeURIComponent(kiosk)}/assist`;
  return owner === null
    ? html`<button class="btn slim" aria-busy=${busy} @click=${() => tell(`${path}/take`, { owner: me })}>
        ${words.text('console.kiosk.go')}
      </button>`
    : html`<button class="btn slim" aria-busy=${busy} @click=${() => tell(`${path}/settle`, {})}>
        ${icon('tick')}${words.text('console.kiosk.done')}
      </button>`;
}
