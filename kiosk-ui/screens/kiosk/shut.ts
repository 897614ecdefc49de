/** When nothing is to be had at all: one calm word instead of a page of grey cards. */
import { html, type TemplateResult } from 'lit';
import type { KioskView } from '../../../firmware-host/messages/views.ts';
import { secondLine } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import type { HomeModel } from './home-model.ts';

/** Whether every service is closed, and for the same reason: then the lobby is, and no service says it better than another. */
export function allShut({ services }: KioskView): boolean {
  const [first] = services;
  if (first === undefined || first.closed === null || first.closed === 'full' || first.closed === 'by-staff')
    return false;
  return services.every(({ closed }) => closed === first.closed);
}

export function shutScreen(model: HomeModel): TemplateResult {
  const { words, view } = model;
  const say = (of: Words) => whyShut(of, view);
  return html`<main class="message shut">
    <div role="status">
      ${icon('closed')}
      <h3>${say(words)}</h3>
      ${secondLine(model, say)}
      <p>${words.text('kiosk.shut.text')}</p>
      ${secondLine(model, (of) => of.text('kiosk.shut.text'))}
    </div>
  </main>`;
}

/** From when on a number can be had, where that is known; else why there is none. */
function whyShut(words: Words, { services, timeZone }: KioskView): string {
  const closed = services[0]?.closed ?? null;
  const opensAtMs = services.flatMap(({ opensAt }) => (opensAt === null ? [] : [Date.parse(opensAt)]));
  if (opensAtMs.length > 0 && (closed === 'not-yet' || closed === 'break'))
    return words.text(`kiosk.opens.${closed}`, { time: words.time(Math.min(...opensAtMs), timeZone) });
  return words.text(closed === null ? 'kiosk.shut' : `kiosk.closed.${closed}`);
}
