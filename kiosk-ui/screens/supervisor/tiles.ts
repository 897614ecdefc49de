/** Six figures of this moment, each with its state as an icon and a word, and where there is one with its target. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LobbyService } from '../../../firmware-host/messages/lobby.ts';
import { icon } from '../../theme/icons.ts';
import { comingOf } from './coming.ts';
import { queueTime, serviceLevel } from './day-tiles.ts';
import type { SupervisorModel, Told } from './model.ts';
import { bullet, type Tile } from './tile.ts';

const MINUTE_MS = 60_000;
/** Of five visitors four or more are satisfied where a centre is well led: what the centres ask of themselves. */
const SATISFIED_MIN = 90;
const SATISFIED_FROM = 80;

export function tiles(model: SupervisorModel): TemplateResult {
  const all = [
    waiting(model),
    longest(model),
    queueTime(model),
    serviceLevel(model),
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

function open(told: Told): Tile {
  const { view, words } = told;
  const at = view.counters.filter(({ state }) => state !== 'closed');
  const paused = at.filter(({ state }) => state === 'paused').length;
  const idle = at.filter(({ state }) => state === 'idle').length;
  const coming = comingOf(told);
  const needed = coming?.next.needed ?? 0;
  const spare = view.counters.filter(({ state, shut }) => state === 'closed' && shut === null).length;
  const isNone = at.length === 0 && view.services.some((service) => service.waiting > 0);
  return {
    name: words.text('supervisor.open-counters'),
    state: isNone
      ? { level: 'bad', icon: 'bad', text: words.text('supervisor.none-open') }
      : paused > 0 && (coming === null || coming.spare === null)
        ? { level: '', icon: 'cup', text: words.text('supervisor.paused', { count: paused }) }
        : {
            level: '',
            icon: 'door',
            text: words.text('supervisor.could-open', { count: spare }),
          },
    value: String(at.length),
    unit: words.text('supervisor.of-counters', { count: view.counters.length }),
    goal:
      needed > 0
        ? words.text('supervisor.needed', { count: needed })
        : words.text('supervisor.idle', { count: idle }),
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
