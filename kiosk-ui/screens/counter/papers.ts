/** Visitors whose paper did not come out, or perhaps did not: staff print it again, or say that the number is known. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import { Refused, Unreachable, get, press, send } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import { paperRow } from './paper-row.ts';
import papersSheet from './papers.css?inline';
import questionSheet from './questions.css?inline';

const againMs = 2000;

/** What came of the last press. */
interface Note {
  readonly kind: 'done' | 'fault';
  readonly text: (words: Words) => string;
}

export type PaperDeed = 'reprint' | 'paper-done';

export class Papers extends LitElement {
  static override styles = [...staff, unsafeCSS(questionSheet), unsafeCSS(papersSheet)];

  @property({ attribute: false }) words: Words | null = null;
  @property({ attribute: false }) timeZone = 'UTC';
  @property({ attribute: false }) nowMs = 0;
  /** Position of the counter's latest snapshot: when it moves on, the list may have changed. */
  @property({ attribute: false }) position = 0;
  @property({ attribute: false }) close: () => void = () => undefined;

  /** Null until it has been told. */
  @state() private papers: readonly StaffTicketView[] | null = null;
  @state() private busy: ReadonlySet<string> = new Set();
  @state() private note: Note | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;
  private loading = false;
  private stale = false;
  /** The row that the keyboard is in; -1 where it is elsewhere. */
  private row = -1;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('position')) void this.load();
    this.row = this.rows().findIndex((row) => row.contains(this.shadowRoot?.activeElement ?? null));
  }

  protected override render(): TemplateResult {
    const { words, papers, close } = this;
    if (words === null) return html``;
    return html`<section class="question" role="dialog" aria-labelledby="papers-title" @keydown=${this.keyed}>
      <header>
        <h2 id="papers-title">${words.text('console.papers')}</h2>
        <button class="btn slim push" aria-keyshortcuts="Escape" @click=${close}>
          ${words.text('console.close')}<kbd>Esc</kbd>
        </button>
      </header>
      ${papers === null ? html`<p class="quiet">${words.text('site.starting')}</p>` : this.list(papers, words)}
      ${this.noteLine(words)}
    </section>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const had = (changed as Map<PropertyKey, unknown>).get('papers');
    // The list has just come, or the row in hand has gone: the keyboard goes on with what is there.
    const hasCome = had === null && this.papers !== null;
    const hasGone = this.row !== -1 && this.shadowRoot?.activeElement === null;
    if (hasCome || hasGone) this.focusRow(Math.max(0, this.row));
  }

  private rows(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.papers li')];
  }

  private list(papers: readonly StaffTicketView[], words: Words): TemplateResult {
    if (papers.length === 0) {
      return html`<div class="none">
        <p class="is ok">${icon('check')}${words.text('console.papers.none')}</p>
        <p class="quiet">${words.text('console.papers.none.text')}</p>
      </div>`;
    }
    return html`<p class="quiet small">${words.text('console.papers.hint')}</p>
      <ol class="papers">
        ${papers.map(
          (ticket) =>
            html`<li>
              ${paperRow({
                ticket,
                words,
                timeZone: this.timeZone,
                nowMs: this.nowMs,
                busy: this.busy.has(ticket.id),
                act: (deed) => void this.act(deed, ticket),
              })}
            </li>`,
        )}
      </ol>`;
  }

  private noteLine(words: Words): TemplateResult {
    const { note } = this;
    return html`<p class="note ${note?.kind ?? ''}" role="status">
      ${note === null ? nothing : html`${icon(note.kind === 'done' ? 'check' : 'bad')}${note.text(words)}`}
    </p>`;
  }

  /** Up and down go from visitor to visitor, left and right between the two buttons of one. */
  private readonly keyed = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.papers button')];
    const at = buttons.findIndex((button) => button === this.shadowRoot?.activeElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: -2,
      ArrowDown: 2,
      ArrowLeft: -1,
      ArrowRight: 1,
    };
    const step = steps[event.key];
    if (step === undefined || buttons.length === 0) return;
    event.preventDefault();
    const sideways = Math.abs(step) === 1;
    const to = at === -1 ? 0 : at + step;
    if (sideways && Math.floor(to / 2) !== Math.floor(at / 2)) return;
    buttons[to]?.focus();
  };

  private focusRow(row: number): void {
    const rows = this.rows();
    const button = rows[Math.min(row, rows.length - 1)]?.querySelector('button');
    (button ?? this.renderRoot.querySelector<HTMLElement>('header button'))?.focus();
  }

  /** One question at a time; what has changed meanwhile is asked for when its answer is there. */
  private async load(): Promise<void> {
    if (this.loading) {
      this.stale = true;
      return;
    }
    this.loading = true;
    clearTimeout(this.again);
    do {
      this.stale = false;
      await this.ask();
    } while (this.stale);
    this.loading = false;
  }

  private async ask(): Promise<void> {
    try {
      const { papers } = await get<{ papers: readonly StaffTicketView[] }>('staff/papers');
      this.papers = papers;
    } catch (fault) {
      if (fault instanceof Refused)
        this.note = { kind: 'fault', text: (words) => words.refusal(fault.code, 'staff') };
      else if (!(fault instanceof Unreachable)) throw fault;
      // The host is away: the list stays as it was, the head says that the connection is lost, and it is asked again.
      this.again = setTimeout(() => void this.load(), againMs);
    }
  }

  private async act(deed: PaperDeed, { id, number }: StaffTicketView): Promise<void> {
    if (this.busy.has(id)) return;
    this.busy = new Set([...this.busy, id]);
    this.note = null;
    try {
      await send<StaffTicketView>(press(`staff/tickets/${encodeURIComponent(id)}/${deed}`), () => undefined);
      const key = deed === 'reprint' ? 'console.papers.reprinting' : 'console.papers.settled';
      this.note = { kind: 'done', text: (words) => words.text(key, { number }) };
      this.papers = (this.papers ?? []).filter((other) => other.id !== id);
    } catch (fault) {
      if (fault instanceof Refused)
        this.note = { kind: 'fault', text: (words) => words.refusal(fault.code, 'staff') };
      else if (fault instanceof Unreachable) {
        this.note = { kind: 'fault', text: (words) => words.text('console.unreachable') };
      } else throw fault;
    } finally {
      this.busy = new Set([...this.busy].filter((other) => other !== id));
    }
    await this.load();
  }
}
