/** A line of figures over its target band, in the lines of the page. What it shows also stands in a table beside it. */
import { LitElement, html, nothing, svg, unsafeCSS, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { shared } from '../../../theme/shared.ts';
import { axisOf, shareOf, type Axis } from './axis.ts';
import chartSheet from './line-chart.css?inline';
import type { Band } from './measure.ts';

export interface LineChartModel {
  /** What is seen here, for whoever does not see it. */
  readonly label: string;
  /** Left to right, in the unit that is shown; null where there is none. */
  readonly values: readonly (number | null)[];
  readonly before: readonly (number | null)[];
  readonly beforeName: string;
  readonly band: Band | null;
  /** Written beside it, line by line, where there is room at the right. */
  readonly bandName: readonly string[];
  /** Which side of it does harm: what leaves it there is drawn so. */
  readonly harm: 'high' | 'low' | 'both' | 'none';
  /** Words below the axis, by the place of the value they stand under. */
  readonly under: readonly { readonly place: number; readonly text: string }[];
  /** Where now is, in places from the first; null where it is not in the picture. */
  readonly now: { readonly place: number; readonly text: string } | null;
  readonly say: (value: number) => string;
  readonly height: number;
  /** Free at both sides, in px, so that a table below shares the columns. */
  readonly left: number;
  readonly right: number;
}

const TOP = 20;
const UNDER = 22;
const LINE_PX = 18;
/** Figures are written at so many of the points that are out of the band, the latest; of narrow columns at one. */
const SAID_MOST = 2;
const SAID_PX = 44;

interface Frame {
  readonly model: LineChartModel;
  readonly axis: Axis;
  readonly width: number;
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
}

export class LineChart extends LitElement {
  static override styles = [shared, unsafeCSS(chartSheet)];

  @property({ attribute: false }) model: LineChartModel | null = null;
  @state() private width = 0;
  private readonly watcher = new ResizeObserver(([entry]) => {
    this.width = Math.round(entry?.contentRect.width ?? 0);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.watcher.observe(this);
    window.addEventListener('resize', this.measure);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher.disconnect();
    window.removeEventListener('resize', this.measure);
  }

  /** At once: until it is drawn anew, what is too wide would lie over its neighbour. */
  private readonly measure = (): void => {
    this.width = this.clientWidth;
  };

  protected override render(): TemplateResult | typeof nothing {
    const { model, width } = this;
    if (model === null || width === 0) return nothing;
    const frame = frameOf(model, width);
    return html`<svg role="img" aria-label=${model.label} width=${width} height=${model.height}>
      ${bandOf(frame)} ${ticksOf(frame)} ${nowOf(frame)} ${lineOf(model.before, frame, 'before')}
      ${beforeOf(frame)} ${lineOf(model.values, frame, 'line')} ${pointsOf(frame)} ${underOf(frame)}
    </svg>`;
  }
}

/** Every value has a column of its own, and stands in its middle. */
function frameOf(model: LineChartModel, width: number): Frame {
  const { values, before, band, height, left, right } = model;
  const known = [...values, ...before, ...edgesOf(band)].filter((value) => value !== null);
  const axis = axisOf(known);
  const column = (width - left - right) / Math.max(1, values.length, before.length);
  const room = height - TOP - UNDER;
  return {
    model,
    axis,
    width,
    x: (place) => left + (place + 0.5) * column,
    y: (value) => TOP + (1 - shareOf(axis, value)) * room,
  };
}

/** All lines that are drawn of a band. */
export const edgesOf = (band: Band | null): readonly (number | null)[] =>
  band === null ? [] : [band.min, band.max, band.limits.min, band.limits.max];

/** Wider and fainter than the band itself is what it tolerates. */
function bandOf({ model, axis, width, y }: Frame): SVGTemplateResult | typeof nothing {
  const { band, bandName, left, right } = model;
  if (band === null) return nothing;
  const top = y(band.max ?? axis.top);
  const bottom = y(band.min ?? axis.floor);
  const end = width - right;
  const edges = [band.max, band.min].filter((value) => value !== null);
  const { limits } = band;
  const high = y(limits.max ?? axis.top);
  const low = y(limits.min ?? axis.floor);
  const isTolerant = limits.min !== band.min || limits.max !== band.max;
  return svg`${
    isTolerant
      ? svg`<rect class="tolerance" x=${left} y=${high} width=${end - left} height=${Math.max(0, low - high)} />`
      : nothing
  }<rect class="band" x=${left} y=${top} width=${end - left} height=${Math.max(0, bottom - top)} />
    ${edges.map((value) => svg`<path class="rim" d="M${left} ${y(value)}H${end}" />`)}
    ${bandName.map((line, place) => svg`<text class="goal" x=${end + 8} y=${top + 16 + place * LINE_PX}>${line}</text>`)}`;
}

const ticksOf = ({ model, axis, width, y }: Frame): SVGTemplateResult[] =>
  axis.ticks.map(
    (tick) =>
      svg`<path class=${tick === axis.floor ? 'ground' : 'tick'} d="M${model.left} ${y(tick)}H${width - model.right}" /><text
        x=${model.left - 8} y=${y(tick) + 4} text-anchor="end">${model.say(tick)}</text>`,
  );

function nowOf({ model, x }: Frame): SVGTemplateResult | typeof nothing {
  if (model.now === null) return nothing;
  const at = x(model.now.place);
  return svg`<path class="now" d="M${at} ${TOP - 12}V${model.height - UNDER}" /><text class="said" x=${at + 6} y=${TOP - 6}>${model.now.text}</text>`;
}

/** As many pieces as there are stretches with figures: a gap is no zero. */
function lineOf(values: readonly (number | null)[], { x, y }: Frame, name: string): SVGTemplateResult {
  let isDown = false;
  const path = values
    .map((value, place) => {
      if (value === null) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
      isDown = true;
      return step;
    })
    .join('');
  return svg`<path class=${name} d=${path} />`;
}

/** Whether a value has left its band, and what that tolerates, on the side that does harm. */
export const doesHarm = (value: number, { band, harm }: Pick<LineChartModel, 'band' | 'harm'>): boolean =>
  band !== null &&
  ((harm !== 'low' && band.limits.max !== null && value > band.limits.max) ||
    (harm !== 'high' && band.limits.min !== null && value < band.limits.min));

/** The other line's name stands at its last point. */
function beforeOf({ model, x, y }: Frame): SVGTemplateResult | typeof nothing {
  const place = model.before.findLastIndex((value) => value !== null);
  const value = model.before[place] ?? null;
  if (value === null || model.beforeName === '') return nothing;
  return svg`<text x=${x(place)} y=${y(value) - 8} text-anchor="end">${model.beforeName}</text>`;
}

/** Out of the band is also a shape. */
function pointsOf({ model, x, y }: Frame): SVGTemplateResult[] {
  const { values, say } = model;
  const isOut = (value: number): boolean => doesHarm(value, model);
  const out = values.flatMap((value, place) => (value !== null && isOut(value) ? [place] : []));
  const said = new Set(out.slice(x(1) - x(0) < SAID_PX ? -1 : -SAID_MOST));
  return values.flatMap((value, place) => {
    if (value === null) return [];
    if (!isOut(value)) return [svg`<circle class="point" cx=${x(place)} cy=${y(value)} r="4" />`];
    return [
      svg`<path class="out" d="M${x(place)} ${y(value) - 8}l8 8-8 8-8-8z" />${
        said.has(place) ? figureAt(x(place), y(value), say(value), (values[place - 1] ?? 0) > value) : nothing
      }`,
    ];
  });
}

/** Beside the point, on the side where the line does not come from. */
const figureAt = (x: number, y: number, text: string, isFalling: boolean): SVGTemplateResult =>
  svg`<text class="figure" x=${isFalling ? x + 10 : x - 10} y=${y - 6} text-anchor=${isFalling ? 'start' : 'end'}>${text}</text>`;

const underOf = ({ model, x }: Frame): SVGTemplateResult[] =>
  model.under.map(
    ({ place, text }) => svg`<text x=${x(place)} y=${model.height - 4} text-anchor="middle">${text}</text>`,
  );
