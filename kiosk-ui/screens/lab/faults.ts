/** Everything that can be broken, and mended, with one touch. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LabView } from '../../../firmware-host/messages/lab.ts';
import type {
  BoardFaults,
  CentreFaults,
  PadFaults,
  PrinterFaults,
} from '../../../firmware-host/messages/requests.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { boardName } from './board-name.ts';
import { labPath, type LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

type Fault = keyof PrinterFaults | keyof BoardFaults | keyof PadFaults | keyof CentreFaults;

/** One thing with switches: `path` takes those that change. */
interface Breakable {
  readonly path: string;
  readonly name: string;
  readonly faults: Readonly<Partial<Record<Fault, boolean>>>;
}

interface Group extends Breakable {
  readonly shape: TemplateResult | ReturnType<typeof icon>;
}

export function faultSwitches(model: LabModel): TemplateResult {
  const { view, words, ask } = model;
  const groups = groupsOf(view, words);
  const tables = tablesOf(view, words);
  const all = [...groups, ...tables.flatMap(({ rows }) => rows)];
  const on = all.reduce(
    (sum, { faults }) => sum + switchesOf(faults).filter(([, broken]) => broken).length,
    0,
  );
  const mend = () => {
    for (const { path, faults } of all) {
      const broken = switchesOf(faults).filter(([, isOn]) => isOn);
      if (broken.length > 0) void ask(path, Object.fromEntries(broken.map(([fault]) => [fault, false])));
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
        ${groups.map((group) => oneGroup(group, model))} ${tables.map((table) => oneTable(table, model))}
      </div>
    </div>
  `;
}

const switchesOf = (faults: Breakable['faults']): [Fault, boolean][] =>
  Object.entries(faults) as [Fault, boolean][];

function groupsOf({ printers, centre }: LabView, words: Words): Group[] {
  return [
    ...printers.map(({ device, faults }) => ({
      path: labPath('printers', device, 'faults'),
      name: words.text('lab.printer'),
      shape: icon('printer'),
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

/** Several of a kind that break in the same ways. */
interface Table {
  readonly name: string;
  readonly shape: Group['shape'];
  /** Whether it needs all the width there is. */
  readonly isWide: boolean;
  readonly faults: readonly (keyof BoardFaults)[];
  readonly rows: readonly Breakable[];
}

function tablesOf(view: LabView, words: Words): Table[] {
  const { boards, pads } = view;
  const padRows = pads.map(({ device, counter, faults }) => ({
    path: labPath('pads', device, 'faults'),
    name: words.name(counter.name),
    faults,
  }));
  const boardRows = boards.map((board) => ({
    path: labPath('boards', board.device, 'faults'),
    name: boardName(board, view, words),
    faults: board.faults,
  }));
  const tables: Table[] = [
    {
      name: words.text('lab.pads.short'),
      shape: sign('good'),
      isWide: false,
      faults: padFaults,
      rows: padRows,
    },
    {
      name: words.text('lab.boards.short'),
      shape: sign('board'),
      isWide: true,
      faults: boardFaults,
      rows: boardRows,
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

const padFaults = ['cableCut', 'hung'] as const satisfies readonly (keyof PadFaults)[];
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
    ${switchesOf(group.faults).map(
      ([fault, on]) =>
        html`<button role="switch" aria-checked=${on} @click=${() => void ask(group.path, { [fault]: !on })}>
          ${words.text(`lab.fault.${fault}`)} ${onOff(on, words)}
        </button>`,
    )}
  </div>`;

const oneTable = ({ name, shape, isWide, faults, rows }: Table, model: LabModel): TemplateResult =>
  html`<div class=${isWide ? 'group wide' : 'group'} role="group" aria-label=${name}>
    <h3 class="line small quiet">
      <span class="is">${shape}${name}</span>
      ${faults.map(
        (fault) =>
          html`<span title=${model.words.text(`lab.fault.${fault}`)}
            >${model.words.text(`lab.fault.${fault}.short`)}</span
          >`,
      )}
    </h3>
    ${rows.map((row) => oneRow(row, faults, model))}
  </div>`;

const oneRow = (
  { name, path, faults }: Breakable,
  columns: Table['faults'],
  { words, ask }: LabModel,
): TemplateResult =>
  html`<div class="line">
    <span class="who" title=${name}>${name}</span>
    ${columns.map((fault) => {
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

const onOff = (on: boolean, words: Words): TemplateResult =>
  html`<span class="sw">${on ? icon('bad') : nothing}${words.text(on ? 'lab.on' : 'lab.off')}</span>`;
