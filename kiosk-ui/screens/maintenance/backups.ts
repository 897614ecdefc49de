/** The backups, newest first, each with the way back to it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { BackupView } from '../../../firmware-host/messages/storage.ts';
import { icon } from '../../theme/icons.ts';
import { count, moment, size } from './figures.ts';
import type { MaintenanceModel } from './model.ts';

/** Whoever goes back further does it with the command, which lists all. */
const shown = 60;

export function backups(model: MaintenanceModel): TemplateResult {
  const { view, words } = model;
  const { files, everyMinutes, lastAt } = view.storage.backup;
  return html`<div class="copies">
    <header>
      <h2>${words.text('maintenance.backups')}</h2>
      <span class="quiet">${words.text('maintenance.backups.every', { minutes: everyMinutes })}</span>
      ${
        lastAt === null
          ? nothing
          : html`<span class="push"
              >${words.rich('maintenance.backups.last', { time: moment(lastAt, model) })}</span
            >`
      }
    </header>
    ${files.length === 0 ? none(model) : table(files.slice(0, shown), model)}
    ${
      files.length > shown
        ? html`<p class="quiet older">
            ${words.text('maintenance.backups.more', { count: files.length - shown })}
          </p>`
        : nothing
    }
  </div>`;
}

const none = ({ words }: MaintenanceModel): TemplateResult =>
  html`<div class="none">
    <p class="is">${icon('shield')}${words.text('maintenance.backups.none')}</p>
    <p class="quiet">${words.text('maintenance.backups.none.text')}</p>
  </div>`;

function table(files: readonly BackupView[], model: MaintenanceModel): TemplateResult {
  const { words, view, ask } = model;
  const { epoch: present } = view.storage;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${words.text('maintenance.column.time')}</th>
        <th scope="col">${words.text('maintenance.column.place')}</th>
        <th scope="col" class="r">${words.text('maintenance.column.position')}</th>
        <th scope="col" class="r">${words.text('maintenance.column.size')}</th>
        <th scope="col"><span class="unseen">${words.text('maintenance.column.action')}</span></th>
      </tr>
    </thead>
    <tbody>
      ${files.map((file) => {
        const { at, place, position, epoch, bytes, name } = file;
        const time = moment(at, model);
        return html`<tr title=${name}>
          <td class="num">${time}</td>
          <td>${words.text(`maintenance.place.${place}`)}</td>
          <td class="r">
            ${epoch === present ? nothing : html`<span class="quiet small">${words.text('maintenance.epoch', { epoch })}</span>`}
            ${count(position, words)}
          </td>
          <td class="r">${size(bytes, words)}</td>
          <td class="r">
            <button
              class="btn slim"
              aria-label=${words.text('maintenance.restore.of', { time })}
              @click=${() => ask(file)}
            >
              ${icon('repeat')}${words.text('maintenance.restore')}
            </button>
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
