/** One service to touch: its letter, its name, and how long it would take, or why not and until when. */
import { html, nothing, type TemplateResult } from 'lit';
import type { KioskService } from '../../../firmware-host/messages/views.ts';
import { widthEm } from '../../elements/fit.ts';
import { secondLine, secondWords } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import type { HomeModel } from './home-model.ts';

/** The letter that service centres give to appointments and priority visitors; it stands apart, and first for elders. */
export const priorityLetter = 'V';

export const card = (model: HomeModel, service: KioskService): TemplateResult => html`
  <button
    class=${classOf(model, service, 'service')}
    aria-disabled=${isOff(model, service)}
    @click=${() => pick(model, service)}
  >
    <span class="name">
      <span class="plate">${service.letter}</span>
      <span class="words">
        <h3 class=${longOf(model.words.name(service.name))}>${unbroken(model.words.name(service.name))}</h3>
        ${secondLine(model, (of) => of.name(service.name))}
      </span>
    </span>
    <span class="wait">${waitLine(model, service)}</span>
  </button>
`;

export const elderRow = (model: HomeModel, service: KioskService): TemplateResult => html`
  <button
    class="${classOf(model, service, 'service')} ${service.letter === priorityLetter ? 'first' : ''}"
    aria-disabled=${isOff(model, service)}
    @click=${() => pick(model, service)}
  >
    <span class="plate">${service.letter}</span>
    <h3 class=${longOf(model.words.name(service.name))}>${unbroken(model.words.name(service.name))}</h3>
    <span class="wait">${elderWait(model, service)}</span>
  </button>
`;

/** Wider than a card's line at full size: about five Chinese characters, twice as many Latin ones; and twice that. */
export const longOf = (name: string): string => {
  const letters = Array.from(name, (letter) => (letter.charCodeAt(0) < 0x2e80 ? 0.55 : 1));
  const em = letters.reduce((sum, one) => sum + one, 0);
  return em > 12.5 ? 'long longest' : em > 5.4 ? 'long' : '';
};

/** What one line below the name has room for; a longer reason has all lines, and needs them. */
const whyEm = 11;

/** In a row of many ways, whether the name takes both lines. */
export const wrapsOf = (name: string): string => (widthEm(name) > 8 ? 'wraps' : '');

/** A browser would break "Move-in" at its hyphen. */
export const unbroken = (name: string) =>
  name.includes(' ') ? name.split(' ').map((word) => html`<span class="word">${word}</span> `) : name;

/** Full, but a time to come back can be had. */
const isLater = ({ closed, returnSlots }: KioskService): boolean => closed === 'full' && returnSlots;

const isShut = (service: KioskService): boolean => service.closed !== null && !isLater(service);

const isOff = (model: HomeModel, service: KioskService): boolean => isShut(service) || model.taking !== null;

function classOf(model: HomeModel, service: KioskService, kind: string): string {
  const isTaking = model.taking === service.letter;
  const state = isTaking ? 'busy' : isShut(service) ? 'closed' : '';
  return `control ${kind} ${state} ${isLater(service) ? 'later' : ''}`;
}

function pick(model: HomeModel, service: KioskService): void {
  if (isOff(model, service)) return;
  if (isLater(service)) model.later(service);
  else model.choose(service);
}

/** Why no number can be had, and from when one can. */
function whyClosed(words: Words, service: KioskService, timeZone: string): string {
  const { closed, opensAt, closedReason } = service;
  if (isLater(service)) return words.text('kiosk.later');
  if (closed === null) return words.text('kiosk.closed');
  if (closed === 'by-staff') {
    return closedReason === null
      ? words.text('kiosk.closed')
      : words.text('kiosk.closed.by-staff', { reason: words.name(closedReason) });
  }
  if (opensAt === null) return words.text(`kiosk.closed.${closed}`);
  const time = words.time(Date.parse(opensAt), timeZone);
  return words.text(closed === 'not-yet' ? 'kiosk.opens.not-yet' : 'kiosk.opens.break', { time });
}

/** Nobody would come first and no wait is foreseen: that is worth saying in words. */
const isFree = (service: KioskService): boolean =>
  service.ahead === 0 && (service.wait === null || service.wait.fromMinutes === 0);

/** Counters share their services, so what counts is who comes first, not who waits for the same. */
const peopleAhead = ({ words }: HomeModel, { ahead }: KioskService): string =>
  words.text('kiosk.people', { count: ahead });

function waitLine(model: HomeModel, service: KioskService): TemplateResult {
  const { words, taking, view } = model;
  if (taking === service.letter) return html`${icon('turn', 'turning')}<b>${words.text('kiosk.taking')}</b>`;
  if (service.closed !== null) {
    const why = (of: Words) => whyClosed(of, service, view.timeZone);
    return html`${icon(isLater(service) ? 'calendar' : 'closed')}
      <span class="why">
        <span>${why(words)}</span>${widthEm(why(words)) > whyEm ? nothing : secondWords(model, why)}
      </span>`;
  }
  if (isFree(service)) {
    return html`${icon('check')}<b>${words.text('kiosk.no-wait')}</b>
      ${secondWords(model, (of) => of.text('kiosk.no-wait'))}`;
  }
  return html`<span class="people">${peopleAhead(model, service)}</span> ${
      service.wait === null
        ? nothing
        : html`<span class="range">${icon('clock')}<span>${words.wait(service.wait)}</span></span>`
    }`;
}

function elderWait(model: HomeModel, service: KioskService): TemplateResult {
  const { words, taking, view } = model;
  if (taking === service.letter) return html`<b>${icon('turn', 'turning')} ${words.text('kiosk.taking')}</b>`;
  if (service.closed !== null) {
    return html`<span class="why"><span>${whyClosed(words, service, view.timeZone)}</span></span>`;
  }
  if (isFree(service)) return html`<b>${words.text('kiosk.no-wait')}</b>`;
  const people = peopleAhead(model, service);
  return service.wait === null
    ? html`<b>${people}</b>`
    : html`<b class="range">${words.wait(service.wait)}</b>${people}`;
}
