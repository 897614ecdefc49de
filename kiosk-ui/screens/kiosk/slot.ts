/** A time to come back, with the code that opens it: both large, to be photographed or written down. */
import { html, type TemplateResult } from 'lit';
import type { ReturnSlot } from '../../../firmware-host/messages/lobby.ts';
import { secondLine, secondWords, type Bilingual } from '../../elements/second.ts';
import { icon } from '../../theme/icons.ts';
import { choices } from './message.ts';

export interface SlotModel extends Bilingual {
  readonly slot: ReturnSlot;
  readonly timeZone: string;
  readonly done: () => void;
}

export function slotScreen(model: SlotModel): TemplateResult {
  const { slot, timeZone, words } = model;
  const at = Date.parse(slot.at);
  return html`
    <main class="ticket slot">
      <p class="service">
        <span class="plate">${slot.service}</span>
        <span>
          <b>${words.name(slot.serviceName)}</b>${secondLine(model, (of) => of.name(slot.serviceName))}
        </span>
      </p>
      <dl>
        <dt>${words.text('kiosk.slot.time')} ${secondWords(model, (of) => of.text('kiosk.slot.time'))}</dt>
        <dd><b class="at">${words.time(at, timeZone)}</b><span>${words.day(at, timeZone)}</span></dd>
        <dt>${words.text('kiosk.slot.code')} ${secondWords(model, (of) => of.text('kiosk.slot.code'))}</dt>
        <dd><b class="code" aria-label=${Array.from(slot.code).join(' ')}>${inThrees(slot.code)}</b></dd>
      </dl>
      <section class="then">
        ${icon('calendar')}
        <div>
          <p>${words.text('kiosk.slot.text')}</p>
          ${secondLine(model, (of) => of.text('kiosk.slot.text'))}
        </div>
      </section>
    </main>
    <aside class="paper strip photo">
      ${icon('camera')}
      <div>
        <p><b>${words.text('kiosk.slot.photo')}</b></p>
        ${secondLine(model, (of) => of.text('kiosk.slot.photo'))}
      </div>
    </aside>
    ${choices(model, { says: 'kiosk.photo.done', shape: 'tick', act: model.done }, null)}
  `;
}

/** Six digits are read, and kept in mind, as three and three. */
const inThrees = (code: string): TemplateResult[] =>
  (code.match(/.{1,3}/g) ?? []).map((part) => html`<span>${part}</span>`);
