/** The counters in a table: who sits there, what happens, since when, and what a supervisor may do about it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LobbyCounter } from '../../../firmware-host/messages/lobby.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { lasting } from '../counter/lasting.ts';
import { dayBar, hourBar, legend } from './bars.ts';
import { listed } from './said.ts';
import { forceOut, reopen, settleHelp, shut, takeHelp } from './counter-deeds.ts';
import type { SupervisorModel, Told } from './model.ts';

export function counters(model: SupervisorModel): TemplateResult {
  const { view, words } = model;
  const heads = ['counter', 'agent', 'state'] as const;
  return html`<section class="counters">
    <header>
      <h1>${words.text('supervisor.counters')}</h1>
      ${legend(words)}
    </header>
    <table>
      <thead>
        <tr>
          ${heads.map((name) => html`<th>${words.text(`supervisor.${name}`)}</th>`)}
          <th class="r">${words.text('supervisor.lasting')}</th>
          <th>${words.text('supervisor.number-now')}</th>
          <th>${words.text('supervisor.offers')}</th>
          <th>
            ${words.text((view.figures?.lastHour ?? null) === null ? 'supervisor.today-shares' : 'supervisor.last-hour')}
          </th>
          <th class="r">${words.text('supervisor.served-today')}</th>
          <th class="r">${words.text('supervisor.mean-service')}</th>
          <th class="r">${words.text('supervisor.mean-walk')}</th>
          <th class="r">${words.text('supervisor.missed-today')}</th>
          <th class="r">${words.text('supervisor.sent-on')}</th>
          <th><span class="unseen">${words.text('console.actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${view.counters.map((counter) => row(counter, model))}
      </tbody>
    </table>
  </section>`;
}

function row(counter: LobbyCounter, model: SupervisorModel): TemplateResult {
  const { words, nowMs, view } = model;
  const { counter: at, agent, since, number, services, served, noShows, today } = counter;
  const hour = view.figures?.lastHour ?? null;
  const offers = services.map((letter) => {
    const name = view.services.find((service) => service.letter === letter)?.name;
    return name === undefined ? letter : words.name(name);
  });
  return html`<tr>
    <th scope="row" class="big">${words.name(at.name)}</th>
    <td>${agent?.name ?? html`<span class="quiet">—</span>`}</td>
    <td>${stateOf(counter, model)}</td>
    <td class="r num">${since === null ? '—' : lasting(nowMs - Date.parse(since))}</td>
    <td class="big">${number ?? html`<span class="quiet">${words.text('supervisor.none')}</span>`}</td>
    <td class="offers" title=${listed(offers, words)}>${listed(offers, words)}</td>
    <td>${hour === null ? dayBar(today, words) : hourBar(hour, at.id, { words, nowMs })}</td>
    <td class="r num">${served}</td>
    <td class="r num">${meanOf(today?.meanServiceMs)}</td>
    <td class="r num">${meanOf(today?.meanWalkMs)}</td>
    <td class="r num">${noShows}</td>
    <td class="r num">${today?.sentOn ?? '—'}</td>
    <td class="acts">${acts(counter, model)}</td>
  </tr>`;
}

const icons: Readonly<Record<Exclude<LobbyCounter['state'], 'closed'>, IconName>> = {
  idle: 'check',
  called: 'bell',
  serving: 'person',
  paused: 'cup',
  'wrap-up': 'turn',
};

function stateOf(counter: LobbyCounter, { words }: Told): TemplateResult {
  const { state, pause, calls, overran, shut: shutWhy } = counter;
  if (shutWhy !== null)
    return html`<span class="is warn cut"
      >${icon('closed')}<span>${words.text('supervisor.shut', { reason: shutWhy })}</span></span
    >`;
  if (overran) return html`<span class="is bad">${icon('clock')}${words.text('supervisor.overran')}</span>`;
  const text =
    state === 'paused' && pause !== null
      ? words.text('supervisor.paused.why', { why: words.text(`console.pause.${pause}`) })
      : state === 'called'
        ? words.text('console.line.called', { times: calls })
        : words.text(`console.state.${state}`);
  const level = state === 'called' ? 'warn' : state === 'serving' || state === 'idle' ? 'go' : '';
  return html`<span class="is ${level}"
    >${state === 'closed' ? sign('lock') : icon(icons[state])}${text}</span
  >`;
}

function acts(
  { counter: { id, name }, agent, shut: shutWhy }: LobbyCounter,
  model: SupervisorModel,
): TemplateResult {
  const { view, words, ask } = model;
  const help = view.assists.find(({ counter }) => counter?.id === id);
  const place = words.name(name);
  const button = (
    deed: 'help-take' | 'help-settle' | 'force-out' | 'shut' | 'reopen',
    asker: Parameters<typeof ask>[0],
    kind = '',
  ) =>
    html`<button
      class="btn slim ${kind}"
      aria-label="${words.text(`supervisor.do.${deed}`)} ${place}"
      @click=${() => ask(asker)}
    >
      ${kind === 'main' ? icon('bell') : nothing}${words.text(`supervisor.do.${deed}`)}
    </button>`;
  return html`<span class="do"
    >${
      help === undefined
        ? nothing
        : help.owner === null
          ? button('help-take', takeHelp(help), 'main')
          : button('help-settle', settleHelp(help), 'main')
    }${agent === null ? nothing : button('force-out', forceOut(id))}${
      shutWhy === null ? button('shut', shut(id)) : button('reopen', reopen(id))
    }</span
  >`;
}

const meanOf = (ms: number | null | undefined): string =>
  ms === null || ms === undefined ? '—' : lasting(ms);
