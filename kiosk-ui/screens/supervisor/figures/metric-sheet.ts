/** One metric, whole: what it is and how it is made, its last days, of what it is made up, and what centres do about it. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  MetricBreakdown,
  MetricDefinition,
  MetricSeries,
  MetricValue,
  MetricsOverview,
} from '../../../../firmware-host/messages/metrics.ts';
import { staff } from '../../../theme/staff.ts';
import { Loaded } from '../loaded.ts';
import type { Asker, Told } from '../model.ts';
import { alarmFoot } from './alarm.ts';
import { addDays, dateMs } from './dates.ts';
import {
  adviceOf,
  beatOf,
  formulaOf,
  nameOf,
  originalOf,
  sourceOf,
  statusOf,
  waitingFor,
} from './figure-model.ts';
import { define } from './define.ts';
import { FIGURES_PATIENCE_MS } from './figures-wait.ts';
import figuresSheet from './figures.css?inline';
import { LineChart, doesHarm, type LineChartModel } from './line-chart.ts';
import {
  bandOf,
  digitsOf,
  fractionOf,
  measureOf,
  saidOf,
  shownBand,
  targetText,
  type Measure,
} from './measure.ts';
import { partBars, reasonBars } from './parts.ts';
import { queryOf } from './period.ts';
import sheetSheet from './metric-sheet.css?inline';

define('foyer-line-chart', LineChart);

/** Days that the chart looks back, the last of the range among them. */
const DAYS_BACK = 13;
/** Every so many days have their date below the chart. */
const DATES_EVERY = 6;

