import { nothing, svg, unsafeCSS, type SVGTemplateResult } from 'lit';
import stopsSheet from './stops.css?inline';

export const stopsStyle = unsafeCSS(stopsSheet);

const mostStops = 9;
const fromPx = 22;
const youPx = 858;

/** One stop a person, the last one is you; for more people than stops the track is drawn broken in the middle. */
export function lineOfStops(ahead: number): SVGTemplateResult {
  const stops = Math.min(ahead, mostStops);
  const stepPx = (youPx - fromPx) / (stops + 1);
  const at = (stop: number) => Math.round(fromPx + stop * stepPx);
  const middle = Math.floor(stops / 2);
  return svg`<svg class="stops" viewBox="0 0 884 72" aria-hidden="true">
    <path class="track" d="M24 36h834"/>
    ${ahead > mostStops ? svg`<path class="gap" d="M${at(middle) + 22} 36H${at(middle + 1) - 22}"/>` : nothing}
    <rect class="counter" x="0" y="14" width="44" height="44" rx="8"/>
    ${Array.from({ length: stops }, (_, stop) => svg`<circle cx=${at(stop + 1)} cy="36" r="14"/>`)}
    <circle class="you" cx=${youPx} cy="36" r="26"/><circle class="you-dot" cx=${youPx} cy="36" r="9"/>
  </svg>`;
}
