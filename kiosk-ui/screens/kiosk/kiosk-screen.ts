/** The visitor's kiosk: choose a service, get a number, take the paper. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { KioskView } from '../../../firmware-host/messages/views.ts';
import { stopsStyle } from '../../elements/stops.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Pair } from '../../host/pair.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import { isWhole, typed } from './code.ts';
import { emergencyScreen, isEvacuated, isTakenOver } from './emergency.ts';
import emergencySheet from './emergency.css?inline';
import entrySheet from './entry.css?inline';
import { Errand, type Stage } from './errand.ts';
import { Idle } from './idle.ts';
import frameSheet from './kiosk.css?inline';
import { lockDown, walk } from '../../host/lockdown.ts';
import messageSheet from './message.css?inline';
import { PaperWatch } from './paper.ts';
import { questionOf, screenOf } from './screens.ts';
import servicesSheet from './services.css?inline';
import { freshSession, isFresh, type Session } from './session.ts';
import ticketSheet from './ticket.css?inline';
import { header, question, type TopModel } from './top.ts';
import waysSheet from './ways.css?inline';

const sheets = [frameSheet, servicesSheet, waysSheet, ticketSheet, messageSheet, entrySheet, emergencySheet];
const kioskId = new URLSearchParams(location.search).get('kiosk') ?? 'first';

@customElement('foyer-kiosk')
export class KioskScreen extends LitElement {
  static override styles = [shared, stopsStyle, ...sheets.map((sheet) => unsafeCSS(sheet))];

  @state() private session: Session = freshSession(browserLanguage());
  /** As far as it has been entered. */
  @state() private code = '';

  private readonly live = new Live<KioskView>(this, `kiosks/${encodeURIComponent(kioskId)}`, (view) => {
    this.greet(view);
    this.paper.follow(view.prints);
  });
  private readonly errand = new Errand(this, (taken) =>
    this.paper.start(taken, this.live.view?.prints ?? []),
  );
  private readonly paper: PaperWatch = new PaperWatch(this, () => this.goHome());
  private readonly idle: Idle = new Idle(this, () => this.goHome());
  private readonly pair = new Pair(this);
  private greeted = false;
  private shown: Stage['name'] = 'home';

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
    const { errand } = this;
    if (this.isTakenOver && errand.isHalfway) this.goHome();
    const changed = !isFresh(this.session, this.homeLanguage);
    this.idle.watch(!this.isTakenOver && (errand.isHalfway || (errand.stage.name === 'home' && changed)));
  }

  protected override render(): TemplateResult {
    const { words } = this.pair;
    if (words === null) return html`<div class="frame wait">${mark()}</div>`;
    document.title = words.text('kiosk.title');
    const { elder, contrast, reach } = this.session;
    const second = elder ? null : this.pair.second;
    const { view } = this.live;
    if (view !== null && this.isTakenOver) return this.emergency(view, words);
    const warned = this.idle.secondsLeft !== null;
    const asks = questionOf(this.errand.stage, { elder, photo: this.photographing });
    const top: TopModel = { view, nowMs: this.live.nowMs(), words, second, elder, asks };
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

  protected override updated(): void {
    const { name } = this.errand.stage;
    // A keypad or a screen reader starts each screen from its question; waiting for an answer is no new screen.
    if (name !== this.shown && name !== 'taking') this.focusOn('h2');
    this.shown = name;
    if (this.idle.secondsLeft !== null) this.focusOn('.idle button');
  }

  private focusOn(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  private get homeLanguage() {
    return this.live.view?.languages[0] ?? this.session.language;
  }

  private get photographing(): boolean {
    return this.errand.stage.name === 'ticket' && this.paper.paper.kind === 'photo';
  }

  private get isTakenOver(): boolean {
    return this.live.view !== null && isTakenOver(this.live.view);
  }

  private emergency(view: KioskView, words: Words): TemplateResult {
    const { second } = this.pair;
    return html`<div class="ground ${isEvacuated(view) ? 'out' : ''}"></div>
      <div class="frame takeover" lang=${words.language}>${emergencyScreen({ view, words, second })}</div>`;
  }

  private body(words: Words, second: Words | null): TemplateResult {
    const { live, errand, session } = this;
    if (live.refusal !== null) {
      const { refusal } = live;
      return html`<main class="message"><p>${words.refusal(refusal, 'visitor')}</p></main>`;
    }
    const { view } = live;
    if (view === null) {
      return html`<main class="message"><p>${words.text('site.starting')}</p></main>`;
    }
    return screenOf(errand.stage, {
      words,
      second,
      view,
      session,
      connected: live.connected,
      code: this.code,
      paper: this.paper.paper,
      errand,
      asking: this.asking(view),
      type: (code) => this.type(code),
      change: (part) => this.change(part),
      home: () => this.goHome(),
      another: (ticket) => this.another(ticket),
    });
  }

  /** What every request for a number says of this kiosk and this visitor. */
  private asking({ kiosk }: KioskView): object {
    const { language, priority, beside } = this.session;
    return {
      kiosk,
      language,
      ...(priority === null ? {} : { priority }),
      ...(beside === null ? {} : { beside: beside.token }),
    };
  }

  private type(code: string): void {
    this.code = code;
    if (this.errand.stage.name === 'code') this.errand.go({ name: 'code', refused: false });
  }

  private redeem(): void {
    const { view } = this.live;
    if (view !== null) void this.errand.redeem(this.code, this.asking(view));
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
    this.code = '';
    this.errand.go({ name: 'home' });
    this.change(freshSession(this.homeLanguage));
  }

  /** One visitor, several matters: the screen stays as this visitor has set it. */
  private another(beside: Session['beside']): void {
    this.paper.stop();
    this.errand.go({ name: 'home' });
    this.change({ beside, priority: null, page: 0 });
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
    const { stage } = this.errand;
    if (event.key === 'Escape' && stage.name !== 'taking') return this.goHome();
    if (stage.name === 'code') {
      const { refused } = stage;
      const type = (code: string) => this.type(code);
      if (typed(event, { code: this.code, refused, busy: false, type })) return;
      const onKey = this.shadowRoot?.activeElement instanceof HTMLButtonElement;
      if (event.key === 'Enter' && !onKey && isWhole(this.code)) return this.redeem();
    }
    if (this.renderRoot instanceof ShadowRoot) walk(event, this.renderRoot);
  };
}