export class MetricSheet extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(sheetSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) ask: (asker: Asker) => void = () => undefined;
  @property({ attribute: false }) deeds = 0;
  @property({ attribute: false }) definition: MetricDefinition | null = null;
  @property({ attribute: false }) value: MetricValue | null = null;
  @property({ attribute: false }) overview: MetricsOverview | null = null;

  /** Of what it is made up, as somebody chose; what this metric has none of falls back to its first. */
  @state() private by: MetricBreakdown = 'counter';
  private readonly days = new Loaded<MetricSeries>(this, FIGURES_PATIENCE_MS);
  private readonly parts = new Loaded<MetricSeries>(this, FIGURES_PATIENCE_MS);

  protected override willUpdate(): void {
    const { told, definition, overview } = this;
    if (told === null || definition === null || overview === null) return;
    const beat = beatOf(told, this.deeds);
    const { to } = overview.range;
    const fortnight = { from: addDays(to, -DAYS_BACK), to };
    const path = `metrics/${definition.id}`;
    this.days.follow(`${path}?${queryOf(fortnight, { step: 'day' })}`, beat);
    const by = this.dimension(definition);
    if (by !== null) this.parts.follow(`${path}?${queryOf(overview.range, { step: 'day', by })}`, beat);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told, definition, value, overview } = this;
    if (told === null || definition === null || value === null || overview === null) return nothing;
    const { words } = told;
    const measure = measureOf(definition, words);
    return html`<aside aria-label=${nameOf(definition.id, words)}>
      ${this.top({ definition, value }, measure, told)} ${this.chart(definition, measure, told)}
      ${this.breakdown(definition, measure, told)} ${this.advice(definition, value, told)}
      ${whence(definition, value, measure, told)} ${alarmFoot(definition, told, this.ask)}
    </aside>`;
  }

  private top(
    { definition, value }: { readonly definition: MetricDefinition; readonly value: MetricValue },
    measure: Measure,
    { words }: Told,
  ): TemplateResult {
    const days = outSince(definition, value);
    return html`<div>
      <header>
        <h2>${nameOf(definition.id, words)}</h2>
        <span class="quiet id" lang="en">${definition.id}</span>
        <span class="push"
          >${statusOf(definition, value, words, days < 2 ? '' : words.text('metrics.out-days', { days }))}</span
        >
      </header>
      <p class="value">
        <b>${digitsOf(value.value, measure)}</b>${value.value === null ? nothing : measure.unit}
      </p>
      <ul class="quiet beside">
        <li>${words.text('metrics.its-target', { target: targetText(value.target, measure, words) })}</li>
        ${
          definition.benchmark === null
            ? nothing
            : html`<li>
                ${words.text('metrics.its-trade', { value: saidOf(definition.benchmark, measure, words) })}
              </li>`
        }
        <li>${words.text('metrics.its-before', { value: saidOf(value.before, measure, words) })}</li>
      </ul>
      <p class="quiet">
        ${formulaOf(definition.id, words)}
        ${
          value.value === null || value.denominator === 0
            ? nothing
            : html`<span class="num">${fractionOf(definition, value, words)}</span>`
        }
      </p>
      ${
        definition.windowDays === null
          ? nothing
          : html`<p class="quiet">${words.text('metrics.window', { days: definition.windowDays })}</p>`
      }
    </div>`;
  }

  private chart(definition: MetricDefinition, measure: Measure, told: Told): TemplateResult {
    const { words } = told;
    const { view, trouble } = this.days;
    if (view === null) return html`<div class="chart">${waitingFor(trouble, words)}</div>`;
    const values = view.points.map(({ value }) => (value === null ? null : measure.shown(value)));
    if (values.every((value) => value === null))
      return html`<p class="quiet none">${words.text('metrics.days.none')}</p>`;
    const day = (place: number): string =>
      words.date(dateMs(view.points[place]?.date ?? view.range.to), 'UTC');
    const last = values.length - 1;
    const model: LineChartModel = {
      label: words.text('metrics.days', { name: nameOf(definition.id, words), days: values.length }),
      values,
      before: [],
      beforeName: '',
      band: shownBand(view.target, measure),
      bandName: [],
      harm: definition.harm,
      under: [0, DATES_EVERY, last].map((place) => ({ place, text: day(place) })),
      now: null,
      say: measure.digits,
      height: 140,
      left: 32,
      right: 12,
    };
    return html`<foyer-line-chart class="chart" .model=${model}></foyer-line-chart>
      <details>
        <summary>${words.text('metrics.as-table')}</summary>
        <table>
          <thead>
            <tr>
              <th>${words.text('metrics.day')}</th>
              <th class="r">
                ${words.text('metrics.with-unit', { name: words.text('metrics.col.value'), unit: measure.unit })}
              </th>
            </tr>
          </thead>
          <tbody>
            ${view.points.map(
              ({ value }, place) =>
                html`<tr>
                  <th scope="row">${day(place)}</th>
                  <td class="r num">${digitsOf(value, measure)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </details>`;
  }

  private dimension({ breakdowns }: MetricDefinition): MetricBreakdown | null {
    return breakdowns.find((one) => one === this.by) ?? breakdowns[0] ?? null;
  }

  private breakdown(
    definition: MetricDefinition,
    measure: Measure,
    told: Told,
  ): TemplateResult | typeof nothing {
    const by = this.dimension(definition);
    if (by === null) return nothing;
    const { words } = told;
    const { view, trouble } = this.parts;
    const reasons = view?.reasons ?? [];
    return html`${reasons.length === 0 ? nothing : reasonBars(reasons, words)}
      <section>
        <header>
          <h3>${words.text('metrics.parts')}</h3>
          <div class="pick" role="group" aria-label=${words.text('metrics.parts')}>
            ${definition.breakdowns.map(
              (one) =>
                html`<button aria-pressed=${one === by} @click=${() => (this.by = one)}>
                  ${words.text(`metrics.by.${one}`)}
                </button>`,
            )}
          </div>
        </header>
        ${view === null ? waitingFor(trouble, words) : partBars(view.by, { by, measure }, told)}
      </section>`;
  }

  private advice(definition: MetricDefinition, { status }: MetricValue, { words }: Told): TemplateResult {
    const side = status === 'low' || (status === 'near' && definition.harm === 'low') ? 'low' : 'high';
    const isWanted = status === 'high' || status === 'low' || status === 'near';
    const lines = isWanted ? adviceOf(definition, side, words) : [];
    return html`<section>
      <h3>${words.text('metrics.advice')}</h3>
      ${
        lines.length === 0
          ? html`<p class="quiet">
              ${words.text(isWanted ? 'metrics.advice.none' : `metrics.advice.${status === 'missing' ? 'missing' : 'calm'}`)}
              ${
                status === 'missing' && definition.needs !== null
                  ? html`<a class="btn slim" href="#inputs/${definition.needs}"
                      >${words.text(`inputs.do.${definition.needs}`)}</a
                    >`
                  : nothing
              }
            </p>`
          : html`<ol class="advice">
              ${lines.map((line) => html`<li>${line}</li>`)}
            </ol>`
      }
    </section>`;
  }
}

/** How many days of its fortnight it has been out of its target, up to the last. */
function outSince({ harm }: MetricDefinition, { trend, target }: MetricValue): number {
  const band = target === null ? null : bandOf(target);
  const isOut = (value: number | null | undefined): boolean =>
    typeof value === 'number' && doesHarm(value, { band, harm });
  let days = 0;
  while (days < trend.length && isOut(trend.at(-1 - days))) days += 1;
  return days;
}

const whence = (
  { id, number, otherTargets, cadences }: MetricDefinition,
  { target }: MetricValue,
  measure: Measure,
  { words }: Told,
): TemplateResult =>
  html`<dl>
    <dt>${words.text('metrics.source')}</dt>
    <dd>
      ${target === null ? words.text('metrics.target.none') : sourceOf(target.source, words)}
      ${otherTargets.map(
        (other) => html`<br />${sourceOf(other.source, words)}: ${targetText(other, measure, words)}`,
      )}
    </dd>
    <dt>${words.text('metrics.original')}</dt>
    <dd>
      ${words.text('metrics.original.number', { name: originalOf(id, words), number })}
      ${cadences.map((one) => words.text(`metrics.cadence.${one}`)).join(words.text('supervisor.comma'))}
    </dd>
  </dl>`;
