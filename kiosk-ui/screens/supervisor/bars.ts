/** What a counter does with its time, as a bar: each part is told by its pattern as well as by its colour, and in words. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { LobbyToday } from '../../../firmware-host/messages/lobby.ts';
import type { LastHour } from '../../../firmware-host/messages/lobby-figures.ts';
import type { Words } from '../../host/words.ts';
import type { Told } from './model.ts';
import { listed } from './said.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** In the order in which they are told. */
const parts = ['serve', 'walk', 'wrap', 'idle', 'away'] as const;
type Part = (typeof parts)[number];

/** In percent of the bar. */
interface Stretch {
  readonly part: Part;
  readonly at: number;
  readonly length: number;
}

/**
 * The last sixty minutes, one thing after the other, up to this second: what a counter did when the host told it, it goes on doing.
 * Empty of one at which nobody sat.
 */
export function hourBar(
  { from, counters }: LastHour,
  counter: string,
  { words, nowMs }: Pick<Told, 'words' | 'nowMs'>,
): TemplateResult {
  const all = counters.find((one) => one.counter === counter)?.stretches ?? [];
  const beginMs = nowMs - HOUR_MS;
  const lengths: Record<Part, number> = { serve: 0, walk: 0, wrap: 0, idle: 0, away: 0 };
  const drawn: Stretch[] = [];
  let atMs = Date.parse(from);
  for (const [place, { part, ms }] of all.entries()) {
    const startMs = Math.max(atMs, beginMs);
    atMs += ms;
    const endMs = place === all.length - 1 ? nowMs : Math.min(atMs, nowMs);
    if (part === null || endMs <= startMs) continue;
    lengths[part] += endMs - startMs;
    drawn.push({
      part,
      at: ((startMs - beginMs) * 100) / HOUR_MS,
      length: ((endMs - startMs) * 100) / HOUR_MS,
    });
  }
  const said = parts
    .map((part) => ({ part, minutes: Math.round(lengths[part] / MINUTE_MS) }))
    .filter(({ minutes }) => minutes > 0)
    .map(({ part, minutes }) =>
      words.text('supervisor.part.minutes', { part: words.text(`supervisor.part.${part}`), minutes }),
    );
  return bar(drawn, said.length === 0 ? words.text('supervisor.none') : listed(said, words), words);
}

/** The day so far as shares of its time, the parts in one order; nothing of a counter at which nobody sits. */
export function dayBar(today: LobbyToday | null, words: Words): TemplateResult | typeof nothing {
  if (today === null) return nothing;
  const ms = {
    serve: today.facedMs,
    walk: today.walkMs,
    wrap: today.wrapUpMs,
    idle: today.idleMs,
    away: today.pausedMs,
  };
  const total = parts.reduce((sum, part) => sum + ms[part], 0);
  if (total === 0) return nothing;
  const percent = (of: number) => (of * 100) / total;
  const before = (place: number) => parts.slice(0, place).reduce((sum, part) => sum + ms[part], 0);
  const text = parts
    .map((part) => `${words.text(`supervisor.part.${part}`)} ${Math.round(percent(ms[part]))} %`)
    .join(', ');
  const stretches = parts.map((part, place) => ({
    part,
    at: percent(before(place)),
    length: percent(ms[part]),
  }));
  return bar(stretches, text, words);
}

const bar = (stretches: readonly Stretch[], label: string, words: Words): TemplateResult =>
  html`<svg class="shares" role="img" aria-label=${label} height="16">
    ${patterns}${stretches.map(
      ({ part, at, length }) =>
        svg`<rect class=${part} x="${at}%" y=${part === 'idle' ? 7 : 0} width="${length}%" height=${part === 'idle' ? 2 : 16}><title>${words.text(`supervisor.part.${part}`)}</title></rect>`,
    )}
  </svg>`;

const patterns: SVGTemplateResult = svg`<defs>
  <pattern id="walk" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="walk-ground" width="7" height="7"/><rect class="walk-line" width="3" height="7"/></pattern>
  <pattern id="wrap" width="3" height="3" patternUnits="userSpaceOnUse"><rect class="wrap-ground" width="3" height="3"/><rect class="wrap-line" width="1" height="3"/></pattern>
  <pattern id="away" width="4" height="4" patternUnits="userSpaceOnUse"><circle class="away-dot" cx="2" cy="2" r="1"/></pattern>
</defs>`;

export const legend = (words: Words): TemplateResult =>
  html`<ul class="key small quiet push">
    ${parts.map(
      (part) =>
        html`<li>
          <svg width="20" height="16" aria-hidden="true">
            ${patterns}${svg`<rect class=${part} y=${part === 'idle' ? 7 : 0} width="20" height=${part === 'idle' ? 2 : 16} />`}</svg
          >${words.text(`supervisor.part.${part}`)}
        </li>`,
    )}
  </ul>`;
