/** Everything at the end of a cable, and the box itself. Devices of a kind hang on one line; a gap is where nobody answers. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CentreView } from '../../../firmware-host/messages/centre.ts';
import type { DeviceView } from '../../../firmware-host/messages/views.ts';
import type { SVGTemplateResult } from 'lit';
import type { Rich } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { clockSource } from './clock-source.ts';
import { count } from './figures.ts';
import { problemOf } from './matters.ts';
import type { MaintenanceModel } from './model.ts';

type Look = 'ok' | 'warn' | 'bad';

interface Row {
  readonly face: SVGTemplateResult;
  readonly name: string;
  readonly look: Look;
  readonly state: string;
  readonly more: Rich | TemplateResult;
}

const kinds = ['printer', 'board', 'pad'] as const satisfies readonly DeviceView['kind'][];
const looks: Readonly<Record<DeviceView['state'], Look>> = { ready: 'ok', degraded: 'warn', lost: 'bad' };
const icons: Readonly<Record<Look, IconName>> = { ok: 'check', warn: 'warning', bad: 'bad' };
const delivery = {
  delivering: { look: 'ok', text: 'lab.centre.delivering' },
  waiting: { look: 'warn', text: 'lab.centre.waiting' },
  stopped: { look: 'bad', text: 'lab.centre.stopped' },
} as const satisfies Record<CentreView['state'], { look: Look; text: string }>;

export function devices(model: MaintenanceModel): TemplateResult {
  const { view, words } = model;
  const none = view.devices.length === 0;
  return html`<section class="devices" aria-label=${words.text('maintenance.devices')}>
    ${none ? html`<p class="quiet none">${words.text('maintenance.devices.none')}</p>` : nothing}
    <table>
      ${kinds.map((kind) =>
        group(
          words.text(`maintenance.${kind}`),
          view.devices.filter((device) => device.kind === kind).map((device) => deviceRow(device, model)),
        ),
      )}
      ${group(words.text('maintenance.box'), boxRows(model))}
    </table>
  </section>`;
}

const group = (name: string, rows: readonly Row[]): TemplateResult | typeof nothing =>
  rows.length === 0
    ? nothing
    : html`<tbody>
        <tr class="wire">
          <th colspan="4" scope="rowgroup">${name}</th>
        </tr>
        ${rows.map(
          ({ face, name: own, look, state, more }, place) =>
            html`<tr class=${look}>
              <td class="tap ${look} ${place === rows.length - 1 ? 'end' : ''}"></td>
              <td class="name">${face}${look === 'ok' ? own : html`<b>${own}</b>`}</td>
              <td class="state"><span class="is ${look}">${icon(icons[look])}${state}</span></td>
              <td class="more ${look === 'ok' ? 'quiet' : ''}">${more}</td>
            </tr>`,
        )}
      </tbody>`;

function deviceRow(device: DeviceView, { words }: MaintenanceModel): Row {
  const { kind, id, model, port, state, portFault } = device;
  const face = { printer: () => icon('printer'), board: () => icon('screen'), pad: () => sign('good') }[kind];
  return {
    face: face(),
    name: id,
    look: looks[state],
    state: problemOf(device, words),
    more: html`<span>${model}</span>
      <span class="port">${port}</span>
      ${portFault === null ? nothing : html`<span class="port">${portFault}</span>`}`,
  };
}

function boxRows({ view, words, nowMs }: MaintenanceModel): Row[] {
  const { storage, centre, timeZone } = view;
  const { fault, position, epoch, clock } = storage;
  const journal: Row = {
    face: sign('disk'),
    name: words.text('maintenance.journal'),
    look: fault === null ? 'ok' : 'bad',
    state: words.text(fault === null ? 'maintenance.journal.good' : 'maintenance.journal.bad'),
    more: words.rich('maintenance.position', { position: count(position, words), epoch }),
  };
  const time: Row = {
    face: icon('clock'),
    name: words.text('maintenance.clock'),
    look: clock.trusted ? 'ok' : 'warn',
    state: words.text(clock.trusted ? 'maintenance.clock.trusted' : 'maintenance.clock.untrusted'),
    more: html`${words.text('maintenance.clock.at', {
      date: words.day(nowMs, timeZone),
      time: words.time(nowMs, timeZone),
      source: clockSource(clock.source, words),
    })}`,
  };
  if (centre === null) return [journal, time];
  const { state, backlog, delivered } = centre;
  return [
    journal,
    {
      face: sign('cloud'),
      name: words.text('maintenance.centre'),
      look: delivery[state].look,
      state: words.text(delivery[state].text),
      more: html`${words.rich('maintenance.centre.delivered', { position: count(delivered, words) })}
      ${backlog === 0 ? nothing : html`<span>${words.rich('lab.centre.backlog', { count: backlog })}</span>`}`,
    },
    time,
  ];
}
