/** What the queue cannot know: rosters, costs, quality checks, who joined and who left, what machines have answered. By hand, from a file, and back again. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type {
  InputBatchView,
  InputBatches,
  InputKindName,
} from '../../../../firmware-host/messages/metric-inputs.ts';
import { press } from '../../../host/api.ts';
import type { Words } from '../../../host/words.ts';
import { icon } from '../../../theme/icons.ts';
import { staff } from '../../../theme/staff.ts';
import { Loaded } from '../loaded.ts';
import type { Asker, Told } from '../model.ts';
import { agentField, said } from '../said.ts';
import { CsvUpload } from './csv-upload.ts';
import { dateMs } from './dates.ts';
import { figureNav, waitingFor, whoOf } from './figure-model.ts';
import { FigureWords } from './figure-words.ts';
import { define } from './define.ts';
import figuresSheet from './figures.css?inline';
import { columns, enterRow, inputKinds } from './input-kinds.ts';
import inputsSheet from './inputs.css?inline';

define('foyer-csv-upload', CsvUpload);

@customElement('foyer-inputs')
export class Inputs extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(inputsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) ask: (asker: Asker) => void = () => undefined;
  @property({ attribute: false }) deeds = 0;
  /** The kind to begin with. */
  @property({ attribute: false }) start = '';

  @state() private kind: InputKindName = 'roster';
  /** Files that were taken here: the list is another after each. */
  @state() private taken = 0;
  private readonly words = new FigureWords(this);
  private readonly batches = new Loaded<InputBatches>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const begun = inputKinds.find((kind) => kind === this.start);
    if (changed.has('start') && begun !== undefined) this.kind = begun;
    this.batches.follow('metric-inputs', this.deeds + this.taken);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told, kind } = this;
    const words = told === null ? null : this.words.of(told.words);
    if (told === null || words === null) return nothing;
    const own: Told = { ...told, words };
    return html`<header class="tools">
        <h1 class="unseen">${words.text('inputs.title')}</h1>
        ${figureNav('inputs', words)}
        <div class="pick" role="group" aria-label=${words.text('inputs.kind')}>
          ${inputKinds.map(
            (one) =>
              html`<button aria-pressed=${one === kind} @click=${() => (this.kind = one)}>
                ${words.text(`inputs.kind.${one}`)}
              </button>`,
          )}
        </div>
        <button class="btn slim main push" @click=${() => this.ask(enterRow(kind, words))}>
          ${icon('pen')}${words.text(`inputs.do.${kind}`)}
        </button>
      </header>
      <div class="columns">
        <section>
          <h2>${words.text('inputs.file')}</h2>
          <p class="quiet">${words.text(`inputs.hint.${kind}`)}</p>
          <p class="quiet">${words.text('inputs.file.columns')} <code>${columns[kind].join(',')}</code></p>
          <foyer-csv-upload .told=${own} .kind=${kind} @taken=${() => (this.taken += 1)}></foyer-csv-upload>
        </section>
        <section>${this.list(own)}</section>
      </div>`;
  }

  private list(told: Told): TemplateResult {
    const { words } = told;
    const { view, trouble } = this.batches;
    const own = view?.batches.filter(({ kind }) => kind === this.kind) ?? [];
    return html`<header>
        <h2>${words.text('inputs.batches')}</h2>
        <span class="quiet"
          >${view === null ? nothing : words.text('inputs.batches.count', { count: own.length })}</span
        >
      </header>
      ${
        view === null
          ? waitingFor(trouble, words)
          : own.length === 0
            ? html`<p class="quiet">${words.text(`inputs.none.${this.kind}`)}</p>`
            : html`<table>
                <thead>
                  <tr>
                    <th>${words.text('inputs.at')}</th>
                    <th>${words.text('inputs.by')}</th>
                    <th class="r">${words.text('inputs.rows')}</th>
                    <th>${words.text('inputs.span')}</th>
                    <th><span class="unseen">${words.text('console.actions')}</span></th>
                  </tr>
                </thead>
                <tbody>
                  ${own.map((batch) => this.row(batch, told))}
                </tbody>
              </table>`
      }`;
  }

  private row(batch: InputBatchView, { words, view }: Told): TemplateResult {
    const { by, at, rows, from, to } = batch;
    const ms = Date.parse(at);
    const when = `${words.date(ms, view.timeZone)} ${words.time(ms, view.timeZone)}`;
    return html`<tr>
      <th scope="row">${when}</th>
      <td>${whoOf(by, { view, words })}</td>
      <td class="r num">${rows}</td>
      <td class="quiet">${spanText(from, to, words)}</td>
      <td class="r">
        <button
          class="btn slim"
          aria-label="${words.text('supervisor.do.withdraw')} ${when}"
          @click=${() => this.ask(withdraw(batch, when))}
        >
          ${words.text('supervisor.do.withdraw')}
        </button>
      </td>
    </tr>`;
  }
}

const spanText = (from: string, to: string, words: Words): string => {
  const day = (date: string) => words.date(dateMs(date), 'UTC');
  return from === to ? day(from) : words.text('reports.span', { from: day(from), to: day(to) });
};

const withdraw =
  ({ id }: InputBatchView, subject: string): Asker =>
  (told) => ({
    ...said(told, 'withdraw-input', subject),
    icon: 'turn',
    level: 'bad',
    fields: [agentField(told, 'by', told.words.text('supervisor.who.withdraw-input'))],
    press: ({ by = '' }) => press(`metric-inputs/${encodeURIComponent(id)}/withdraw`, { by }),
  });
