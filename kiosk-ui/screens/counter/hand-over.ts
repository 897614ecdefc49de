/** Shift change: a colleague goes on with whoever is here, and reads what the one before has left. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import { dialogHead } from './dialog-head.ts';
import type { ConsoleModel } from './model.ts';

const NOTE_MAX = 500;

export function handOver(model: ConsoleModel): TemplateResult {
  const { view, words, close, busy } = model;
  const others = view.agents.filter(({ id }) => id !== view.agent?.id);
  return html`<div class="question" role="dialog" aria-labelledby="question-title">
    ${dialogHead(words.text('console.hand-over.title'), words, close)}
    ${others.length === 0 ? html`<p class="quiet">${words.text('console.hand-over.nobody')}</p>` : nothing}
    <form @submit=${(event: SubmitEvent) => submit(event, model)}>
      <fieldset class="row">
        <legend>${words.text('console.hand-over.to')}</legend>
        <div>
          ${others.map(
            ({ id, name }) =>
              html`<label class="choice"
                ><input type="radio" name="agent" value=${id} required />${name}</label
              >`,
          )}
        </div>
      </fieldset>
      <label class="row"
        ><span>${words.text('console.hand-over.note')}</span
        ><input
          class="why input"
          name="note"
          maxlength=${NOTE_MAX}
          autocomplete="off"
          placeholder=${words.text('console.hand-over.hint')}
      /></label>
      <p class="send">
        <button class="btn main" aria-busy=${busy}>
          ${icon('swap')}${words.text('console.hand-over')}<kbd>Enter</kbd>
        </button>
      </p>
    </form>
  </div>`;
}

function submit(event: SubmitEvent, { answer }: ConsoleModel): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const said = new FormData(event.target);
  const agent = said.get('agent');
  const note = said.get('note');
  const text = typeof note === 'string' ? note.trim() : '';
  answer('hand-over', { agent, ...(text === '' ? {} : { note: text }) });
}

/** What the one before has left, until it is put away. */
export function handoverNote({ view, words, notes, seen }: ConsoleModel): TemplateResult | typeof nothing {
  const id = view.handoverNote;
  if (id === null || view.agent === null || seen.has(id)) return nothing;
  const read = notes.texts.of(id);
  return html`<div class="left-note" role="status">
    ${icon('note')}<b>${words.text('console.hand-over.left')}</b>
    <span class=${read.state}
      >${read.state === 'read' ? read.text : words.text(`console.note.${read.state}`)}</span
    >
    <button class="btn slim push" @click=${() => seen.add(id)}>
      ${words.text('console.hand-over.seen')}
    </button>
  </div>`;
}
