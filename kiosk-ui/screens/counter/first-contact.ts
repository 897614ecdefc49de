/** What whoever received the visitor first wrote down, why the visitor was sent on, and a line to add to it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket, NoteView } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import { keptDraft } from './kept-drafts.ts';
import type { ConsoleModel } from './model.ts';
import { noteKinds } from './note-desk.ts';

const NOTE_MAX = 500;

export function firstContact(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { words } = model;
  const notes = model.notes.notesOf(ticket);
  return html`<section class="first-note" aria-labelledby="first-note">
    <header>
      ${icon('note')}
      <h2 id="first-note">${words.text('console.first')}</h2>
      <span class="quiet push">${firstOf(model, ticket)}</span>
    </header>
    ${ticket.transfers.length + notes.length === 0 ? nothing : whatIsKnown(model, ticket, notes)}
  </section>`;
}

/** Why the visitor was sent on, and the notes: as one list, which scrolls where there is little room. */
function whatIsKnown(
  model: ConsoleModel,
  { transfers }: CounterTicket,
  notes: readonly NoteView[],
): TemplateResult {
  const { words } = model;
  return html`<div class="notes" role="group" tabindex="0" aria-labelledby="first-note">
    ${transfers.map(
      ({ counter, serviceName, reason }) =>
        html`<p class="why-here">
          ${icon('swap')}<b>${words.text('console.first.why')}</b><span class="why">${reason}</span
          ><span class="quiet push"
            >${counter === null ? words.text('console.sent-by.staff') : words.name(counter.name)} ·
            ${words.name(serviceName)}</span
          >
        </p>`,
    )}
    <dl>${notes.map((note, place) => noteRow(model, note, notes[place - 1]))}</dl>
  </div>`;
}

/** By which counter the visitor was sent on last. */
export function cameFrom(
  { words }: ConsoleModel,
  { transfers }: CounterTicket,
): TemplateResult | typeof nothing {
  const from = transfers.at(-1);
  if (from === undefined) return nothing;
  const text =
    from.counter === null
      ? words.text('console.sent-by.staff')
      : words.text('console.sent-by', { counter: words.name(from.counter.name) });
  return html`<span class="tag call push">${icon('swap')}${text}</span>`;
}

/** Whose visitor this was first, where and when. */
export function firstOf(
  { view, words }: ConsoleModel,
  { firstCounter, firstAgent, firstAt }: CounterTicket,
  isShort = false,
): string {
  if (firstCounter === null) return words.text('console.first.you');
  const counter = words.name(firstCounter.name);
  return [
    isShort ? counter : words.text('console.first-counter', { counter }),
    firstAgent,
    firstAt === null ? null : words.time(Date.parse(firstAt), view.timeZone),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** One note. The kind is said once for several in a row; of what went on, the time is as good as the words. */
function noteRow(
  { view, words, notes }: ConsoleModel,
  { id, kind, at, agent }: NoteView,
  before: NoteView | undefined,
): TemplateResult {
  const read = notes.texts.of(id);
  const time = kind === 'progress' && at !== null ? words.time(Date.parse(at), view.timeZone) : null;
  return html`<dt class=${before?.kind === kind ? 'same' : ''}>${words.text(`console.note.${kind}`)}</dt>
    <dd class=${read.state} title=${agent ?? ''}>
      ${time === null ? nothing : html`<time class="quiet">${time}</time>`}
      ${read.state === 'read' ? read.text : words.text(`console.note.${read.state}`)}
    </dd>`;
}

/** A line to add. Up and down change what it is about; Enter sends it. */
export function jot(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { words, notes, view } = model;
  const { kind, text } = notes.draftOf(ticket);
  const add = (event: Event): void => {
    event.preventDefault();
    void notes.add(ticket, view.agent?.id ?? null);
  };
  const turn = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || event.isComposing) return;
    event.preventDefault();
    const next = noteKinds[(noteKinds.indexOf(kind) + step + noteKinds.length) % noteKinds.length];
    if (next !== undefined) notes.write(ticket, { kind: next });
  };
  return html`<div class="jot">
    ${
      notes.fault === null
        ? nothing
        : html`<p class="note fault" role="alert">${icon('bad')}${notes.fault(words)}</p>`
    }
    <form @submit=${add}>
      <div class="input">
        ${icon('pen')}
        <select
          aria-label=${words.text('console.note.about')}
          .value=${kind}
          @change=${(event: Event) => {
            const chosen = noteKinds.find((one) => one === (event.target as HTMLSelectElement).value);
            if (chosen !== undefined) notes.write(ticket, { kind: chosen });
          }}
        >
          ${noteKinds.map(
            (one) =>
              html`<option value=${one} ?selected=${one === kind}>
                ${words.text(`console.note.${one}`)}
              </option>`,
          )}
        </select>
        <input
          name="note"
          maxlength=${NOTE_MAX}
          autocomplete="off"
          enterkeyhint="send"
          aria-label=${words.text('console.note.add')}
          placeholder=${words.text('console.note.add')}
          aria-busy=${notes.busy}
          ?readonly=${notes.busy}
          .value=${text}
          @keydown=${turn}
          @input=${(event: Event) => notes.write(ticket, { text: (event.target as HTMLInputElement).value })}
        /><kbd ?hidden=${text === ''}>Enter</kbd>
      </div>
      ${caseButton(model, ticket)}
    </form>
  </div>`;
}

function caseButton({ words, open }: ConsoleModel, ticket: CounterTicket): TemplateResult | typeof nothing {
  if (!ticket.isCase || ticket.state !== 'serving') return nothing;
  const isBegun = keptDraft('case', ticket.id) !== null;
  const text = isBegun ? 'begun' : ticket.isRecorded ? 'recorded' : 'key';
  return html`<button type="button" class="btn" aria-keyshortcuts="F10" @click=${() => open('case')}>
    ${icon(text === 'recorded' ? 'check' : 'note')}${words.text(`console.case.${text}`, {
      service: words.name(ticket.serviceName),
    })}<kbd>F10</kbd>
  </button>`;
}
