/** How visitors have rated: the share of the satisfied and the index, by whom, and everything that wants a second look. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  SatisfactionPart,
  SatisfactionReport,
} from '../../../../firmware-host/messages/satisfaction.ts';
import { staff } from '../../../theme/staff.ts';
import { Loaded } from '../loaded.ts';
import type { Told } from '../model.ts';
import { beatOf, figureNav, todayOf, waitingFor } from './figure-model.ts';
import { FigureWords } from './figure-words.ts';
import { FIGURES_PATIENCE_MS } from './figures-wait.ts';
import figuresSheet from './figures.css?inline';
import { inDigits } from './measure.ts';
import { bar, partName } from './parts.ts';
import { periodPick } from './period-pick.ts';
import { isSpan, queryOf, spanOf, type PeriodName, type Span } from './period.ts';
import { distribution, facts, flaggedTable, hiddenText, lowTable } from './satisfaction-parts.ts';
import satisfactionSheet from './satisfaction.css?inline';

const dimensions = ['agent', 'service', 'counter', 'hour', 'class'] as const;
type Dimension = SatisfactionPart['dimension'];

@customElement('foyer-satisfaction')
export class Satisfaction extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(satisfactionSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) deeds = 0;

  @state() private period: PeriodName = 'month';
  @state() private chosen: Span = { from: '', to: '' };
  @state() private by: Dimension = 'agent';
  private readonly words = new FigureWords(this);
  private readonly report = new Loaded<SatisfactionReport>(this, FIGURES_PATIENCE_MS);

  protected override willUpdate(): void {
    const { told } = this;
    if (told === null) return;
    const today = todayOf(told);
    if (this.chosen.from === '') this.chosen = { from: today, to: today };
    const span = spanOf(this.period, today, this.chosen);
    if (isSpan(span))
      this.report.follow(`satisfaction?${queryOf(span, { by: this.by })}`, beatOf(told, this.deeds));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told } = this;
    const words = told === null ? null : this.words.of(told.words);
    if (told === null || words === null) return nothing;
    const own: Told = { ...told, words };
    const { view, trouble } = this.report;
    return html`<header class="tools">
        <h1 class="unseen">${words.text('satisfaction.title')}</h1>
        ${figureNav('satisfaction', words)}
        ${periodPick({
          name: this.period,
          chosen: this.chosen,
          words,
          pick: (period) => (this.period = period),
          choose: (chosen) => (this.chosen = chosen),
        })}
      </header>
      ${view === null ? waitingFor(trouble, words) : this.body(view, own)}`;
  }

  private body(report: SatisfactionReport, told: Told): TemplateResult {
    const { words } = told;
    const isEmpty = report.given === 0 && report.flaggedCount === 0 && report.cases.opened === 0;
    if (isEmpty) return html`<p class="none quiet" role="status">${words.text('satisfaction.none')}</p>`;
    return html`${facts(report, told)}
      <div class="columns">
        <div>${distribution(report, told)} ${this.parts(report, told)}</div>
        <div>${lowTable(report, told)} ${flaggedTable(report, told)}</div>
      </div>`;
  }

  private parts({ by, smallGroup }: SatisfactionReport, told: Told): TemplateResult {
    const { words } = told;
    return html`<section>
      <header>
        <h2>${words.text('satisfaction.by')}</h2>
        <div class="pick push" role="group" aria-label=${words.text('satisfaction.by')}>
          ${dimensions.map(
            (one) =>
              html`<button aria-pressed=${one === this.by} @click=${() => (this.by = one)}>
                ${words.text(`metrics.by.${one}`)}
              </button>`,
          )}
        </div>
      </header>
      ${
        by.length === 0
          ? html`<p class="quiet">${words.text('metrics.parts.none')}</p>`
          : html`<table>
              <thead>
                <tr>
                  <th>${words.text(`metrics.by.${this.by}`)}</th>
                  <th class="r">${words.text('satisfaction.given')}</th>
                  <td></td>
                  <th class="r">${words.text('satisfaction.rate')}</th>
                  <th class="r">${words.text('satisfaction.response')}</th>
                </tr>
              </thead>
              <tbody>
                ${by.map((part) => this.group(part, smallGroup, told))}
              </tbody>
            </table>`
      }
    </section>`;
  }

  /** Of too few nobody's opinion may be read. */
  private group(
    { dimension, key, isHidden, given, rate, responseRate }: SatisfactionPart,
    smallGroup: number,
    told: Told,
  ): TemplateResult {
    const { words } = told;
    const percent = (value: number | null) =>
      value === null ? '—' : words.text('satisfaction.percent', { value: inDigits(value, 1, words) });
    return html`<tr>
      <th scope="row">${partName(dimension, key, told)}</th>
      <td class="r num">${given}</td>
      ${
        isHidden
          ? html`<td colspan="2" class="quiet">${hiddenText(given, smallGroup, words)}</td>`
          : html`<td class="bars">${bar(rate ?? 0)}</td>
              <td class="r num">${percent(rate)}</td>`
      }
      <td class="r quiet">${percent(responseRate)}</td>
    </tr>`;
  }
}
