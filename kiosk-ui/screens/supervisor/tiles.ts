/** Six figures of this moment, each with its state as an icon and a word, and where there is one with its target. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { LobbyService } from '../../../firmware-host/messages/lobby.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { SupervisorModel, Told } from './model.ts';

const MINUTE_MS = 60_000;
/** Of five visitors four or more are satisfied where a centre is well led: what the centres ask of themselves. */
const SATISFIED_MIN = 90;
const SATISFIED_FROM = 80;

interface Tile {
  readonly name: string;
  readonly state: {
    readonly level: 'ok' | 'warn' | 'bad' | '';
    readonly icon: IconName;
    readonly text: string;
  };
  readonly value: string;
  readonly unit: string;
  readonly goal: string;
  readonly scale?: SVGTemplateResult;
}

export function tiles(model: SupervisorModel): TemplateResult {
  const all = [
    waiting(model),
    longest(model),
    queueTime(model),
    served(model),
    open(model),
    satisfied(model),
  ];
  return html`<ul class="live" aria-label=${model.words.text('supervisor.live')}>
    ${all.map(
      ({ name, state, value, unit, goal, scale }) =>
        html`<li>
          <span class="top"
            >${name}<span class="is ${state.level}">${icon(state.icon)}${state.text}</span></span
          >
          <p class="value">${value}<small>${unit}</small></p>
          <span class="goal small quiet">${goal}${scale ?? nothing}</span>
        </li>`,
    )}
  </ul>`;
}

function waiting({ view, words }: Told): Tile {
  const [most] = view.services.toSorted((one, other) => other.waiting - one.waiting);
  const count = view.services.reduce((sum, service) => sum + service.waiting, 0);
  const held = view.counters.reduce((sum, counter) => sum + counter.held, 0);
  const isNone = most === undefined || most.waiting === 0;
  return {
    name: words.text('supervisor.waiting'),
    state: {
      level: '',
      icon: 'people',
      text: isNone
        ? words.text('supervisor.waiting.none')
        : words.text('supervisor.most', { service: words.name(most.name), count: most.waiting }),
    },
    value: String(count),
    unit: words.text('supervisor.people', { count }),
    goal: words.text('supervisor.away', { held, parked: view.parked.length }),
  };
}

export const waitedMinutes = (since: string, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - Date.parse(since)) / MINUTE_MS));

/** The service whose first visitor has waited longest. */
export function longestOf({
  view,
  nowMs,
}: Told): { readonly service: LobbyService; readonly minutes: number } | null {
  const [first] = view.services
    .flatMap((service) =>
      service.longest === null ? [] : [{ service, minutes: waitedMinutes(service.longest.since, nowMs) }],
    )
    .toSorted((one, other) => other.minutes - one.minutes);
  return first ?? null;
}

function longest(told: Told): Tile {
  const { words } = told;
  const found = longestOf(told);
  const name = words.text('supervisor.longest');
  if (found === null) {
    const state = { level: 'ok', icon: 'check', text: words.text('supervisor.longest.none') } as const;
    return { name, state, value: '0', unit: words.text('supervisor.minutes.unit'), goal: '' };
  }
  const { service, minutes } = found;
  const { targetMinutes } = service;
  const isOut = minutes > targetMinutes;
  return {
    name,
    state: isOut
      ? { level: 'bad', icon: 'bad', text: words.text('supervisor.out') }
      : { level: 'ok', icon: 'check', text: words.text('supervisor.within') },
    value: String(minutes),
    unit: words.text('supervisor.minutes.of', { number: service.longest?.number ?? '' }),
    goal: words.text('supervisor.at-most', { minutes: targetMinutes }),
    scale: bullet(0, 50, (minutes / targetMinutes) * 50, isOut),
  };
}

