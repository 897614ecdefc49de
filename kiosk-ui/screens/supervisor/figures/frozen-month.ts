/** A month that was put away: its figures as they were, and what has been mended since. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FrozenMonthView, FrozenMonths } from '../../../../firmware-host/messages/months.ts';
import type { MetricDefinition } from '../../../../firmware-host/messages/metrics.ts';
import { icon } from '../../../theme/icons.ts';
import { staff } from '../../../theme/staff.ts';
import { Loaded } from '../loaded.ts';
import type { Told } from '../model.ts';
import { monthName, nameOf, sourceOf, waitingFor, whoOf } from './figure-model.ts';
import figuresSheet from './figures.css?inline';
import { measureOf, saidOf, targetText } from './measure.ts';
import monthsSheet from './months.css?inline';

const DIGITS_SHOWN = 12;

export class FrozenMonth extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(monthsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) frozen: FrozenMonths['months'][number] | null = null;
  @property({ attribute: false }) deeds = 0;
  @state() private isOpen = false;
  private readonly whole = new Loaded<FrozenMonthView>(this);

  protected override willUpdate(): void {
    if (this.isOpen && this.frozen !== null)
      this.whole.follow(`reports/months/${this.frozen.month}`, this.deeds);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told, frozen } = this;
    if (told === null || frozen === null) return nothing;
    const { words, view } = told;
    const { month, by, at, sha256 } = frozen;
    return html`<div class="row">
      <b>${monthName(month, words)}</b>
      <span class="is ok">${icon('check')}${words.text('reports.frozen')}</span>
      <button
        class="btn slim push"
        aria-expanded=${this.isOpen}
        aria-label="${words.text('reports.frozen.look')} ${monthName(month, words)}"
        @click=${() => (this.isOpen = !this.isOpen)}
      >
        ${words.text('reports.frozen.look')}
      </button>
      <p class="quiet small">
        ${words.text('reports.frozen.by', {
          name: whoOf(by, told),
          date: words.date(Date.parse(at), view.timeZone),
          digest: sha256.slice(0, DIGITS_SHOWN),
        })}
      </p>
      ${this.isOpen ? this.inside(told) : nothing}
    </div>`;
  }

  private inside(told: Told): TemplateResult {
    const { words } = told;
    const { view, trouble } = this.whole;
    if (view === null) return waitingFor(trouble, words);
    const { file, figures, corrections, changed, notCompared } = view;
    return html`${
      file === 'good'
        ? nothing
        : html`<p class="is bad" role="alert">
            ${icon('bad')}<span>${words.text(`reports.frozen.${file}`)}</span>
          </p>`
    }
    ${
      notCompared === null || notCompared === 'no-figures'
        ? nothing
        : html`<p class="is warn" role="status">
            ${icon('warning')}<span>${words.text(`reports.not-compared.${notCompared}`)}</span>
          </p>`
    }
    ${corrections.map(
      ({ kind, deed, by, at }) =>
        html`<p class="is warn">
          ${icon('warning')}<span
            >${words.text(`reports.correction.${deed}`, {
              what: words.text(`inputs.kind.${kind}`),
              name: whoOf(by, told),
              date: words.date(Date.parse(at), told.view.timeZone),
            })}</span
          >
        </p>`,
    )}
    ${
      figures === null
        ? nothing
        : html`<table>
            <thead>
              <tr>
                <th>${words.text('reports.metric')}</th>
                <th class="r">${words.text('reports.value')}</th>
                <th class="r">${words.text('reports.changed')}</th>
              </tr>
            </thead>
            <tbody>
              ${figures.definitions.map((definition) =>
                this.figure(definition, figures.values, changed, told),
              )}
            </tbody>
          </table>`
    }`;
  }

  private figure(
    definition: MetricDefinition,
    values: NonNullable<FrozenMonthView['figures']>['values'],
    changed: FrozenMonthView['changed'],
    { words }: Told,
  ): TemplateResult {
    const { id } = definition;
    const value = values.find((one) => one.id === id);
    const target = value?.target ?? null;
    const measure = measureOf({ ...definition, target }, words);
    const other = changed?.find((one) => one.id === id);
    return html`<tr>
      <th scope="row">
        ${nameOf(id, words)}<br /><span class="quiet small"
          >${target === null ? nothing : `${targetText(target, measure, words)}, ${sourceOf(target.source, words)}`}</span
        >
      </th>
      <td class="r num">${saidOf(value?.value ?? null, measure, words)}</td>
      <td class="r quiet">${other === undefined ? nothing : saidOf(other.now, measure, words)}</td>
    </tr>`;
  }
}
