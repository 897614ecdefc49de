/**
 * Follow my ticket, on the visitor's own telephone: which number, how long, what now. The address is the secret.
 * In the page itself and dressed by a linked sheet, not in a shadow: telephones that are some years old know no adopted
 * sheets, and what Lit does instead there is forbidden by the host's content policy. In its own faces, not in ours: they are
 * half a megabyte that a poor network would bring after the call.
 */
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { NoticeView } from '../../../firmware-host/messages/common.ts';
import type { FollowView } from '../../../firmware-host/messages/views.ts';
import { secondWords, type Bilingual } from '../../elements/second.ts';
import { lineOfStops } from '../../elements/stops.ts';
import { Live } from '../../host/live.ts';
import { Pair } from '../../host/pair.ts';
import { nextLanguage } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { followScheme } from '../../theme/scheme.ts';
import { FollowActions } from './follow-actions.ts';
import { adviceOf, momentIcons, momentOf, titleOf, type Moment } from './moments.ts';
import { OwnMark } from './own-mark.ts';
import { OwnRating } from './own-rating.ts';
import { Summons } from './summons.ts';

const token = location.pathname.split('/').pop() ?? '';
const path = `tickets/${encodeURIComponent(token)}`;
/** Matters that are over need nobody's attention. */
const ended: readonly FollowView['state'][] = ['finished', 'no-show', 'cancelled'];

@customElement('foyer-ticket')
export class TicketScreen extends LitElement {
  private readonly live = new Live<FollowView>(this, path, (view) => this.follow(view), {
    heardHidden: true,
  });
  private readonly pair = new Pair(this);
  private readonly summons = new Summons(this);
  private readonly actions = new FollowActions(this, path, this.summons, (view) => this.adopt(view));
  private readonly rating = new OwnRating(this, path);
  private readonly mark = new OwnMark(this, path, (view) => this.adopt(view));
  private moment: Moment | null = null;
  /** Chosen on this page; until then it speaks the language of the ticket. */
  private language = browserLanguage();

  constructor() {
    super();
    this.pair.use(this.language, [this.language]);
    followScheme();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { words, second } = this.pair;
    const { view, refusal } = this.live;
    if (words === null) return html``;
    const moment = view === null || refusal !== null ? null : momentOf(view);
    document.title = pageTitle(view, moment, words);
    document.documentElement.dataset['moment'] = view?.evacuation === true ? 'evacuation' : (moment ?? '');
    return html`
      <header class="header">
        ${mark()}
        <h1>${view === null ? words.text('phone.title') : words.name(view.lobby)}</h1>
        ${view === null ? nothing : this.languageButton(view, words)}
      </header>
      ${refusal === null ? nothing : unknown(words, refusal)}
      ${
        refusal === null && view === null
          ? html`<main class="starting"><p>${words.text('site.starting')}</p></main>`
          : nothing
      }
      ${view === null || moment === null ? nothing : this.page(view, moment, { words, second })}
    `;
  }

  /** Says, in its own tongue, which language the next touch brings. */
  private languageButton({ languages }: FollowView, words: Words): TemplateResult | typeof nothing {
    const next = nextLanguage(words.language, languages);
    if (next === words.language) return nothing;
    const use = () => {
      this.language = next;
      this.pair.use(next, languages);
    };
    return html`<button class="language" lang=${next} @click=${use}>
      ${icon('globe')}${words.text(`language.${next}`)}
    </button>`;
  }

  private page(view: FollowView, moment: Moment, model: Bilingual): TemplateResult {
    const { words } = model;
    const isCalled = moment === 'called';
    return html`
      <main class="page">
        <div class="first">
          ${view.evacuation ? evacuation(words) : nothing}
          ${view.notices.map((notice) => noticeOf(notice, words))}
          ${isCalled ? this.called(view, words) : this.ticket(view, model)}
        </div>
        <div>
          ${isCalled || view.evacuation ? nothing : now(view, moment, words)}
          ${view.rating === null ? nothing : this.rating.render(view.rating, model)}
          ${view.mark === null ? nothing : this.mark.render(view.mark, model)} ${beside(view, words)}
          ${this.actions.render(view, model)}
        </div>
        ${this.touch(view, words)}
      </main>
    `;
  }

  private ticket(view: FollowView, model: Bilingual): TemplateResult {
    const { ticket, state } = view;
    const { words } = model;
    const taken = { time: words.time(Date.parse(ticket.takenAt), view.timeZone) };
    return html`<section class="ticket ${state}">
      <p class="service">
        <span class="plate">${ticket.service}</span><b>${words.name(ticket.serviceName)}</b>
        ${secondWords(model, (of) => of.name(ticket.serviceName))}
        <time class="second" datetime=${ticket.takenAt}>${words.text('phone.taken', taken)}</time>
      </p>
      ${numberOf(view, words)} ${state === 'waiting' ? way(view, model) : nothing}
    </section>`;
  }

  /** The one thing that matters now, over the whole page. */
  private called(view: FollowView, words: Words): TemplateResult {
    return html`<section class="call ${this.summons.isFresh ? 'fresh' : ''}" role="alert">
      ${icon('bell')}
      <p class="to">${titleOf(view, 'called', words)}</p>
      ${numberOf(view, words)}
      <p class="again">
        ${words.text(view.calls > 1 ? 'phone.called.again' : 'phone.called.text', { count: view.calls })}
      </p>
    </section>`;
  }

