/** The start: one decision, which service. */
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { KioskService } from '../../../firmware-host/messages/views.ts';
import { secondWords } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { HomeModel } from './home-model.ts';
import { hasNeeds, noNeeds } from './session.ts';
import { card, elderRow, longOf, priorityLetter, unbroken, wrapsOf } from './service-card.ts';
import { allShut, shutScreen } from './shut.ts';
import { strip } from './strip.ts';
import { tools } from './tools.ts';

/** More than these need four rows. */
const rowsOfThree = 6;
const cardsMax = 8;
const rowsForElders = 5;
const rowsForEldersLow = 4;
export const homeScreen = (model: HomeModel): TemplateResult => html`
  ${allShut(model.view) ? shut(model) : model.session.elder ? elderServices(model) : services(model)}
  ${strip(model, !model.session.elder && isPaged(model))} ${tools(model)}
`;

/** Three ways then: to the next page as well. */
const isPaged = ({ view }: HomeModel): boolean => !allShut(view) && view.services.length > cardsMax;

/** Up to six stand in three rows; the seventh and eighth have a fourth. More are pages, and each says what is on the next. */
function services(model: HomeModel): TemplateResult {
  const all = model.view.services.toSorted((a, b) => Number(isPriority(a)) - Number(isPriority(b)));
  const pages = Math.max(1, Math.ceil(all.length / cardsMax));
  const page = Math.min(model.session.page, pages - 1);
  const shown = all.slice(page * cardsMax, (page + 1) * cardsMax);
  const next = page === pages - 1 ? [] : all.slice((page + 1) * cardsMax, (page + 2) * cardsMax);
  const ways = waysOf(model);
  const inRow = ways.length + (pages > 1 ? 1 : 0);
  return html`
    <main
      class=${classMap({ services: true, four: all.length > rowsOfThree, odd: shown.length % 2 === 1 })}
      aria-label=${model.words.text('kiosk.services')}
    >
      ${all.length === 0 ? html`<p class="empty">${model.words.text('kiosk.empty')}</p>` : nothing}
      ${shown.map((service) => card(model, service))}
    </main>
    <section class="ways ${inRow > 2 ? 'many' : ''}">
      ${ways.map((one) => wayButton(model, one))} ${pages > 1 ? turnPage(model, page, pages, next) : nothing}
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
        : html`<nav class="pages" aria-labelledby="page">
            <p id="page">${model.words.text('kiosk.page', { page: page + 1, pages })}</p>
            ${turnPage(model, page, pages, null, all.length - (page + 1) * rows)}
          </nav>`
    }
  `;
}

/** @param next the services there; null where a number says enough */
function turnPage(
  model: HomeModel,
  page: number,
  pages: number,
  next: readonly KioskService[] | null,
  left = 0,
): TemplateResult {
  const last = page === pages - 1;
  const turn = () => model.change({ page: last ? 0 : page + 1 });
  return html`<button class="control turn" @click=${turn}>
    <b
      >${
        last
          ? model.words.text('kiosk.first-page')
          : next === null
            ? model.words.text('kiosk.next-page', { count: left })
            : model.words.text('kiosk.next-page.names', { names: namesOf(model.words, next) })
      }</b
    >
    ${icon(last ? 'repeat' : 'down')}
  </button>`;
}

/** As many as fit: the letters tell the rest. */
const namesOf = (words: Words, next: readonly KioskService[]): string =>
  next.map(({ letter, name }) => (next.length > 2 ? letter : words.name(name))).join(' ');

const shut = (model: HomeModel): TemplateResult => html`
  ${shutScreen(model)}
  <section class="ways">${waysOf(model).map((one) => wayButton(model, one))}</section>
`;

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
  const needs: Way = {
    says: view.priorityReasons.length === 0 ? 'kiosk.needs.only' : 'kiosk.needs',
    shape: 'heart',
    act: model.askNeeds,
    early: view.priorityReasons.length > 0,
  };
  if (hasNeeds(session)) {
    const undo: Way = { says: 'kiosk.needs.undo', shape: 'cross', act: () => change(noNeeds), early: false };
    return [undo, { ...needs, early: false }];
  }
  return [{ says: 'kiosk.code', shape: 'calendar', act: model.enterCode, early: false }, needs];
}

const isOff = (model: HomeModel): boolean => model.taking !== null;

const wayButton = (model: HomeModel, { says, shape, act }: Way): TemplateResult => html`
  <button class="control way" aria-disabled=${isOff(model)} @click=${isOff(model) ? undefined : act}>
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
    class="control service byway"
    aria-disabled=${isOff(model)}
    @click=${isOff(model) ? undefined : act}
  >
    ${icon(shape, 'sign')}
    <h3 class=${longOf(model.words.text(says))}>${unbroken(model.words.text(says))}</h3>
  </button>
`;
