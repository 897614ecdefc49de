/** In place of figures that are being reckoned: and where that takes its time, how many days are left. Dressed by whoever shows it. */
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { MetricsWork } from '../../../../firmware-host/messages/metrics.ts';
import { Refused, Unreachable, get } from '../../../host/api.ts';
import type { Words } from '../../../host/words.ts';

/** Ten years that nobody has asked for before take their time on a small board. The host's end would be heard of at once. */
export const FIGURES_PATIENCE_MS = 30 * 60_000;

/** What is there by then needs no bar. */
const QUICK_MS = 1500;
const AGAIN_MS = 1000;

export class FiguresWait extends LitElement {
  @property({ attribute: false }) words: Words | null = null;
  @state() private work: MetricsWork = { progress: null };
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setTimeout(() => void this.ask(), QUICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, work } = this;
    if (words === null) return nothing;
    return html`<div class="none quiet">
      <p role="status">${words.text('metrics.loading')}</p>
      ${work.progress === null ? nothing : bar(work.progress, words)}
    </div>`;
  }

  private async ask(): Promise<void> {
    try {
      this.work = await get<MetricsWork>('metrics/progress');
    } catch (fault) {
      // Whoever waits for the figures themselves says so.
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
    }
    if (!this.isConnected) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), AGAIN_MS);
  }
}

const bar = ({ done, total }: NonNullable<MetricsWork['progress']>, words: Words): TemplateResult =>
  html`<progress max=${total} value=${done} aria-label=${words.text('metrics.loading')}></progress>
    <p class="num">${words.text('metrics.loading.days', { done, total })}</p>`;
