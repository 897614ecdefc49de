/** The agent's console: everything by one key each, and the same state in every tab. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import { Refused, Unreachable, press, send } from '../../host/api.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import { keysOf, type Deed, type Key, type Question } from './actions.ts';
import { ChooseCounter } from './choose-counter.ts';
import { keys, ownFigures } from './console.ts';
import counterSheet from './counter.css?inline';
import type { ConsoleModel } from './model.ts';
import { Papers } from './papers.ts';
import { pauseReasons, question } from './questions.ts';
import questionSheet from './questions.css?inline';
import { queue } from './queue.ts';
import { visit } from './visit.ts';
import visitSheet from './visit.css?inline';

const counterId = new URLSearchParams(location.search).get('counter') ?? '';

/** What the agent is told about the last press. */
type Note = { readonly kind: 'waiting' | 'fault'; readonly text: (words: Words) => string };

customElements.define('foyer-choose-counter', ChooseCounter);
customElements.define('foyer-papers', Papers);

@customElement('foyer-counter')
export class CounterScreen extends LitElement {
  static override styles = [
    ...staff,
    unsafeCSS(counterSheet),
    unsafeCSS(visitSheet),
    unsafeCSS(questionSheet),
  ];

  @state() private note: Note | null = null;
  @state() private busy = false;
  @state() private question: Question | null = null;

