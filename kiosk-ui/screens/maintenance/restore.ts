/** The question before the lobby goes back to a backup: it says plainly what will happen, and wants a number typed. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import { count, moment } from './figures.ts';
import type { Asked, MaintenanceModel } from './model.ts';

/** Typed as it is shown or without the separators: a person reads the same number. */
export const isConfirmed = ({ backup, typed }: Asked): boolean =>
  typed.replaceAll(/[^\d]/g, '') === String(backup.position);

export function restoreDialog(model: MaintenanceModel): TemplateResult {
  const { words, asked, close } = model;
  return html`<dialog
    class="restore"
    aria-labelledby="restore-title"
    @cancel=${(event: Event) => {
      event.preventDefault();
      close();
    }}
  >
    ${asked === null ? nothing : asked.isSent ? under(words.text('maintenance.restarting')) : question(model, asked)}
  </dialog>`;
}

const under = (text: string): TemplateResult =>
  html`<p class="under" role="status">${icon('turn', 'turning')}<span id="restore-title">${text}</span></p>`;

function question(model: MaintenanceModel, asked: Asked): TemplateResult {
  const { words, busy, type, restore, close } = model;
  const { backup, refusal } = asked;
  const ready = isConfirmed(asked);
  return html`<form
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      if (ready) restore();
    }}
  >
    <h2 id="restore-title">${words.text('maintenance.restore.title', { time: moment(backup.at, model) })}</h2>
    <ul>
      <li class="loss">${icon('warning')}<span>${loss(model, asked)}</span></li>
      <li>${icon('person')}<span>${words.text('maintenance.restore.floor')}</span></li>
      <li>${icon('repeat')}<span>${words.text('maintenance.restore.restart')}</span></li>
      <li>${icon('shield')}<span>${words.text('maintenance.restore.aside')}</span></li>
      <li>
        ${icon('bell')}<span
          >${words.text('maintenance.restore.told', { epoch: model.view.storage.epoch + 1 })}</span
        >
      </li>
    </ul>
    <label>
      <span>${words.rich('maintenance.restore.confirm', { position: count(backup.position, words) })}</span>
      <input
        inputmode="numeric"
        autocomplete="off"
        required
        .value=${asked.typed}
        @input=${(event: InputEvent) => type((event.target as HTMLInputElement).value)}
      />
    </label>
    <p class="refusal" role="alert" ?hidden=${refusal === null}>
      ${refusal === null ? nothing : html`${icon('bad')}${words.refusal(refusal, 'staff')}`}
    </p>
    <footer>
      <button type="button" class="btn" @click=${close}>${words.text('maintenance.cancel')}</button>
      <button class="btn grave" ?disabled=${!ready || busy.has('restore')} aria-busy=${busy.has('restore')}>
        ${icon('repeat')}${words.text('maintenance.restore.go')}
      </button>
    </footer>
  </form>`;
}

function loss({ view, words }: MaintenanceModel, { backup }: Asked): ReturnType<typeof words.rich> {
  const { position, epoch } = view.storage;
  if (backup.epoch !== epoch) return words.text('maintenance.restore.lost.unknown');
  return words.rich('maintenance.restore.lost', { count: Math.max(0, position - backup.position) });
}
