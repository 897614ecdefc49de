/** Small drawings of a row: the value on its target band, and its last fortnight. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { MetricDefinition, MetricValue } from '../../../../firmware-host/messages/metrics.ts';
import { bandOf } from './measure.ts';

const PERCENT_MOST = 100;

interface Scale {
  readonly from: number;
  readonly to: number;
}

type Banded = Pick<MetricDefinition, 'unit' | 'target' | 'benchmark'>;

/** Twice the upper bound; a share that is to be high is looked at from below, where there is something to see. */
function scaleOf({ unit, target, benchmark }: Banded): Scale | null {
  if (target === null || (target.min === null && target.max === null)) return null;
  if (unit === 'percent' && target.min !== null && target.min >= PERCENT_MOST / 2)
    return { from: Math.max(0, PERCENT_MOST - (PERCENT_MOST - target.min) * 2.5), to: PERCENT_MOST };
  return { from: 0, to: (target.max ?? Math.max(target.min ?? 0, benchmark ?? 0)) * 2 };
}

const shareIn = ({ from, to }: Scale, value: number): number =>
  to === from ? 0 : Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));

/** A value on its band; outside and near its edge, the shape changes as well as the colour. */
export function bandMark(
  definition: Banded,
  { value, status }: Pick<MetricValue, 'value' | 'status'>,
): SVGTemplateResult | typeof nothing {
  const scale = scaleOf(definition);
  const { target, benchmark } = definition;
  if (scale === null || target === null) return nothing;
  const from = target.min === null ? 0 : shareIn(scale, target.min);
  const to = target.max === null ? 100 : shareIn(scale, target.max);
  const { limits } = bandOf(target);
  const low = limits.min === null ? 0 : shareIn(scale, limits.min);
  const high = limits.max === null ? 100 : shareIn(scale, limits.max);
  return svg`<svg class="bullet" aria-hidden="true" height="20">
    <rect class="scale" y="9" width="100%" height="2" />
    ${
      target.tolerancePercent === 0
        ? nothing
        : svg`<rect class="tolerance" x="${low}%" y="4" width="${high - low}%" height="12" />`
    }
    <rect class="band" x="${from}%" y="4" width="${to - from}%" height="12" />
    <rect class="rim" x="${from}%" y="4" width="2" height="12" />
    <svg x="${to}%" y="4" width="1" height="12" overflow="visible"><rect class="rim" x="-2" width="2" height="12" /></svg>
    ${
      value === null
        ? nothing
        : svg`<svg x="${Math.min(97, Math.max(3, shareIn(scale, value)))}%" y="10" width="1" height="1" overflow="visible">${point(status)}</svg>`
    }${
      benchmark === null
        ? nothing
        : svg`<svg x="${shareIn(scale, benchmark)}%" y="15" width="1" height="1" overflow="visible"><path class="trade" d="M0 0l4 5h-8z" /></svg>`
    }
  </svg>`;
}

function point(status: MetricValue['status']): SVGTemplateResult {
  if (status === 'high' || status === 'low') return svg`<path class="out" d="M0-8 8 0 0 8-8 0z" />`;
  return svg`<rect class=${status === 'near' ? 'near' : 'at'} x="-2" y="-7" width="4" height="14" />`;
}

const WIDTH = 104;
const HEIGHT = 20;
const EDGE = 3;

/** The last days as a line with gaps where nothing was measured, and a point for the latest. */
export function sparkline(
  trend: readonly (number | null)[],
  label: string,
): SVGTemplateResult | typeof nothing {
  const known = trend.filter((value) => value !== null);
  if (known.length === 0) return nothing;
  const most = Math.max(...known);
  const least = Math.min(...known);
  const x = (place: number): number => EDGE + (place / Math.max(1, trend.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number): number =>
    most === least ? HEIGHT / 2 : HEIGHT - EDGE - ((value - least) / (most - least)) * (HEIGHT - 2 * EDGE);
  let isDown = false;
  let latest: readonly [number, number] | null = null;
  const path = trend
    .map((value, place) => {
      if (value === null) {
        isDown = false;
        return '';
      }
      latest = [x(place), y(value)];
      const step = `${isDown ? 'L' : 'M'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
      isDown = true;
      return step;
    })
    .join('');
  const [cx, cy] = latest ?? [0, 0];
  return svg`<svg class="spark" role="img" aria-label=${label} width=${WIDTH} height=${HEIGHT}>
    <path d=${path} /><circle cx=${cx} cy=${cy} r="3" />
  </svg>`;
}
