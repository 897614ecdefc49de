/** Follow my ticket, on the visitor's own telephone: which number, how long, what now. The address is the secret. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import type { NoticeView } from '../../../firmware-host/messages/common.ts';
import { lineOfStops, stopsStyle } from '../../elements/stops.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark, type IconName } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import actionsSheet from './actions.css?inline';
import { FollowActions } from './follow-actions.ts';
import ticketSheet from './ticket.css?inline';

/** How many people ahead when the page asks its visitor back; the words of `phone.waiting.text` say the same. */
const nearAhead = 2;
const buzzMs = [200, 120, 200];
const token = location.pathname.split('/').at(-1) ?? '';

type Moment = FollowView['state'] | 'near';

const icons: Readonly<Record<Moment, IconName>> = {
  waiting: 'check',
  near: 'person',
  called: 'bell',
  serving: 'person',
  finished: 'tick',
  held: 'clock',
  parked: 'clock',
  'no-show': 'info',
  cancelled: 'cross',
};

const momentOf = ({ state, ahead }: FollowView): Moment =>
  state === 'waiting' && ahead <= nearAhead ? 'near' : state;

@customElement('foyer-ticket')
export class TicketScreen extends LitElement {
  static override styles = [shared, stopsStyle, unsafeCSS(ticketSheet), unsafeCSS(actionsSheet)];

  private readonly live = new Live<FollowView>(this, `tickets/${encodeURIComponent(token)}`, (view) =>
    this.follow(view),
  );
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: false });
  private readonly actions = new FollowActions(this, token);
  private moment: Moment | null = null;

  constructor() {
    super();
    redrawEverySecond(this);
  }

  protected override render(): TemplateResult {
    const { words } = this.tongue;
    const { view, refusal } = this.live;
    if (words === null) return html``;
    document.title =
      view === null ? words.text('phone.title') : `${view.ticket.number} · ${words.name(view.lobby)}`;
    return html`
      <header class="header">
        ${mark()}
        <h1>${view === null ? words.text('phone.title') : words.name(view.lobby)}</h1>
        ${this.tongue.button('language')}
      </header>
      ${refusal === null ? nothing : unknown(words, refusal)}
      ${refusal === null && view === null ? html`<p class="starting">${words.text('site.starting')}</p>` : nothing}
      ${refusal === null && view !== null ? this.ticket(view, words) : nothing}
    `;
  }

  private ticket(view: FollowView, words: Words): TemplateResult {
    const { ticket } = view;
    const moment = momentOf(view);
    const waiting = view.state === 'waiting';
    const heardMs = Date.now() - this.live.quietMs();
    const time = words.time(heardMs, view.timeZone);
    return html`
      ${view.notices.map((notice) => noticeOf(notice, words))}
      <main class="ticket ${view.state}">
        <p class="service">
          <span class="plate">${ticket.service}</span><b>${words.name(ticket.serviceName)}</b>
          <time class="second" datetime=${ticket.takenAt}
            >${words.text('phone.taken', { time: words.time(Date.parse(ticket.takenAt), view.timeZone) })}</time
          >
        </p>
        <p class="number" aria-label="${words.text('phone.title')} ${ticket.number}">${ticket.number}</p>
        ${waiting ? this.way(view, words) : nothing}
      </main>
      ${now(view, moment, words)} ${this.actions.render(view, words)}
      <p class="touch" role="status">
        ${
          this.live.connected
            ? html`${icon('tick')}${words.text('phone.live', { time })}`
            : html`${icon('no-link')}${words.text('phone.lost', { time })}`
        }
      </p>
    `;
  }

  private way(view: FollowView, words: Words): TemplateResult {
    return html`${lineOfStops(view.ahead)}
      <p class="ends">
        <span>${words.text('kiosk.line.counter')}</span><span>${words.text('kiosk.line.you')}</span>
      </p>
      <dl class="facts">
        <div>
          <dt>${words.text('kiosk.ahead.label')}</dt>
          <dd>${words.rich('kiosk.ahead', { count: view.ahead })}</dd>
        </div>
        ${
          view.wait === null
            ? nothing
            : html`<div>
                <dt>${words.text('kiosk.wait.label')}</dt>
                <dd>${words.wait(view.wait)}</dd>
              </div>`
        }
      </dl>`;
  }

  private follow(view: FollowView): void {
    if (this.moment === null) this.tongue.use(view.ticket.language);
    const moment = momentOf(view);
    const changed = this.moment !== null && moment !== this.moment;
    this.moment = moment;
    if (changed) this.actions.settle();
    // Telephones without a motor, or not touched yet, simply do not move; the page says it in any case.
    if (changed && (moment === 'near' || moment === 'called')) navigator.vibrate?.(buzzMs);
  }
}

const unknown = (words: Words, refusal: string): TemplateResult =>
  html`<main class="unknown" role="alert">
    ${icon('desk')}
    <p>${words.refusal(refusal, 'visitor')}</p>
  </main>`;

const noticeOf = ({ kind, texts }: NoticeView, words: Words): TemplateResult =>
  html`<aside class="notice ${kind}" role=${kind === 'emergency' ? 'alert' : 'status'}>
    ${icon(kind === 'emergency' ? 'warning' : 'info')}
    <p>${words.name(texts)}</p>
  </aside>`;

function now(view: FollowView, moment: Moment, words: Words): TemplateResult {
  const paperless = view.state === 'waiting' && view.print?.state !== 'printed';
  const text = textOf(view, moment, words);
  return html`<aside class="now ${moment}" role="status" aria-live="assertive">
    ${icon(icons[moment])}
    <div>
      <p><b>${titleOf(view, moment, words)}</b></p>
      ${text === null ? nothing : html`<p>${text}</p>`}
      ${paperless ? html`<p>${words.text('phone.photo')}</p>` : nothing}
    </div>
  </aside>`;
}

function titleOf({ counter, parkedUntil, timeZone }: FollowView, moment: Moment, words: Words): string {
  if (moment === 'called') {
    return counter === null
      ? words.text('phone.called.text')
      : words.text('phone.called', { counter: words.name(counter.name) });
  }
  if (moment !== 'parked') return words.text(`phone.${moment}`);
  return parkedUntil === null
    ? words.text('phone.held')
    : words.text('phone.parked', { time: words.time(Date.parse(parkedUntil), timeZone) });
}

function textOf({ counter, actions }: FollowView, moment: Moment, words: Words): string | null {
  const place = counter === null ? null : words.name(counter.name);
  if (moment === 'serving') return place;
  if (moment === 'held') return place === null ? null : words.text('phone.held.text', { counter: place });
  if (moment === 'no-show' && actions.includes('return')) return words.text('phone.no-show.return');
  return words.text(`phone.${moment}.text`);
}
