/** What a visitor may do from afar: come back, let others go first, give the number up. Each asks before it is done. */
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import { Refused, Unreachable, press, send } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';

type Action = FollowView['actions'][number];
type Asked = Exclude<Action, 'return'> | null;
/** A refusal of the host, or that nobody answered. */
type Fault = { readonly code: string } | 'unreachable' | null;

const shapes: Readonly<Record<Action, IconName>> = { return: 'person', postpone: 'later', cancel: 'cross' };
/** The likely one first, the one without a way back last. */
const order: readonly Action[] = ['return', 'postpone', 'cancel'];
const placesOffered = [1, 3];

export class FollowActions implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #token: string;
  #asks: Asked = null;
  #sending = false;
  #fault: Fault = null;

  constructor(host: ReactiveControllerHost, token: string) {
    this.#host = host;
    this.#token = token;
    host.addController(this);
  }

  hostConnected(): void {
    this.settle();
  }

  /** The visit has moved on: what was asked, and what went wrong, is of the past. */
  settle(): void {
    this.#set(null, null);
  }

  render(view: FollowView, words: Words): TemplateResult {
    const asks = this.#asks !== null && view.actions.includes(this.#asks) ? this.#asks : null;
    const offered = order.filter((action) => view.actions.includes(action));
    return html`
      ${this.#fault === null ? nothing : this.#said(this.#fault, words)}
      ${asks === 'cancel' ? this.#cancel(view, words) : nothing}
      ${asks === 'postpone' ? this.#postpone(words) : nothing}
      ${
        asks !== null || offered.length === 0
          ? nothing
          : html`<ul class="actions" aria-label=${words.text('phone.title')}>
              ${offered.map((action) => html`<li>${this.#button(action, words)}</li>`)}
            </ul>`
      }
    `;
  }

  #said(fault: Exclude<Fault, null>, words: Words): TemplateResult {
    const text =
      fault === 'unreachable' ? words.text('phone.unreachable') : words.refusal(fault.code, 'visitor');
    return html`<p class="fault" role="alert">${icon('info')}<span>${text}</span></p>`;
  }

  #button(action: Action, words: Words): TemplateResult {
    const act = () => (action === 'return' ? void this.#send('return', {}) : this.#set(action, null));
    return html`<button
      class=${action}
      aria-disabled=${this.#sending}
      @click=${this.#sending ? undefined : act}
    >
      ${icon(this.#sending ? 'turn' : shapes[action], this.#sending ? 'turning' : '')}
      <span>
        <b>${words.text(`phone.${action}`)}</b>
        <small>${words.text(`phone.${action}.hint`)}</small>
      </span>
      ${icon('more', 'more')}
    </button>`;
  }

  #cancel({ ticket }: FollowView, words: Words): TemplateResult {
    return this.#panel(words, {
      title: words.text('phone.cancel.title', { number: ticket.number }),
      text: 'phone.cancel.text',
      no: 'phone.cancel.no',
      choices: [
        { says: words.text('phone.cancel'), kind: 'danger', act: () => void this.#send('cancel', {}) },
      ],
    });
  }

  #postpone(words: Words): TemplateResult {
    return this.#panel(words, {
      title: words.text('phone.postpone.title'),
      text: 'phone.postpone.text',
      no: 'phone.postpone.no',
      choices: placesOffered.map((places) => ({
        says: words.text('phone.postpone.places', { count: places }),
        kind: 'main',
        act: () => void this.#send('postpone', { places }),
      })),
    });
  }

  #panel(words: Words, panel: Panel): TemplateResult {
    return html`<section class="panel" role="group" aria-labelledby="asked">
      <h2 id="asked" tabindex="-1">${panel.title}</h2>
      <p>${words.text(panel.text)}</p>
      <div class="choices">
        ${panel.choices.map(
          ({ says, kind, act }) =>
            html`<button
              class=${kind}
              aria-disabled=${this.#sending}
              @click=${this.#sending ? undefined : act}
            >
              ${this.#sending ? words.text('phone.sending') : says}
            </button>`,
        )}
        <button class="keep" @click=${() => this.#set(null, null)}>${words.text(panel.no)}</button>
      </div>
    </section>`;
  }

  async #send(action: Action, body: object): Promise<void> {
    this.#sending = true;
    this.#set(this.#asks, null);
    let fault: Fault = null;
    try {
      // What has become of the ticket comes by itself, with the next view.
      await send(press(`tickets/${encodeURIComponent(this.#token)}/${action}`, body), () => undefined);
    } catch (cause) {
      if (cause instanceof Refused) fault = { code: cause.code };
      else if (cause instanceof Unreachable) fault = 'unreachable';
      else throw cause;
    } finally {
      this.#sending = false;
    }
    this.#set(null, fault);
  }

  #set(asks: Asked, fault: Fault): void {
    this.#asks = asks;
    this.#fault = fault;
    this.#host.requestUpdate();
    if (asks !== null) void this.#host.updateComplete.then(() => this.#focusQuestion());
  }

  #focusQuestion(): void {
    if (this.#host instanceof HTMLElement)
      this.#host.shadowRoot?.querySelector<HTMLElement>('#asked')?.focus();
  }
}

interface Panel {
  readonly title: string;
  readonly text: TextKey;
  readonly no: TextKey;
  readonly choices: readonly { readonly says: string; readonly kind: string; readonly act: () => void }[];
}
