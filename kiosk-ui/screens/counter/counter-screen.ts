/** The agent's console: everything by one key each, and the same state in every tab. */
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import { press } from '../../host/api.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { mark } from '../../theme/icons.ts';
import { followScheme } from '../../theme/scheme.ts';
import { hiddenKeysOf, isQuestion, keysOf, type Key, type Question } from './actions.ts';
import { CaseDesk } from './case-desk.ts';
import { caseForm } from './case-form.ts';
import { ChooseCounter } from './choose-counter.ts';
import { Commands } from './commands.ts';
import { keys } from './console.ts';
import { handoverNote } from './hand-over.ts';
import { head } from './head.ts';
import { forgetDrafts } from './kept-drafts.ts';
import type { ConsoleModel } from './model.ts';
import { cameNot } from './no-show.ts';
import { NoteDesk } from './note-desk.ts';
import { noteLine } from './note-line.ts';
import { ownFigures } from './own-figures.ts';
import { Papers } from './papers.ts';
import { pauseReasons, question } from './questions.ts';
import { queue } from './queue.ts';
import { returning } from './returning.ts';
import { SeenNotes } from './seen-notes.ts';
import { Sending } from './sending.ts';
import { sheets } from './sheets.ts';
import { signIn } from './sign-in.ts';
import { ticketAside } from './ticket-aside.ts';
import { visit } from './visit.ts';

const counterId = new URLSearchParams(location.search).get('counter') ?? '';

customElements.define('foyer-choose-counter', ChooseCounter);
customElements.define('foyer-papers', Papers);

@customElement('foyer-counter')
export class CounterScreen extends LitElement {
  static override styles = sheets;

  @state() private question: Question | null = null;
  /** About whom it is asked, and from where: there the keyboard goes back. */
  private askedAbout: string | null = null;
  private opener: HTMLElement | null = null;
  private wasClosed = false;