function queueTime({ view, words }: Told): Tile {
  const { averageQueueMs } = view;
  return {
    name: words.text('supervisor.queue-time'),
    state: { level: '', icon: 'clock', text: words.text('supervisor.latest') },
    value:
      averageQueueMs === null
        ? '—'
        : new Intl.NumberFormat(words.language, {
            minimumFractionDigits: 1,
            maximumFractionDigits: 1,
          }).format(averageQueueMs / MINUTE_MS),
    unit: words.text('supervisor.minutes.unit'),
    goal: words.text(averageQueueMs === null ? 'supervisor.queue-time.none' : 'supervisor.queue-time.text'),
  };
}

function served({ view, words }: Told): Tile {
  const taken = view.services.reduce((sum, { takenToday }) => sum + takenToday, 0);
  const done = view.counters.reduce((sum, counter) => sum + counter.served, 0);
  const missed = view.counters.reduce((sum, counter) => sum + counter.noShows, 0);
  return {
    name: words.text('supervisor.taken-today'),
    state: { level: '', icon: 'tick', text: words.text('supervisor.served', { count: done }) },
    value: String(taken),
    unit: words.text('supervisor.numbers', { count: taken }),
    goal: words.text('supervisor.missed', { count: missed }),
  };
}

function open({ view, words }: Told): Tile {
  const at = view.counters.filter(({ state }) => state !== 'closed');
  const paused = at.filter(({ state }) => state === 'paused').length;
  const idle = at.filter(({ state }) => state === 'idle').length;
  const isNone = at.length === 0 && view.services.some((service) => service.waiting > 0);
  return {
    name: words.text('supervisor.open-counters'),
    state: isNone
      ? { level: 'bad', icon: 'bad', text: words.text('supervisor.none-open') }
      : paused > 0
        ? { level: '', icon: 'cup', text: words.text('supervisor.paused', { count: paused }) }
        : {
            level: '',
            icon: 'door',
            text: words.text('supervisor.could-open', { count: view.counters.length - at.length }),
          },
    value: String(at.length),
    unit: words.text('supervisor.of-counters', { count: view.counters.length }),
    goal: words.text('supervisor.idle', { count: idle }),
  };
}

/** Where a share stands on the scale, in percent of it. */
const place = (of: number): number => ((of - SATISFIED_FROM) / (100 - SATISFIED_FROM)) * 100;

function satisfied({ view, words }: Told): Tile {
  const { percent, ratings } = view.satisfaction;
  const name = words.text('supervisor.satisfied');
  const unit = words.text('supervisor.ratings', { count: ratings });
  if (percent === null) {
    const state = { level: '', icon: 'info', text: words.text('supervisor.satisfied.few') } as const;
    return { name, state, value: '—', unit, goal: words.text('supervisor.satisfied.few.text') };
  }
  const isOut = percent < SATISFIED_MIN;
  return {
    name,
    state: isOut
      ? { level: 'bad', icon: 'bad', text: words.text('supervisor.too-low') }
      : { level: 'ok', icon: 'check', text: words.text('supervisor.reached') },
    value: String(percent),
    unit,
    goal: words.text('supervisor.at-least', { percent: SATISFIED_MIN }),
    scale: bullet(place(SATISFIED_MIN), 100, place(percent), isOut),
  };
}

/** A value on its scale with the band of the target, all in percent; outside, the shape changes, too. */
export function bullet(from: number, to: number, value: number, isOut: boolean): SVGTemplateResult {
  const at = `${Math.min(96, Math.max(2, value))}%`;
  return svg`<svg class="bullet" aria-hidden="true" height="16">
    <rect class="scale" x="0" y="7" width="100%" height="2" />
    <rect class="band" x="${from}%" y="2" width="${to - from}%" height="12" />
    <rect class="rim" x="${from}%" y="2" width="2" height="12" />
    <svg x="${to}%" y="2" width="1" height="12" overflow="visible"><rect class="rim" x="-2" width="2" height="12" /></svg>
    <svg x=${at} y="8" width="1" height="1" overflow="visible">${
      isOut
        ? svg`<path class="out" d="M0-8 8 0 0 8-8 0z" />`
        : svg`<rect class="at" x="-2" y="-7" width="4" height="14" />`
    }</svg>
  </svg>`;
}
