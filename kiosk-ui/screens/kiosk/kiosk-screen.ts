/** The visitor's kiosk: choose a service, get a number, take the paper. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { KioskService, KioskView, TakenTicket } from '../../../firmware-host/messages/views.ts';
import { stopsStyle } from '../../elements/stops.ts';
import { Refused, Unreachable, press, send, type Press } from '../../host/api.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Pair } from '../../host/pair.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import { confirmationScreen } from './confirmation.ts';
import { homeScreen } from './home.ts';
import { Idle } from './idle.ts';
import frameSheet from './kiosk.css?inline';
import { lockDown, walk } from './lockdown.ts';
import messageSheet from './message.css?inline';
import { messageScreen } from './message.ts';
import { PaperWatch } from './paper.ts';
import servicesSheet from './services.css?inline';
import { freshSession, isFresh, type Session } from './session.ts';
import ticketSheet from './ticket.css?inline';
import { header, question, type TopModel } from './top.ts';

type Stage =
  | { readonly name: 'home' }
  | { readonly name: 'taking'; readonly press: Press; readonly letter: string; readonly retrying: boolean }
  | { readonly name: 'ticket'; readonly taken: TakenTicket }
  | { readonly name: 'refused'; readonly code: string }
  | { readonly name: 'unreachable'; readonly press: Press; readonly letter: string };

const kioskId = new URLSearchParams(location.search).get('kiosk') ?? 'first';

@customElement('foyer-kiosk')
export class KioskScreen extends LitElement {
  static override styles = [
    shared,
    stopsStyle,
    ...[frameSheet, servicesSheet, ticketSheet, messageSheet].map((sheet) => unsafeCSS(sheet)),
  ];

  @state() private stage: Stage = { name: 'home' };
  @state() private session: Session = freshSession(browserLanguage());

  private readonly live = new Live<KioskView>(this, `kiosks/${encodeURIComponent(kioskId)}`, (view) => {
    this.greet(view);
    this.paper.follow(view.prints);
  });
  private readonly paper: PaperWatch = new PaperWatch(this, () => this.goHome());
  private readonly idle: Idle = new Idle(this, () => this.goHome());
  private readonly pair = new Pair(this);
  private greeted = false;

  constructor() {
    super();
    redrawEverySecond(this);
    lockDown();
    this.speak();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.keyed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.keyed);
  }

  protected override willUpdate(): void {
    const { name } = this.stage;
    const changed = !isFresh(this.session, this.homeLanguage);
    this.idle.watch(name === 'refused' || name === 'unreachable' || (name === 'home' && changed));
  }

  protected override render(): TemplateResult {
    const { words } = this.pair;
    if (words === null) return html`<div class="frame wait">${mark()}</div>`;
    document.title = words.text('kiosk.title');
    const { elder, contrast, reach } = this.session;
    const second = elder ? null : this.pair.second;
    const warned = this.idle.secondsLeft !== null;
    const { view } = this.live;
    const top: TopModel = { view, nowMs: this.live.nowMs(), words, second, elder, asks: this.questionKey };
    return html`
      <div
        class=${classMap({ frame: true, elder, contrast, reach, photo: this.photographing })}
        lang=${words.language}
        ?inert=${warned}
      >
        ${header(top)} ${question(top)} ${this.body(words, second)}
      </div>
      ${warned ? this.warning(words) : nothing}
    `;
  }

  protected override updated(changes: PropertyValues): void {
    // A keypad or a screen reader starts each screen from its question.
    if (changes.has('stage') && this.stage.name !== 'taking') this.focusOn('h2');
    if (this.idle.secondsLeft !== null) this.focusOn('.idle button');
  }

  private focusOn(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  private get homeLanguage() {
    return this.live.view?.languages[0] ?? this.session.language;
  }

  private get photographing(): boolean {
    return this.stage.name === 'ticket' && this.paper.paper.kind === 'photo';
  }

  private get questionKey() {
    switch (this.stage.name) {
      case 'home':
      case 'taking':
        return this.session.elder ? 'kiosk.question.elder' : 'kiosk.question';
      case 'ticket':
        return this.photographing ? 'kiosk.photo.title' : 'kiosk.ticket.title';
      case 'refused':
        return 'kiosk.refused';
      case 'unreachable':
        return 'kiosk.unreachable';
    }
  }

  private body(words: Words, second: Words | null): TemplateResult {
    const { live, stage, session } = this;
    const back = () => this.goHome();
    if (live.refusal !== null) {
      const { refusal } = live;
      return html`<main class="message"><p>${words.refusal(refusal, 'visitor')}</p></main>`;
    }
    if (live.view === null) {
      return html`<main class="message"><p>${words.text('site.starting')}</p></main>`;
    }
    switch (stage.name) {
      case 'ticket':
        return confirmationScreen({
          taken: stage.taken,
          paper: this.paper.paper,
          words,
          second,
          timeZone: live.view.timeZone,
          elder: session.elder,
          done: back,
        });
      case 'refused':
        return messageScreen({
          words,
          second,
          text: (of) => of.refusal(stage.code, 'visitor'),
          again: null,
          back,
        });
      case 'unreachable': {
        const again = () => void this.take(stage.press, stage.letter);
        return messageScreen({
          words,
          second,
          text: (of) => of.text('kiosk.unreachable.text'),
          again,
          back,
        });
      }
      case 'home':
      case 'taking':
        return homeScreen({
          view: live.view,
          session,
          words,
          second,
          connected: live.connected,
          taking: stage.name === 'taking' ? stage.letter : null,
          retrying: stage.name === 'taking' && stage.retrying,
          choose: (service) => this.choose(service),
          change: (part) => this.change(part),
        });
    }
  }

  private warning(words: Words): TemplateResult {
    return html`<div
      class="frame idle"
      role="alertdialog"
      @click=${this.idle.stay}
      aria-modal="true"
      aria-labelledby="idle-title"
    >
      <div class="panel">
        ${icon('clock')}
        <h2 id="idle-title">${words.text('kiosk.idle.title')}</h2>
        <p>${words.text('kiosk.idle.text', { seconds: this.idle.secondsLeft ?? 0 })}</p>
        <button class="control primary">${icon('tick')}<b>${words.text('kiosk.idle.stay')}</b></button>
      </div>
    </div>`;
  }

  private choose(service: KioskService): void {
    const { view } = this.live;
    if (view === null || this.stage.name !== 'home') return;
    const body = { service: service.letter, kiosk: view.kiosk, language: this.session.language };
    void this.take(press('tickets', body), service.letter);
  }

  private async take(one: Press, letter: string): Promise<void> {
    this.stage = { name: 'taking', press: one, letter, retrying: false };
    try {
      const taken = await send<TakenTicket>(one, () => {
        this.stage = { name: 'taking', press: one, letter, retrying: true };
      });
      this.paper.start(taken, this.live.view?.prints ?? []);
      this.stage = { name: 'ticket', taken };
    } catch (fault) {
      if (fault instanceof Refused) this.stage = { name: 'refused', code: fault.code };
      else if (fault instanceof Unreachable) this.stage = { name: 'unreachable', press: one, letter };
      else throw fault;
    }
  }

  private change(part: Partial<Session>): void {
    this.session = { ...this.session, ...part };
    this.dress();
    if (part.language !== undefined) this.speak();
  }

  /** The lobby's own first language is known with the first snapshot only. */
  private greet(view: KioskView): void {
    const [language] = view.languages;
    if (this.greeted || language === undefined) return;
    this.greeted = true;
    this.change({ language });
  }

  private goHome(): void {
    this.paper.stop();
    this.stage = { name: 'home' };
    this.change(freshSession(this.homeLanguage));
  }

  private speak(): void {
    this.pair.use(this.session.language, this.live.view?.languages ?? []);
  }

  private dress(): void {
    const { dataset } = document.documentElement;
    dataset['theme'] = this.session.contrast ? 'contrast' : 'light';
    if (this.session.elder) dataset['view'] = 'elder';
    else delete dataset['view'];
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.stage.name !== 'taking') this.goHome();
    else if (this.renderRoot instanceof ShadowRoot) walk(event, this.renderRoot);
  };
}
