/** The visitor's kiosk: choose a service, get a number, take the paper. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { KioskView } from '../../../firmware-host/messages/views.ts';
import { Chime, thanks } from '../../host/chime.ts';
import { Live } from '../../host/live.ts';
import { lockDown, walk } from '../../host/lockdown.ts';
import { Pair } from '../../host/pair.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { mark } from '../../theme/icons.ts';
import { Across } from './across.ts';
import { brokenScreen } from './broken.ts';
import { isWhole, typed } from './code.ts';
import { emergencyScreen, isEvacuated, isTakenOver } from './emergency.ts';
import { Errand } from './errand.ts';
import { Idle } from './idle.ts';
import { keypadKey, type KeypadKey } from './keypad.ts';
import { Narrator } from './narrator.ts';
import { idlePanel, noVoice } from './over.ts';
import { PaperWatch } from './paper.ts';
import { Patience } from './patience.ts';
import { keepSize } from './size.ts';
import { questionOf, screenOf } from './screens.ts';
import { askingOf, dress, freshSession, isFresh, type Session } from './session.ts';
import { sheets } from './sheets.ts';
import { Spoken } from './spoken.ts';
import { StaffCall, staffButton, staffPanel } from './staff.ts';
import { header, question, type TopModel } from './top.ts';
import { TurnedAway } from './turned-away.ts';

const kioskId = new URLSearchParams(location.search).get('kiosk') ?? 'first';

@customElement('foyer-kiosk')
export class KioskScreen extends LitElement {
  static override styles = sheets.map((sheet) => unsafeCSS(sheet));

  @state() private session: Session = freshSession(browserLanguage());
  /** As far as it has been entered. */
  @state() private code = '';

  private readonly live: Live<KioskView> = new Live<KioskView>(
    this,
    `kiosks/${encodeURIComponent(kioskId)}`,
    (view) => this.follow(view),
  );
  private readonly errand = new Errand(this, (taken) => {
    this.turnedAway.forget(taken.ticket.service);
    this.paper.start(taken, this.live.view?.prints ?? []);
  });
  private readonly paper: PaperWatch = new PaperWatch(this, () => this.goHome());
  private readonly idle: Idle = new Idle(this, {
    onWarn: () => void this.chime.play(),
    onGone: () => this.goHome(),
  });
  private readonly staff = new StaffCall(this, (view) => this.live.adopt(view));
  private readonly chime = new Chime(thanks, () => undefined);
  private readonly spoken = new Spoken(() => this.requestUpdate());
  private narrator: Narrator | null = null;
  private readonly pair = new Pair(this);
  private readonly across = new Across(this);
  private readonly turnedAway = new TurnedAway();
  private greeted = false;
  private shown = '';
  private readonly patience = new Patience();

  constructor() {
    super();
    redrawEverySecond(this);
    lockDown();
    keepSize();
    this.speak();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.keyed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.keyed);
    this.spoken.reset();
  }

  protected override firstUpdated(): void {
    if (this.renderRoot instanceof ShadowRoot) this.narrator = new Narrator(this.renderRoot, this.spoken);
  }

  protected override willUpdate(): void {
    const { errand, live } = this;
    if (this.isTakenOver && errand.isHalfway) this.goHome();
    this.patience.heard(live.connected);
    const changed =
      !isFresh(this.session, this.homeLanguage) || this.spoken.isOn || this.staff.panel !== 'shut';
    this.idle.watch(!this.isTakenOver && (errand.isHalfway || (errand.stage.name === 'home' && changed)));
  }

  protected override render(): TemplateResult {
    const { words } = this.pair;
    if (words === null || !this.across.isReady) return html`<div class="frame wait">${mark()}</div>`;
    document.title = words.text('kiosk.title');
    const { elder, contrast, reach } = this.session;
    const second = elder ? null : this.pair.second;
    const { view } = this.live;
    const warned = this.idle.secondsLeft !== null;
    const isOver = warned || this.staff.panel !== 'shut';
    const isOut = view !== null && this.isTakenOver;
    const shape = { frame: true, elder, contrast, reach, photo: this.photographing };
    const top: TopModel = { view, nowMs: this.live.nowMs(), words, second, elder, asks: this.asks };
    return html`
      ${isOut ? html`<div class="ground ${isEvacuated(view) ? 'out' : ''}"></div>` : nothing}
      <div class=${isOut ? 'frame takeover' : classMap(shape)} lang=${words.language} ?inert=${isOver}>
        ${
          isOut
            ? emergencyScreen({ view, words, second })
            : html`${header(top)} ${question(top)} ${this.body(words, second)}`
        }
        ${staffButton(this.staffModel(words, second), this.isAtTools ? 'tool' : '')}
        ${noVoice(words, this.spoken)}
      </div>
      ${warned ? idlePanel(words, this.idle) : staffPanel(this.staffModel(words, second))}
    `;
  }

  protected override updated(): void {
    const { narrator } = this;
    if (narrator === null || this.pair.words === null) return;
    narrator.words = this.pair.words;
    const { name } = this.errand.stage;
    const over = this.idle.secondsLeft !== null ? 'idle' : this.staff.panel === 'shut' ? '' : 'staff';
    // Waiting for an answer is no new screen.
    const screen = `${this.isBroken ? 'broken' : name === 'taking' ? this.shown.split(' ')[0] : name} ${over}`;
    if (screen !== this.shown) {
      // A keypad or a screen reader starts each screen from its question.
      narrator.focus(over === '' ? 'h2' : over === 'idle' ? '.idle button' : '.over h2');
      this.shown = screen;
    } else if (over === 'idle') narrator.focus('.idle button');
    narrator.follow(`${screen} ${this.pair.words.language}`);
  }

  private follow(view: KioskView): void {
    this.greet(view);
    this.paper.follow(view.prints);
    this.staff.follow(view.assist, this.errand.stage.name === 'home');
    void this.turnedAway.tell(view.kiosk);
  }

  private staffModel(words: Words, second: Words | null) {
    const { view } = this.live;
    return {
      staff: this.staff,
      kiosk: view?.kiosk ?? kioskId,
      assist: view?.assist ?? null,
      words,
      second,
    };
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

  /** A number that was given stays on the screen, and one that is on its way is waited for. */
  private get isBroken(): boolean {
    const { name } = this.errand.stage;
    if (name === 'ticket' || name === 'slot' || name === 'taking' || name === 'unreachable') return false;
    return this.live.refusal !== null || this.patience.isOver;
  }

  private get isAtTools(): boolean {
    const { stage } = this.errand;
    if (this.isBroken || this.live.view === null || this.isTakenOver) return false;
    return stage.name === 'home' || (stage.name === 'taking' && 'letter' in stage.order.from);
  }

  private get asks(): TextKey {
    if (this.isBroken) return 'kiosk.broken';
    return questionOf(this.errand.stage, { elder: this.session.elder, photo: this.photographing });
  }

  private body(words: Words, second: Words | null): TemplateResult {
    const { live, errand, session } = this;
    if (this.isBroken) return brokenScreen({ words, second }, live.refusal !== null);
    const { view } = live;
    if (view === null) return html`<main class="message"><p>${words.text('site.starting')}</p></main>`;
    return screenOf(errand.stage, {
      words,
      second,
      view,
      session,
      isLost: !live.connected,
      code: this.code,
      paper: this.paper.paper,
      errand,
      asking: this.asking(view),
      type: (code) => this.type(code),
      change: (part) => this.change(part),
      home: () => this.goHome(),
      another: ({ token, number }) => this.another({ token, number }),
    });
  }

  /** What every request for a number says of this kiosk and this visitor. */
  private asking({ kiosk }: KioskView): object {
    return { kiosk, ...askingOf(this.session) };
  }

  private type(code: string): void {
    this.code = code;
    if (this.errand.stage.name === 'code') this.errand.go({ name: 'code', refused: false });
  }

  private change(part: Partial<Session>): void {
    this.session = { ...this.session, ...part };
    dress(this.session);
    if (part.language !== undefined) this.speak();
  }

  /** The lobby's own first language is known with the first snapshot only. */
  private greet(view: KioskView): void {
    const [language] = view.languages;
    if (this.greeted || language === undefined) return;
    this.greeted = true;
    this.change({ language });
  }

  /** Nothing of this visitor stays. */
  private goHome(): void {
    const { lostLetter } = this.errand;
    if (lostLetter !== null) this.turnedAway.note(lostLetter);
    this.paper.stop();
    this.spoken.reset();
    this.staff.close();
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

  private readonly keyed = (event: KeyboardEvent): void => {
    const { stage } = this.errand;
    const isTyping = stage.name === 'code';
    const key = keypadKey(event, isTyping);
    if (key !== null && this.hears(key)) return event.preventDefault();
    if (key === 'back' && stage.name !== 'taking')
      return this.staff.panel === 'shut' ? this.goHome() : this.staff.close();
    if (isTyping) {
      const { refused } = stage;
      const type = (code: string) => this.type(code);
      if (typed(event, { code: this.code, refused, busy: false, type })) return;
      const onKey = this.shadowRoot?.activeElement instanceof HTMLButtonElement;
      const { view } = this.live;
      if (event.key === 'Enter' && !onKey && isWhole(this.code) && view !== null)
        return void this.errand.redeem(this.code, this.asking(view));
    }
    if (this.renderRoot instanceof ShadowRoot) walk(event, this.renderRoot);
  };

  /** Keys of the private voice. @returns whether nothing else is meant by it */
  private hears(key: KeypadKey): boolean {
    const { spoken, narrator } = this;
    const { words } = this.pair;
    if (words === null || narrator === null || key === 'back' || key === 'select') return false;
    const isFirst = !spoken.isOn;
    spoken.begin();
    // The first key says where one is; what it moves to is said next.
    if (isFirst) narrator.open();
    narrator.isAppending = isFirst && key === 'step';
    if (key === 'step') return false;
    if (key === 'help') spoken.say(words.language, words.text('kiosk.spoken.help'));
    else if (key === 'repeat') spoken.repeat();
    else {
      const step = spoken.turn(key === 'louder' ? 1 : -1);
      spoken.say(words.language, words.text('kiosk.spoken.volume', { step }));
    }
    this.requestUpdate();
    return true;
  }
}
