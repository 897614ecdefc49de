/** All metrics in one table: each with its value on its target, its fortnight, and the one that is open beside it. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  MetricDefinition,
  MetricValue,
  MetricsOverview,
} from '../../../../firmware-host/messages/metrics.ts';
import type { Words } from '../../../host/words.ts';
import { icon } from '../../../theme/icons.ts';
import { staff } from '../../../theme/staff.ts';
import { Loaded } from '../loaded.ts';
import type { Asker, Told } from '../model.ts';
import {
  beatOf,
  figureNav,
  levels,
  nameOf,
  sourceOf,
  statusOf,
  todayOf,
  waitingFor,
  type Status,
} from './figure-model.ts';
import { FigureWords } from './figure-words.ts';
import { define } from './define.ts';
import { FIGURES_PATIENCE_MS } from './figures-wait.ts';
import figuresSheet from './figures.css?inline';
import { bandMark, sparkline } from './marks.ts';
import { digitsOf, measureOf, saidOf, targetText } from './measure.ts';
import { MetricSheet } from './metric-sheet.ts';
import metricsSheet from './metrics.css?inline';
import { groups, inOrder } from './metric-order.ts';
import { periodPick } from './period-pick.ts';
import { isSpan, queryOf, spanOf, type PeriodName, type Span } from './period.ts';

define('foyer-metric-sheet', MetricSheet);

/** How the states are counted above the table, the gravest first. */
const counted = ['out', 'near', 'missing', 'ok', 'watch'] as const;
const countedAs: Readonly<Record<(typeof counted)[number], readonly Status[]>> = {
  out: ['high', 'low'],
  near: ['near'],
  missing: ['missing'],
  ok: ['ok'],
  watch: ['watch'],
};

const countIcons = { out: 'bad', near: 'warning', missing: 'minus', ok: 'check', watch: 'info' } as const;

interface RowPlace {
  readonly told: Told;
  /** Of the row within its group, and how many there are. */
  readonly place: number;
  readonly rows: number;
  readonly isOpen: boolean;
}

interface Row {
  readonly definition: MetricDefinition;
  readonly value: MetricValue;
}

