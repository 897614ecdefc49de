/** The visitor, stepped aside to the left while the case is being written: the visit stands upright. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import { icon } from '../../theme/icons.ts';
import { cameFrom, firstOf } from './first-contact.ts';
import { lasting } from './lasting.ts';
import type { ConsoleModel } from './model.ts';

const MS_PER_MINUTE = 60_000;

export function ticketAside(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { words } = model;
  return html`<section class="aside" aria-label=${words.text('console.aside')}>
    <span class="number">${ticket.number}</span>
    <p class="at">
      <span class="is go phase">${icon('person')}${words.text('console.state.serving')}</span>
      ${cameFrom(model, ticket)}
    </p>
    ${upright(model, ticket)} ${past(model, ticket)} ${rest(model)}
  </section>`;
}

function upright({ view, words, nowMs }: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const takenMs = Date.parse(ticket.takenAt);
  const calledMs = Date.parse(ticket.calledAt ?? ticket.takenAt);
  const startedMs = Date.parse(ticket.startedAt ?? ticket.calledAt ?? ticket.takenAt);
  const at = (ms: number) => words.time(ms, view.timeZone);
  const stop = (name: string, ms: number, took: string, lastsMs: number): TemplateResult =>
    html`<b>${name} <span class="num">${at(ms)}</span></b
      ><span class="took quiet">${took}<b class="num">${lasting(lastsMs)}</b></span>`;
  return html`<ol class="upright" aria-label=${words.text('console.line')}>
    <li>
      ${stop(words.text('console.line.taken'), takenMs, words.text('console.line.waited'), calledMs - takenMs)}
    </li>
    <li>
      ${stop(
        words.text('console.line.called', { times: ticket.calls }),
        calledMs,
        words.text('console.line.walking'),
        startedMs - calledMs,
      )}
    </li>
    <li class="running" aria-current="step">
      ${stop(
        words.text('console.line.started'),
        startedMs,
        words.text('console.line.serving'),
        nowMs - startedMs,
      )}
    </li>
    <li><b>${words.text('console.line.to-finish')}</b></li>
  </ol>`;
}

/** The record of the first contact in a few lines. */
function past(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { words, notes } = model;
  return html`<div class="past" role="region" tabindex="0" aria-labelledby="past">
    <header>
      ${icon('note')}
      <h2 id="past">${words.text('console.first')}</h2>
      <span class="quiet push">${firstOf(model, ticket, true)}</span>
    </header>
    <dl>
      ${notes.notesOf(ticket).map(({ id, kind }) => {
        const read = notes.texts.of(id);
        return html`<dt>${words.text(`console.note.${kind}`)}</dt>
          <dd class=${read.state}>
            ${read.state === 'read' ? read.text : words.text(`console.note.${read.state}`)}
          </dd>`;
      })}
    </dl>
  </div>`;
}

/** Those who wait are not forgotten while somebody writes. */
function rest({ view, words, nowMs }: ConsoleModel): TemplateResult {
  const taken = view.next.map(({ takenAt }) => Date.parse(takenAt));
  const [next] = view.next;
  return html`<p class="rest">
    <b>${words.text('console.waiting', { count: view.waiting })}</b>
    ${
      next === undefined
        ? nothing
        : html`<span class="quiet"
              >${words.rich('console.longest', {
                minutes: Math.floor((nowMs - Math.min(...taken)) / MS_PER_MINUTE),
              })}</span
            ><span class="push quiet">${words.text('console.next')} <b class="num">${next.number}</b></span>`
    }
  </p>`;
}
