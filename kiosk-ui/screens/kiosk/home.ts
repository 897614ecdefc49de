/** The start: one decision, which service. */
import { html, nothing, type TemplateResult } from 'lit';
import type { KioskService, KioskView } from '../../../firmware-host/messages/views.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { nextLanguage } from '../../host/tongue.ts';
import { secondLine, secondWords, type Bilingual } from '../../elements/second.ts';
import type { Session } from './session.ts';

export interface HomeModel extends Bilingual {
  readonly view: KioskView;
  readonly session: Session;
  readonly connected: boolean;
  /** Letter of the service whose number is on its way. */
  readonly taking: string | null;
  readonly retrying: boolean;
  readonly choose: (service: KioskService) => void;
  readonly change: (part: Partial<Session>) => void;
}

/** The letter that service centres give to appointments and priority visitors; it stands apart, and first for elders. */
const priorityLetter = 'V';
const rowsInGrid = 6;
const rowsForElders = 5;
const rowsForEldersLow = 4;

export const homeScreen = (model: HomeModel): TemplateResult => html`
  ${model.session.elder ? elderServices(model) : services(model)} ${notice(model)} ${tools(model)}
`;

function services(model: HomeModel): TemplateResult {
  const all = model.view.services;
  const ordinary = all.filter((service) => service.letter !== priorityLetter);
  const apart = all.filter((service) => service.letter === priorityLetter);
  // With room in the row of ways, the seventh and eighth service stand there and nobody has to turn a page.
  const overflow = ordinary.length > rowsInGrid && ordinary.length + apart.length <= rowsInGrid + 2;
  const paged = overflow ? ordinary.slice(0, rowsInGrid) : ordinary;
  const ways = overflow ? [...ordinary.slice(rowsInGrid), ...apart] : apart;
  const pages = Math.max(1, Math.ceil(paged.length / rowsInGrid));
  const page = Math.min(model.session.page, pages - 1);
  const shown = paged.slice(page * rowsInGrid, (page + 1) * rowsInGrid);
  return html`
    <main class="services" aria-label=${model.words.text('kiosk.services')}>
      ${all.length === 0 ? html`<p class="empty">${model.words.text('kiosk.empty')}</p>` : nothing}
      ${shown.map((service) => card(model, service))}
    </main>
    <section class="ways">
      ${ways.map((service) => way(model, service, ways.length === 1 && pages === 1))}
      ${pages > 1 ? turnPage(model, page, pages, paged.length - (page + 1) * rowsInGrid) : nothing}
    </section>
  `;
}

