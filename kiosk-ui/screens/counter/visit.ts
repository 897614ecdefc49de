/** The middle: the visitor in front of you, or why there is none. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import { away } from './away.ts';
import { beside } from './beside.ts';
import { claims } from './claims.ts';
import { cameFrom, firstContact, jot } from './first-contact.ts';
import { markBar } from './mark.ts';
import type { ConsoleModel } from './model.ts';
import { kept } from './promise.ts';
import { timeline } from './timeline.ts';

const alone: readonly ConsoleModel['question'][] = ['transfer', 'hand-over', 'sure'];

export function visit(model: ConsoleModel): TemplateResult {
  const { view, words } = model;
  const { ticket } = view;
  if (ticket === null) return away(model);
  // Where the visitor goes is asked on the whole sheet; its title has the number.
  if (alone.includes(model.question)) return html``;
  return html`
    <div class="now">
      <span class="number">${ticket.number}</span>
      <div class="about">
        ${
          ticket.state === 'called'
            ? html`<span class="tag call phase">${icon('bell')}${words.text('console.state.called')}</span>`
            : html`<span class="is go phase">${icon('person')}${words.text('console.state.serving')}</span>`
        }
        <span>
          ${words.name(ticket.serviceName)} ·
          ${words.rich('console.archive', { number: ticket.archiveNumber })}
        </span>
      </div>
      <div class="about end">${cameFrom(model, ticket)} ${kept(model, ticket)}</div>
    </div>
    ${facts(model, ticket)} ${beside(model, ticket)}
    ${model.question === null ? html`${timeline(model, ticket)} ${overran(model, ticket)} ${firstContact(model, ticket)} ${markBar(model)} ${jot(model, ticket)}` : nothing}
  `;
}

/** What the agent has to know of the visitor at once. */
function facts({ view, words }: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const time = (instant: string) => words.time(Date.parse(instant), view.timeZone);
  const moment = (instant: string) => `${words.date(Date.parse(instant), view.timeZone)} ${time(instant)}`;
  // The time says it already.
  const booked = ticket.class === 'appointment' && ticket.appointmentAt !== null;
  return html`<p class="facts">
    ${claims(booked ? { ...ticket, class: 'ordinary' } : ticket, words)}
    ${
      ticket.appointmentAt === null
        ? nothing
        : html`<span class="is"
            >${icon('clock')}${words.text('console.booked', { time: time(ticket.appointmentAt) })}</span
          >`
    }
    ${
      ticket.dueAt === null
        ? nothing
        : html`<span class="is"
            >${icon('check')}${words.text('console.due', { time: moment(ticket.dueAt) })}</span
          >`
    }
  </p>`;
}

function overran({ words, busy, act }: ConsoleModel, ticket: CounterTicket): TemplateResult | typeof nothing {
  if (!ticket.overran || ticket.state !== 'serving') return nothing;
  return html`<div class="nudge" role="status">
    ${icon('clock')}<span>${words.text('console.overran')}</span>
    <button class="btn slim push" aria-busy=${busy} @click=${() => act('finish-forgotten')}>
      ${words.text('console.finish-forgotten')}
    </button>
  </div>`;
}
