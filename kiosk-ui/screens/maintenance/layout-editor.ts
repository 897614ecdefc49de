/** The box in which a layout is tried: numbered lines, its faults below, and the way into the lobby file. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LayoutFault } from '../../../firmware-host/messages/ticket-preview.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';

export interface EditorModel {
  readonly words: Words;
  /** Null until the present layout is known. */
  readonly draft: string | null;
  readonly busy: boolean;
  readonly faults: readonly LayoutFault[];
  readonly isTried: boolean;
  readonly canUndo: boolean;
  /** Why there is no answer; null when there is. */
  readonly wrong: string | null;
  /** Whether the last copying went well; null before one. */
  readonly copied: boolean | null;
  readonly type: (text: string) => void;
  readonly preview: () => void;
  readonly reset: () => void;
  readonly undo: () => void;
  readonly copy: () => void;
  readonly jump: (to: LayoutFault) => void;
}

/** Where a fault stands in a text; the end of its line where the column is not known to be in it. */
export function offsetOf(text: string, { line, column }: LayoutFault): number {
  const lines = text.split('\n');
  const before = lines.slice(0, (line ?? 1) - 1);
  const own = lines[before.length] ?? '';
  const start = before.reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(text.length, start + Math.min(own.length, (column ?? 1) - 1));
}

export function layoutEditor(model: EditorModel): TemplateResult {
  const { words, draft, busy, isTried } = model;
  return html`<div class="editor">
    <header>
      <h2 id="layout-title">${words.text('maintenance.ticket.layout')}</h2>
      <span class="tag ${isTried ? 'call' : ''}"
        >${icon(isTried ? 'pen' : 'check')}${words.text(
          isTried ? 'maintenance.ticket.tried' : 'maintenance.ticket.present',
        )}</span
      >
      <span class="kit push"
        >${resetButton(model)}<button
          class="btn slim"
          aria-busy=${busy}
          aria-keyshortcuts="Control+Enter"
          ?disabled=${draft === null && busy}
          @click=${model.preview}
        >
          ${icon(busy ? 'turn' : 'eye', busy ? 'turning' : '')}${words.text(
            busy ? 'maintenance.ticket.drawing' : 'maintenance.ticket.preview',
          )}
        </button></span
      >
    </header>
    ${box(model)} ${verdict(model)}
    <footer>
      <p class="quiet">${words.rich('maintenance.ticket.where', {})}</p>
      <button class="btn slim" ?disabled=${draft === null} @click=${model.copy}>
        ${icon('link')}${words.text('maintenance.ticket.copy')}
      </button>
    </footer>
    <p class="copied" role="status">${copiedLine(model)}</p>
  </div>`;
}

function resetButton({ words, isTried, canUndo, reset, undo }: EditorModel): TemplateResult {
  if (canUndo) {
    return html`<button class="btn slim" @click=${undo}>
      ${icon('pen')}${words.text('maintenance.ticket.undo')}
    </button>`;
  }
  return html`<button
    class="btn slim"
    title=${words.text('maintenance.ticket.reset.of')}
    ?disabled=${!isTried}
    @click=${reset}
  >
    ${icon('repeat')}${words.text('maintenance.ticket.reset')}
  </button>`;
}

function box({ draft, faults, type, preview }: EditorModel): TemplateResult {
  const lines = (draft ?? '').split('\n').length;
  const faulty = new Set(faults.map(({ line }) => line));
  return html`<div class="code ${faults.length > 0 ? 'faulty' : ''}">
    <ol aria-hidden="true">
      ${Array.from({ length: lines }, (_, line) => html`<li class=${faulty.has(line + 1) ? 'bad' : ''}>${line + 1}</li>`)}
    </ol>
    <textarea
      aria-labelledby="layout-title"
      aria-describedby="layout-verdict"
      aria-invalid=${faults.length > 0}
      spellcheck="false"
      autocomplete="off"
      autocapitalize="off"
      wrap="off"
      maxlength="20000"
      ?disabled=${draft === null}
      .value=${draft ?? ''}
      @input=${(event: InputEvent) => type((event.target as HTMLTextAreaElement).value)}
      @scroll=${follow}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        preview();
      }}
    ></textarea>
  </div>`;
}

/** The numbers go along with the text. */
function follow({ target }: Event): void {
  const text = target as HTMLTextAreaElement;
  const numbers = text.previousElementSibling;
  if (numbers !== null) numbers.scrollTop = text.scrollTop;
}

/** What the host makes of it: each fault leads to its place. */
function verdict({ words, faults, wrong, draft, busy, jump }: EditorModel): TemplateResult {
  return html`<div class="verdict" id="layout-verdict" role="status">
    ${
      wrong !== null
        ? html`<p class="is bad">${icon('bad')}<span>${wrong}</span></p>`
        : faults.length > 0
          ? html`<p class="is bad">
                ${icon('bad')}${words.text('maintenance.ticket.faults', { count: faults.length })}
              </p>
              <ul>
                ${faults.map((fault) => html`<li>${faultLine(fault, words, jump)}</li>`)}
              </ul>`
          : draft === null || busy
            ? nothing
            : html`<p class="is ok">${icon('check')}${words.text('maintenance.ticket.good')}</p>`
    }
  </div>`;
}

function faultLine(fault: LayoutFault, words: Words, jump: EditorModel['jump']): TemplateResult {
  const { line, column, path, message } = fault;
  const said = html`<code>${path}</code><span>${message}</span>`;
  if (line === null) return html`<p>${said}</p>`;
  return html`<button @click=${() => jump(fault)}>
    <b>${words.text('maintenance.ticket.at', { line, column: column ?? 1 })}</b>${said}
  </button>`;
}

const copiedLine = ({ words, copied }: EditorModel): TemplateResult | typeof nothing =>
  copied === null
    ? nothing
    : html`<span class="is ${copied ? 'ok' : 'bad'}"
        >${icon(copied ? 'check' : 'bad')}<span
          >${words.text(copied ? 'maintenance.ticket.copied' : 'maintenance.ticket.copy-failed')}</span
        ></span
      >`;
