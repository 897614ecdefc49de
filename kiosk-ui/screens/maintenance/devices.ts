/** Everything at the end of a cable, and the box itself. Devices of a kind hang on one line; a gap is where nobody answers. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CentreView } from '../../../firmware-host/messages/centre.ts';
import type { DeviceReport } from '../../../firmware-host/messages/devices.ts';
import type { SVGTemplateResult } from 'lit';
import type { Rich, Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { clockSource } from './clock-source.ts';
import { count, moment } from './figures.ts';
import { problemOf } from './matters.ts';
import type { MaintenanceModel } from './model.ts';
import { lastPrint, printerActs, rollOf, testLine } from './printer-row.ts';
import { soundActs, soundFacts, soundLine } from './speaker-row.ts';

type Look = 'ok' | 'warn' | 'bad';

/** Fewer are nothing: an Arduino that starts sends some. */
const noisyBytes = 100;

interface Row {
  readonly face: SVGTemplateResult;
  readonly name: string;
  readonly look: Look;
  readonly state: string;
  /** For how long; of what is well, nobody asks. */
  readonly since?: Rich | null;
  /** The sign of the state, where it has one of its own. */
  readonly sign?: SVGTemplateResult | undefined;
  readonly more: Rich | TemplateResult;
  /** What can be done to it. */
  readonly acts?: TemplateResult;
}

const kinds = ['printer', 'board', 'pad', 'speaker'] as const satisfies readonly DeviceReport['kind'][];
const looks: Readonly<Record<DeviceReport['state'], Look>> = { ready: 'ok', degraded: 'warn', lost: 'bad' };
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
          <th colspan="5" scope="rowgroup">${name}</th>
        </tr>
        ${rows.map(
          ({ face, name: own, look, state, since, sign: shown, more, acts }, place) =>
            html`<tr class=${look}>
              <td class="tap ${look} ${place === rows.length - 1 ? 'end' : ''}"></td>
              <td class="name">${face}${look === 'ok' ? own : html`<b>${own}</b>`}</td>
              <td class="state">
                <span class="is ${look}">${shown ?? icon(icons[look])}${state}</span>${
                  since ? html`<span class="since small">${since}</span>` : nothing
                }
              </td>
              <td class="more ${look === 'ok' ? 'quiet' : ''}">${more}</td>
              <td class="acts">${acts}</td>
            </tr>`,
        )}
      </tbody>`;

function deviceRow(device: DeviceReport, model: MaintenanceModel): Row {
  const { words } = model;
  const { kind, id, state } = device;
  const row = {
    name: id,
    look: looks[state],
    state: problemOf(device, words),
    since: sinceOf(device, model),
  };
  if (kind === 'speaker') {
    return {
      ...row,
      face: sign('sound'),
      more: html`<div class="facts">${soundFacts(device, model)}</div>
        <div class="facts small quiet">${portOf(device)}</div>
        ${soundLine(device, model)}`,
      acts: soundActs(device, model),
    };
  }
  if (kind !== 'printer') {
    const face = kind === 'board' ? icon('screen') : sign('good');
    return {
      ...row,
      face,
      more: html`${portOf(device)}${boardPlace(device, words)}${boardNotes(device, words)}${padNotes(device, words)}`,
    };
  }
  const look = device.paperLow && row.look === 'ok' ? 'warn' : row.look;
  return {
    ...row,
    look,
    face: icon('printer'),
    sign: stateSign(device),
    more: html`<div class="facts">${rollOf(device, model)}</div>
      <div class="facts small quiet">${lastPrint(device, model)}${portOf(device)}</div>
      ${testLine(device, model)}`,
    acts: printerActs(device, model),
  };
}

const portOf = ({ model, port, portFault }: DeviceReport): TemplateResult =>
  html`<span>${model}</span><span class="port">${port}</span>${
      portFault === null ? nothing : html`<span class="port">${portFault}</span>`
    }`;

/** Which one of those on a line it is. */
function boardPlace({ board }: DeviceReport, words: Words): TemplateResult | typeof nothing {
  if (board === null) return nothing;
  const { address, counter, template } = board;
  const parts = [
    words.text('maintenance.board.address', { address }),
    counter === null ? null : words.text('counter.name', { id: counter }),
    template,
  ].filter((part) => part !== null);
  return html`<div class="small quiet port place">${parts.join(' · ')}</div>`;
}

/** What no state of a board says: signs that others stand for, and that nobody can ask it. */
const boardNotes = ({ lacking, unheard }: DeviceReport, words: Words) => [
  lacking === ''
    ? nothing
    : html`<div class="small port">${words.text('maintenance.board.lacking', { signs: lacking })}</div>`,
  unheard ? html`<div class="small quiet port">${words.text('maintenance.board.unheard')}</div>` : nothing,
];

/** Where a pad lies, which of its buttons stick, and how much of what comes from it is no message. */
function padNotes({ pad }: DeviceReport, words: Words): TemplateResult | typeof nothing {
  if (pad === null) return nothing;
  const { counter, buttons, stuck, noiseBytes } = pad;
  const parts = [
    words.text('counter.name', { id: counter }),
    words.text('maintenance.pad.buttons', { count: buttons }),
  ];
  return html`<div class="small quiet port place">${parts.join(' · ')}</div>
    ${stuck.map(
      (button) =>
        html`<div class="small port stuck">${words.text('maintenance.pad.stuck', { button })}</div>`,
    )}
    ${
      noiseBytes < noisyBytes
        ? nothing
        : html`<div class="small port noise">
            ${words.text('maintenance.pad.noise', { count: noiseBytes })}
          </div>`
    }`;
}

/** Since when it has been in trouble. */
const sinceOf = ({ state, since }: DeviceReport, model: MaintenanceModel): Rich | null =>
  state === 'ready' || since === null
    ? null
    : model.words.rich('maintenance.since', { time: moment(since, model) });

/** What ails a printer has a sign that is seen from afar. */
function stateSign({ problem, paperLow, state }: DeviceReport): SVGTemplateResult | undefined {
  if (problem === 'paper-out') return icon('no-paper');
  if (problem === 'slow') return icon('clock');
  if (problem === 'disconnected' || problem === 'not-answering') return sign('unplug');
  return problem === null && paperLow && state !== 'lost' ? sign('roll') : undefined;
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
