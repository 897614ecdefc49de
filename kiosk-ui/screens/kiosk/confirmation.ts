/** The number, the way to the counter, and what became of the paper. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TakenTicket } from '../../../firmware-host/messages/views.ts';
import { widthEm } from '../../elements/fit.ts';
import { qrCode } from '../../elements/qr.ts';
import { lineOfStops } from '../../elements/stops.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { choices } from './message.ts';
import type { Paper } from './paper.ts';
import { secondLine, secondWords, type Bilingual } from '../../elements/second.ts';

export interface ConfirmationModel extends Bilingual {
  readonly taken: TakenTicket;
  readonly paper: Paper;
  readonly timeZone: string;
  readonly elder: boolean;
  readonly done: () => void;
  /** Another number for the same visitor. */
  readonly another: () => void;
}

/** What stands beside one another: a name as wide as this, and a number of as many figures. */
const beside = { em: 6.5, figures: 4 };

export function confirmationScreen(model: ConfirmationModel): TemplateResult {
  const photo = model.paper.kind === 'photo';
  return html`
    ${photo ? paperStrip(model) : nothing}
    <main class="ticket">
      ${photo || model.elder ? framed(model) : numbered(model)}
      ${photo || model.elder ? nothing : [lineOfStops(model.taken.ticket.ahead), ends(model)]} ${facts(model)}
      ${follow(model)}
    </main>
    ${photo ? nothing : paperStrip(model)}
    ${choices(
      model,
      { says: 'kiosk.more', shape: 'people', act: model.another },
      photo
        ? { says: 'kiosk.photo.done', shape: 'camera', act: model.done }
        : { says: 'kiosk.done', shape: 'tick', act: model.done },
    )}
  `;
}

function numbered(model: ConfirmationModel): TemplateResult {
  const { words } = model;
  const { ticket } = model.taken;
  const name = words.name(ticket.serviceName);
  // A long name, or a number of many figures, has a line of its own.
  const isStacked = widthEm(name) > beside.em || ticket.number.length > beside.figures;
  return html`<section class="number ${isStacked ? 'stacked' : ''}">
    <p class="service">
      <span class="plate">${ticket.service}</span>
      <span>
        <b>${name}</b>
        ${secondLine(model, (of) => of.name(ticket.serviceName))}
      </span>
    </p>
    <p class="called" aria-label="${words.text('kiosk.ticket.label')} ${ticket.number}">${ticket.number}</p>
  </section>`;
}

/** To be photographed: the number as large as it goes, with service and time, which a photograph must carry. */
function framed(model: ConfirmationModel): TemplateResult {
  const { words, timeZone, paper } = model;
  const { ticket } = model.taken;
  const takenAtMs = Date.parse(ticket.takenAt);
  return html`<section class="frame-number">
    ${
      paper.kind === 'photo'
        ? html`<svg class="corners" viewBox="0 0 884 440" preserveAspectRatio="none" aria-hidden="true">
            <path
              d="M4 76V20A16 16 0 0 1 20 4h56M808 4h56a16 16 0 0 1 16 16v56M880 364v56a16 16 0 0 1-16 16h-56M76 436H20a16 16 0 0 1-16-16v-56"
            />
          </svg>`
        : nothing
    }
    <p class="called" aria-label="${words.text('kiosk.ticket.label')} ${ticket.number}">${ticket.number}</p>
    <p class="service">
      <span
        ><b>${words.name(ticket.serviceName)}</b>
        ${secondWords(model, (of) => of.name(ticket.serviceName))}</span
      >
      <span>${words.date(takenAtMs, timeZone)} ${words.time(takenAtMs, timeZone)}</span>
    </p>
  </section>`;
}

const ends = (model: ConfirmationModel): TemplateResult =>
  html`<p class="ends">
    <span
      >${model.words.text('kiosk.line.counter')}
      ${secondWords(model, (of) => of.text('kiosk.line.counter'))}</span
    >
    <span
      >${model.words.text('kiosk.line.you')} ${secondWords(model, (of) => of.text('kiosk.line.you'))}</span
    >
  </p>`;

function facts(model: ConfirmationModel): TemplateResult {
  const { taken, words } = model;
  return html`<dl class="facts">
    <div>
      <dt>${words.text('kiosk.ahead.label')} ${secondWords(model, (of) => of.text('kiosk.ahead.label'))}</dt>
      <dd>${words.rich('kiosk.ahead', { count: taken.ticket.ahead })}</dd>
    </div>
    ${
      taken.wait === null
        ? nothing
        : html`<div>
            <dt>
              ${words.text('kiosk.wait.label')} ${secondWords(model, (of) => of.text('kiosk.wait.label'))}
            </dt>
            <dd>${words.wait(taken.wait)}</dd>
          </div>`
    }
    ${moment(model, 'kiosk.appointment.label', taken.ticket.appointmentAt)}
    ${moment(model, 'kiosk.due.label', taken.ticket.dueAt)}
  </dl>`;
}

/** A promise, or what was agreed, on a line of its own. */
function moment(
  model: ConfirmationModel,
  label: 'kiosk.appointment.label' | 'kiosk.due.label',
  at: string | null,
): TemplateResult | typeof nothing {
  if (at === null) return nothing;
  const { words, timeZone } = model;
  const ms = Date.parse(at);
  return html`<div class="moment">
    <dt>${words.text(label)} ${secondWords(model, (of) => of.text(label))}</dt>
    <dd>${words.date(ms, timeZone)} ${words.time(ms, timeZone)}</dd>
  </div>`;
}

function follow(model: ConfirmationModel): TemplateResult | typeof nothing {
  const { url } = model.taken.ticket;
  if (url === null) return nothing;
  const title = model.paper.kind === 'photo' ? 'kiosk.photo.follow' : 'kiosk.follow.title';
  return html`<section class="follow">
    ${qrCode(url, model.words.text('kiosk.qr'))}
    <div>
      ${icon('phone')}
      <h3>${model.words.text(title)}</h3>
      <p>${model.words.text('kiosk.follow.text')}</p>
      ${secondLine(model, (of) => of.text(title))}
    </div>
  </section>`;
}

const strips = { printing: 'printer', printed: 'printer', photo: 'no-paper' } as const;

function paperStrip(model: ConfirmationModel): TemplateResult {
  const { paper, words } = model;
  const { text, where } = paper;
  const said = (of: Words) => of.text(text, where === null ? {} : { where: of.name(where) });
  return html`<div class="paper strip ${paper.kind} ${where === null ? '' : 'there'}" role="status">
    ${icon(strips[paper.kind])}
    <div>
      <p><b>${said(words)}</b></p>
      ${secondLine(model, said)}
    </div>
    ${paper.kind === 'printed' && where === null ? icon('arrow-down', 'arrow') : nothing}
    ${paper.kind === 'printing' ? icon('turn', 'turning') : nothing}
  </div>`;
}
