/** What a report on satisfaction says at a glance, and its lists. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  FlaggedRating,
  LowRating,
  SatisfactionReport,
} from '../../../../firmware-host/messages/satisfaction.ts';
import type { TextKey } from '../../../../config/texts/texts.ts';
import type { Words } from '../../../host/words.ts';
import { icon, type IconName } from '../../../theme/icons.ts';
import type { Told } from '../model.ts';
import { sourceOf } from './figure-model.ts';
import { bandMark } from './marks.ts';
import { inDigits } from './measure.ts';
import { bar, partName } from './parts.ts';

const percentOf = (value: number | null, words: Words): string =>
  value === null ? '—' : inDigits(value, 1, words);

/** Why nothing is told of a group: it is small itself, or a small one would follow from it. */
export const hiddenText = (given: number, smallGroup: number, words: Words): string =>
  given < smallGroup
    ? words.text('satisfaction.hidden', { count: smallGroup })
    : words.text('satisfaction.hidden-too');

const ofText = ({ good, given, smallGroup }: SatisfactionReport, words: Words): string =>
  good === null ? hiddenText(given, smallGroup, words) : words.text('satisfaction.of', { good, given });

/** The share of the satisfied, the index, who answers at all, and what became of complaints. */
export function facts(report: SatisfactionReport, { words }: Told): TemplateResult {
  const { rate, rateTarget, responseRate, index, cases } = report;
  const share = ofText(report, words);
  const least = rateTarget.min ?? 0;
  const isOut = rate !== null && rate < least;
  const status = rate === null ? 'missing' : isOut ? 'low' : 'ok';
  return html`<ul class="facts" aria-label=${words.text('satisfaction.title')}>
    <li>
      <span class="top"
        >${words.text('satisfaction.rate')}${
          rate === null
            ? nothing
            : html`<span class="is ${isOut ? 'bad' : 'ok'}"
                >${icon(isOut ? 'bad' : 'check')}${words.text(isOut ? 'supervisor.too-low' : 'supervisor.reached')}</span
              >`
        }</span
      >
      <p class="value">${percentOf(rate, words)}<small>${share}</small></p>
      <span class="quiet small"
        >${words.text('satisfaction.target', { least, source: sourceOf(rateTarget.source, words) })}</span
      >
      ${bandMark({ unit: 'percent', target: rateTarget, benchmark: null }, { value: rate, status })}
    </li>
    <li>
      <span class="top">${words.text('satisfaction.index')}</span>
      <p class="value">
        ${percentOf(index.value, words)}<small
          >${index.isComplete ? nothing : words.text('satisfaction.index.part')}</small
        >
      </p>
      <ul class="quiet small">
        ${index.parts.map(
          ({ of, weight, value }) =>
            html`<li>
              ${words.text('satisfaction.index.of', { name: indexName(of, words), weight, value: percentOf(value, words) })}
            </li>`,
        )}
      </ul>
    </li>
    <li>
      <span class="top">${words.text('satisfaction.response')}</span>
      <p class="value">
        ${percentOf(responseRate, words)}<small>${words.text('satisfaction.response.of')}</small>
      </p>
      <span class="quiet small">${words.text('satisfaction.response.hint')}</span>
    </li>
    <li>
      <span class="top"
        >${words.text('satisfaction.cases')}${
          cases.overdue === 0
            ? nothing
            : html`<span class="is bad"
                >${icon('bad')}${words.text('satisfaction.cases.overdue', { count: cases.overdue })}</span
              >`
        }</span
      >
      <p class="value">
        ${cases.opened}<small>${words.text('satisfaction.cases.resolved', { count: cases.resolved })}</small>
      </p>
      <span class="quiet small"
        >${words.text('satisfaction.call-backs', {
          asked: cases.callBacks,
          done: cases.calledBack,
          share: percentOf(cases.calledBackInTime, words),
        })} <a href="#cases">${words.text('satisfaction.to-cases')}</a></span
      >
    </li>
  </ul>`;
}

/** What the index is made of is configuration: a metric, or the share of the satisfied. */
function indexName(of: string, words: Words): string {
  if (of === 'satisfaction') return words.text('satisfaction.rate');
  return words.has(`metric.${of}.name`) ? words.text(`metric.${of}.name` as TextKey) : of;
}

const fiveNames = [
  'rating.very-poor',
  'rating.poor',
  'rating.fair',
  'rating.good',
  'rating.very-good',
] as const;

/** Of five a score has a name; of any other scale it is its figure. */
function scoreName(score: number, scale: number, words: Words): string {
  const name = scale === fiveNames.length ? fiveNames[score - 1] : undefined;
  return name === undefined ? words.text('satisfaction.score', { score, scale }) : words.text(name);
}

