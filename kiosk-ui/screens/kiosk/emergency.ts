/** What takes over the kiosk: an emergency, or everybody leaves. No numbers are given while it stands. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Language, Names } from '../../../firmware-host/messages/common.ts';
import type { KioskView } from '../../../firmware-host/messages/views.ts';
import { fittingPx } from '../../elements/fit.ts';
import { emergenciesOf } from '../../elements/notices.ts';
import type { Bilingual } from '../../elements/second.ts';
import { exitSign, warningSign } from '../../elements/signs.ts';

const sizesPx = [200, 160, 120, 96, 72, 52, 40, 32];
const smallSizesPx = sizesPx.slice(3);

/** For all that is said, in all languages of the lobby; in px of the frame, which a screen on its side has lower and wider. */
const roomOf = (): { readonly widthPx: number; readonly heightPx: number } =>
  innerWidth < innerHeight
    ? { widthPx: 968, heightPx: 1080 }
    : { widthPx: (800 * innerWidth) / innerHeight - 80, heightPx: 380 };

export const isEvacuated = ({ services }: KioskView): boolean =>
  services.some(({ closed }) => closed === 'evacuation');

export const isTakenOver = (view: KioskView): boolean =>
  isEvacuated(view) || emergenciesOf(view.notices).length > 0;

interface EmergencyModel extends Bilingual {
  readonly view: KioskView;
}

export function emergencyScreen(model: EmergencyModel): TemplateResult {
  const { view } = model;
  const out = isEvacuated(view);
  const emergencies = emergenciesOf(view.notices).map(({ texts }) => texts);
  const messages = out ? [evacuation(model), ...emergencies] : emergencies;
  return html`<main class="emergency ${out ? 'out' : ''}">
    <div role="alert">
      ${out ? exitSign() : warningSign()}
      ${messages.map((texts) => message(model, texts, roomOf().heightPx / messages.length))}
    </div>
  </main>`;
}

/** The words of the page, in the two languages that it has loaded. */
function evacuation({ words, second }: Bilingual): Partial<Names> {
  const said = [words, ...(second === null ? [] : [second])];
  return Object.fromEntries(
    said.map((of) => [of.language, `${of.text('site.evacuation')}\n${of.text('site.evacuation.text')}`]),
  );
}

function message(
  { words, second, view }: EmergencyModel,
  texts: Partial<Names>,
  roomPx: number,
): TemplateResult {
  const order = [words.language, ...(second === null ? [] : [second.language]), ...view.languages];
  const said = new Map<string, Language>();
  for (const language of order) {
    const text = texts[language];
    if (text !== undefined && !said.has(text)) said.set(text, language);
  }
  const [first, ...others] = said;
  // The visitor's own language has half of the room, the others share the rest and one size.
  const sizes = others.map(([text]) => sizeOf(text, smallSizesPx, roomPx / 2 / Math.max(1, others.length)));
  return html`<section>
    ${first === undefined ? nothing : line(first, sizeOf(first[0], sizesPx, others.length === 0 ? roomPx : roomPx / 2), 'first')}
    ${others.map((one) => line(one, Math.min(...sizes), ''))}
  </section>`;
}

const sizeOf = (text: string, sizes: readonly number[], roomPx: number): number =>
  fittingPx(text.split('\n')[0] ?? '', sizes, { widthPx: roomOf().widthPx, heightPx: roomPx }) ??
  sizes.at(-1) ??
  0;

function line([text, lang]: readonly [string, Language], px: number, kind: string): TemplateResult {
  const [title = '', ...more] = text.split('\n');
  return html`<p lang=${lang} class=${kind} .style=${`font-size: ${px}px`}>
    ${title}${more.map((below) => html`<small>${below}</small>`)}
  </p>`;
}
