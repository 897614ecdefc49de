/** One metric over any time, in steps from half an hour to a year, against the period before and by whatever it is made of. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  MetricBreakdown,
  MetricDefinition,
  MetricSeries,
  MetricStep,
  MetricsOverview,
} from '../../../../firmware-host/messages/metrics.ts';
import { icon } from '../../../theme/icons.ts';
import { sign } from '../../../theme/signs.ts';
import { staff } from '../../../theme/staff.ts';
import { valueOf } from '../fields.ts';
import { Loaded } from '../loaded.ts';
import type { Asker, Told } from '../model.ts';
import { addDays, dateMs, daysIn } from './dates.ts';
import { beatOf, nameOf, todayOf, waitingFor } from './figure-model.ts';
import { FigureWords } from './figure-words.ts';
import { define } from './define.ts';
import { FIGURES_PATIENCE_MS } from './figures-wait.ts';
import figuresSheet from './figures.css?inline';
import { measureOf } from './measure.ts';
import { Months } from './months.ts';
import { partName } from './parts.ts';
import { printDay } from './print-day.ts';
import { spanFields } from './period-pick.ts';
import { isSpan, queryOf, type Span } from './period.ts';
import { reportTables, summary, trendOf } from './report-parts.ts';
import reportsSheet from './reports.css?inline';
import { TrendChart } from './trend-chart.ts';

define('foyer-trend-chart', TrendChart);

define('foyer-months', Months);

const steps = ['half-hour', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
/** Years of half hours are nobody's report: the host refuses what is longer. */
const FINE_DAYS_MOST = 31;
const DAYS_AT_FIRST = 14;

/** Of one part alone, such as one counter. */
interface Only {
  readonly dimension: MetricBreakdown;
  readonly key: string;
}

