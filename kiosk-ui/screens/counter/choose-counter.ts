/** Which counter is this? Its address can then be kept as a bookmark. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CounterSummary } from '../../../firmware-host/messages/counter.ts';
import { get } from '../../host/api.ts';
import type { Tongue } from '../../host/tongue.ts';
import { icon, mark } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import counterSheet from './counter.css?inline';

const againMs = 2000;

export class ChooseCounter extends LitElement {
  static override styles = [...staff, unsafeCSS(counterSheet)];

  @property({ attribute: false }) tongue: Tongue | null = null;
  /** Why the counter of the address cannot be shown. */
  @property({ attribute: false }) refusal: string | null = null;
  @state() private counters: readonly CounterSummary[] | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  protected override render(): TemplateResult {
    const words = this.tongue?.words ?? null;
    if (words === null) return html``;
    document.title = words.text('console.title');
    return html`
      <header class="head">
        <a class="brand" href="/">${mark()}${words.text('console.title')}</a>
        <span class="push"></span>
        ${this.tongue?.button('btn slim')}
      </header>
      <main class="choose">
        ${
          this.refusal === null
            ? nothing
            : html`<p class="note fault" role="alert">
                ${icon('bad')}${words.refusal(this.refusal, 'staff')}
              </p>`
        }
        <h1>${words.text('console.choose')}</h1>
        <p class="quiet">${words.text('console.choose.hint')}</p>
        ${this.counters === null ? html`<p>${words.text('site.starting')}</p>` : nothing}
        ${this.counters?.length === 0 ? html`<p>${words.text('console.counters.none')}</p>` : nothing}
        <ul>
          ${this.counters?.map(
            ({ counter, state: now, agent }) =>
              html`<li>
                <a class="btn" href="/counter?counter=${encodeURIComponent(counter.id)}">
                  <b>${words.name(counter.name)}</b>
                  <span class="push is ${now === 'closed' ? 'quiet' : 'go'}"
                    >${icon('door')}${words.text(`console.state.${now}`)}</span
                  >
                  <span class="agent quiet">${agent?.name}</span>
                </a>
              </li>`,
          )}
        </ul>
      </main>
    `;
  }

  private async load(): Promise<void> {
    try {
      this.counters = await get<readonly CounterSummary[]>('counters');
    } catch {
      // The host is away; the page says that it is getting ready, and asks again.
      this.again = setTimeout(() => void this.load(), againMs);
    }
  }
}
