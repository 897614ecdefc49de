/** The bar over the page: where one is, what the lobby hears at once, how the devices do. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, mark } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { headOf, tabs, type SupervisorModel, type Tab } from './model.ts';
import { postNotice } from './notice-deeds.ts';

export interface HeadModel {
  readonly tab: Tab;
  readonly connected: boolean;
  readonly language: TemplateResult;
}

export function head(model: SupervisorModel, { tab, connected, language }: HeadModel): TemplateResult {
  const { view, words, nowMs, ask } = model;
  return html`<header class="head">
    <a class="brand" href="/">${mark()}Foyer</a>
    <span class="quiet lobby">${words.name(view.lobby)}</span>
    <nav aria-label=${words.text('supervisor.title')}>
      ${tabs.map(
        (one) =>
          html`<a href="#${one}" aria-current=${one === headOf(tab) ? 'page' : nothing}
            >${words.text(`supervisor.tab.${one}`)}${counted(one, model)}</a
          >`,
      )}
    </nav>
    <button class="btn slim push emergency" @click=${() => ask(postNotice('emergency'))}>
      ${sign('notice')}${words.text('supervisor.do.emergency')}
    </button>
    ${devices(model)}
    ${
      view.demo
        ? html`<span class="tag demo" title=${words.text('site.demo.hint')}
            >${icon('eye')}${words.text('site.demo')}</span
          >`
        : nothing
    }
    ${
      connected
        ? html`<span class="is ok link">${icon('link')}<span>${words.text('site.connected')}</span></span>`
        : html`<span class="is warn link" role="status"
            >${icon('no-link')}<span>${words.text('site.reconnecting')}</span></span
          >`
    }
    ${language}
    <span class="clock">${words.time(nowMs, view.timeZone)}</span>
  </header>`;
}

/** How many there are to be looked at, where that is worth a number. */
function counted(tab: Tab, { view }: SupervisorModel): TemplateResult | typeof nothing {
  const count = tab === 'cases' ? view.cases.open : tab === 'appointments' ? view.appointments.length : 0;
  return count === 0 ? nothing : html`<b class="num">${count}</b>`;
}

function devices({ view, words }: SupervisorModel): TemplateResult {
  const count = view.unwell.length;
  return html`<a class="is ${count === 0 ? 'ok' : 'warn'} devices" href="/maintenance#devices"
    >${icon(count === 0 ? 'check' : 'warning')}<span>${words.text('supervisor.devices', { count })}</span></a
  >`;
}