  private readonly live = new Live<CounterView>(
    this,
    counterId === '' ? '' : `counters/${encodeURIComponent(counterId)}`,
  );
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });
  private readonly commands = new Commands(this, counterId, (view) => this.live.adopt(view));
  private readonly notes = new NoteDesk(this);
  private readonly cases = new CaseDesk(this, this.notes, this.commands, () => this.live.nowMs());
  private readonly sending = new Sending(this);
  private readonly seen = new SeenNotes(this);

  constructor() {
    super();
    followScheme();
    redrawEverySecond(this);
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
    const { view } = this.live;
    if (view === null) return;
    // A question about a visitor who has gone must not come up again for the next one.
    if (this.question !== null && this.asked(view) === null) this.question = null;
    if (view.state === 'closed' && !this.wasClosed) {
      forgetDrafts();
      this.notes.texts.forget();
      this.cases.forget();
    }
    this.wasClosed = view.state === 'closed';
  }

  protected override render(): TemplateResult {
    const { words } = this.tongue;
    const { view } = this.live;
    if (words === null) return html``;
    if (counterId === '' || this.live.refusal !== null) {
      return html`<foyer-choose-counter
        .tongue=${this.tongue}
        .refusal=${this.live.refusal}
      ></foyer-choose-counter>`;
    }
    if (view === null) {
      return html`<p class="starting">${mark()}${words.text('site.starting')}</p>`;
    }
    document.title = titleOf(view, words);
    const model = this.model(view, words);
    const written = model.question === 'case' ? view.ticket : null;
    return html`<div class="console">
      ${head(model, {
        isConnected: this.live.connected,
        language: this.tongue.button('btn slim'),
        togglePapers: () => this.toggle('papers'),
      })}
      ${written === null ? queue(model) : ticketAside(model, written)}
      <main class=${written === null ? '' : 'writing'}>
        ${handoverNote(model)} ${written === null ? sheet(model) : caseForm(model, written)}
        ${noteLine(this.commands.note, words)}
      </main>
      ${keys(model)} ${ownFigures(model)}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { goTo } = this.sending;
    this.sending.goTo = null;
    if (goTo !== null)
      this.focusOn(
        `.question [name='${goTo}']:checked, .question [name='${goTo}']`,
        `[name='${goTo}']:checked`,
      );
    if (!(changed as Map<PropertyKey, unknown>).has('question')) return;
    // A question that has just come up is what the keyboard is for; when it goes, the keyboard goes back.
    if (this.question === 'case') this.focusOn("[data-field='matter']");
    else if (this.question !== null)
      this.focusOn('foyer-papers, .question :is(input, .reasons button, .sure button)');
    else if (this.opener?.isConnected === true && !this.opener.matches(':disabled')) this.opener.focus();
    else this.focusOn('.acts .main');
  }

  private focusOn(selector: string, better = selector): void {
    const { renderRoot } = this;
    const found =
      renderRoot.querySelector<HTMLElement>(better) ?? renderRoot.querySelector<HTMLElement>(selector);
    found?.focus();
  }

  private model(view: CounterView, words: Words): ConsoleModel {
    const { notes, cases, sending, seen, commands } = this;
    return {
      view,
      words,
      nowMs: this.live.nowMs(),
      busy: commands.busy,
      question: this.asked(view),
      act: (deed) => void this.act(deed),
      signOut: () => void this.act('sign-out'),
      press: (key) => this.press(key),
      resume: (ticket) => void this.act('resume', { ticket }),
      answer: (path, body) => void this.act(path, body),
      tell: (path, body) => void this.tell(path, body),
      open: (asked) => this.toggle(asked),
      printReceipt: () => void this.printReceipt(),
      close: () => this.toggle(null),
      position: this.live.position,
      notes,
      cases,
      sending,
      seen,
    };
  }

  /** A question about a visitor who has gone, or to an agent who has called somebody meanwhile, is none any more. */
  private asked(view: CounterView): Question | null {
    if (this.question === 'papers' || this.question === null) return this.question;
    const key = this.keysNow(view).find(({ does }) => does === this.question);
    const isOther = this.askedAbout !== (view.ticket?.id ?? null);
    return key === undefined || key.fromMs === null || isOther ? null : this.question;
  }

  private keysNow(view: CounterView): readonly Key[] {
    return [...keysOf(view, this.question === 'case'), ...hiddenKeysOf(view)];
  }

  private toggle(asked: Question | null): void {
    const { view } = this.live;
    const next = this.question === asked ? null : asked;
    const active = this.shadowRoot?.activeElement;
    if (this.question === null && active instanceof HTMLElement) this.opener = active;
    this.question = next;
    this.askedAbout = view?.ticket?.id ?? null;
    this.commands.say(null);
    if (next === 'transfer') this.sending.clear();
    const ticket = view?.ticket ?? null;
    if (next === 'case' && ticket !== null) void this.cases.open(ticket);
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    const { view } = this.live;
    if (view === null) return;
    // A key that is held down must not press what the keyboard has just come to.
    if (event.repeat && event.key === 'Enter') event.preventDefault();
    if (event.ctrlKey && event.key.toLowerCase() === 'p' && this.question === 'case') {
      event.preventDefault();
      void this.printReceipt();
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape' && !event.isComposing && this.question !== null) this.toggle(null);
    if (this.digit(event, view)) return;
    const key = this.keysNow(view).find((one) => one.key === event.key);
    if (key === undefined) return;
    // Also when it is not allowed now: F3 must never open the browser's search.
    event.preventDefault();
    if (event.repeat) return;
    if (event.shiftKey && key.slot === 'help') {
      if (view.assist !== null) void this.act('assist/settle');
    } else this.press(key);
  };

  /** A digit chooses one of what is numbered on the screen; where something is written, nothing is. */
  private digit(event: KeyboardEvent, view: CounterView): boolean {
    const place = '123456789'.indexOf(event.key);
    if (event.key.length !== 1 || place === -1 || event.repeat) return false;
    const asked = this.asked(view);
    const reason = asked === 'pause' ? pauseReasons[place] : undefined;
    const { words } = this.tongue;
    const back = asked === null && words !== null ? returning(this.model(view, words))[place] : undefined;
    if (reason !== undefined) void this.act('pause', { reason });
    if (back?.isReady === true) back.bringBack();
    return true;
  }

  private press({ does, fromMs }: Key): void {
    const { view } = this.live;
    if (view === null || fromMs === null || fromMs > this.live.nowMs()) return;
    if (isQuestion(does)) this.toggle(does);
    else if (does === 'record-finish') void this.recordAndFinish(view);
    else if (does === 'help') void this.act('assist', { level: (view.assist?.level ?? 0) + 1 });
    else void this.act(does);
  }

  /** The first of what is missing is where the keyboard goes; what is not on record is not finished. */
  private async recordAndFinish({ agent }: CounterView): Promise<void> {
    const [first] = this.cases.faults;
    const isRecorded = agent !== null && (await this.cases.record(agent.id));
    if (isRecorded) await this.act('finish');
    else if (first !== undefined)
      this.focusOn(
        `[data-field='${first}'] input, input[data-field='${first}'], textarea[data-field='${first}']`,
      );
  }

  private async printReceipt(): Promise<void> {
    const { file } = this.cases;
    if (file === null || file.matter === null) return;
    if (await this.tell(`staff/tickets/${encodeURIComponent(file.ticket)}/reprint`, {}))
      this.commands.say({ kind: 'done', text: (words) => words.text('console.case.printing') });
  }

  private async tell(path: string, body: object): Promise<boolean> {
    const isDone = (await this.commands.ask<StaffTicketView>(press(path, body))) !== null;
    if (isDone && this.question === 'transfer') this.question = null;
    return isDone;
  }

  private async act(action: string, body: object = {}): Promise<void> {
    const before = this.live.view;
    if (!(await this.commands.act(action, body))) return;
    // Help is called without leaving what is being written.
    if (!action.startsWith('assist')) this.question = null;
    if (action === 'no-show' && before !== null) this.commands.say(cameNot(before));
  }
}

const titleOf = ({ counter, state: now, ticket }: CounterView, words: Words): string =>
  [words.name(counter.name), words.text(`console.state.${now}`), ticket?.number]
    .filter((part) => part !== undefined)
    .join(' · ');

const sheet = (model: ConsoleModel): TemplateResult =>
  html`${model.view.state === 'closed' ? signIn(model) : visit(model)} ${question(model)}`;
