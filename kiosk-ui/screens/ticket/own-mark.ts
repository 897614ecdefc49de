/** Whether the matter was settled, as the visitor has it: asked once the visit is over, and changed for as long as the page lives. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { OwnMark as OwnMarkView } from '../../../firmware-host/messages/marks.ts';
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import { secondWords, type Bilingual } from '../../elements/second.ts';
import { Refused, Unreachable, press, send } from '../../host/api.ts';
import { icon } from '../../theme/icons.ts';
import type { PageElement } from './page-element.ts';

export class OwnMark implements ReactiveController {
  readonly #host: PageElement;
  readonly #path: string;
  readonly #adopt: (view: FollowView) => void;
  /** What is on its way. */
  #sending: boolean | null = null;
  #fault: Refused | Unreachable | null = null;

  /**
   * @param path of the ticket, below /api/v1
   * @param adopt takes the view with which the host answers
   */
  constructor(host: PageElement, path: string, adopt: (view: FollowView) => void) {
    this.#host = host;
    this.#path = path;
    this.#adopt = adopt;
    host.addController(this);
  }

  hostConnected(): void {
    this.#fault = null;
  }

  render({ settled, open }: OwnMarkView, model: Bilingual): TemplateResult | typeof nothing {
    const { words } = model;
    if (settled === null && !open) return nothing;
    return html`<section class="own-mark" aria-labelledby="own-mark">
      <h2 id="own-mark">
        ${words.text('phone.settled')} ${secondWords(model, (of) => of.text('phone.settled'))}
      </h2>
      ${open ? html`<div class="answers">${this.#answer(true, settled, model)} ${this.#answer(false, settled, model)}</div>` : nothing}
      <p role="status">
        ${settled === null ? nothing : words.text(settled ? 'phone.settled.thanks' : 'phone.settled.sorry')}
      </p>
      ${
        this.#fault === null
          ? nothing
          : html`<p class="fault" role="alert">
              ${icon('info')}<span
                >${
                  this.#fault instanceof Unreachable
                    ? words.text('phone.unreachable')
                    : words.refusal(this.#fault.code, 'visitor')
                }</span
              >
            </p>`
      }
    </section>`;
  }

  #answer(says: boolean, settled: boolean | null, { words }: Bilingual): TemplateResult {
    const isChosen = (this.#sending ?? settled) === says;
    return html`<button
      aria-pressed=${isChosen}
      aria-disabled=${this.#sending !== null}
      @click=${this.#sending === null ? () => void this.#say(says) : undefined}
    >
      ${icon(says ? 'tick' : 'cross')}${words.text(says ? 'phone.settled.yes' : 'phone.settled.no')}
    </button>`;
  }

  async #say(settled: boolean): Promise<void> {
    this.#sending = settled;
    this.#fault = null;
    this.#host.requestUpdate();
    try {
      this.#adopt(await send<FollowView>(press(`${this.#path}/settled`, { settled }), () => undefined));
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
      this.#fault = fault;
    } finally {
      this.#sending = null;
      this.#host.requestUpdate();
    }
  }
}