@customElement('foyer-reports')
export class Reports extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(reportsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) ask: (asker: Asker) => void = () => undefined;
  @property({ attribute: false }) deeds = 0;
  /** The metric to begin with, by its id. */
  @property({ attribute: false }) start = '';

  @state() private metric: MetricDefinition['id'] = 'queue_time';
  @state() private step: MetricStep = 'day';
  @state() private span: Span = { from: '', to: '' };
  @state() private by: MetricBreakdown = 'service';
  @state() private only: Only | null = null;
  private readonly words = new FigureWords(this);
  private readonly definitions = new Loaded<{ readonly definitions: readonly MetricDefinition[] }>(this);
  private readonly series = new Loaded<MetricSeries>(this, FIGURES_PATIENCE_MS);
  private readonly overview = new Loaded<MetricsOverview>(this, FIGURES_PATIENCE_MS);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { told } = this;
    if (told === null) return;
    const today = todayOf(told);
    if (this.span.from === '') this.span = { from: addDays(today, 1 - DAYS_AT_FIRST), to: today };
    this.definitions.follow('metrics/definitions', 0);
    const begun = this.definitions.view?.definitions.find(({ id }) => id === this.start);
    if (changed.has('start') && begun !== undefined) this.metric = begun.id;
    if (this.fault() !== null) return;
    const beat = beatOf(told, this.deeds);
    this.series.follow(
      `metrics/${this.metric}?${this.query({ step: this.step, by: this.breakdown() })}`,
      beat,
    );
    this.overview.follow(`metrics?${this.query({})}`, beat);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told } = this;
    const words = told === null ? null : this.words.of(told.words);
    if (told === null || words === null) return nothing;
    const own: Told = { ...told, words };
    return html`<section class="report">${this.tools(own)} ${this.choices(own)} ${this.body(own)}</section>
      <foyer-months .told=${own} .ask=${this.ask} .deeds=${this.deeds}></foyer-months>`;
  }

  private query(more: Readonly<Record<string, string>>): string {
    const { only } = this;
    return queryOf(this.span, { ...(only === null ? {} : { [only.dimension]: only.key }), ...more });
  }

  private definition(): MetricDefinition | undefined {
    return this.definitions.view?.definitions.find(({ id }) => id === this.metric);
  }

  private breakdown(): MetricBreakdown {
    const known = this.definition()?.breakdowns ?? [];
    return known.find((one) => one === this.by) ?? known[0] ?? 'service';
  }

  /** Why it cannot be asked for as it stands, by the key of its words. */
  private fault(): 'metrics.span.wrong' | 'reports.too-fine' | null {
    if (!isSpan(this.span)) return 'metrics.span.wrong';
    const isFine = this.step === 'half-hour' || this.step === 'hour';
    return isFine && daysIn(this.span.from, this.span.to) > FINE_DAYS_MOST ? 'reports.too-fine' : null;
  }

  private tools({ words, view }: Told): TemplateResult {
    const language = { language: words.language };
    const { from, to } = this.span;
    const day = (date: string) => (date === '' ? '' : words.date(dateMs(date), 'UTC'));
    return html`<header class="tools">
      <h1>${words.text('reports.title')}</h1>
      <p class="on-paper">
        ${words.name(view.lobby)} · ${words.text('reports.span', { from: day(from), to: day(to) })}
      </p>
      <span class="push do">
        <a
          class="btn slim"
          download
          href="/api/v1/metrics/${this.metric}.csv?${this.query({ step: this.step, by: this.breakdown(), ...language })}"
          >${icon('note')}${words.text('reports.csv')}</a
        >
        <a class="btn slim" download href="/api/v1/metrics.csv?${this.query(language)}"
          >${icon('note')}${words.text('reports.csv.all')}</a
        >
        <button class="btn slim" @click=${() => this.ask(printDay)}>
          ${sign('ticket')}${words.text('supervisor.do.print-day')}
        </button>
        <button class="btn slim" @click=${() => window.print()}>
          ${icon('printer')}${words.text('reports.print')}
        </button>
      </span>
    </header>`;
  }

  private choices(told: Told): TemplateResult {
    const { words } = told;
    const { only } = this;
    return html`<div class="choices">
      <wa-select
        label=${words.text('reports.metric')}
        .value=${this.metric}
        @change=${(event: Event) => this.choose(valueOf(event))}
      >
        ${(this.definitions.view?.definitions ?? []).map(
          ({ id }) => html`<wa-option value=${id}>${nameOf(id, words)}</wa-option>`,
        )}
      </wa-select>
      <div class="pick" role="group" aria-label=${words.text('reports.step')}>
        ${steps.map(
          (step) =>
            html`<button aria-pressed=${step === this.step} @click=${() => (this.step = step)}>
              ${words.text(`reports.step.${step}`)}
            </button>`,
        )}
      </div>
      ${spanFields(this.span, words, (span) => (this.span = span))}
      ${
        only === null
          ? nothing
          : html`<button class="btn slim only" @click=${() => (this.only = null)}>
              ${words.text('reports.only', { name: partName(only.dimension, only.key, told) })}${icon('cross')}
            </button>`
      }
    </div>`;
  }

  private body(told: Told): TemplateResult {
    const { words } = told;
    const fault = this.fault();
    if (fault !== null)
      return fault === 'reports.too-fine'
        ? html`<p class="none is warn" role="alert">
            ${icon('warning')}<span>${words.text(fault, { days: FINE_DAYS_MOST })}</span>
          </p>`
        : html``;
    const { view, trouble } = this.series;
    const definition = this.definition();
    if (view === null || definition === undefined || view.id !== this.metric)
      return waitingFor(trouble, words);
    const measure = measureOf({ ...definition, target: view.target }, words);
    const report = { view, definition, measure, step: this.step };
    const found = this.overview.view?.values.find(({ id }) => id === view.id);
    if (view.points.every(({ value }) => value === null))
      return html`<p class="none quiet" role="status">
        ${sign('disk')}${words.text('reports.none', { name: nameOf(view.id, words) })}
      </p>`;
    return html`${summary(found, report, told)}
      <foyer-trend-chart .model=${trendOf(report, told)}></foyer-trend-chart>
      ${reportTables(report, told, {
        by: this.breakdown(),
        choose: (by) => (this.by = by),
        only: (dimension, key) => (this.only = { dimension, key }),
      })}`;
  }

  private choose(id: string): void {
    const found = this.definitions.view?.definitions.find((one) => one.id === id);
    if (found !== undefined) this.metric = found.id;
  }
}
