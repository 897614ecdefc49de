/** The round buttons of a pad, for a pointer or for the keys of their scores, under the lights that it has. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { SimulatedPadView } from '../../../firmware-host/messages/lab.ts';
import type { PadFinger } from '../../../firmware-host/messages/requests.ts';
import type { Words } from '../../host/words.ts';
import { staff } from '../../theme/staff.ts';
import { differs } from './model.ts';
import padSheet from './pad.css?inline';
import { padKey, type PadButton } from './pad-deeds.ts';
import { padLights } from './pad-lights.ts';

/** Fires `finger` when a finger goes down on a button and when it goes up again, and `gone` when the page goes under it. */
export class PadKeys extends LitElement {
  static override styles = [...staff, unsafeCSS(padSheet)];

  @property({ attribute: false, hasChanged: differs }) pad: SimulatedPadView | null = null;
  @property({ attribute: false }) words: Words | null = null;
  @property() label = '';
  /** The buttons under a finger of this page, each with the key that holds it, or null for the pointer. */
  @state() private held: ReadonlyMap<number, string | null> = new Map();
  /** The one that Tab comes to; the arrows go from there. */
  @state() private reached = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this.leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.leave);
    this.liftAll();
  }

  protected override render(): TemplateResult {
    const { pad, words } = this;
    if (pad === null || words === null) return html``;
    const idle = pad.awaits === null && pad.rated === null;
    const deeds = isForAgents(pad);
    const lights = padLights(pad, words);
    return html`${deeds ? nothing : lights}
      <div
        class=${classMap({ keys: true, idle, many: pad.buttons.length > 5, deeds })}
        role="group"
        aria-label=${this.label}
        @keydown=${this.keyed}
        @keyup=${this.keyLeft}
        @focusout=${this.left}
      >
        ${pad.buttons.map((button, place) => this.button(button, place, pad, words))}
        ${deeds ? lights : nothing}
      </div>`;
  }

  private button(button: PadButton, place: number, pad: SimulatedPadView, words: Words): TemplateResult {
    const { picture, word, said } = padKey(button, pad.scale, pad.counter.id, words);
    const { does, score } = button;
    const pressed = button.down || this.held.has(place);
    const rates = does === 'rate';
    const given = rates && pad.awaits === null && pad.rated?.score === score;
    return html`<button
      class=${classMap({ rates, down: pressed, given })}
      aria-label=${said}
      aria-pressed=${pressed || given}
      tabindex=${place === this.reached ? 0 : -1}
      data-score=${score ?? nothing}
      data-does=${does}
      @focus=${() => (this.reached = place)}
      @pointerdown=${(event: PointerEvent) => this.pointed(event, place)}
      @pointerup=${() => this.lift(place, null)}
      @pointercancel=${() => this.lift(place, null)}
      @lostpointercapture=${() => this.lift(place, null)}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      <span class="face">${picture}</span>${word === '' ? nothing : html`<span class="word">${word}</span>`}
    </button>`;
  }

  private pointed(event: PointerEvent, place: number): void {
    if (event.button !== 0) return;
    // The finger stays on this button until it is lifted, wherever the pointer goes meanwhile.
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.press(place, null);
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key } = event;
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    const buttons = this.pad?.buttons ?? [];
    const place = key === ' ' || key === 'Enter' ? this.reached : this.placeOf(key);
    if (step !== 0) this.reach(Math.min(buttons.length - 1, Math.max(0, this.reached + step)));
    else if (place !== -1) this.press(place, key);
    else return;
    event.preventDefault();
  };

  private readonly keyLeft = ({ key }: KeyboardEvent): void => {
    for (const [place, holder] of this.held) if (holder === key) this.lift(place, key);
  };

  /** @returns the button whose score a digit is, 0 for ten; -1 when there is none */
  private placeOf(key: string): number {
    if (!/^\d$/.test(key)) return -1;
    const score = key === '0' ? 10 : Number(key);
    return this.pad?.buttons.findIndex((button) => button.score === score) ?? -1;
  }

  private reach(place: number): void {
    this.renderRoot.querySelectorAll('button').item(place).focus();
  }

  private press(place: number, holder: string | null): void {
    if (this.held.has(place)) return;
    this.held = new Map([...this.held, [place, holder]]);
    this.tell(place, true);
  }

  /** However a finger goes, and however often that is told, it goes up once. */
  private lift(place: number, holder: string | null): void {
    if (this.held.get(place) !== holder) return;
    this.held = new Map([...this.held].filter(([other]) => other !== place));
    this.tell(place, false);
  }

  /** A window that comes to the front takes the keys' release with it. */
  private readonly left = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget)) return;
    this.liftAll();
  };

  private liftAll(): void {
    for (const [place, holder] of this.held) this.lift(place, holder);
  }

  private readonly leave = (): void => {
    for (const button of this.held.keys())
      this.dispatchEvent(new CustomEvent<PadFinger>('gone', { detail: { button, down: false } }));
    this.held = new Map();
  };

  private tell(button: number, down: boolean): void {
    this.dispatchEvent(new CustomEvent<PadFinger>('finger', { detail: { button, down } }));
  }
}

/** A pad without a button that rates lies before the agent, and is drawn small: counters have little room. */
const isForAgents = ({ buttons }: SimulatedPadView): boolean => buttons.every(({ does }) => does !== 'rate');
