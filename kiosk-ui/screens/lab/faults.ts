/** Everything that can be broken, and mended, with one touch. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LabView } from '../../../firmware-host/messages/lab.ts';
import type {
  BoardFaults,
  CentreFaults,
  PadFaults,
  PrinterFaults,
  SpeakerFaults,
} from '../../../firmware-host/messages/requests.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { boardName } from './board-name.ts';
import { labPath, type LabModel } from './model.ts';
import { padName, padTable } from './pad-faults.ts';
import { onOff } from './switch.ts';
import { sign } from '../../theme/signs.ts';

type Fault =
  keyof PrinterFaults | keyof BoardFaults | keyof PadFaults | keyof SpeakerFaults | keyof CentreFaults;

/** One thing with switches: `path` takes those that change. */
interface Breakable {
  readonly path: string;
  readonly name: string;
  /** A number where one of several can be broken, null while none is. */
  readonly faults: Readonly<Partial<Record<Fault, boolean | number | null>>>;
}

interface Group extends Breakable {
  readonly shape: TemplateResult | ReturnType<typeof icon>;
}

export function faultSwitches(model: LabModel): TemplateResult {
  const { view, words, ask } = model;
  const groups = groupsOf(view, words);
  const boards = boardRows(view, words);
  const all = [...groups, ...boards, ...padRows(view, words)];
  const on = all.reduce((sum, { faults }) => sum + brokenOf(faults).length, 0);
  const mend = () => {
    for (const { path, faults } of all) {
      const broken = brokenOf(faults).map(([fault, value]) => [fault, value === true ? false : null]);
      if (broken.length > 0) void ask(path, Object.fromEntries(broken));
    }
  };
  return html`
    <header class="device">
      ${icon('bolt')}
      <h2>${words.text('lab.faults')}</h2>
      <span class="push ${on > 0 ? 'is bad' : 'quiet'}"
        >${on > 0 ? icon('bad') : nothing}${words.text('lab.faults.count', { count: on })}</span
      >
      <button class="btn slim" ?disabled=${on === 0} @click=${mend}>${words.text('lab.faults.clear')}</button>
    </header>
    <div class="all-faults">
      <div class="faults">
        ${groups.map((group) => oneGroup(group, model))} ${view.pads.length === 0 ? nothing : padTable(model)}
        ${boards.length === 0 ? nothing : boardTable(boards, model)}
      </div>
    </div>
  `;
}

const switchesOf = (faults: Breakable['faults']): [Fault, boolean | number | null][] =>
  Object.entries(faults) as [Fault, boolean | number | null][];

const brokenOf = (faults: Breakable['faults']): [Fault, boolean | number | null][] =>
  switchesOf(faults).filter(([, value]) => value === true || typeof value === 'number');

function groupsOf({ printers, speakers, centre }: LabView, words: Words): Group[] {
  return [
    ...printers.map(({ device, faults }) => ({
      path: labPath('printers', device, 'faults'),
      name: words.text('lab.printer'),
      shape: icon('printer'),
      faults,
    })),
    ...speakers.map(({ device, faults }) => ({
      path: labPath('speakers', device, 'faults'),
      name: words.text('lab.speaker'),
      shape: sign('sound'),
      faults,
    })),
    ...(centre === null
      ? []
      : [
          {
            path: 'lab/centre/faults',
            name: words.text('lab.centre.short'),
            shape: sign('cloud'),
            faults: centre.faults,
          },
        ]),
  ];
}

const padRows = (view: LabView, words: Words): Breakable[] =>
  view.pads.map((pad) => ({
    path: labPath('pads', pad.device, 'faults'),
    name: padName(pad, view, words),
    faults: pad.faults,
  }));

const boardRows = (view: LabView, words: Words): Breakable[] =>
  view.boards.map((board) => ({
    path: labPath('boards', board.device, 'faults'),
    name: boardName(board, view, words),
    faults: board.faults,
  }));

const boardFaults = [
  'cableCut',
  'hung',
  'mute',
  'refusing',
  'lossy',
  'wrongBaud',
] as const satisfies readonly (keyof BoardFaults)[];

const oneGroup = (group: Group, { words, ask }: LabModel): TemplateResult =>
  html`<div class="group" role="group" aria-label=${group.name}>
    <h3 class="is small quiet">${group.shape}${group.name}</h3>
    ${switchesOf(group.faults).map(([fault, value]) => {
      const on = value === true;
      return html`<button
        role="switch"
        aria-checked=${on}
        @click=${() => void ask(group.path, { [fault]: !on })}
      >
        ${words.text(`lab.fault.${fault}`)} ${onOff(on, words)}
      </button>`;
    })}
  </div>`;

const boardTable = (rows: readonly Breakable[], model: LabModel): TemplateResult => {
  const { words } = model;
  const name = words.text('lab.boards.short');
  return html`<div class="group wide" role="group" aria-label=${name}>
    <h3 class="line small quiet">
      <span class="is">${sign('board')}${name}</span>
      ${boardFaults.map(
        (fault) =>
          html`<span title=${words.text(`lab.fault.${fault}`)}
            >${words.text(`lab.fault.${fault}.short`)}</span
          >`,
      )}
    </h3>
    ${rows.map((row) => oneRow(row, model))}
  </div>`;
};

const oneRow = ({ name, path, faults }: Breakable, { words, ask }: LabModel): TemplateResult =>
  html`<div class="line">
    <span class="who" title=${name}>${name}</span>
    ${boardFaults.map((fault) => {
      const on = faults[fault] === true;
      return html`<button
        role="switch"
        aria-checked=${on}
        aria-label=${`${name} ${words.text(`lab.fault.${fault}`)}`}
        @click=${() => void ask(path, { [fault]: !on })}
      >
        ${onOff(on, words)}
      </button>`;
    })}
  </div>`;
