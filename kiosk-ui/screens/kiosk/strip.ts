/** One strip, and in it what matters most: the connection, then what the next number will be, then the lobby's notices. */
import { html, nothing, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { noticePages, pagesOf, turnOf, type Page, type Room } from '../../elements/notices.ts';
import { secondLine, secondWords } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { HomeModel } from './home-model.ts';
import { needsLine } from './needs.ts';

type Kind = 'notice' | 'warn' | 'chosen';

/** What is said to this visitor stays until it is over: a page at a time, the first of them first. */
interface Said {
  readonly kind: Exclude<Kind, 'notice'>;
  readonly shape: IconName;
  readonly text: (words: Words) => string;
}

/** @param many whether three ways stand beside it where a screen lies on its side, and leave it less room */
export function strip(model: HomeModel, many: boolean): TemplateResult | typeof nothing {
  const said = saidBy(model);
  if (said !== null) return stripOf(model, said, roomOf(said.kind, model.session.elder, many));
  return model.view.toRate.length > 0 ? rateStrip(model) : noticeStrip(model);
}

function saidBy({ isLost, retrying, session }: HomeModel): Said | null {
  if (retrying) return { kind: 'warn', shape: 'turn', text: (of) => of.text('kiosk.retrying') };
  if (isLost) return { kind: 'warn', shape: 'no-link', text: (of) => of.text('kiosk.offline') };
  const { beside } = session;
  const needs = needsLine(session);
  if (needs !== null) return { kind: 'chosen', shape: 'heart', text: needs };
  if (beside === null) return null;
  const { number } = beside;
  return { kind: 'chosen', shape: 'people', text: (of) => of.text('kiosk.more.chosen', { number }) };
}

/** What a line of the strip has room for, and how many lines there are, as the sheets draw it; bold words are a little wider. */
function roomOf(kind: Kind, elder: boolean, many: boolean): Room {
  const isNotice = kind === 'notice';
  if (innerWidth < innerHeight) {
    const lines = kind === 'chosen' ? 3 : isNotice && elder ? 1 : 2;
    return { em: elder ? 18 : isNotice ? 24.5 : 23.5, lines };
  }
  if (isNotice) return { em: elder ? 10.5 : 14, lines: 3 };
  // On a screen that lies on its side, it is so much of the frame's width, without what stands around the words.
  const px = ((800 * innerWidth) / innerHeight) * (many ? 0.42 : 0.52) - 152;
  return { em: px / (elder ? 36 : 27.5), lines: 3 };
}

/** In the place of the notices, for whoever comes from a counter where nothing asks how it was. */
const rateStrip = (model: HomeModel): TemplateResult =>
  html`<nav class="notice to-rate">
    ${model.view.toRate.map((visit) => {
      const say = (of: Words) => of.text('kiosk.rate', { number: visit.number });
      return html`<button class="control" @click=${() => model.rate(visit)}>
        ${icon('star')}<span><b>${say(model.words)}</b>${secondWords(model, say)}</span>
      </button>`;
    })}
  </nav>`;

/** In both languages where both have room, else in one after the other. */
function stripOf(model: HomeModel, { kind, shape, text }: Said, room: Room): TemplateResult {
  const pages = pagesOf(text, model, room);
  const one = pages.length === 1;
  const words = text(model.words);
  // Who hears it hears it once, and not each page of it.
  return html`<div class="notice strip ${kind}">
    ${icon(shape, shape === 'turn' ? 'turning' : '')}
    <div role="status" class=${one ? '' : 'unseen said'}>
      <p><b>${words}</b></p>
      ${secondLine(model, text)}
    </div>
    ${one ? nothing : html`<div aria-hidden="true">${turning(words, pages)}</div>`}
  </div>`;
}

/** Begins with the first page whenever the text is new: a visitor is answered in the visitor's language. */
class Turning extends Directive {
  private text = '';
  private since = 0;

  render(text: string, pages: readonly Page[]): readonly TemplateResult[] {
    if (text !== this.text) [this.text, this.since] = [text, performance.now()];
    const place = turnOf(pages.length, this.since);
    return pages
      .slice(place, place + 1)
      .flatMap(({ lang, lines }) => lines.map((line) => html`<p lang=${lang}><b>${line}</b></p>`));
  }
}
const turning = directive(Turning);

function noticeStrip(model: HomeModel): TemplateResult | typeof nothing {
  const { view, session, words } = model;
  const pages = noticePages(view.notices, model, roomOf('notice', session.elder, false));
  const page = pages[turnOf(pages.length)];
  if (page === undefined) return nothing;
  return html`<aside class="notice strip">
    ${icon('info')}
    <div lang=${page.lang === words.language ? nothing : page.lang}>
      ${page.lines.map((line) => html`<p>${line}</p>`)}
      ${page.below === null ? nothing : html`<p class="second" lang=${model.second?.language ?? nothing}>${page.below}</p>`}
    </div>
  </aside>`;
}
