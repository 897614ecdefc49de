import { nothing, svg, unsafeCSS, type SVGTemplateResult } from 'lit';
import stopsSheet from './stops.css?inline';

export const stopsStyle = unsafeCSS(stopsSheet);

const mostStops = 9;

/** In px of the screen that it is drawn for: radii but for the counter, which is a square with round corners. */
interface Gauge {
  readonly width: number;
  readonly height: number;
  readonly counter: number;
  readonly corner: number;
  readonly stop: number;
  readonly you: number;
  readonly dot: number;
}

const gauges = {
  kiosk: { width: 884, height: 72, counter: 44, corner: 8, stop: 14, you: 26, dot: 9 },
  phone: { width: 306, height: 28, counter: 20, corner: 4, stop: 6.5, you: 13, dot: 4.5 },
} satisfies Readonly<Record<string, Gauge>>;

/** One stop a person, the last one is you; for more people than stops the track is drawn broken in the middle. */
export function lineOfStops(ahead: number, gauge: keyof typeof gauges = 'kiosk'): SVGTemplateResult {
  const { width, height, counter, corner, stop, you, dot }: Gauge = gauges[gauge];
  const stops = Math.min(ahead, mostStops);
  const from = counter / 2;
  const to = width - you;
  const y = height / 2;
  const at = (place: number) => Math.round(from + (place * (to - from)) / (stops + 1));
  const middle = Math.floor(stops / 2);
  const gap = `M${at(middle) + counter / 2} ${y}H${at(middle + 1) - counter / 2}`;
  return svg`<svg class="stops ${gauge}" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    <path class="track" d="M${from} ${y}H${to}"/>
    ${ahead > mostStops ? svg`<path class="gap" d=${gap}/>` : nothing}
    <rect class="counter" x="0" y=${y - counter / 2} width=${counter} height=${counter} rx=${corner}/>
    ${Array.from({ length: stops }, (_, place) => svg`<circle cx=${at(place + 1)} cy=${y} r=${stop}/>`)}
    <circle class="you" cx=${to} cy=${y} r=${you}/><circle class="you-dot" cx=${to} cy=${y} r=${dot}/>
  </svg>`;
}
