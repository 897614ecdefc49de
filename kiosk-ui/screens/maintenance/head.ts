/** The bar over the page, and the one sentence that says how the lobby is. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Rich } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { callsAreUnseen, isStopped, type Matter } from './matters.ts';
import { tabs, type MaintenanceModel, type Tab } from './model.ts';

export interface HeadModel {
  readonly tab: Tab;
  readonly connected: boolean;
  readonly language: TemplateResult;
}

export function head(model: MaintenanceModel, { tab, connected, language }: HeadModel): TemplateResult {
  const { view, words, nowMs } = model;
  return html`<header class="head">
    <a class="brand" href="/">${mark()}Foyer</a>
    <span class="quiet lobby">${words.name(view.lobby)}</span>
    <nav aria-label=${words.text('maintenance.title')}>
      ${tabs.map(
        (one) =>
          html`<a href="#${one}" aria-current=${one === tab ? 'page' : nothing}
            >${words.text(`maintenance.${one}`)}</a
          >`,
      )}
    </nav>
    <span class="quiet push version"
      ><span>${words.rich('maintenance.version', { version: view.version })}</span
      ><span>${uptime(model)}</span></span
    >
    ${
      view.demo
        ? html`<span class="tag demo" title=${words.text('site.demo.hint')}
            >${icon('eye')}${words.text('site.demo')}</span
          >`
        : nothing
    }
    ${
      connected
        ? html`<span class="is ok">${icon('link')}<span>${words.text('site.connected')}</span></span>`
        : html`<span class="is warn" role="status"
            >${icon('no-link')}<span>${words.text('site.reconnecting')}</span></span
          >`
    }
    ${language}
    <span class="clock">${words.time(nowMs, view.timeZone)}</span>
  </header>`;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** For how long the host has run without a stop: in days, and on the first one in hours. */
function uptime({ view, words, nowMs }: MaintenanceModel): Rich {
  const hours = Math.max(0, Math.floor((nowMs - Date.parse(view.upSince)) / HOUR_MS));
  const days = Math.floor(hours / DAY_HOURS);
  return days > 0
    ? words.rich('maintenance.up.days', { count: days })
    : words.rich('maintenance.up.hours', { count: hours });
}

/** What goes on in the lobby: whoever is about to pull a plug should know. */
const queueLine = ({ view: { queue }, words }: MaintenanceModel): TemplateResult =>
  html`<span class="queue push"
    >${icon('people')}<span>${words.rich('maintenance.queue', { ...queue })}</span></span
  >`;

/** How the lobby is: read out when that changes, which the queue does all day. */
export const sum = (model: MaintenanceModel, matters: readonly Matter[]): TemplateResult =>
  html`<section class="sum" aria-label=${model.words.text('maintenance.now')}>
    ${said(model, matters)} ${queueLine(model)}
  </section>`;

/** Of all that is to be seen to, visitors' side first: the worst of it. */
function said({ view, words }: MaintenanceModel, matters: readonly Matter[]): TemplateResult {
  const [worst] = matters;
  if (worst === undefined) {
    return html`<div class="said" role="status">
      <h1 class="is ok">${icon('check')}${words.text('maintenance.well')}</h1>
      <span class="quiet">${words.text('maintenance.well.text')}</span>
    </div>`;
  }
  const stopped = isStopped(view);
  const isMute = callsAreUnseen(view.devices);
  return html`<div class="said" role="status">
    <h1 class="is ${stopped ? 'bad' : 'warn'}">
      ${icon(stopped ? 'bad' : 'warning')}${
        stopped
          ? words.text('maintenance.stopped')
          : words.text(isMute ? 'maintenance.attend.boards' : 'maintenance.attend', {
              count: matters.length,
            })
      }
    </h1>
    <span class="quiet">${words.text('maintenance.visitors', { what: worst.effect })}</span>
  </div>`;
}
