/**
 * What a visitor may do from afar: be called so that it is noticed, come back, let others go first, give the number up.
 * What changes the visit asks before it is done.
 */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import { secondWords, type Bilingual } from '../../elements/second.ts';
import { Refused, Unreachable, press, send } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { Summons } from './summons.ts';
import type { PageElement } from './page-element.ts';

type Action = FollowView['actions'][number];
type Asked = Exclude<Action, 'return'> | null;
/** A refusal of the host, or that nobody answered. */
type Fault = { readonly code: string } | 'unreachable' | null;

const shapes: Readonly<Record<Action, IconName>> = { return: 'person', postpone: 'later', cancel: 'cross' };
/** The likely one first, the one without a way back last. */
const order: readonly Action[] = ['return', 'postpone', 'cancel'];
/** While one may still be called. */
const callable: readonly FollowView['state'][] = ['waiting', 'called', 'parked'];

export class FollowActions implements ReactiveController {
  readonly #host: PageElement;
  readonly #path: string;
  readonly #summons: Summons;
  readonly #adopt: (view: FollowView) => void;
  #asks: Asked = null;
  #sending = false;
  #fault: Fault = null;

  /**
   * @param path of the ticket, below /api/v1
   * @param adopt takes the view with which the host answers
   */
  constructor(host: PageElement, path: string, summons: Summons, adopt: (view: FollowView) => void) {
    this.#host = host;
    this.#path = path;
    this.#summons = summons;
    this.#adopt = adopt;
    host.addController(this);
  }

  hostConnected(): void {
    this.settle();
  }

  /** The visit has moved on: what was asked, and what went wrong, is of the past. */
  settle(): void {
    this.#set(null, null);
  }

  render(view: FollowView, model: Bilingual): TemplateResult {
    const { words } = model;
    const asks = this.#asks !== null && view.actions.includes(this.#asks) ? this.#asks : null;
    return html`
      ${this.#fault === null ? nothing : said(this.#fault, words)}
      ${asks === 'cancel' ? this.#cancel(view, words) : nothing}
      ${asks === 'postpone' ? this.#postpone(view, words) : nothing}
      ${asks === null ? this.#list(view, model) : nothing}
    `;
  }

