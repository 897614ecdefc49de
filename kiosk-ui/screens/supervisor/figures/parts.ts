/** Of what a figure is made up: the parts as bars, each with its value and of how many it speaks. */
import { html, svg, type TemplateResult } from 'lit';
import type {
  MetricBreakdown,
  MetricPart,
  MetricSeries,
} from '../../../../firmware-host/messages/metrics.ts';
import type { Words } from '../../../host/words.ts';
import type { Told } from '../model.ts';
import { levels } from './figure-model.ts';
import { digitsOf, type Measure } from './measure.ts';

const PARTS_SHOWN = 8;

/** The name of a part, as the lobby has it; what has left the lobby keeps its code. */
export function partName(by: MetricBreakdown | 'hour', key: string, { view, words }: Told): string {
  switch (by) {
    case 'service': {
      const found = view.services.find(({ letter }) => letter === key);
      return found === undefined ? key : `${key} ${words.name(found.name)}`;
    }
    case 'counter': {
      const found = view.counters.find(({ counter }) => counter.id === key);
      return found === undefined ? key : words.name(found.counter.name);
    }
    case 'agent':
      return view.agents.find(({ id }) => id === key)?.name ?? key;
    case 'class':
      return words.text('ticket.class', { class: key });
    case 'hour':
      return key;
  }
}

interface PartsOf {
  readonly by: MetricBreakdown;
  readonly measure: Measure;
}

/** The longest bar is the greatest value. */
export function partBars(all: readonly MetricPart[], { by, measure }: PartsOf, told: Told): TemplateResult {
  const { words } = told;
  const known = all.toSorted((one, other) => (other.value ?? -1) - (one.value ?? -1)).slice(0, PARTS_SHOWN);
  if (known.length === 0) return html`<p class="quiet">${words.text('metrics.parts.none')}</p>`;
  const most = Math.max(...known.map(({ value }) => value ?? 0), Number.MIN_VALUE);
  return html`<table class="parts">
    <thead class="unseen">
      <tr>
        <th>${words.text(`metrics.by.${by}`)}</th>
        <td></td>
        <th>${words.text('metrics.col.value')}</th>
      </tr>
    </thead>
    <tbody>
      ${known.map(
        ({ key, value, status }) =>
          html`<tr>
            <th scope="row">${partName(by, key, told)}</th>
            <td>${bar(((value ?? 0) / most) * 100, levels[status])}</td>
            <td class="r num">${digitsOf(value, measure)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Why agents did it, the usual reason first, in the words that they chose or wrote. */
export function reasonBars(reasons: MetricSeries['reasons'], words: Words): TemplateResult {
  const total = reasons.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(...reasons.map(({ count }) => count), 1);
  return html`<section>
    <h3>${words.text('metrics.reasons', { count: total })}</h3>
    <table class="parts">
      <thead class="unseen">
        <tr>
          <th>${words.text('metrics.reason')}</th>
          <td></td>
          <th>${words.text('metrics.times')}</th>
        </tr>
      </thead>
      <tbody>
        ${reasons.slice(0, PARTS_SHOWN).map(
          ({ reason, count }) =>
            html`<tr>
              <th scope="row">${reason}</th>
              <td>${bar((count / most) * 100, count === most ? 'bad' : '')}</td>
              <td class="r num">${count}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** @param percent of the room it has */
export const bar = (percent: number, level = ''): TemplateResult =>
  html`<svg class="bar ${level}" aria-hidden="true" height="10">
    ${svg`<rect width="${percent}%" height="10" />`}
  </svg>`;