@customElement('foyer-metrics')
export class Metrics extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(metricsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) ask: (asker: Asker) => void = () => undefined;
  @property({ attribute: false }) deeds = 0;
  /** The metric that is open, by its id. */
  @property({ attribute: false }) start = '';

  @state() private period: PeriodName = 'today';
  @state() private chosen: Span = { from: '', to: '' };
  private readonly words = new FigureWords(this);
  private readonly definitions = new Loaded<{ readonly definitions: readonly MetricDefinition[] }>(this);
  private readonly overview = new Loaded<MetricsOverview>(this, FIGURES_PATIENCE_MS);

  protected override willUpdate(): void {
    const { told } = this;
    if (told === null) return;
    const today = todayOf(told);
    if (this.chosen.from === '') this.chosen = { from: today, to: today };
    const span = this.span(told);
    this.definitions.follow('metrics/definitions', 0);
    if (isSpan(span)) this.overview.follow(`metrics?${queryOf(span)}`, beatOf(told, this.deeds));
  }

  protected override render(): TemplateResult {
    const { told } = this;
    const words = told === null ? null : this.words.of(told.words);
    if (told === null || words === null) return html``;
    const own: Told = { ...told, words };
    const rows = this.rows();
    return html`
      <section class="list">
        ${this.tools(own, rows)}
        ${
          rows === null
            ? waitingFor(this.definitions.trouble ?? this.overview.trouble, words)
            : this.table(rows, own)
        }
      </section>
      ${this.sheet(rows ?? [], own)}
    `;
  }

  private span(told: Told): Span {
    return spanOf(this.period, todayOf(told), this.chosen);
  }

  /** In groups, as one reads them; null until both lists have come. */
  private rows(): readonly Row[] | null {
    const definitions = this.definitions.view?.definitions;
    const values = this.overview.view?.values;
    if (definitions === undefined || values === undefined) return null;
    return inOrder(definitions).flatMap((definition) => {
      const value = values.find(({ id }) => id === definition.id);
      return value === undefined ? [] : [{ definition, value }];
    });
  }

  /** The one that was asked for; else the first that wants somebody. */
  private open(rows: readonly Row[]): Row | undefined {
    const among = (...wanted: Status[]) => rows.find(({ value }) => wanted.includes(value.status));
    return (
      rows.find(({ definition }) => definition.id === this.start) ??
      among('high', 'low') ??
      among('near') ??
      rows[0]
    );
  }

  private tools(told: Told, rows: readonly Row[] | null): TemplateResult {
    const { words } = told;
    const span = this.span(told);
    return html`<header class="tools">
      <h1 class="unseen">${words.text('metrics.title')}</h1>
      ${figureNav('metrics', words)}
      ${periodPick({
        name: this.period,
        chosen: this.chosen,
        words,
        pick: (period) => (this.period = period),
        choose: (chosen) => (this.chosen = chosen),
      })}
      <ul class="counts push" aria-label=${words.text('metrics.counts')}>
        ${rows === null ? nothing : counted.map((name) => this.count(name, rows, told))}
      </ul>
      <a
        class="btn slim"
        href="/api/v1/metrics.csv?${queryOf(span, { language: words.language })}"
        download
        ?hidden=${!isSpan(span)}
        >${icon('note')}${words.text('metrics.export')}</a
      >
    </header>`;
  }

  private count(name: (typeof counted)[number], rows: readonly Row[], { words }: Told) {
    const count = rows.filter(({ value }) => countedAs[name].includes(value.status)).length;
    if (count === 0) return nothing;
    const [first] = countedAs[name];
    return html`<li class="is ${first === undefined ? '' : levels[first]}">
      ${icon(countIcons[name])}${words.text(`metrics.count.${name}`, { count })}
    </li>`;
  }

  private table(rows: readonly Row[], told: Told): TemplateResult {
    const { words } = told;
    const open = this.open(rows);
    return html`<table @keydown=${this.walk}>
      <thead>
        <tr>
          <th>${words.text('metrics.col.group')}</th>
          <th><span class="unseen">${words.text('metrics.col.number')}</span></th>
          <th>${words.text('metrics.col.name')}</th>
          <th class="r">${words.text('metrics.col.value')}</th>
          <th><span class="unseen">${words.text('metrics.col.unit')}</span></th>
          <th class="bands">${words.text('metrics.col.band')}</th>
          <th>${words.text('metrics.col.target')}</th>
          <th>${words.text('metrics.col.trend')}</th>
          <th class="wide">${words.text('metrics.col.source')}</th>
          <th class="wide">${words.text('metrics.col.cadence')}</th>
          <th>${words.text('metrics.col.status')}</th>
        </tr>
      </thead>
      ${groups.map((group) => {
        const own = rows.filter(({ definition }) => definition.group === group);
        return own.length === 0
          ? nothing
          : html`<tbody>
              ${own.map((row, place) => this.row(row, { told, place, rows: own.length, isOpen: row === open }))}
            </tbody>`;
      })}
    </table>`;
  }

  private row({ definition, value }: Row, { told, place, rows, isOpen }: RowPlace): TemplateResult {
    const { words } = told;
    const { id, number, group, cadences, needs } = definition;
    const measure = measureOf(definition, words);
    const [cadence] = cadences;
    const isFound = value.value !== null;
    return html`<tr class=${isOpen ? `now ${levels[value.status]}` : ''}>
      ${place === 0 ? html`<th rowspan=${rows} scope="rowgroup">${words.text(`metrics.group.${group}`)}</th>` : nothing}
      <td class="no">${number}</td>
      <th scope="row">
        <a class="opens" href="#metrics/${id}" aria-current=${isOpen ? 'true' : nothing}
          >${nameOf(id, words)}${needs === null ? nothing : html`<sup aria-hidden="true">†</sup>`}</a
        >
      </th>
      <td class="r big">${digitsOf(value.value, measure)}</td>
      <td class="unit">${isFound ? measure.unit : nothing}</td>
      <td class="bands">${bandMark({ ...definition, target: value.target }, value)}</td>
      <td class="goal">${targetText(value.target, measure, words)}</td>
      <td>
        ${
          value.trend.some((one) => one !== null)
            ? sparkline(
                value.trend,
                trendText(value.trend, (one) => saidOf(one, measure, words), words),
              )
            : html`<span class="quiet">${words.text('metrics.none')}</span>`
        }
      </td>
      <td class="quiet wide">${sourceOf(value.target?.source, words, true)}</td>
      <td class="quiet wide">
        ${cadence === undefined ? nothing : words.text(`metrics.cadence.${cadence}`)}
      </td>
      <td>${statusOf(definition, value, words)}</td>
    </tr>`;
  }

  private sheet(rows: readonly Row[], told: Told): TemplateResult | typeof nothing {
    const open = this.open(rows);
    const { overview } = this;
    if (open === undefined || overview.view === null) return nothing;
    return html`<foyer-metric-sheet
      class=${levels[open.value.status]}
      .told=${told}
      .ask=${this.ask}
      .deeds=${this.deeds}
      .definition=${open.definition}
      .value=${open.value}
      .overview=${overview.view}
    ></foyer-metric-sheet>`;
  }

  /** Up and down the rows by arrows: twenty tabs to the one below the middle are too many. */
  private readonly walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('a.opens')];
    const here = all.findIndex((one) => one.matches(':focus'));
    const next = all[here + step];
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
}

const trendText = (
  trend: readonly (number | null)[],
  say: (value: number) => string,
  words: Words,
): string => {
  const known = trend.filter((value) => value !== null);
  return words.text('metrics.trend', {
    days: trend.length,
    least: say(Math.min(...known)),
    most: say(Math.max(...known)),
    last: say(known.at(-1) ?? 0),
  });
};