  #list(view: FollowView, model: Bilingual): TemplateResult | typeof nothing {
    const offered = order.filter((action) => view.actions.includes(action));
    const switches = callable.includes(view.state) ? this.#switches(view, model) : [];
    if (offered.length + switches.length === 0) return nothing;
    return html`<ul class="actions">
      ${switches.map((row) => html`<li>${row}</li>`)}
      ${offered.map((action) => html`<li>${this.#button(action, model)}</li>`)}
    </ul>`;
  }

  #switches({ ticket: { care } }: FollowView, model: Bilingual): TemplateResult[] {
    const { words } = model;
    const { rings, staysLit, toggle } = this.#summons;
    return [
      html`<button role="switch" aria-checked=${rings} @click=${toggle}>
        ${icon('bell')}
        <span>
          <b>${words.text('phone.ring')}</b>
          <small>${words.text(staysLit ? 'phone.ring.lit' : 'phone.ring.unlit')}</small>
        </span>
        <i class="switch"></i>
      </button>`,
      html`<button
        role="switch"
        aria-checked=${care.visibly}
        aria-disabled=${this.#sending}
        @click=${this.#sending ? undefined : () => void this.#send('care', { ...care, visibly: !care.visibly })}
      >
        ${icon('shake')}
        <span>
          <b>${words.text('phone.visibly')}</b>
          ${smallLine(model, (of) => of.text('phone.visibly'), words.text('phone.visibly.hint'))}
        </span>
        <i class="switch"></i>
      </button>`,
    ];
  }

  #button(action: Action, model: Bilingual): TemplateResult {
    const { words } = model;
    const act = () => (action === 'return' ? void this.#send('return', {}) : this.#set(action, null));
    return html`<button
      class=${action}
      aria-disabled=${this.#sending}
      @click=${this.#sending ? undefined : act}
    >
      ${icon(this.#sending ? 'turn' : shapes[action], this.#sending ? 'turning' : '')}
      <span>
        <b>${words.text(`phone.${action}`)}</b>
        ${smallLine(model, (of) => of.text(`phone.${action}`), words.text(`phone.${action}.hint`))}
      </span>
      ${icon('more', 'more')}
    </button>`;
  }

  #cancel({ ticket }: FollowView, words: Words): TemplateResult {
    return this.#panel(words, {
      title: words.text('phone.cancel.title', { number: ticket.number }),
      text: [words.text('phone.cancel.text')],
      no: words.text('phone.cancel.no'),
      choices: [
        {
          says: words.text('phone.cancel'),
          effect: nothing,
          kind: 'danger',
          act: () => void this.#send('cancel', {}),
        },
      ],
    });
  }

  /** Says before what comes after: who lets others go first cannot take it back. */
  #postpone({ ahead, later }: FollowView, words: Words): TemplateResult {
    return this.#panel(words, {
      title: words.text('phone.postpone.title'),
      text: [words.text('phone.postpone.now', { count: ahead }), words.text('phone.postpone.text')],
      no: words.text('phone.postpone.no'),
      choices: later.map((option) => ({
        says: words.text('phone.postpone.places', { count: option.places }),
        effect: html`<small
          >${words.text('phone.postpone.then', { count: option.ahead })}${
            option.wait === null ? nothing : html` · ${words.wait(option.wait)}`
          }</small
        >`,
        kind: 'main',
        act: () => void this.#send('postpone', { places: option.places }),
      })),
    });
  }

  #panel(words: Words, panel: Panel): TemplateResult {
    return html`<section class="panel" role="group" aria-labelledby="asked">
      <h2 id="asked" tabindex="-1">${panel.title}</h2>
      ${panel.text.map((line) => html`<p>${line}</p>`)}
      <div class="choices">
        ${panel.choices.map(
          ({ says, effect, kind, act }) =>
            html`<button
              class=${kind}
              aria-disabled=${this.#sending}
              @click=${this.#sending ? undefined : act}
            >
              ${this.#sending ? words.text('phone.sending') : html`<b>${says}</b>${effect}`}
            </button>`,
        )}
        <button class="keep" @click=${() => this.#set(null, null)}><b>${panel.no}</b></button>
      </div>
    </section>`;
  }

  async #send(action: Action | 'care', body: object): Promise<void> {
    this.#sending = true;
    this.#set(this.#asks, null);
    let fault: Fault = null;
    try {
      this.#adopt(await send<FollowView>(press(`${this.#path}/${action}`, body), () => undefined));
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
    const isNew = asks !== null && asks !== this.#asks;
    this.#asks = asks;
    this.#fault = fault;
    this.#host.requestUpdate();
    if (isNew)
      void this.#host.updateComplete.then(() => this.#host.querySelector<HTMLElement>('#asked')?.focus());
  }
}

const said = (fault: Exclude<Fault, null>, words: Words): TemplateResult =>
  html`<p class="fault" role="alert">
    ${icon('info')}<span
      >${fault === 'unreachable' ? words.text('phone.unreachable') : words.refusal(fault.code, 'visitor')}</span
    >
  </p>`;

/** Below a name: the same in the lobby's second language, or what it is for where there is none. */
function smallLine(model: Bilingual, say: (of: Words) => string, hint: string): TemplateResult {
  const line = secondWords(model, say);
  return html`<small>${line === nothing ? hint : line}</small>`;
}

interface Panel {
  readonly title: string;
  readonly text: readonly string[];
  readonly no: string;
  readonly choices: readonly {
    readonly says: string;
    /** What comes of it. */
    readonly effect: TemplateResult | typeof nothing;
    readonly kind: string;
    readonly act: () => void;
  }[];
}
