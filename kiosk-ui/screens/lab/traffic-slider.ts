/** How many visitors an hour the demo sends: from nobody to a lobby that overflows. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import trafficSheet from './traffic.css?inline';

const mostPerHour = 90;
const stops = [
  { perHour: 0, text: 'lab.traffic.stop' },
  { perHour: 20, text: 'lab.traffic.weekday' },
  { perHour: 60, text: 'lab.traffic.peak' },
  { perHour: mostPerHour, text: 'lab.traffic.crowded' },
] as const;

/** Set as a property: the host's content policy forbids the attribute. */
const along = (perHour: number): string => `--along:${perHour / mostPerHour}`;

export class TrafficSlider extends LitElement {
  static override styles = [...staff, unsafeCSS(trafficSheet)];

  @property({ type: Number }) perHour = 0;
  @property({ type: Boolean }) available = false;
  @property({ attribute: false }) words: Words | null = null;
  /** Asks for another number; done when the host has answered, whatever it answered. */
  @property({ attribute: false, hasChanged: () => false })
  ask: (perHour: number) => Promise<void> = () => Promise.resolve();
  /** Where the hand holds it, until the host says where it is. */
  @state() private wanted: number | null = null;

  protected override render(): TemplateResult {
    const { words, available } = this;
    if (words === null) return html``;
    const shown = this.wanted ?? this.perHour;
    return html`
      <header class="device">
        ${icon('people')}
        <h2 id="title">${words.text('lab.traffic')}</h2>
        <span class="push rate quiet">${words.rich('lab.traffic.rate', { count: shown })}</span>
      </header>
      <div class="slider">
        <input
          type="range"
          min="0"
          max=${mostPerHour}
          aria-labelledby="title"
          aria-valuetext=${words.text('lab.traffic.value', { count: shown })}
          ?disabled=${!available}
          .value=${live(String(shown))}
          .style=${along(shown)}
          @input=${({ target }: InputEvent) => (this.wanted = (target as HTMLInputElement).valueAsNumber)}
          @change=${({ target }: Event) => void this.settle((target as HTMLInputElement).valueAsNumber)}
        />
        ${stops.map(
          ({ perHour, text }) =>
            html`<button
              class="stop"
              tabindex="-1"
              ?disabled=${!available}
              .style=${along(perHour)}
              @click=${() => void this.settle(perHour)}
            >
              ${words.text(text, { count: perHour })}
            </button>`,
        )}
      </div>
      ${available ? nothing : html`<p class="is small quiet">${icon('info')}${words.text('lab.traffic.none')}</p>`}
    `;
  }

  private async settle(perHour: number): Promise<void> {
    this.wanted = perHour;
    await this.ask(perHour);
    // Unless the hand has gone on meanwhile.
    if (this.wanted === perHour) this.wanted = null;
  }
}
