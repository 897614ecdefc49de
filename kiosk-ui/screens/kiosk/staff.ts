/** Calling staff to the kiosk: the button that every screen has, and what it says until somebody has come. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { KioskView } from '../../../firmware-host/messages/views.ts';
import { secondLine, secondWords, type Bilingual } from '../../elements/second.ts';
import { Refused, Unreachable, press, send, type Press } from '../../host/api.ts';
import { icon, type IconName } from '../../theme/icons.ts';

type Assist = KioskView['assist'];

/** What the panel over the screen says. `told`: what the host says of the call. */
type Panel = 'shut' | 'calling' | 'told' | 'failed';

export class StaffCall implements ReactiveController {
  panel: Panel = 'shut';

  readonly #host: ReactiveControllerHost;
  readonly #adopt: (view: KioskView) => void;
  /** Of the latest press: the answer to an earlier one comes too late. */
  #latest: Press | null = null;
  #assist: Assist = null;

  constructor(host: ReactiveControllerHost, adopt: (view: KioskView) => void) {
    this.#host = host;
    this.#adopt = adopt;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#latest = null;
  }

  /**
   * What the host says of the call.
   * @param isFree whether nobody else is at this screen: whoever has called and waits reads there that somebody comes
   */
  follow(assist: Assist, isFree: boolean): void {
    const isNewlyTaken = assist?.taken === true && this.#assist?.taken === false;
    if (isNewlyTaken && isFree) this.panel = 'told';
    if (assist === null && this.#assist !== null && this.panel === 'told') this.panel = 'shut';
    this.#assist = assist;
  }

  get #isCalling(): boolean {
    return this.panel === 'calling';
  }

  readonly call = async (kiosk: string, assist: Assist): Promise<void> => {
    if (this.#isCalling) return;
    if (assist !== null) return this.#show('told');
    this.#show('calling');
    const answer = await this.#tell(press(`kiosks/${kiosk}/assist`, { why: 'help' }));
    if (answer !== null && this.#isCalling) this.#show('told');
  };

  readonly callOff = async (kiosk: string): Promise<void> => {
    this.close();
    await this.#tell(press(`kiosks/${kiosk}/assist/call-off`));
  };

  readonly close = (): void => this.#show('shut');

  async #tell(one: Press): Promise<KioskView | null> {
    this.#latest = one;
    const isOver = () => this.#latest !== one;
    try {
      const view = await send<KioskView>(one, () => undefined, isOver);
      this.#adopt(view);
      return view;
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
      if (!isOver() && this.#isCalling) this.#show('failed');
      return null;
    }
  }

  #show(panel: Panel): void {
    this.panel = panel;
    this.#host.requestUpdate();
  }
}

interface StaffModel extends Bilingual {
  readonly staff: StaffCall;
  readonly kiosk: string;
  readonly assist: Assist;
}

/** @param at in the row of tools, or before the way on */
export function staffButton({ staff, kiosk, assist, ...model }: StaffModel, at: string): TemplateResult {
  const says: TextKey =
    assist === null ? 'kiosk.tool.staff' : assist.taken ? 'kiosk.staff.coming' : 'kiosk.staff.called';
  const shape: IconName = assist === null ? 'desk' : assist.taken ? 'tick' : 'bell';
  return html`<button
    class="control staff ${at} ${assist === null ? '' : 'on'}"
    @click=${() => void staff.call(kiosk, assist)}
  >
    ${icon(shape)}
    <span>
      <b>${model.words.text(says)}</b>
      ${secondWords(model, (of) => of.text(says))}
    </span>
  </button>`;
}

const titles = {
  calling: 'kiosk.staff.calling.title',
  failed: 'kiosk.staff.failed.title',
} as const;

/** Never silent: what has become of the call stands over the screen until it is read. */
export function staffPanel({ staff, kiosk, assist, ...model }: StaffModel): TemplateResult | typeof nothing {
  const { panel } = staff;
  if (panel === 'shut') return nothing;
  const told = assist?.taken === true ? 'coming' : 'called';
  const title = panel === 'told' ? (`kiosk.staff.${told}.title` as const) : titles[panel];
  const text: TextKey | null =
    panel === 'told' ? `kiosk.staff.${told}.text` : panel === 'failed' ? 'kiosk.staff.failed.text' : null;
  const { words } = model;
  return html`<div class="frame over" role="dialog" aria-modal="true" aria-labelledby="staff-title">
    <div class="panel" role="status">
      ${panel === 'calling' ? icon('turn', 'turning') : icon('desk')}
      <h2 id="staff-title" tabindex="-1">${words.text(title)}</h2>
      ${secondLine(model, (of) => of.text(title))}
      ${text === null ? nothing : html`<p>${words.text(text)}</p>`}
      ${text === null ? nothing : secondLine(model, (of) => of.text(text))}
      <nav class="pair">
        ${
          panel === 'told' && assist?.why === 'help'
            ? html`<button class="control" @click=${() => void staff.callOff(kiosk)}>
                ${icon('cross')}<b>${words.text('kiosk.staff.off')}</b>
              </button>`
            : nothing
        }
        ${
          panel === 'calling'
            ? nothing
            : html`<button class="control primary" @click=${staff.close}>
                ${icon('tick')}<b>${words.text('kiosk.staff.on')}</b>
              </button>`
        }
      </nav>
    </div>
  </div>`;
}
