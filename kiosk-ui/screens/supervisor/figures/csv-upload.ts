/** A file of rows: looked at first, with every line that is faulty, and taken as a whole or not at all. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InputCheck, InputKindName } from '../../../../firmware-host/messages/metric-inputs.ts';
import { Refused, Unreachable, sendText } from '../../../host/api.ts';
import { uuid } from '../../../host/uuid.ts';
import type { Words } from '../../../host/words.ts';
import { icon } from '../../../theme/icons.ts';
import { staff } from '../../../theme/staff.ts';
import { valueOf } from '../fields.ts';
import type { Told } from '../model.ts';
import { agentOptions } from '../said.ts';
import figuresSheet from './figures.css?inline';
import inputsSheet from './inputs.css?inline';

/** Who looks through more has another file. */
const FAULTS_SHOWN = 200;

interface Chosen {
  readonly name: string;
  readonly text: string;
  /** One file is taken once, however often the press is repeated. */
  readonly key: string;
}

type Outcome =
  { readonly kind: 'taken'; readonly rows: number } | { readonly kind: 'trouble'; readonly text: string };

export class CsvUpload extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(inputsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) kind: InputKindName = 'roster';

  @state() private chosen: Chosen | null = null;
  @state() private check: InputCheck | null = null;
  @state() private outcome: Outcome | null = null;
  @state() private by = '';
  @state() private busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('kind')) this.forget();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told, busy, check, outcome, chosen } = this;
    if (told === null) return nothing;
    const { words } = told;
    const isReady = check !== null && check.faults.length === 0 && this.by !== '';
    return html`<div class="upload">
      <label class="btn file"
        >${icon('note')}${words.text('inputs.file.choose')}<input
          type="file"
          accept=".csv,text/csv"
          class="unseen"
          @change=${this.choose}
      /></label>
      <span class="quiet" aria-live="polite"
        >${chosen === null ? words.text('inputs.file.none') : chosen.name}</span
      >
      ${busy ? html`<span role="status">${words.text('inputs.checking')}</span>` : nothing}
      ${
        outcome === null
          ? nothing
          : outcome.kind === 'taken'
            ? html`<p class="is ok" role="status">
                ${icon('check')}${words.text('inputs.taken', { count: outcome.rows })}
              </p>`
            : html`<p class="is bad" role="alert">${icon('bad')}<span>${outcome.text}</span></p>`
      }
      ${check === null ? nothing : this.checked(check, words)}
      ${
        check === null || check.faults.length > 0
          ? nothing
          : html`<div class="answer">
              <wa-select
                label=${words.text('inputs.by')}
                placeholder=${words.text('supervisor.choose')}
                .value=${this.by}
                @change=${(event: Event) => (this.by = valueOf(event))}
              >
                ${agentOptions(told).map(({ value, label }) => html`<wa-option value=${value}>${label}</wa-option>`)}
              </wa-select>
              <button class="btn main" ?disabled=${!isReady || busy} @click=${() => void this.take()}>
                ${icon('tick')}${words.text('inputs.take', { count: check.rows })}
              </button>
            </div>`
      }
    </div>`;
  }

  private checked({ rows, faults }: InputCheck, words: Words): TemplateResult {
    if (faults.length === 0)
      return html`<p class="is ok" role="status">
        ${icon('check')}${words.text('inputs.good', { count: rows })}
      </p>`;
    return html`<p class="is bad" role="alert">
        ${icon('bad')}<span>${words.text('inputs.faulty', { count: faults.length })}</span>
      </p>
      <table>
        <thead>
          <tr>
            <th class="r">${words.text('inputs.line')}</th>
            <th>${words.text('inputs.column')}</th>
            <th>${words.text('inputs.fault')}</th>
          </tr>
        </thead>
        <tbody>
          ${faults.slice(0, FAULTS_SHOWN).map(
            ({ line, column, value, remedy }) =>
              html`<tr>
                <th scope="row" class="r num">${line}</th>
                <td>
                  ${column === null ? nothing : html`<code>${column}</code><br />`}<span class="quiet"
                    >${value}</span
                  >
                </td>
                <td class="why">${words.name(remedy)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }

  private forget(): void {
    this.chosen = null;
    this.check = null;
    this.outcome = null;
  }

  private readonly choose = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    const [file] = target.files ?? [];
    // The same file, mended, is another choice.
    const read = file === undefined ? null : file.text();
    if (file === undefined || read === null) return;
    this.forget();
    void read.then((text) => {
      target.value = '';
      this.chosen = { name: file.name, text, key: uuid() };
      return this.look();
    });
  };

  private look(): Promise<void> {
    return this.post('?check=yes', uuid(), (answer) => (this.check = answer));
  }

  private async take(): Promise<void> {
    const { chosen } = this;
    if (chosen === null) return;
    await this.post(`?by=${encodeURIComponent(this.by)}`, chosen.key, (answer) => {
      this.check = answer;
      if (answer.batch === null) return;
      this.forget();
      this.outcome = { kind: 'taken', rows: answer.rows };
      this.dispatchEvent(new Event('taken'));
    });
  }

  private async post(query: string, key: string, done: (answer: InputCheck) => void): Promise<void> {
    const { chosen, told, kind } = this;
    if (chosen === null || told === null || this.busy) return;
    this.busy = true;
    this.outcome = null;
    try {
      done(await sendText<InputCheck>(`metric-inputs/${kind}/csv${query}`, chosen.text, key));
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
      const { words } = told;
      const said =
        fault instanceof Refused ? words.refusal(fault.code, 'staff') : words.text('console.unreachable');
      this.outcome = { kind: 'trouble', text: said };
    } finally {
      this.busy = false;
    }
  }
}