  /** How fresh all this is, by the lobby's clock. */
  private touch(view: FollowView, words: Words): TemplateResult {
    const { connected } = this.live;
    const time = words.time(this.live.heardMs(), view.timeZone);
    return html`<p class="touch ${connected ? '' : 'lost'}" role="status">
      ${icon(connected ? 'tick' : 'no-link')}${words.text(connected ? 'phone.live' : 'phone.lost', { time })}
    </p>`;
  }

  private adopt(view: FollowView): void {
    this.live.adopt(view);
    this.follow(view);
  }

  private follow(view: FollowView): void {
    const isFirst = this.moment === null;
    const moment = momentOf(view);
    if (!isFirst && moment !== this.moment) this.actions.settle();
    this.moment = moment;
    if (isFirst) this.language = view.ticket.language;
    this.pair.use(this.language, view.languages);
    this.summons.follow(view);
    this.rating.follow(view);
  }
}

/** The tab of a browser with many others: what to do first, then the number. */
function pageTitle(view: FollowView | null, moment: Moment | null, words: Words): string {
  if (view === null || moment === null) return words.text('phone.title');
  const { ticket, lobby, ahead } = view;
  if (moment === 'waiting') return `${ticket.number} · ${words.text('phone.beside.ahead', { count: ahead })}`;
  if (ended.includes(view.state)) return `${ticket.number} · ${words.name(lobby)}`;
  return `${titleOf(view, moment, words)} · ${ticket.number}`;
}

/** More than there is room for at the usual size: a letter and three digits. */
const isLong = (number: string): boolean => number.length > 4;

const numberOf = ({ ticket }: FollowView, words: Words): TemplateResult =>
  html`<p class="number ${isLong(ticket.number) ? 'long' : ''}">
    <span class="unseen">${words.text('phone.title')} </span><span>${ticket.number}</span>
  </p>`;

const unknown = (words: Words, refusal: string): TemplateResult =>
  html`<main class="unknown">
    ${icon('desk')}
    <p role="alert">${words.refusal(refusal, 'visitor')}</p>
  </main>`;

const evacuation = (words: Words): TemplateResult =>
  html`<div class="notice evacuation" role="alert">
    ${icon('exit')}
    <div>
      <p><b>${words.text('site.evacuation')}</b></p>
      <p>${words.text('site.evacuation.text')}</p>
    </div>
  </div>`;

const noticeOf = ({ kind, texts }: NoticeView, words: Words): TemplateResult =>
  html`<div class="notice ${kind}" role=${kind === 'emergency' ? 'alert' : 'status'}>
    ${icon(kind === 'emergency' ? 'warning' : 'info')}
    <p>${words.name(texts)}</p>
  </div>`;

function way({ ahead, wait }: FollowView, model: Bilingual): TemplateResult {
  const { words } = model;
  const label = (key: 'kiosk.line.counter' | 'kiosk.line.you' | 'phone.ahead' | 'phone.wait') =>
    html`${words.text(key)} ${secondWords(model, (of) => of.text(key))}`;
  return html`${lineOfStops(ahead, 'phone')}
    <p class="ends"><span>${label('kiosk.line.counter')}</span><span>${label('kiosk.line.you')}</span></p>
    <dl class="facts">
      <div>
        <dt>${label('phone.ahead')}</dt>
        <dd>${words.rich('kiosk.ahead', { count: ahead })}</dd>
      </div>
      ${
        wait === null
          ? nothing
          : html`<div>
              <dt>${label('phone.wait')}</dt>
              <dd>${words.wait(wait)}</dd>
            </div>`
      }
    </dl>`;
}

function now(view: FollowView, moment: Moment, words: Words): TemplateResult {
  const paperless = view.state === 'waiting' && view.print?.state !== 'printed';
  const advice = adviceOf(view, moment, words);
  return html`<div class="now ${moment}" role="status">
    ${icon(momentIcons[moment])}
    <div>
      <p><b>${titleOf(view, moment, words)}</b></p>
      ${advice === null ? nothing : html`<p>${advice}</p>`}
      ${paperless ? html`<p>${words.text('phone.photo')}</p>` : nothing}
    </div>
  </div>`;
}

/** What else the same visitor waits for: whoever has several numbers must not miss one for another. */
function beside(view: FollowView, words: Words): TemplateResult | typeof nothing {
  const others = view.beside.filter(({ state }) => !ended.includes(state));
  if (others.length === 0) return nothing;
  return html`<section class="beside" aria-labelledby="beside">
    <h2 id="beside">${words.text('phone.beside')}</h2>
    <ul>
      ${others.map(
        (other) =>
          html`<li class=${other.state}>
            <span class="plate">${other.service.letter}</span>
            <span><b>${other.number}</b> ${words.name(other.service.name)}</span>
            <span class="where">${whereIs(other, words)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

function whereIs({ state, ahead, counter }: FollowView['beside'][number], words: Words): string {
  if (state === 'waiting') return words.text('phone.beside.ahead', { count: ahead });
  if (state === 'called' && counter !== null)
    return words.text('phone.called', { counter: words.name(counter.name) });
  return words.text(state === 'serving' ? 'phone.serving' : 'phone.held');
}
