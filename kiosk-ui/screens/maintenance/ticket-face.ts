/** The ticket as it comes out of a printer, and a place to try another layout for it. The lobby file remains the truth. */
import { LitElement, html, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { LayoutFault, TicketPreview } from '../../../firmware-host/messages/ticket-preview.ts';
import { Refused, Unreachable, press, sendOnce } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import { staff } from '../../theme/staff.ts';
import { copyText, inLobbyFile } from './copy.ts';
import { layoutEditor, offsetOf } from './layout-editor.ts';
import ticketChoicesSheet from './ticket-choices.css?inline';
import { ticketChoices, type Chosen } from './ticket-choices.ts';
import ticketFaceSheet from './ticket-face.css?inline';
import { ticketPaper, type PaperScale } from './ticket-paper.ts';

/** Long enough that nobody is corrected in the middle of a word. */
const pauseMs = 700;
/** Text that has to be drawn takes a small box its time. */
const patienceMs = 20_000;
const lineHeightPx = 20;

export class TicketFace extends LitElement {
  static override styles = [...staff, unsafeCSS(ticketChoicesSheet), unsafeCSS(ticketFaceSheet)];

  @property({ attribute: false }) words: Words | null = null;
  @property({ attribute: false }) printers: readonly string[] = [];
  /** Whether its tab is open: until then, nothing is asked for. */
  @property({ attribute: false }) shown = false;

  @state() private chosen: Partial<Chosen> = {};
  /** The layout in the box; null until the present one is known. */
  @state() private draft: string | null = null;
  @state() private dropped: string | null = null;
  @state() private answer: TicketPreview | null = null;
  @state() private paper: TicketPreview['paper'] = null;
  @state() private fault: ((words: Words) => string) | null = null;
  @state() private busy = false;
  @state() private copied: boolean | null = null;
  @state() private scale: PaperScale | null = null;

  private turn = 0;
  private begun = false;
  private pause: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.pause);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    if (!this.shown || this.begun || this.wanted === null) return;
    this.begun = true;
    void this.ask();
  }

  protected override render(): TemplateResult {
    const { words, wanted, draft, answer, paper, busy, fault } = this;
    if (words === null) return html``;
    if (wanted === null) return html`<p class="quiet none">${words.text('maintenance.ticket.none')}</p>`;
    return html`<section class="face" aria-label=${words.text('maintenance.ticket')}>
      ${ticketChoices({ words, printers: this.printers, chosen: wanted, choose: (part) => this.choose(part) })}
      ${layoutEditor({
        words,
        draft,
        busy,
        faults: answer?.faults ?? [],
        isTried: this.isTried,
        canUndo: this.dropped !== null && !this.isTried,
        wrong: fault === null ? null : fault(words),
        copied: this.copied,
        type: (text) => this.type(text),
        preview: () => void this.ask(),
        reset: () => this.reset(),
        undo: () => this.undo(),
        copy: () => void this.copy(),
        jump: (to) => this.jump(to),
      })}
      ${ticketPaper({
        words,
        paper,
        busy,
        isStale: paper !== null && (answer?.paper ?? null) === null,
        scale: this.scale,
        zoom: (scale) => (this.scale = scale),
      })}
    </section>`;
  }

  /** Null where there is no printer to draw for. */
  private get wanted(): Chosen | null {
    const [first] = this.printers;
    if (first === undefined || this.words === null) return null;
    const { printer, language = this.words.language, sample = 'ordinary' } = this.chosen;
    return {
      printer: printer !== undefined && this.printers.includes(printer) ? printer : first,
      language,
      sample,
    };
  }

  private get isTried(): boolean {
    return this.draft !== null && this.answer !== null && this.draft !== this.answer.layout;
  }

  private choose(part: Partial<Chosen>): void {
    this.chosen = { ...this.chosen, ...part };
    void this.ask();
  }

  private type(text: string): void {
    this.draft = text;
    this.dropped = null;
    this.copied = null;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.ask(), pauseMs);
  }

  private reset(): void {
    this.dropped = this.draft;
    this.put(this.answer?.layout ?? null);
  }

  private undo(): void {
    this.put(this.dropped);
    this.dropped = null;
  }

  private put(draft: string | null): void {
    this.draft = draft;
    this.copied = null;
    void this.ask();
  }

  private async copy(): Promise<void> {
    this.copied = await copyText(inLobbyFile(this.draft ?? ''), this.renderRoot);
  }

  private jump(to: LayoutFault): void {
    const box = this.renderRoot.querySelector('textarea');
    if (box === null || to.line === null) return;
    const offset = offsetOf(box.value, to);
    box.focus();
    box.setSelectionRange(offset, offset);
    box.scrollTop = Math.max(0, (to.line - 4) * lineHeightPx);
  }

  /** The answer to the latest question counts; one that comes after another was asked is let go. */
  private async ask(): Promise<void> {
    clearTimeout(this.pause);
    const { wanted, draft, isTried } = this;
    if (wanted === null) return;
    this.turn += 1;
    const { turn } = this;
    this.busy = true;
    const [answer, fault] = await this.answerTo({ ...wanted, ...(isTried ? { layout: draft } : {}) });
    if (turn !== this.turn) return;
    this.busy = false;
    this.fault = fault;
    if (answer === null) return;
    const isUntouched = this.draft === null || this.draft === this.answer?.layout;
    this.answer = answer;
    if (isUntouched) this.draft = answer.layout;
    this.paper = answer.paper ?? this.paper;
  }

  private async answerTo(
    body: object,
  ): Promise<readonly [TicketPreview | null, ((words: Words) => string) | null]> {
    try {
      return [await sendOnce<TicketPreview>(press('maintenance/ticket-preview', body), patienceMs), null];
    } catch (fault) {
      if (fault instanceof Refused) return [null, (words) => words.refusal(fault.code, 'staff')];
      if (fault instanceof Unreachable) return [null, (words) => words.text('console.unreachable')];
      throw fault;
    }
  }
}
