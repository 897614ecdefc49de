/** The start: one decision, which service. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { KioskService } from '../../../firmware-host/messages/views.ts';
import { noticePages, turnOf } from '../../elements/notices.ts';
import { secondLine, secondWords } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { HomeModel } from './home-model.ts';
import { card, elderRow, longOf, priorityLetter, unbroken, way, wrapsOf } from './service-card.ts';
import { tools } from './tools.ts';

const rowsInGrid = 6;
const rowsForElders = 5;
const rowsForEldersLow = 4;
/** What one line of the notice strip has room for, and how many lines there are. */
const noticeRoom = { em: 24.5, lines: 2 };
const noticeRoomForElders = { em: 18, lines: 1 };

export const homeScreen = (model: HomeModel): TemplateResult => html`
  ${model.session.elder ? elderServices(model) : services(model)} ${strip(model)} ${tools(model)}
`;

function services(model: HomeModel): TemplateResult {
  const all = model.view.services;
  const ordinary = all.filter((service) => service.letter !== priorityLetter);
  const apart = all.filter((service) => service.letter === priorityLetter);
  // With room in the row of ways, the seventh and eighth service stand there and nobody has to turn a page.
  const overflow = ordinary.length > rowsInGrid && ordinary.length + apart.length <= rowsInGrid + 2;
  const paged = overflow ? ordinary.slice(0, rowsInGrid) : ordinary;
  const others = overflow ? [...ordinary.slice(rowsInGrid), ...apart] : apart;
  const pages = Math.max(1, Math.ceil(paged.length / rowsInGrid));
  const page = Math.min(model.session.page, pages - 1);
  const shown = paged.slice(page * rowsInGrid, (page + 1) * rowsInGrid);
  const ways = waysOf(model);
  const inRow = others.length + ways.length + (pages > 1 ? 1 : 0);
  return html`
    <main class="services" aria-label=${model.words.text('kiosk.services')}>
      ${all.length === 0 ? html`<p class="empty">${model.words.text('kiosk.empty')}</p>` : nothing}
      ${shown.map((service) => card(model, service))}
    </main>
    <section class="ways ${inRow > 2 ? 'many' : ''} ${inRow > 3 ? 'most' : ''}">
      ${others.map((service) => way(model, service, inRow === 1))}
      ${pages > 1 ? turnPage(model, page, pages, paged.length - (page + 1) * rowsInGrid) : nothing}
      ${ways.map((one) => wayButton(model, one))}
    </section>
  `;
}

const isPriority = ({ letter }: KioskService): boolean => letter === priorityLetter;

function elderServices(model: HomeModel): TemplateResult {
  const rows = model.session.reach ? rowsForEldersLow : rowsForElders;
  const sorted = model.view.services.toSorted((a, b) => Number(isPriority(b)) - Number(isPriority(a)));
  const [before, after] = [
    waysOf(model).filter(({ early }) => early),
    waysOf(model).filter(({ early }) => !early),
  ];
  const all = [
    ...before.map((one) => () => elderWay(model, one)),
    ...sorted.map((service) => () => elderRow(model, service)),
    ...after.map((one) => () => elderWay(model, one)),
  ];
  const pages = Math.max(1, Math.ceil(all.length / rows));
  const page = Math.min(model.session.page, pages - 1);
  return html`
    <main class="services" aria-label=${model.words.text('kiosk.services')}>
      ${sorted.length === 0 ? html`<p class="empty">${model.words.text('kiosk.empty')}</p>` : nothing}
      ${all.slice(page * rows, (page + 1) * rows).map((row) => row())}
    </main>
    ${
      pages === 1
        ? nothing
        : html`<nav class="pages">
            <p>${model.words.text('kiosk.page', { page: page + 1, pages })}</p>
            ${turnPage(model, page, pages, all.length - (page + 1) * rows)}
          </nav>`
    }
  `;
}

function turnPage(model: HomeModel, page: number, pages: number, left: number): TemplateResult {
  const last = page === pages - 1;
  const turn = () => model.change({ page: last ? 0 : page + 1 });
  return html`<button class="control turn" @click=${turn}>
    <b
      >${
        last ? model.words.text('kiosk.first-page') : model.words.text('kiosk.next-page', { count: left })
      }</b
    >
    ${icon(last ? 'repeat' : 'down')}
  </button>`;
}

/** Another way to a number than the ordinary one. */
interface Way {
  readonly says: TextKey;
  readonly shape: IconName;
  readonly act: () => void;
  /** Elders find it before the services. */
  readonly early: boolean;
}

function waysOf(model: HomeModel): readonly Way[] {
  const { session, view, change } = model;
  if (session.priority !== null) {
    return [
      { says: 'kiosk.priority.undo', shape: 'cross', act: () => change({ priority: null }), early: false },
    ];
  }
  const code: Way = { says: 'kiosk.code', shape: 'calendar', act: model.enterCode, early: false };
  const priority: Way = { says: 'kiosk.priority', shape: 'heart', act: model.askReason, early: true };
  return view.priorityReasons.length === 0 ? [code] : [code, priority];
}

const isOff = (model: HomeModel): boolean => !model.connected || model.taking !== null;

const wayButton = (model: HomeModel, { says, shape, act }: Way): TemplateResult => html`
  <button
    class="control way ${model.connected ? '' : 'closed'}"
    aria-disabled=${isOff(model)}
    @click=${isOff(model) ? undefined : act}
  >
    ${icon(shape, 'sign')}
    <span class="title">
      <b class="${longOf(model.words.text(says))} ${wrapsOf(model.words.text(says))}"
        >${unbroken(model.words.text(says))}</b
      >
      ${secondWords(model, (of) => of.text(says))}
    </span>
  </button>
`;

const elderWay = (model: HomeModel, { says, shape, act }: Way): TemplateResult => html`
  <button
    class="control service byway ${model.connected ? '' : 'closed'}"
    aria-disabled=${isOff(model)}
    @click=${isOff(model) ? undefined : act}
  >
    ${icon(shape, 'sign')}
    <h3 class=${longOf(model.words.text(says))}>${unbroken(model.words.text(says))}</h3>
  </button>
`;

/** One strip, and in it what matters most: the connection, then what the next number will be, then the lobby's notices. */
function strip(model: HomeModel): TemplateResult | typeof nothing {
  const { connected, retrying, session } = model;
  if (retrying) return stripOf(model, 'warn', 'turn', (of) => of.text('kiosk.retrying'));
  if (!connected) return stripOf(model, 'warn', 'no-link', (of) => of.text('kiosk.offline'));
  const { priority, beside } = session;
  if (priority !== null) {
    return stripOf(model, 'chosen', 'heart', (of) =>
      of.text('kiosk.priority.chosen', { reason: of.text(`priority.${priority}`) }),
    );
  }
  if (beside !== null) {
    const { number } = beside;
    return stripOf(model, 'chosen', 'people', (of) => of.text('kiosk.more.chosen', { number }));
  }
  return noticeStrip(model);
}

const stripOf = (
  model: HomeModel,
  kind: 'warn' | 'chosen',
  shape: IconName,
  say: (words: Words) => string,
): TemplateResult =>
  html`<aside class="notice strip ${kind}" role="status">
    ${icon(shape, shape === 'turn' ? 'turning' : '')}
    <div>
      <p><b>${say(model.words)}</b></p>
      ${secondLine(model, say)}
    </div>
  </aside>`;

function noticeStrip(model: HomeModel): TemplateResult | typeof nothing {
  const { view, session, words } = model;
  const pages = noticePages(view.notices, model, session.elder ? noticeRoomForElders : noticeRoom);
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