  private readonly live = new Live<CounterView>(
    this,
    counterId === '' ? '' : `counters/${encodeURIComponent(counterId)}`,
  );
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });

  constructor() {
    super();
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
    document.title = [
      words.name(view.counter.name),
      words.text(`console.state.${view.state}`),
      view.ticket?.number,
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
    const model = this.model(view, words);
    return html`<div class="console">
      ${this.head(view, words, model.nowMs)} ${queue(model)}
      <main>
        ${view.state === 'closed' ? this.signIn(view, words) : visit(model)} ${question(model)}
        ${this.noteLine(words)}
      </main>
      ${keys(model)} ${ownFigures(model)}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A question that has just come up is what the keyboard is for.
    if (!(changed as Map<PropertyKey, unknown>).has('question') || this.question === null) return;
    this.renderRoot
      .querySelector<HTMLElement>('foyer-papers, .question :is(input, .reasons button)')
      ?.focus();
  }

  private model(view: CounterView, words: Words): ConsoleModel {
    return {
      view,
      words,
      nowMs: this.live.nowMs(),
      busy: this.busy,
      question: this.asked(view),
      act: (deed) => void this.act(deed),
      press: (key) => this.press(key),
      resume: (ticket) => void this.act('resume', { ticket }),
      answer: (path, body) => void this.act(path, body),
      close: () => this.close(),
      position: this.live.position,
    };
  }

  /** A question about a visitor who has gone, or to an agent who has called somebody meanwhile, is none any more. */
  private asked(view: CounterView): Question | null {
    if (this.question === 'papers') return 'papers';
    const key = keysOf(view).find(({ does }) => does === this.question);
    return key === undefined || key.fromMs === null ? null : this.question;
  }

  /** The keyboard goes back to where the list was opened from. */
  private close(): void {
    const wasPapers = this.question === 'papers';
    this.question = null;
    if (wasPapers) this.renderRoot.querySelector<HTMLElement>('.head button.tag')?.focus();
  }

  private head(view: CounterView, words: Words, nowMs: number): TemplateResult {
    const open = view.state !== 'closed';
    return html`<header class="head">
      <h1 class="seat">${words.name(view.counter.name)}</h1>
      <span class="is ${open ? 'go' : 'quiet'}"
        >${icon('door')}<b>${words.text(`console.state.${view.state}`)}</b></span
      >
      ${
        view.agent === null
          ? html`<a class="btn slim" href="/counter">${words.text('console.switch')}</a>`
          : html`<b class="who" title=${view.agent.name}>${view.agent.name}</b>
              <ul class="lines" aria-label=${words.text('kiosk.services')}>
                ${view.services.map(
                  ({ letter, name }) =>
                    html`<li class="plate" title=${words.name(name)} aria-label=${words.name(name)}>
                      ${letter}
                    </li>`,
                )}
              </ul>
              <button
                class="btn slim"
                ?disabled=${!view.actions.includes('sign-out')}
                @click=${() => void this.act('sign-out')}
              >
                ${icon('exit')}${words.text('console.sign-out')}
              </button>`
      }
      <span class="push"></span>
      ${
        view.printProblems > 0
          ? html`<span role="status"
              ><button
                class="tag warn"
                aria-expanded=${this.question === 'papers'}
                @click=${() => (this.question = this.question === 'papers' ? null : 'papers')}
              >
                ${icon('no-paper')}${words.text('console.print-problems', { count: view.printProblems })}
              </button></span
            >`
          : nothing
      }
      ${
        view.demo
          ? html`<span class="tag demo" title=${words.text('site.demo.hint')}
              >${icon('eye')}${words.text('site.demo')}</span
            >`
          : nothing
      }
      ${
        this.live.connected
          ? html`<span class="is ok">${icon('link')}${words.text('site.connected')}</span>`
          : html`<span class="is warn" role="status"
              >${icon('no-link')}${words.text('site.reconnecting')}</span
            >`
      }
      ${this.tongue.button('btn slim')}
      <span class="clock">${words.time(nowMs, view.timeZone)}</span>
    </header>`;
  }

  private signIn(view: CounterView, words: Words): TemplateResult {
    return html`<section class="sign-in">
      ${
        view.shut === null
          ? nothing
          : html`<p class="note fault">
              ${icon('closed')}${words.text('console.shut', { reason: view.shut })}
            </p>`
      }
      <h2>${words.text('console.who')}</h2>
      ${view.agents.length === 0 ? html`<p class="quiet">${words.text('console.agents.none')}</p>` : nothing}
      <ul>
        ${view.agents.map(
          (agent) =>
            html`<li>
              <button
                class="btn"
                ?disabled=${view.shut !== null}
                @click=${() => void this.act('sign-in', { agent: agent.id })}
              >
                ${icon('person')}${agent.name}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private noteLine(words: Words): TemplateResult {
    const { note } = this;
    return html`<p class="note ${note?.kind ?? ''}" role="status">
      ${note === null ? nothing : html`${icon(note.kind === 'fault' ? 'bad' : 'turn')}${note.text(words)}`}
    </p>`;
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    const { view } = this.live;
    if (view === null || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') this.close();
    if (this.digit(event, view)) return;
    const key = keysOf(view).find((one) => one.key === event.key);
    if (key === undefined) return;
    // Also when it is not allowed now: F3 must never open the browser's search.
    event.preventDefault();
    if (!event.repeat) this.press(key);
  };

  /** A digit chooses one of what is numbered on the screen; where something is written, nothing is. */
  private digit(event: KeyboardEvent, view: CounterView): boolean {
    const place = '123456789'.indexOf(event.key);
    if (event.key.length !== 1 || place === -1 || event.repeat) return false;
    const asked = this.asked(view);
    const reason = asked === 'pause' ? pauseReasons[place] : undefined;
    const held = asked === null && view.ticket === null ? view.held[place] : undefined;
    if (reason !== undefined) void this.act('pause', { reason });
    if (held !== undefined) void this.act('resume', { ticket: held.id });
    return true;
  }

  private press({ does, fromMs }: Key): void {
    if (fromMs === null || fromMs > this.live.nowMs()) return;
    if (does === 'transfer' || does === 'pause') this.question = this.question === does ? null : does;
    else void this.act(does);
  }

  /** One press at a time: a second one waits for nothing, it is simply not taken. */
  private async act(
    action: Deed | 'sign-in' | 'resume' | 'transfer' | 'park' | 'pause',
    body: object = {},
  ): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.note = null;
    try {
      const one = press(`counters/${encodeURIComponent(counterId)}/${action}`, body);
      const view = await send<CounterView>(one, () => {
        this.note = { kind: 'waiting', text: (words) => words.text('console.retrying') };
      });
      this.note = null;
      this.question = null;
      this.live.adopt(view);
    } catch (fault) {
      if (fault instanceof Refused) {
        this.note = { kind: 'fault', text: (words) => words.refusal(fault.code, 'staff') };
      } else if (fault instanceof Unreachable) {
        this.note = { kind: 'fault', text: (words) => words.text('console.unreachable') };
      } else throw fault;
    } finally {
      this.busy = false;
    }
  }
}
