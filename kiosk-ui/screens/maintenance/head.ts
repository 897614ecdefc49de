/** The bar over the page, and the one sentence that says how the lobby is. */
import { html, nothing, type TemplateResult } from 'lit';
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
    <span class="quiet push version">${words.rich('maintenance.version', { version: view.version })}</span>
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

/** Of all that is to be seen to, visitors' side first: the worst of it. */
export function sum({ view, words }: MaintenanceModel, matters: readonly Matter[]): TemplateResult {
  const [worst] = matters;
  if (worst === undefined) {
    return html`<div class="sum" role="status">
      <h1 class="is ok">${icon('check')}${words.text('maintenance.well')}</h1>
      <span class="quiet">${words.text('maintenance.well.text')}</span>
    </div>`;
  }
  const stopped = isStopped(view);
  const isMute = callsAreUnseen(view.devices);
  return html`<div class="sum" role="status">
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
