/** Numbers, found by what the visitor remembers: the lost ones, those who are away, those who are left. */
import { LitElement, html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { StaffPapers, StaffTicketView, StaffTickets } from '../../../firmware-host/messages/staff.ts';
import { icon } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { staff } from '../../theme/staff.ts';
import { valueOf } from './fields.ts';
import listsSheet from './lists.css?inline';
import { Loaded } from './loaded.ts';
import { dateOf, instantOf } from './lobby-time.ts';
import type { Asker, Told } from './model.ts';
import { serviceOptions } from './said.ts';
import { ticketFacts } from './ticket-facts.ts';
import { enterSlip, takeNumber } from './ticket-deeds.ts';

const filters = ['all', 'waiting', 'held', 'parked', 'no-show', 'papers'] as const;
type Filter = (typeof filters)[number];

interface Wanted {
  readonly number: string;
  readonly service: string;
  readonly from: string;
  readonly to: string;
}

const anything: Wanted = { number: '', service: '', from: '', to: '' };

export class Tickets extends LitElement {
  static override styles = [...staff, unsafeCSS(listsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) ask: (asker: Asker) => void = () => undefined;
  @property({ attribute: false }) position = 0;
  /** What to begin with. */
  @property({ attribute: false }) start = '';

  @state() private filter: Filter = 'all';
  @state() private wanted: Wanted = anything;
  @state() private openId: string | null = null;
  private readonly found = new Loaded<StaffTickets | StaffPapers>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const begun = filters.find((filter) => filter === this.start);
    if (changed.has('start') && begun !== undefined) this.filter = begun;
    if (this.told !== null) this.found.follow(this.path(this.told), this.position);
  }

  protected override render(): TemplateResult {
    const { told } = this;
    if (told === null) return html``;
    const { words } = told;
    const { view } = this.found;
    const tickets = view === null ? [] : 'tickets' in view ? view.tickets : view.papers;
    const open = tickets.find(({ id }) => id === this.openId);
    return html`
      <section class="list">
        <header>
          <h1>${words.text('supervisor.tab.tickets')}</h1>
          <span class="quiet"
            >${view !== null && 'total' in view ? words.text('supervisor.found', { count: view.total }) : nothing}</span
          >
          <span class="push do">
            <button
              class="btn slim"
              @click=${() => this.ask(enterSlip)}
              ?disabled=${enterSlip(told) === null}
            >
              ${sign('ticket')}${words.text('supervisor.do.slip')}
            </button>
            <button class="btn slim main" @click=${() => this.ask(takeNumber)}>
              ${icon('person')}${words.text('supervisor.do.take')}
            </button>
          </span>
        </header>
        ${this.filters(told)} ${this.search(told)}
        ${
          view === null
            ? html`<p class="none quiet" role="status">${words.text('site.starting')}</p>`
            : tickets.length === 0
              ? html`<p class="none quiet">${words.text('supervisor.found.none')}</p>`
              : this.table(tickets, told)
        }
      </section>
      <aside class="open" aria-label=${words.text('supervisor.ticket')}>
        ${
          open === undefined
            ? html`<p class="quiet none">${words.text('supervisor.ticket.none')}</p>`
            : ticketFacts(open, told, this.ask)
        }
      </aside>
    `;
  }

  private filters({ view, words }: Told): TemplateResult {
    const counts: Partial<Record<Filter, number>> = {
      waiting: view.leftOver.filter(({ state: at }) => at === 'waiting').length,
      held: view.leftOver.filter(({ state: at }) => at === 'held').length,
      parked: view.parked.length,
      papers: view.printProblems,
    };
    return html`<div class="pick" role="group" aria-label=${words.text('supervisor.show')}>
      ${filters.map(
        (filter) =>
          html`<button aria-pressed=${filter === this.filter} @click=${() => (this.filter = filter)}>
            ${
              filter === 'all' || filter === 'papers'
                ? words.text(`supervisor.show.${filter}`)
                : words.text(`supervisor.state.${filter}`)
            }${counts[filter] === undefined ? nothing : html` <b class="num">${counts[filter]}</b>`}
          </button>`,
      )}
    </div>`;
  }

  private search(told: Told): TemplateResult {
    const { words } = told;
    const { number, service, from, to } = this.wanted;
    const set = (part: Partial<Wanted>) => (this.wanted = { ...this.wanted, ...part });
    return html`<div class="search" role="search" ?hidden=${this.filter === 'papers'}>
      <wa-input
        label=${words.text('supervisor.number')}
        maxlength="20"
        autocomplete="off"
        .value=${number}
        @input=${(event: Event) => set({ number: valueOf(event).trim() })}
      ></wa-input>
      <wa-select
        label=${words.text('supervisor.service')}
        .value=${service === '' ? 'any' : service}
        @change=${(event: Event) => set({ service: valueOf(event) === 'any' ? '' : valueOf(event) })}
      >
        <wa-option value="any">${words.text('supervisor.any')}</wa-option>
        ${serviceOptions(told).map((one) => html`<wa-option value=${one.value}>${one.label}</wa-option>`)}
      </wa-select>
      <wa-time-input
        label=${words.text('supervisor.taken-from')}
        hour-format="24"
        with-clear
        .value=${from}
        @change=${(event: Event) => set({ from: valueOf(event) })}
      ></wa-time-input>
      <wa-time-input
        label=${words.text('supervisor.taken-to')}
        hour-format="24"
        with-clear
        .value=${to}
        @change=${(event: Event) => set({ to: valueOf(event) })}
      ></wa-time-input>
    </div>`;
  }

  private table(tickets: readonly StaffTicketView[], told: Told): TemplateResult {
    const { words } = told;
    return html`<table>
      <thead>
        <tr>
          <th>${words.text('supervisor.number')}</th>
          <th>${words.text('supervisor.service')}</th>
          <th>${words.text('supervisor.state')}</th>
          <th>${words.text('supervisor.taken-at')}</th>
          <th>${words.text('supervisor.counter')}</th>
          <th>${words.text('supervisor.archive')}</th>
        </tr>
      </thead>
      <tbody>
        ${tickets.map((ticket) => this.row(ticket, told))}
      </tbody>
    </table>`;
  }

  private row(ticket: StaffTicketView, { view, words }: Told): TemplateResult {
    const { id, number, service, serviceName, counter, takenAt, archiveNumber } = ticket;
    const isOpen = id === this.openId;
    return html`<tr class=${isOpen ? 'now' : ''}>
      <th scope="row" class="big">
        <button class="opens" aria-expanded=${isOpen} @click=${() => (this.openId = isOpen ? null : id)}>
          ${number}
        </button>
      </th>
      <td>
        <span class="service"><i class="plate">${service}</i>${words.name(serviceName)}</span>
      </td>
      <td>${stateOf(ticket, { words })}</td>
      <td class="num">${words.time(Date.parse(takenAt), view.timeZone)}</td>
      <td>${counter === null ? html`<span class="quiet">—</span>` : words.name(counter.name)}</td>
      <td class="quiet">${archiveNumber}</td>
    </tr>`;
  }

  private path({ view, nowMs }: Told): string {
    if (this.filter === 'papers') return 'staff/papers';
    const { number, service, from, to } = this.wanted;
    const today = dateOf(nowMs, view.timeZone);
    const asked = new URLSearchParams();
    if (this.filter !== 'all') asked.set('state', this.filter);
    if (number !== '') asked.set('number', number);
    if (service !== '') asked.set('service', service);
    if (from !== '') asked.set('takenFrom', instantOf(today, from, view.timeZone));
    if (to !== '') asked.set('takenTo', instantOf(today, to, view.timeZone));
    const query = asked.toString();
    return query === '' ? 'staff/tickets' : `staff/tickets?${query}`;
  }
}

const stateIcons = {
  waiting: 'people',
  called: 'bell',
  serving: 'person',
  held: 'swap',
  parked: 'clock',
  finished: 'check',
  'no-show': 'cross',
  cancelled: 'cross',
} as const;

export const stateOf = (
  { state: at, overran }: Pick<StaffTicketView, 'state' | 'overran'>,
  { words }: Pick<Told, 'words'>,
): TemplateResult =>
  html`<span class="is ${overran ? 'bad' : at === 'called' ? 'warn' : at === 'serving' ? 'go' : ''}"
    >${icon(stateIcons[at])}${words.text(`supervisor.state.${at}`)}</span
  >`;
