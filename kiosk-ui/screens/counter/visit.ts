/** The middle: the visitor in front of you, or why there is none. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { claims } from './claims.ts';
import { lasting } from './lasting.ts';
import type { ConsoleModel } from './model.ts';

export function visit(model: ConsoleModel): TemplateResult {
  const { view, words } = model;
  const { ticket } = view;
  if (ticket === null) return free(model);
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
    </div>
    ${facts(model, ticket)}
    ${model.question === null ? html`${line(model, ticket)} ${overran(model, ticket)} ${story(model, ticket)}` : nothing}
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
    ${
      ticket.beside.length === 0
        ? nothing
        : html`<span class="is"
            >${icon('link')}${words.text('console.beside', {
              numbers: ticket.beside.map(({ number }) => number).join(' '),
            })}</span
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

/** Where the visitor was before, and why: nobody has to begin again. */
function story({ view, words }: ConsoleModel, ticket: CounterTicket): TemplateResult | typeof nothing {
  const { firstCounter, transfers } = ticket;
  const first = firstCounter !== null && firstCounter.id !== view.counter.id ? firstCounter : null;
  if (first === null && transfers.length === 0) return nothing;
  return html`<section class="story">
    ${
      first === null
        ? nothing
        : html`<p class="quiet">
            ${words.text('console.first-counter', { counter: words.name(first.name) })}
          </p>`
    }
    <ul>
      ${transfers.map(
        ({ counter, serviceName, reason }) =>
          html`<li>
            ${icon('swap')}<b
              >${
                counter === null
                  ? words.text('console.sent-by.staff')
                  : words.text('console.sent-by', { counter: words.name(counter.name) })
              }</b
            ><span class="quiet">${words.name(serviceName)}</span><span class="why">${reason}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Nobody is here: for lack of visitors, or because the agent is away or writes up. */
function free({ view, words, nowMs }: ConsoleModel): TemplateResult {
  const { shape, phase, hint } = freedom({ view, words });
  return html`<div class="free">
    ${icon(shape)}
    <p class="phase">${phase}</p>
    ${
      view.since === null
        ? nothing
        : html`<p class="num big" role="timer">${lasting(nowMs - Date.parse(view.since))}</p>`
    }
    <p class="quiet">${hint}</p>
  </div>`;
}

function freedom({ view, words }: Pick<ConsoleModel, 'view' | 'words'>): {
  readonly shape: IconName;
  readonly phase: string;
  readonly hint: string;
} {
  if (view.state === 'paused') {
    const reason = view.pause === null ? '' : ` · ${words.text(`console.pause.${view.pause}`)}`;
    return {
      shape: 'cup',
      phase: words.text('console.state.paused') + reason,
      hint: words.text('console.paused.hint'),
    };
  }
  const [next] = view.next;
  if (view.state === 'wrap-up') {
    return {
      shape: 'pen',
      phase: words.text('console.state.wrap-up'),
      hint:
        next === undefined
          ? words.text('console.wrap-up.hint')
          : words.text('console.wrap-up.call', { number: next.number }),
    };
  }
  return {
    shape: next === undefined ? 'check' : 'bell',
    phase: words.text('console.idle'),
    hint:
      next === undefined
        ? words.text('console.idle.wait')
        : words.text('console.idle.call', { number: next.number }),
  };
}

/** A visit drawn as a railway line: stations are moments, track is time. */
function line({ view, words, nowMs }: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const takenMs = Date.parse(ticket.takenAt);
  const calledMs = ticket.calledAt === null ? null : Date.parse(ticket.calledAt);
  const startedMs = ticket.startedAt === null ? null : Date.parse(ticket.startedAt);
  const at = (ms: number | null) => (ms === null ? nothing : words.time(ms, view.timeZone));
  const serving = startedMs !== null;
  return html`<ol class="line" aria-label=${words.text('console.line')}>
    <li>
      <span class="took quiet"
        >${words.text('console.line.waited')}<b class="num"
          >${lasting((calledMs ?? nowMs) - takenMs)}</b
        ></span
      >
      <span class="at"><b>${words.text('console.line.taken')}</b>${at(takenMs)}</span>
    </li>
    <li aria-current=${serving ? 'false' : 'step'}>
      <span class="took ${serving ? 'quiet' : ''}"
        >${words.text('console.line.walking')}<b class="num ${serving ? '' : 'big'}"
          >${lasting((startedMs ?? nowMs) - (calledMs ?? nowMs))}</b
        ></span
      >
      <span class="at"
        ><b>${words.text('console.line.called', { times: ticket.calls })}</b>${at(calledMs)}</span
      >
    </li>
    <li class=${serving ? '' : 'next'} aria-current=${serving ? 'step' : 'false'}>
      <span class="took ${serving ? '' : 'quiet'}"
        >${words.text('console.line.serving')}${
          serving ? html`<b class="num big">${lasting(nowMs - startedMs)}</b>` : nothing
        }</span
      >
      <span class="at"
        ><b>${words.text(serving ? 'console.line.started' : 'console.line.to-start')}</b
        >${at(startedMs)}</span
      >
    </li>
    <li class="next">
      <span class="at"><b>${words.text('console.line.to-finish')}</b></span>
    </li>
  </ol>`;
}