/** The best first, as pads and tablets show them. */
export const distribution = (
  { distribution: all, given, smallGroup }: SatisfactionReport,
  { words }: Told,
): TemplateResult =>
  html`<section>
    <h2>${words.text('satisfaction.distribution')}</h2>
    ${all === null ? html`<p class="quiet">${hiddenText(given, smallGroup, words)}</p>` : nothing}
    ${all?.map(({ scale, counts }) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      const most = Math.max(...counts, 1);
      return html`<table>
        <thead class="unseen">
          <tr>
            <th>${words.text('satisfaction.score.name')}</th>
            <td></td>
            <th>${words.text('satisfaction.given')}</th>
            <th>${words.text('satisfaction.share')}</th>
          </tr>
        </thead>
        <tbody>
          ${counts
            .map((count, place) => ({ count, score: place + 1 }))
            .toReversed()
            .map(
              ({ count, score }) =>
                html`<tr>
                  <th scope="row">${scoreName(score, scale, words)}</th>
                  <td class="bars">${bar((count / most) * 100)}</td>
                  <td class="r num">${count}</td>
                  <td class="r quiet">
                    ${words.text('satisfaction.percent', { value: percentOf(total === 0 ? null : (count / total) * 100, words) })}
                  </td>
                </tr>`,
            )}
        </tbody>
      </table>`;
    })}
  </section>`;

const callBacks: Readonly<
  Record<LowRating['callBack'], { readonly icon: IconName; readonly level: string }>
> = {
  none: { icon: 'minus', level: '' },
  asked: { icon: 'phone', level: 'warn' },
  done: { icon: 'check', level: 'ok' },
  overdue: { icon: 'bad', level: 'bad' },
};

const at = ({ at: instant }: Pick<LowRating, 'at'>, { words, view }: Told): string => {
  const ms = Date.parse(instant);
  return `${words.date(ms, view.timeZone)} ${words.time(ms, view.timeZone)}`;
};

const where = ({ counter, agent }: Pick<LowRating, 'counter' | 'agent'>, told: Told): string =>
  [partName('counter', counter, told), agent === null ? '' : partName('agent', agent, told)]
    .filter((part) => part !== '')
    .join(' · ');

export function lowTable({ low, lowCount }: SatisfactionReport, told: Told): TemplateResult {
  const { words } = told;
  return html`<section>
    <header>
      <h2>${words.text('satisfaction.low')}</h2>
      <span class="quiet">${words.text('satisfaction.count', { count: lowCount })}</span>
    </header>
    ${
      low.length === 0
        ? html`<p class="is ok">${icon('check')}${words.text('satisfaction.low.none')}</p>`
        : html`<table>
            <thead>
              <tr>
                <th>${words.text('satisfaction.at')}</th>
                <th>${words.text('satisfaction.where')}</th>
                <th>${words.text('satisfaction.score.name')}</th>
                <th>${words.text('satisfaction.reason')}</th>
                <th>${words.text('satisfaction.call-back')}</th>
              </tr>
            </thead>
            <tbody>
              ${low.map((one) => lowRow(one, told))}
            </tbody>
          </table>`
    }
  </section>`;
}

function lowRow(one: LowRating, told: Told): TemplateResult {
  const { words } = told;
  const { level, icon: shape } = callBacks[one.callBack];
  return html`<tr>
    <th scope="row">${at(one, told)}</th>
    <td>
      ${one.service === null ? nothing : html`${partName('service', one.service, told)}<br />`}<span
        class="quiet"
        >${where(one, told)}</span
      >
    </td>
    <td>${scoreName(one.score, one.scale, words)}</td>
    <td>
      ${one.reason === null ? html`<span class="quiet">—</span>` : words.text(`rate.reason.${one.reason}`)}
    </td>
    <td>
      <span class="is ${level}">${icon(shape)}${words.text(`satisfaction.call-back.${one.callBack}`)}</span>
    </td>
  </tr>`;
}

/** Presses that are kept and never counted. */
export function flaggedTable({ flagged, flaggedCount }: SatisfactionReport, told: Told): TemplateResult {
  const { words } = told;
  return html`<section>
    <header>
      <h2>${words.text('satisfaction.flagged')}</h2>
      <span class="quiet">${words.text('satisfaction.flagged.count', { count: flaggedCount })}</span>
    </header>
    ${
      flagged.length === 0
        ? html`<p class="is ok">${icon('check')}${words.text('satisfaction.flagged.none')}</p>`
        : html`<table>
            <thead>
              <tr>
                <th>${words.text('satisfaction.at')}</th>
                <th>${words.text('satisfaction.where')}</th>
                <th>${words.text('satisfaction.score.name')}</th>
                <th>${words.text('satisfaction.flag')}</th>
              </tr>
            </thead>
            <tbody>
              ${flagged.map(
                (one) =>
                  html`<tr>
                    <th scope="row">${at(one, told)}</th>
                    <td class="quiet">${where(one, told)}</td>
                    <td>${scoreName(one.score, one.scale, words)}</td>
                    <td>${flagName(one, words)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
  </section>`;
}

const flagName = ({ flag }: FlaggedRating, words: Words): string => {
  const key = `satisfaction.flag.${flag}`;
  return words.has(key) ? words.text(key) : flag;
};
