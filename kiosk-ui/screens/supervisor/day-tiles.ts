/** How the day has been so far, as the host pushes it: mean wait and service level, each with its target. */
import type { TextKey } from '../../../config/texts/texts.ts';
import type { LiveMetric } from '../../../firmware-host/messages/lobby-figures.ts';
import type { Words } from '../../host/words.ts';
import type { Told } from './model.ts';
import { bullet, type Tile } from './tile.ts';

const MINUTE_MS = 60_000;
/** Below it no house is led. */
const LEVEL_FROM = 60;
/** The scale of a wait goes on beyond its target by half of that. */
const BEYOND = 1.5;

/** The side of its target that visitors suffer from. Beyond the other one there is room to spare, which is no fault of a morning. */
type Side = 'low' | 'high';

/** Mean wait of the day; of the latest visitors only, where the day is not known or nobody had to wait. */
export function queueTime({ view, words }: Told): Tile {
  const day = view.figures?.queueTime ?? null;
  const name = words.text('supervisor.queue-time');
  const unit = words.text('supervisor.minutes.unit');
  if (day === null || day.value === null) {
    const { averageQueueMs } = view;
    return {
      name,
      state: { level: '', icon: 'clock', text: words.text('supervisor.latest') },
      value: averageQueueMs === null ? '—' : inMinutes(averageQueueMs, words),
      unit,
      goal: words.text(averageQueueMs === null ? 'supervisor.queue-time.none' : 'supervisor.queue-time.text'),
    };
  }
  const { min = null, max = null } = day.target ?? {};
  const top = (max ?? 2 * (min ?? 0)) * BEYOND;
  const band = {
    both: 'supervisor.band.minutes',
    most: 'supervisor.at-most',
    least: 'supervisor.at-least-minutes',
  } as const;
  return {
    name,
    state: stateOf(day, 'high', words),
    value: inMinutes(day.value, words),
    unit,
    goal: goalOf(day, band, (ms) => plain(ms / MINUTE_MS, words), words),
    ...(top > 0 ? { scale: scaleOf(day, 'high', (ms) => (ms / top) * 100) } : {}),
  };
}

/** How many of the day's visitors were called within the time that their service promises. */
export function serviceLevel({ view, words }: Told): Tile {
  const day = view.figures?.serviceLevel ?? { value: null, target: null, status: 'missing' as const };
  const name = words.text('supervisor.level');
  const unit = words.text('supervisor.level.unit');
  if (day.value === null) {
    const state = { level: '', icon: 'clock', text: words.text('supervisor.not-yet') } as const;
    return { name, state, value: '—', unit, goal: words.text('supervisor.queue-time.none') };
  }
  const band = {
    both: 'supervisor.band.percent',
    most: 'supervisor.at-most-percent',
    least: 'supervisor.at-least',
  } as const;
  return {
    name,
    state: stateOf(day, 'low', words),
    // Never told as reached where it is not: 79.6 is not 80.
    value: String(Math.floor(day.value)),
    unit,
    goal: goalOf(day, band, (percent) => plain(percent, words), words),
    scale: scaleOf(day, 'low', (percent) => ((percent - LEVEL_FROM) / (100 - LEVEL_FROM)) * 100),
  };
}

function stateOf({ value, target, status }: LiveMetric, suffers: Side, words: Words): Tile['state'] {
  if (status === 'watch' || status === 'missing')
    return { level: '', icon: 'info', text: words.text('supervisor.no-target') };
  if (status === suffers)
    return {
      level: 'bad',
      icon: 'bad',
      text: words.text(suffers === 'low' ? 'supervisor.too-low' : 'supervisor.too-long'),
    };
  if (status === 'high' || status === 'low')
    return { level: '', icon: 'check', text: words.text('supervisor.to-spare') };
  if (status === 'near' && nearestSide(value ?? 0, target) === suffers)
    return { level: 'warn', icon: 'warning', text: words.text(`supervisor.near-${suffers}`) };
  return { level: 'ok', icon: 'check', text: words.text('supervisor.reached') };
}

function nearestSide(value: number, target: LiveMetric['target']): Side {
  const { min = null, max = null } = target ?? {};
  if (min === null) return 'high';
  return max === null || value - min < max - value ? 'low' : 'high';
}

interface BandTexts {
  readonly both: TextKey;
  readonly most: TextKey;
  readonly least: TextKey;
}

function goalOf(
  { target }: LiveMetric,
  { both, most, least }: BandTexts,
  said: (value: number) => string,
  words: Words,
): string {
  const { min = null, max = null } = target ?? {};
  if (min !== null && max !== null) return words.text(both, { min: said(min), max: said(max) });
  const [key, bound] = max === null ? [least, min] : [most, max];
  return bound === null ? '' : words.text(key, { minutes: said(bound), percent: said(bound) });
}

/** @param place where a value stands on the scale, in percent of it */
function scaleOf({ value, target, status }: LiveMetric, suffers: Side, place: (value: number) => number) {
  const { min = null, max = null } = target ?? {};
  const bounded = (of: number) => Math.min(100, Math.max(0, place(of)));
  const [from, to] = [min === null ? 0 : bounded(min), max === null ? 100 : bounded(max)];
  return bullet(from, to, place(value ?? 0), status === suffers);
}

const inMinutes = (ms: number, { language }: Words): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    ms / MINUTE_MS,
  );

const plain = (value: number, { language }: Words): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
