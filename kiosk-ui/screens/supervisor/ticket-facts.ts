/** One ticket opened: what is known of it, and what can be done about it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import { icon } from '../../theme/icons.ts';
import { claims } from '../counter/claims.ts';
import type { Asker, Told } from './model.ts';
import { deedsFor, iconOf, ticketDeed } from './ticket-deeds.ts';

export function ticketFacts(
  ticket: StaffTicketView,
  told: Told,
  ask: (asker: Asker) => void,
): TemplateResult {
  const { words } = told;
  const deeds = deedsFor(ticket);
  return html`
    <header>
      <span class="plate">${ticket.service}</span>
      <h2 class="number">${ticket.number}</h2>
      <span class="quiet">${words.name(ticket.serviceName)}</span>
    </header>
    <p class="claims">${claims(ticket, words)}</p>
    <dl>
      ${facts(ticket, told).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${notes(ticket, told)}
    ${
      deeds.length === 0
        ? html`<p class="quiet">${words.text('supervisor.ticket.over')}</p>`
        : html`<div class="deeds">
            ${deeds.map(
              (deed) =>
                html`<button class="btn slim" @click=${() => ask(ticketDeed(deed, ticket))}>
                  ${icon(iconOf(deed))}${words.text(`supervisor.do.${deed}`)}
                </button>`,
            )}
          </div>`
    }
  `;
}

type Fact = readonly [name: string, value: TemplateResult | string];

function facts(ticket: StaffTicketView, { view, words }: Told): readonly Fact[] {
  const time = (at: string): string => words.time(Date.parse(at), view.timeZone);
  const { state, ahead, calledAt, startedAt, parkedUntil, appointmentAt, dueAt, counter, print, kiosk } =
    ticket;
  const places = ticket.transfers.map(({ counter: from, reason }) =>
    from === null
      ? words.text('console.sent-by.staff')
      : `${words.text('console.sent-by', { counter: words.name(from.name) })}: ${reason}`,
  );
  const all: readonly (Fact | null)[] = [
    [words.text('supervisor.state'), words.text(`supervisor.state.${state}`)],
    state === 'waiting' ? [words.text('supervisor.ahead'), String(ahead)] : null,
    [words.text('supervisor.archive'), ticket.archiveNumber],
    [
      words.text('supervisor.taken-at'),
      kiosk === ''
        ? time(ticket.takenAt)
        : `${time(ticket.takenAt)} · ${words.text('console.papers.kiosk', { kiosk })}`,
    ],
    calledAt === null
      ? null
      : [
          words.text('supervisor.called-at'),
          `${time(calledAt)} · ${words.text('console.line.called', { times: ticket.calls })}`,
        ],
    startedAt === null ? null : [words.text('console.line.started'), time(startedAt)],
    parkedUntil === null ? null : [words.text('supervisor.parked-until'), time(parkedUntil)],
    appointmentAt === null ? null : [words.text('supervisor.booked-for'), time(appointmentAt)],
    dueAt === null
      ? null
      : [words.text('supervisor.due'), `${words.date(Date.parse(dueAt), view.timeZone)} ${time(dueAt)}`],
    counter === null ? null : [words.text('supervisor.counter'), words.name(counter.name)],
    ticket.firstCounter === null
      ? null
      : [words.text('supervisor.first-contact'), words.name(ticket.firstCounter.name)],
    places.length === 0
      ? null
      : [words.text('supervisor.sent'), html`${places.map((place) => html`<span>${place}</span><br />`)}`],
    print === null ? null : [words.text('supervisor.paper'), paperText(ticket, { words })],
    ticket.beside.length === 0
      ? null
      : [words.text('supervisor.beside'), ticket.beside.map(({ number }) => number).join(', ')],
  ];
  return all.filter((fact) => fact !== null);
}

function paperText({ print, copies }: StaffTicketView, { words }: Pick<Told, 'words'>): string {
  const state = words.text(`supervisor.paper.${print?.state ?? 'waiting'}`);
  return copies === 0 ? state : `${state} · ${words.text('supervisor.copies', { count: copies })}`;
}

/** Texts about persons are read one by one, by whoever has a reason to. */
const notes = ({ notes: all }: StaffTicketView, { words }: Told): TemplateResult | typeof nothing =>
  all.length === 0
    ? nothing
    : html`<ul class="texts">
        ${all.map(
          (note, place) =>
            html`<li>
              <foyer-personal-text
                .words=${words}
                .ref=${note.id}
                .name=${words.text('supervisor.note', { place: place + 1 })}
              ></foyer-personal-text>
            </li>`,
        )}
      </ul>`;
