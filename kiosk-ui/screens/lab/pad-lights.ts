/** The lights of a pad, as they would glow on the counter, and its buzzer. */
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { SimulatedPadView } from '../../../firmware-host/messages/lab.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';

export function padLights(
  { lights, sounds }: SimulatedPadView,
  words: Words,
): TemplateResult | typeof nothing {
  const { armed, thanks } = lights;
  if (armed === null && thanks === null && sounds === null) return nothing;
  return html`<p class="leds">
    ${led('armed', icon('eye'), armed, words)} ${led('thanks', icon('heart'), thanks, words)}
    ${led('buzzer', sign('sound'), sounds, words)}
  </p>`;
}

function led(
  name: 'armed' | 'thanks' | 'buzzer',
  picture: SVGTemplateResult,
  isOn: boolean | null,
  words: Words,
): TemplateResult | typeof nothing {
  if (isOn === null) return nothing;
  const said = `${words.text(`lab.pad.${name}`)} ${words.text(isOn ? 'lab.on' : 'lab.off')}`;
  return html`<i
    class=${classMap({ led: true, [name]: true, on: isOn })}
    role="img"
    aria-label=${said}
    title=${said}
    >${picture}</i
  >`;
}
