/** The boards: each dot is what its frames made, and the line above says whether the board has confirmed it. */
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SimulatedBoardView } from '../../../firmware-host/messages/lab.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { stateClass, troubleOf, type LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

/** A board over a counter is half as wide as the one in the lobby, and two stand side by side. */
const halfWidthDots = 64;

export function boards({ view, words }: LabModel): TemplateResult {
  if (view.boards.length === 0) {
    return html`<p class="none quiet">${sign('board')}${words.text('lab.boards.none')}</p>`;
  }
  return html`<div class="boards">
    ${repeat(
      view.boards,
      ({ device }) => device.id,
      (board) => oneBoard(board, view.boards.length > 1, words),
    )}
  </div>`;
}

/** With several of a kind, the id of the configuration says which. */
export const boardName = ({ device }: SimulatedBoardView, many: boolean, words: Words): string =>
  many ? words.text('lab.board.of', { id: device.id }) : words.text('lab.board');

function oneBoard(board: SimulatedBoardView, many: boolean, words: Words): TemplateResult {
  const { widthDots, heightDots, isLit, areas } = board;
  return html`<section class=${widthDots <= halfWidthDots ? 'half' : ''}>
    <header class="device">
      ${sign('board')}
      <h2>${boardName(board, many, words)}</h2>
      <span class="quiet">${words.text('lab.board.size', { width: widthDots, height: heightDots })}</span>
      <span class="push"></span>
      ${state(board, words)}
    </header>
    <div class="panel">
      <foyer-board
        .areas=${isLit ? areas : dark}
        .widthDots=${widthDots}
        .heightDots=${heightDots}
        .emptyLabel=${words.text('lab.board.nothing')}
      ></foyer-board>
    </div>
  </section>`;
}

const dark: SimulatedBoardView['areas'] = [];

/** A board whose cable was cut goes on showing its last words, so that this line is the only one to say it. */
function state({ device, isLit, confirmed, confirmedMs }: SimulatedBoardView, words: Words): TemplateResult {
  if (device.state !== 'ready') {
    return html`<span class="is ${stateClass[device.state]}" role="status"
      >${device.problem === 'disconnected' ? sign('unplug') : icon('bad')}${troubleOf(device, words)}</span
    >`;
  }
  if (!isLit) return html`<span class="is quiet">${icon('closed')}${words.text('lab.board.dark')}</span>`;
  if (!confirmed) {
    return html`<span class="is warn">${icon('clock')}${words.text('lab.board.unconfirmed')}</span>`;
  }
  return html`<span class="is ok"
    >${icon('check')}${
      confirmedMs === null
        ? words.text('lab.board.sure')
        : words.text('lab.board.confirmed', { ms: confirmedMs })
    }</span
  >`;
}
