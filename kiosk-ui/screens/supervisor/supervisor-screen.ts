/** The supervisor's page: what happens now and what wants somebody, and whatever may be done about it. */
import { LitElement, html, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { LobbyView } from '../../../firmware-host/messages/lobby.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import { dressWebAwesome } from '../../theme/webawesome.ts';
import { appointments } from './appointments.ts';
import { AskDialog } from './ask-dialog.ts';
import { Cases } from './cases.ts';
import { counters } from './counters.ts';
import { hall } from './hall.ts';
import { head } from './head.ts';
import listsSheet from './lists.css?inline';
import liveSheet from './live.css?inline';
import { placeOf, type Asker, type Note, type SupervisorModel, type Told } from './model.ts';
import { FigurePages } from './figures/figure-pages.ts';
import { oneMoreCounter } from './one-more.ts';
import { PersonalText } from './personal-text.ts';
import { services } from './services.ts';
import sharesSheet from './shares.css?inline';
import supervisorSheet from './supervisor.css?inline';
import { Tickets } from './tickets.ts';
import { tiles } from './tiles.ts';
import { todo } from './todo.ts';

/** How long what came of a press stays to be read. */
const noteMs = 12_000;

dressWebAwesome();
customElements.define('foyer-ask', AskDialog);
customElements.define('foyer-tickets', Tickets);
customElements.define('foyer-cases', Cases);
customElements.define('foyer-personal-text', PersonalText);

@customElement('foyer-supervisor')
export class SupervisorScreen extends LitElement {
  static override styles = [
    ...staff,
    ...[supervisorSheet, liveSheet, sharesSheet, listsSheet].map(unsafeCSS),
  ];

  @state() private place = placeOf(location.hash);
  @state() private asker: Asker | null = null;
  @state() private note: Note | null = null;
  /** Deeds done here: one that the figures of the lobby do not show may have changed a list all the same. */
  private deeds = 0;

  private noteTimer: ReturnType<typeof setTimeout> | undefined;
  /** What the keyboard was at when the question came up. */
  private asked: HTMLElement | null = null;
  private readonly live = new Live<LobbyView>(this, 'lobby');
  private readonly figures = new FigurePages(this, (asker) => this.ask(asker));
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });

  constructor() {
    super();
    redrawEverySecond(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.turned);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.turned);
    clearTimeout(this.noteTimer);
  }

  protected override render(): TemplateResult {
    const { words } = this.tongue;
    const { view, refusal, connected } = this.live;
    if (words === null) return html``;
    document.title = words.text('supervisor.title');
    if (view === null) {
      return html`<p class="starting" role="status">
        ${mark()}${refusal === null ? words.text('site.starting') : words.refusal(refusal, 'staff')}
      </p>`;
    }
    const told: Told = { view, words, nowMs: this.live.nowMs() };
    const model: SupervisorModel = { ...told, ask: this.ask };
    const { tab } = this.place;
    const language = this.tongue.button('btn slim language');
    return html`
      ${head(model, { tab, connected, language })}
      <main class=${tab}>${this.page(model)}</main>
      ${this.noteLine(words)}
      <foyer-ask
        .told=${told}
        .asker=${this.asker}
        .note=${this.noted}
        .close=${this.close}
        @settled=${this.settled}
      ></foyer-ask>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!(changed as Map<PropertyKey, unknown>).has('note')) return;
    clearTimeout(this.noteTimer);
    if (this.note !== null) this.noteTimer = setTimeout(() => (this.note = null), noteMs);
  }

  private page(model: SupervisorModel): TemplateResult {
    const { view, words, nowMs, ask } = model;
    const { tab, rest } = this.place;
    const told: Told = { view, words, nowMs };
    const position = this.live.position + this.deeds;
    switch (tab) {
      case 'now':
        return html`${tiles(model)} ${this.figures.page('now', told)}
        ${todo(model, [...this.figures.duties(told), ...oneMoreCounter(told)])} ${counters(model)}
        ${services(model)}`;
      case 'metrics':
      case 'reports':
      case 'satisfaction':
      case 'inputs':
        return this.figures.page(tab, told, rest);
      case 'tickets':
        return html`<foyer-tickets
          .told=${told}
          .ask=${ask}
          .position=${position}
          .start=${rest}
        ></foyer-tickets>`;
      case 'cases':
        return html`<foyer-cases
          .told=${told}
          .ask=${ask}
          .position=${position}
          .start=${rest}
        ></foyer-cases>`;
      case 'appointments':
        return appointments(model);
      case 'hall':
        return hall(model);
    }
  }

  private noteLine(words: Words): TemplateResult {
    const { note } = this;
    return html`<p class="note ${note?.kind ?? ''}" role="status">
      ${note === null ? '' : html`${icon(note.kind === 'done' ? 'check' : 'bad')}<span>${note.text(words)}</span>`}
    </p>`;
  }

  private readonly turned = (): void => {
    this.place = placeOf(location.hash);
  };

  private readonly ask = (asker: Asker): void => {
    this.asked = focused();
    this.note = null;
    this.asker = asker;
  };

  private readonly noted = (note: Note): void => {
    this.note = note;
    this.deeds += 1;
    this.figures.deeds = this.deeds;
  };

  private readonly close = (): void => {
    this.asker = null;
  };

  /** The keyboard goes back to where the question came from, or to the tab where that has gone. */
  private readonly settled = (): void => {
    const { asked } = this;
    this.asked = null;
    setTimeout(() => {
      if (asked?.isConnected === true) asked.focus();
      else this.renderRoot.querySelector<HTMLElement>('.head [aria-current]')?.focus();
    });
  };
}

/** What has the keyboard, however deep it stands. */
function focused(): HTMLElement | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement ? found : null;
}
