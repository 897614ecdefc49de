/** The newcomer's playground: simulated devices that show what real ones would, and everything that can go wrong with them. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { LabCounter, LabView } from '../../../firmware-host/messages/lab.ts';
import type { PadFinger } from '../../../firmware-host/messages/requests.ts';
import type { CentreView } from '../../../firmware-host/messages/centre.ts';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { DisplayView, TakenTicket } from '../../../firmware-host/messages/views.ts';
import { Refused, Unreachable, get, press, send, sendLast } from '../../host/api.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import { boards } from './boards.ts';
import { centre } from './centre.ts';
import { DigitBoard } from './digit-board.ts';
import { faultSwitches } from './faults.ts';
import { InboxList } from './inbox-list.ts';
import { labHead } from './lab-head.ts';
import labSheet from './lab.css?inline';
import { LedBoard } from './led-board.ts';
import lightsSheet from './lights.css?inline';
import type { LabModel } from './model.ts';
import { PadKeys } from './pad-keys.ts';
import { PaperStrip } from './paper-strip.ts';
import paperSheet from './paper.css?inline';
import { printers, takeNumber } from './printers.ts';
import seatsSheet from './seats.css?inline';
import { seats } from './seats.ts';
import sideSheet from './side.css?inline';
import { speakers } from './speakers.ts';
import { TrafficSlider } from './traffic-slider.ts';

const againMs = 2000;
const noteMs = 10_000;
const calmMs = 80;

const unreachable = (words: Words): string => words.text('console.unreachable');

customElements.define('foyer-paper', PaperStrip);
customElements.define('foyer-board', LedBoard);
customElements.define('foyer-digits', DigitBoard);
customElements.define('foyer-pad', PadKeys);
customElements.define('foyer-traffic', TrafficSlider);
customElements.define('foyer-inbox', InboxList);

@customElement('foyer-lab')
export class LabScreen extends LitElement {
  static override styles = [
    ...staff,
    ...[labSheet, paperSheet, lightsSheet, seatsSheet, sideSheet].map(unsafeCSS),
  ];

  /** Why the last touch had no effect. */
  @state() private note: ((words: Words) => string) | null = null;
  @state() private taken: string | null = null;
  @state() private busy: ReadonlySet<string> = new Set();
  @state() private timeZone: string | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private noteEnd: ReturnType<typeof setTimeout> | undefined;
  private drawnAtMs = -calmMs;
  private wasConnected = false;
  private readonly lines = new Map<string, Promise<void>>();
  private readonly live = new Live<LabView>(this, 'lab');
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });

  constructor() {
    super();
    redrawEverySecond(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.loadTimeZone();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
    clearTimeout(this.noteEnd);
  }

  /** Under sixty-fold traffic snapshots come faster than anybody can read them. */
  protected override async scheduleUpdate(): Promise<void> {
    const waitMs = this.drawnAtMs + calmMs - performance.now();
    await new Promise((resolve) =>
      waitMs > 0 ? setTimeout(resolve, waitMs) : requestAnimationFrame(resolve),
    );
    this.drawnAtMs = performance.now();
    await super.scheduleUpdate();
  }

  /** That the connection is lost is no longer true once it is back. */
  protected override willUpdate(): void {
    const { connected } = this.live;
    if (connected && !this.wasConnected && this.note === unreachable) this.say(null);
    this.wasConnected = connected;
  }

  protected override render(): TemplateResult {
    const { words } = this.tongue;
    if (words === null) return html``;
    document.title = words.text('lab.title');
    const lab = this.model(words);
    const language = this.tongue.button('btn slim');
    return html`
      ${labHead({ words, connected: this.live.connected, lab, language })}
      ${lab === null ? this.nothingYet(words) : this.bench(lab)}
      <p class="note" role="alert" ?hidden=${this.note === null}>
        ${this.note === null ? nothing : html`${icon('bad')}${this.note(words)}`}
      </p>
    `;
  }

  private bench(lab: LabModel): TemplateResult {
    const { words, view, ask } = lab;
    return html`
      <section class="paper" aria-label=${words.text('lab.printer')}>
        ${takeNumber(lab)} ${printers(lab)}
      </section>
      <main class="lights">${boards(lab)} ${seats(lab)} ${speakers(lab)}</main>
      <aside class="side">
        <foyer-traffic
          .perHour=${view.traffic.perHour}
          .available=${view.traffic.available}
          .words=${words}
          .ask=${(perHour: number) => ask('lab/traffic', { perHour }, 'traffic')}
        ></foyer-traffic>
        <section class="breaks" aria-label=${words.text('lab.faults')}>${faultSwitches(lab)}</section>
        <section class="centre" aria-label=${words.text('lab.centre')}>${centre(lab)}</section>
      </aside>
    `;
  }

  private nothingYet(words: Words): TemplateResult {
    const { refusal } = this.live;
    return html`<p class="none" role="status">
      ${refusal === null ? words.text('site.starting') : words.refusal(refusal, 'staff')}
    </p>`;
  }

  private model(words: Words): LabModel | null {
    const { view } = this.live;
    if (view === null) return null;
    return {
      view,
      words,
      timeZone: this.timeZone,
      nowMs: this.live.nowMs(),
      taken: this.taken,
      busy: this.busy,
      ask: this.ask,
      finger: this.finger,
      settle: this.settle,
      take: (letter) => void this.once(letter, () => this.take(letter, words)),
      press: (counter) => void this.once(counter.counter.id, () => this.pressNext(counter)),
    };
  }

  private readonly ask: LabModel['ask'] = (path, body = {}, line = path) =>
    this.inLine(line, () => this.tried(() => this.askLab(path, body)));

  private inLine(line: string, go: () => Promise<void>): Promise<void> {
    const gone = (this.lines.get(line) ?? Promise.resolve()).then(go);
    this.lines.set(line, gone);
    return gone;
  }

  private readonly finger: LabModel['finger'] = (path, finger, isLast = false) => {
    if (isLast) sendLast(press(path, finger));
    else if (finger.down) void this.ask(path, finger);
    else void this.inLine(path, () => this.lift(path, finger));
  };

  /** Also while the host seems to be away. That a finger did not go up is nothing to tell: the host lifts it by itself. */
  private async lift(path: string, finger: PadFinger): Promise<void> {
    try {
      await this.askLab(path, finger);
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
    }
  }

  /** The answer is the new view, unless a snapshot has come meanwhile: then what follows that one is newer. */
  private async askLab(path: string, body: object): Promise<void> {
    const before = this.live.view;
    const view = await send<LabView>(press(path, body), () => undefined);
    if (this.live.view === before) this.live.adopt(view);
  }

  /** Delivery answers with its own view; the live one follows. */
  private readonly settle: LabModel['settle'] = (path, method = 'POST') =>
    this.tried(async () => {
      await send<CentreView>(press(`centre/${path}`, {}, method), () => undefined);
    });

  private async take(service: string, words: Words): Promise<void> {
    const body = { service, language: words.language };
    const { ticket } = await send<TakenTicket>(press('tickets', body), () => undefined);
    this.taken = ticket.number;
  }

  private async pressNext({ counter, next, agent }: LabCounter): Promise<void> {
    if (next === null) return;
    const body = next === 'sign-in' ? { agent } : {};
    await send<CounterView>(
      press(`counters/${encodeURIComponent(counter.id)}/${next}`, body),
      () => undefined,
    );
  }

  /** A second touch on what is on its way already is not taken. */
  private async once(what: string, go: () => Promise<void>): Promise<void> {
    if (this.busy.has(what)) return;
    this.busy = new Set([...this.busy, what]);
    await this.tried(go);
    this.busy = new Set([...this.busy].filter((other) => other !== what));
  }

  /** Says why something had no effect. While the host is away nothing is tried: a finger that comes seconds late is no finger. */
  private async tried(go: () => Promise<void>): Promise<void> {
    try {
      if (!this.live.connected) throw new Unreachable();
      await go();
      this.say(null);
    } catch (fault) {
      if (fault instanceof Refused) this.say((words) => words.refusal(fault.code, 'staff'));
      else if (fault instanceof Unreachable) this.say(unreachable);
      else throw fault;
    }
  }

  private say(note: ((words: Words) => string) | null): void {
    this.note = note;
    clearTimeout(this.noteEnd);
    if (note !== null) this.noteEnd = setTimeout(() => this.say(null), noteMs);
  }

  /** The times of the lobby's own clock, wherever the browser stands. */
  private async loadTimeZone(): Promise<void> {
    try {
      this.timeZone = (await get<DisplayView>('display')).timeZone;
    } catch (fault) {
      if (fault instanceof Unreachable) this.again = setTimeout(() => void this.loadTimeZone(), againMs);
      else if (!(fault instanceof Refused)) throw fault;
    }
  }
}
