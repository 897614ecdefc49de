/** The boards: each dot is what its frames made, and the line above says whether the board has confirmed it. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SimulatedBoardView } from '../../../firmware-host/messages/lab.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { boardName } from './board-name.ts';
import { labPath, stateClass, troubleOf, type LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

/** A board over a counter is half as wide as the one in the lobby, and two stand side by side. */
const halfWidthDots = 64;
/** A main board and a row of two below it. */
const fewBoards = 3;

export function boards(model: LabModel): TemplateResult {
  const { view, words } = model;
  if (view.boards.length === 0) {
    return html`<p class="none quiet">${sign('board')}${words.text('lab.boards.none')}</p>`;
  }
  return html`<div class=${boardsClass(view.boards.length)}>
    ${repeat(
      view.boards,
      ({ device }) => device.id,
      (board) => oneBoard(board, model),
    )}
  </div>`;
}

/** The more there are, the smaller they are, so that the pads stay in sight. */
const boardsClass = (count: number): string => {
  if (count === 1) return 'boards';
  return count > fewBoards ? 'boards several many' : 'boards several';
};

function oneBoard(board: SimulatedBoardView, { view, words, ask }: LabModel): TemplateResult {
  const { device, picture } = board;
  const isHalf = picture.kind === 'digits' || picture.widthDots <= halfWidthDots;
  const power = words.text('lab.board.power');
  const name = boardName(board, view, words);
  return html`<section class=${isHalf ? 'half' : ''} aria-label=${name}>
    <header class="device">
      ${isHalf ? nothing : sign('board')}
      <h2 class="name" title=${device.id}>${name}</h2>
      ${isHalf ? nothing : html`<span class="quiet size">${sizeOf(picture, words)}</span>`}
      <span class="ends">
        ${state(board, isHalf, words)}
        <button
          class="btn slim power"
          aria-label=${`${name} ${power}`}
          title=${power}
          @click=${() => void ask(labPath('boards', device, 'power-cycle'))}
        >
          ${sign('power')}
        </button>
      </span>
    </header>
    <div class="panel" title=${isHalf ? sizeOf(picture, words) : nothing}>${lights(picture, words)}</div>
  </section>`;
}

const lights = (picture: SimulatedBoardView['picture'], words: Words): TemplateResult =>
  picture.kind === 'dots'
    ? html`<foyer-board
        .style=${`--dots: ${picture.widthDots}`}
        .picture=${picture}
        .emptyLabel=${words.text('lab.board.nothing')}
      ></foyer-board>`
    : html`<foyer-digits .picture=${picture} .emptyLabel=${words.text('lab.board.nothing')}></foyer-digits>`;

const sizeOf = (picture: SimulatedBoardView['picture'], words: Words): string =>
  picture.kind === 'dots'
    ? words.text('lab.board.size', { width: picture.widthDots, height: picture.heightDots })
    : words.text('lab.board.digits', { count: picture.digits.length });

/** A board whose cable was cut goes on showing its last words, so that this line is the only one to say it. */
function state(board: SimulatedBoardView, isShort: boolean, words: Words): TemplateResult {
  const { device, picture } = board;
  if (device.state !== 'ready') {
    return html`<span class="is ${stateClass[device.state]}" role="status"
      >${device.problem === 'disconnected' ? sign('unplug') : icon('bad')}${troubleOf(device, words)}</span
    >`;
  }
  if (!picture.isLit) {
    return html`<span class="is quiet">${icon('closed')}${words.text('lab.board.dark')}</span>`;
  }
  const { look, shape, long, short } = beliefIn(board, words);
  return isShort
    ? html`<span class="is ${look}" title=${long}>${icon(shape)}${short}</span>`
    : html`<span class="is ${look}">${icon(shape)}${long}</span>`;
}

interface Belief {
  readonly look: 'ok' | 'warn' | 'quiet';
  readonly shape: IconName;
  readonly long: string;
  readonly short: string;
}

/** What the host knows of what a board shows. */
function beliefIn({ acknowledges, confirmed, confirmedMs }: SimulatedBoardView, words: Words): Belief {
  if (!acknowledges) {
    const [long, short] = [words.text('lab.board.sent'), words.text('lab.board.sent.short')];
    return { look: 'quiet', shape: 'to', long, short };
  }
  if (!confirmed) {
    const [long, short] = [words.text('lab.board.unconfirmed'), words.text('lab.board.unconfirmed.short')];
    return { look: 'warn', shape: 'clock', long, short };
  }
  const sure = words.text('lab.board.sure');
  if (confirmedMs === null) return { look: 'ok', shape: 'check', long: sure, short: sure };
  const [long, short] = [
    words.text('lab.board.confirmed', { ms: confirmedMs }),
    words.text('lab.board.confirmed.short', { ms: confirmedMs }),
  ];
  return { look: 'ok', shape: 'check', long, short };
}
