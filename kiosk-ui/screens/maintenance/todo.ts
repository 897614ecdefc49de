/** The column of what is to be seen to: what it means for visitors, what Foyer does about it, and the technician's steps. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { RestoredView } from '../../../firmware-host/messages/storage.ts';
import type { DeviceReport, PaperView } from '../../../firmware-host/messages/devices.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { moment } from './figures.ts';
import type { Matter } from './matters.ts';
import type { MaintenanceModel } from './model.ts';
import { noteLine } from './note.ts';
import { retryButton } from './printer-row.ts';

const faces: Readonly<Record<Matter['sign'], () => ReturnType<typeof icon>>> = {
  disk: () => sign('disk'),
  clock: () => icon('clock'),
  cloud: () => sign('cloud'),
  roll: () => sign('roll'),
  printer: () => icon('printer'),
  board: () => icon('screen'),
  pad: () => sign('good'),
  speaker: () => sign('sound'),
};

const deeds = {
  acknowledge: { text: 'maintenance.acknowledge', icon: 'tick' },
  resume: { text: 'lab.centre.resume', icon: 'repeat' },
  backup: { text: 'maintenance.back-up', icon: 'shield' },
} as const satisfies Record<NonNullable<Matter['deed']>, { text: TextKey; icon: IconName }>;

export function todo(model: MaintenanceModel, matters: readonly Matter[]): TemplateResult {
  const { words, view, busy, act } = model;
  const backingUp = busy.has('backup') || view.storage.backup.running;
  return html`<aside aria-label=${words.text('maintenance.todo')}>
    <header>
      <h2 class="title">${words.text('maintenance.todo')}</h2>
      ${
        matters.length === 0
          ? nothing
          : html`<span class="quiet push"
              >${words.text('maintenance.todo.count', { count: matters.length })}</span
            >`
      }
    </header>
    ${
      matters.length === 0
        ? html`<div class="calm">
            <p class="is ok">${icon('check')}${words.text('maintenance.todo.none')}</p>
            <p class="quiet">${words.text('maintenance.todo.none.text')}</p>
          </div>`
        : html`<ol class="matters">
            ${matters.map((one) => html`<li>${matter(one, model)}</li>`)}
          </ol>`
    }
    <footer>
      ${noteLine(model)}
      <div class="kit">
        <button class="btn slim" aria-busy=${backingUp} ?disabled=${backingUp} @click=${() => act('backup')}>
          ${icon(backingUp ? 'turn' : 'shield', backingUp ? 'turning' : '')}${words.text(
            backingUp ? 'maintenance.backing-up' : 'maintenance.back-up',
          )}
        </button>
        <button
          class="btn slim"
          aria-busy=${busy.has('check')}
          ?disabled=${busy.has('check')}
          @click=${() => act('check')}
        >
          ${icon(busy.has('check') ? 'turn' : 'eye', busy.has('check') ? 'turning' : '')}${words.text(
            busy.has('check') ? 'maintenance.checking' : 'maintenance.check',
          )}
        </button>
      </div>
    </footer>
  </aside>`;
}

function matter(one: Matter, model: MaintenanceModel): TemplateResult {
  const { words, busy, act } = model;
  const { level, effect, doing, steps, reason, restored, deed } = one;
  return html`
    <header class="is ${level}">
      ${faces[one.sign]()}
      <h3>${one.title}</h3>
      ${restored === null ? nothing : html`<span class="push small">${moment(restored.at, model)}</span>`}
      ${one.since === null ? nothing : lasts(one.since, model)}
    </header>
    <dl>
      ${row(words.text('maintenance.effect'), effect)} ${row(words.text('maintenance.doing'), doing)}
      ${restored === null ? nothing : what(restored, model)}
      ${reason === null ? nothing : row(words.text('maintenance.reason'), html`<span class="reason">${reason}</span>`)}
      ${one.tends.includes('roll') ? roll(one.device?.paper ?? null, model) : nothing}
    </dl>
    <ol class="steps">
      ${steps.map(
        (text, place) =>
          html`<li><b>${words.text('maintenance.step', { step: place + 1 })}</b><span>${text}</span></li>`,
      )}
    </ol>
    ${
      deed === null
        ? nothing
        : html`<button
            class="btn slim main"
            aria-busy=${busy.has(deed)}
            ?disabled=${busy.has(deed)}
            @click=${() => act(deed)}
          >
            ${icon(deeds[deed].icon)}${words.text(deeds[deed].text)}
          </button>`
    }
    ${one.device === null || one.tends.length === 0 ? nothing : tending(one, one.device, model)}
  `;
}

const shortMinutes = 120;

/** For how long it has been so: in minutes while that says something, else since when. */
function lasts(since: string, model: MaintenanceModel): TemplateResult {
  const minutes = Math.max(0, Math.floor((model.nowMs - Date.parse(since)) / 60_000));
  return html`<span class="push small lasts"
    >${
      minutes < shortMinutes
        ? model.words.text('maintenance.lasts', { minutes })
        : model.words.rich('maintenance.since', { time: moment(since, model) })
    }</span
  >`;
}

/** How the estimate comes about, for whoever has to decide when to change the roll. */
function roll(paper: PaperView | null, model: MaintenanceModel): TemplateResult | typeof nothing {
  if (paper === null) return nothing;
  const { words } = model;
  const { loadedAt, printed, whole, isLearned } = paper;
  return row(
    words.text('maintenance.roll'),
    html`${
      loadedAt === null
        ? nothing
        : html`${words.text('maintenance.roll.loaded', { time: moment(loadedAt, model), printed })}<br />`
    }${words.text(isLearned ? 'maintenance.roll.learned' : 'maintenance.roll.assumed', { whole })}`,
  );
}

const tending = ({ tends }: Matter, device: DeviceReport, model: MaintenanceModel): TemplateResult =>
  html`<div class="tends">
    ${tends.map((tend, place) => {
      const className = `btn slim ${place === 0 ? 'main' : ''}`;
      return tend === 'retry'
        ? retryButton(device, model, className)
        : html`<button class=${className} @click=${() => model.askRoll(device)}>
            ${sign('roll')}${model.words.text('maintenance.roll.yes')}
          </button>`;
    })}
  </div>`;

/** What is known of the restoration. */
function what({ cause, lost, backup }: RestoredView, { words }: MaintenanceModel): TemplateResult {
  return html`${row(words.text('maintenance.reason'), words.text(`maintenance.restored.${cause}`))}
  ${row(
    words.text('maintenance.restored.loss'),
    lost === null
      ? words.text('maintenance.restored.unknown')
      : words.text('maintenance.restored.lost', { count: lost }),
  )}
  ${backup === null ? nothing : row(words.text('maintenance.storage'), html`<span class="reason">${backup}</span>`)}`;
}

const row = (name: string, value: TemplateResult | string): TemplateResult =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;