function elderServices(model: HomeModel): TemplateResult {
  const rows = model.session.reach ? rowsForEldersLow : rowsForElders;
  const all = model.view.services.toSorted(
    (a, b) => Number(b.letter === priorityLetter) - Number(a.letter === priorityLetter),
  );
  const pages = Math.max(1, Math.ceil(all.length / rows));
  const page = Math.min(model.session.page, pages - 1);
  return html`
    <main class="services" aria-label=${model.words.text('kiosk.services')}>
      ${all.length === 0 ? html`<p class="empty">${model.words.text('kiosk.empty')}</p>` : nothing}
      ${all.slice(page * rows, (page + 1) * rows).map((service) => elderRow(model, service))}
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

const card = (model: HomeModel, service: KioskService): TemplateResult => html`
  <button
    class=${classOf(model, service, 'service')}
    aria-disabled=${isOff(model, service)}
    @click=${() => pick(model, service)}
  >
    <span class="name">
      <span class="plate">${service.letter}</span>
      <span>
        <h3 class=${isLong(model.words.name(service.name)) ? 'long' : ''}>
          ${unbroken(model.words.name(service.name))}
        </h3>
        ${secondLine(model, (of) => of.name(service.name))}
      </span>
    </span>
    <span class="wait">${waitLine(model, service)}</span>
  </button>
`;

const way = (model: HomeModel, service: KioskService, alone: boolean): TemplateResult => html`
  <button
    class="${classOf(model, service, 'way')} ${alone ? 'alone' : ''}"
    aria-disabled=${isOff(model, service)}
    @click=${() => pick(model, service)}
  >
    <span class="plate">${service.letter}</span>
    <span class="title">
      <b class=${isLong(model.words.name(service.name)) ? 'long' : ''}
        >${unbroken(model.words.name(service.name))}</b
      >
      ${secondWords(model, (of) => of.name(service.name))}
    </span>
    ${alone || model.taking === service.letter ? html`<span class="wait">${waitLine(model, service)}</span>` : nothing}
  </button>
`;

const elderRow = (model: HomeModel, service: KioskService): TemplateResult => html`
  <button
    class="${classOf(model, service, 'service')} ${service.letter === priorityLetter ? 'first' : ''}"
    aria-disabled=${isOff(model, service)}
    @click=${() => pick(model, service)}
  >
    <span class="plate">${service.letter}</span>
    <h3 class=${isLong(model.words.name(service.name)) ? 'long' : ''}>
      ${unbroken(model.words.name(service.name))}
    </h3>
    <span class="wait">${elderWait(model, service)}</span>
  </button>
`;

/** Wider than a card's line at full size: about five Chinese characters, twice as many Latin ones. */
const isLong = (name: string): boolean => {
  const widthEm = Array.from(name, (letter) => (letter.charCodeAt(0) < 0x2e80 ? 0.55 : 1));
  return widthEm.reduce((sum, em) => sum + em, 0) > 5.4;
};

/** A browser would break "Move-in" at its hyphen. */
const unbroken = (name: string) =>
  name.includes(' ') ? name.split(' ').map((word) => html`<span class="word">${word}</span> `) : name;

const isOff = (model: HomeModel, service: KioskService): boolean =>
  service.closed !== null || !model.connected || model.taking !== null;

function classOf(model: HomeModel, service: KioskService, kind: string): string {
  const state =
    model.taking === service.letter ? 'busy' : service.closed !== null || !model.connected ? 'closed' : '';
  return `control ${kind} ${state}`;
}

function pick(model: HomeModel, service: KioskService): void {
  if (!isOff(model, service)) model.choose(service);
}

/** Nobody would come first and no wait is foreseen: that is worth saying in words. */
const isFree = (service: KioskService): boolean =>
  service.ahead === 0 && (service.wait === null || service.wait.fromMinutes === 0);

/** Counters share their services, so what counts is who comes first, not who waits for the same. */
const peopleAhead = ({ words }: HomeModel, { ahead }: KioskService): string =>
  words.text('kiosk.people', { count: ahead });

function waitLine(model: HomeModel, service: KioskService): TemplateResult {
  const { words, taking } = model;
  if (taking === service.letter) return html`${icon('turn', 'turning')}<b>${words.text('kiosk.taking')}</b>`;
  if (service.closed !== null) {
    return html`${icon('closed')}<span>${words.text('kiosk.closed')}</span>
      ${secondWords(model, (of) => of.text('kiosk.closed'))}`;
  }
  if (isFree(service)) {
    return html`${icon('check')}<b>${words.text('kiosk.no-wait')}</b>
      ${secondWords(model, (of) => of.text('kiosk.no-wait'))}`;
  }
  return html`<span class="people">${peopleAhead(model, service)}</span>
    ${service.wait === null ? nothing : html`${icon('clock')}<span class="range">${words.wait(service.wait)}</span>`}`;
}

function elderWait(model: HomeModel, service: KioskService): TemplateResult {
  const { words, taking } = model;
  if (taking === service.letter) return html`<b>${icon('turn', 'turning')} ${words.text('kiosk.taking')}</b>`;
  if (service.closed !== null) return html`<b>${words.text('kiosk.closed')}</b>`;
  if (isFree(service)) return html`<b>${words.text('kiosk.no-wait')}</b>`;
  const people = peopleAhead(model, service);
  return service.wait === null
    ? html`<b>${people}</b>`
    : html`<b class="range">${words.wait(service.wait)}</b>${people}`;
}

function notice(model: HomeModel): TemplateResult | typeof nothing {
  const { words, connected, retrying } = model;
  if (connected && !retrying) return nothing;
  const key = retrying ? 'kiosk.retrying' : 'kiosk.offline';
  return html`<aside class="notice strip warn" role="status">
    ${icon(retrying ? 'turn' : 'no-link', retrying ? 'turning' : '')}
    <div>
      <p><b>${words.text(key)}</b></p>
      ${secondLine(model, (of) => of.text(key))}
    </div>
  </aside>`;
}

function tools(model: HomeModel): TemplateResult {
  const { words, view, session, change } = model;
  const language = nextLanguage(session.language, view.languages);
  return html`<nav class="tools" aria-label=${words.text('kiosk.tools')}>
    ${
      language === session.language
        ? nothing
        : html`<button class="control" @click=${() => change({ language })}>
            ${icon('globe')}<b lang=${language}>${words.text(`language.${language}`)}</b>
            <span class="second">${words.text('language.label')}</span>
          </button>`
    }
    ${tool(model, 'elder', 'larger')} ${tool(model, 'contrast', 'contrast')} ${tool(model, 'reach', 'reach')}
  </nav>`;
}

function tool(model: HomeModel, part: 'elder' | 'contrast' | 'reach', shape: IconName): TemplateResult {
  const { words, session, change } = model;
  const on = session[part];
  return html`<button
    class="control ${on ? 'on' : ''}"
    aria-pressed=${on}
    @click=${() => change({ [part]: !on, page: 0 })}
  >
    ${icon(on ? 'tick' : shape)}<b>${words.text(`kiosk.tool.${part}`)}</b>
    ${secondWords(model, (of) => of.text(`kiosk.tool.${part}`))}
  </button>`;
}
