/** What the centre has received, newest first. It holds still while somebody reads in it. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InboxEvent } from '../../../firmware-host/messages/centre.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import inboxSheet from './inbox.css?inline';
import { differs } from './model.ts';

export class InboxList extends LitElement {
  static override styles = [...staff, unsafeCSS(inboxSheet)];

  @property({ attribute: false, hasChanged: differs }) events: readonly InboxEvent[] = [];
  @property({ attribute: false }) words: Words | null = null;
  @property({ attribute: false }) timeZone: string | undefined;
  @state() private openId: string | null = null;
  @state() private pointed = false;
  @state() private focused = false;
  /** The list as it was when somebody began to read in it; null while nobody does. */
  private held: readonly InboxEvent[] | null = null;
  private format = clockOf(undefined);

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('timeZone')) this.format = clockOf(this.timeZone);
    const reads = this.pointed || this.focused || this.openId !== null;
    this.held = reads ? (this.held ?? this.events) : null;
  }

  protected override render(): TemplateResult {
    const { words, events, held } = this;
    if (words === null) return html``;
    if (events.length === 0) return html`<p class="none quiet">${words.text('lab.inbox.none')}</p>`;
    const latest = new Map(events.map((event) => [event.id, event]));
    const shown = held?.map((event) => latest.get(event.id) ?? event) ?? events;
    const newest = shown[0]?.sequence ?? 0;
    const newer = events.filter(({ sequence }) => sequence > newest).length;
    return html`
      ${
        newer === 0
          ? nothing
          : html`<button class="newer" @click=${this.catchUp}>
              ${icon('arrow-down', 'up')}${words.text('lab.inbox.newer', { count: newer })}
            </button>`
      }
      <ol
        aria-label=${words.text('lab.centre')}
        @pointerenter=${() => (this.pointed = true)}
        @pointerleave=${() => (this.pointed = false)}
        @focusin=${({ target }: FocusEvent) => (this.focused = (target as Element).matches(':focus-visible'))}
        @focusout=${() => (this.focused = false)}
      >
        ${repeat(
          shown,
          ({ id }) => id,
          (event) => this.row(event),
        )}
      </ol>
    `;
  }

  private row({ id, type, at, number, times, body }: InboxEvent): TemplateResult {
    const open = this.openId === id;
    return html`<li>
      <button aria-expanded=${open} @click=${() => (this.openId = open ? null : id)}>
        ${icon('tick')}<time datetime=${at}>${this.format.format(Date.parse(at))}</time><b>${type}</b
        ><span>${number}${times > 1 ? html` <b class="times">×${times}</b>` : nothing}</span>
      </button>
      ${open ? html`<pre tabindex="0">${emphasised(body)}</pre>` : nothing}
    </li>`;
  }

  /** Shows what has come, and holds still again where somebody still reads. */
  private readonly catchUp = (): void => {
    this.held = null;
    this.openId = null;
    this.focused = false;
    this.requestUpdate();
  };
}

const clockOf = (timeZone: string | undefined): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', ...(timeZone === undefined ? {} : { timeZone }) });

/** In the body of an event, its type and its subject stand out. */
const emphasised = (body: string): (string | TemplateResult)[] =>
  body
    .split(/(?<="(?:type|subject)": ")([^"]*)/)
    .map((part, index) => (index % 2 === 1 ? html`<b>${part}</b>` : part));
