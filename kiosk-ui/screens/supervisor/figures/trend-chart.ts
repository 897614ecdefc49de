/** A report's line over its target band, with the period before; drawn by uPlot, which keeps up with thousands of points. */
import { LitElement, html, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import UPlot, { type AlignedData, type Options } from 'uplot';
import uplotSheet from 'uplot/dist/uPlot.min.css?inline';
import { shared } from '../../../theme/shared.ts';
import { axisOf } from './axis.ts';
import { doesHarm, edgesOf, type LineChartModel } from './line-chart.ts';
import trendSheet from './trend-chart.css?inline';

export interface TrendModel extends Pick<
  LineChartModel,
  'values' | 'before' | 'band' | 'harm' | 'say' | 'label'
> {
  /** Of every stretch, as `values` has them. */
  readonly names: readonly string[];
  /** What is said of the place under the pointer. */
  readonly read: (place: number) => string;
}

const HEIGHT = 300;
/** So much room, in px, a name below the axis wants. */
const NAME_PX = 84;
const DIAMOND_PX = 6;
const incrs = [1, 2, 3, 4, 6, 7, 12, 14, 24, 28, 48, 96, 336, 1344];

export class TrendChart extends LitElement {
  static override styles = [shared, unsafeCSS(uplotSheet), unsafeCSS(trendSheet)];

  @property({ attribute: false }) model: TrendModel | null = null;
  @state() private pointed: number | null = null;
  private width = 0;
  private plot: UPlot | null = null;
  /** What is drawn: the page draws itself every second, the chart only when it is another. */
  private drawn = '';
  private readonly watcher = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === this.width) return;
    this.width = width;
    this.redraw();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher.disconnect();
    this.plot?.destroy();
    this.plot = null;
    this.drawn = '';
  }

  protected override render(): TemplateResult {
    const { model, pointed } = this;
    return html`<div class="plot" role="img" aria-label=${model?.label ?? ''}></div>
      <p class="read" aria-hidden="true">${pointed === null ? '' : model?.read(pointed)}</p>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('model')) this.redraw();
  }

  private redraw(): void {
    const { model, width } = this;
    const place = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (model === null || place === null || width === 0) return;
    const { names, values, before, band } = model;
    const wanted = JSON.stringify([width, names, values, before, band]);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    this.plot?.destroy();
    const length = Math.max(values.length, before.length);
    const data: AlignedData = [
      Array.from({ length }, (_, at) => at),
      Array.from({ length }, (_, at) => values[at] ?? null),
      Array.from({ length }, (_, at) => before[at] ?? null),
    ];
    this.plot = new UPlot(this.options(model, length), data, place);
  }

  private options(model: TrendModel, length: number): Options {
    const colour = coloursOf(this);
    const { band, values, before, names, say } = model;
    const known = [...values, ...before, ...edgesOf(band)].filter((value) => value !== null);
    const axis = axisOf(known);
    const font = `12px ${getComputedStyle(this).fontFamily}`;
    const grid = { stroke: colour('--line'), width: 1 };
    const axisLook = { stroke: colour('--text-2'), font, grid, ticks: { ...grid, size: 4 } };
    return {
      width: this.width,
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false },
      scales: {
        x: { time: false, range: () => [-0.5, length - 0.5] },
        y: { range: () => [axis.floor, axis.top] },
      },
      axes: [
        {
          ...axisLook,
          incrs,
          space: NAME_PX,
          values: (_, splits) => splits.map((at) => names[at] ?? ''),
        },
        { ...axisLook, splits: () => [...axis.ticks], values: (_, splits) => splits.map(say), size: 56 },
      ],
      series: [
        {},
        {
          stroke: colour('--text'),
          width: 2.5,
          points: { show: length < this.width / 12, size: 7, fill: colour('--text') },
        },
        { stroke: colour('--edge'), width: 1.5, dash: [5, 4], points: { show: false } },
      ],
      hooks: {
        drawClear: [(plot) => drawBand(plot, model, colour)],
        draw: [(plot) => drawOut(plot, model, colour)],
        setCursor: [(plot) => (this.pointed = plot.cursor.idx ?? null)],
      },
    };
  }
}

type Colour = (name: string) => string;

/** As the theme has them now: a canvas knows no variables. */
function coloursOf(element: Element): Colour {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
}

function drawBand(plot: UPlot, { band }: TrendModel, colour: Colour): void {
  if (band === null) return;
  const { ctx, bbox } = plot;
  const y = (value: number | null, edge: number): number =>
    value === null
      ? edge
      : Math.min(bbox.top + bbox.height, Math.max(bbox.top, plot.valToPos(value, 'y', true)));
  const top = y(band.max, bbox.top);
  const bottom = y(band.min, bbox.top + bbox.height);
  ctx.save();
  ctx.fillStyle = colour('--action-soft');
  // Fainter than the band itself is what it tolerates.
  ctx.globalAlpha = 0.5;
  const [high, low] = [y(band.limits.max, bbox.top), y(band.limits.min, bbox.top + bbox.height)];
  ctx.fillRect(bbox.left, high, bbox.width, top - high);
  ctx.fillRect(bbox.left, bottom, bbox.width, low - bottom);
  ctx.globalAlpha = 1;
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  ctx.strokeStyle = colour('--action');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const edge of [band.max === null ? null : top, band.min === null ? null : bottom]) {
    if (edge === null) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, edge);
    ctx.lineTo(bbox.left + bbox.width, edge);
    ctx.stroke();
  }
  ctx.restore();
}

/** Out of the band on the side that does harm is also a shape. */
function drawOut(plot: UPlot, model: TrendModel, colour: Colour): void {
  const { ctx } = plot;
  const half = DIAMOND_PX * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour('--bad');
  for (const [place, value] of model.values.entries()) {
    if (value === null || !doesHarm(value, model)) continue;
    const x = plot.valToPos(place, 'x', true);
    const y = plot.valToPos(value, 'y', true);
    ctx.beginPath();
    ctx.moveTo(x, y - half);
    ctx.lineTo(x + half, y);
    ctx.lineTo(x, y + half);
    ctx.lineTo(x - half, y);
    ctx.fill();
  }
  ctx.restore();
}
