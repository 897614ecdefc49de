/** The left side of the lab: one touch on a service, and the paper comes out. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SimulatedPrinterView } from '../../../firmware-host/messages/lab.ts';
import { icon } from '../../theme/icons.ts';
import { signsOf } from '../counter/signs.ts';
import { largestOf } from './dots.ts';
import { labPath, stateClass, type LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

/** So many Chinese characters have room beside the letter there. */
const lineSigns = 7.5;
const stateIcons = { ready: 'check', degraded: 'info', lost: 'bad' } as const;

export function takeNumber({ view, words, taken, busy, take }: LabModel): TemplateResult {
  return html`<div class="take">
    <header class="device">
      ${sign('ticket')}
      <h2>${words.text('lab.take')}</h2>
      <span class="is go push" role="status"
        >${taken === null ? nothing : html`${icon('check')}<span>${words.rich('lab.taken', { number: taken })}</span>`}</span
      >
    </header>
    <div class="plates ${view.services.some(({ name }) => isLong(words.name(name))) ? 'long' : ''}">
      ${view.services.map(
        ({ letter, name }) =>
          html`<button aria-busy=${busy.has(letter)} @click=${() => take(letter)}>
            <span class="plate" aria-hidden="true">${letter}</span>
            <span class="name">${unbroken(words.name(name))}</span>
          </button>`,
      )}
    </div>
  </div>`;
}

/** Whether a plate of a quarter of the width would break it within a word, or into more than two lines. */
const isLong = (name: string): boolean =>
  signsOf(name) > 2 * lineSigns || name.split(' ').some((word) => signsOf(word) > lineSigns);

/** On a small button, “fit-out” is one word: a word joiner behind its hyphen keeps it together. */
const unbroken = (name: string): string => name.replaceAll('-', '-\u2060');

export const printers = (model: LabModel): TemplateResult | TemplateResult[] =>
  model.view.printers.length === 0
    ? html`<p class="none quiet">${icon('printer')}${model.words.text('lab.printers.none')}</p>`
    : model.view.printers.map((printer) => onePrinter(printer, model));

function onePrinter(printer: SimulatedPrinterView, { words, ask }: LabModel): TemplateResult {
  const { device, papers, widthDots, columns } = printer;
  const { problem } = device;
  return html`
    <header class="device">
      ${icon('printer')}
      <h2>${words.text('lab.printer')}</h2>
      <span class="quiet size">${words.text('lab.printer.size', { dots: widthDots, columns })}</span>
      <span class="push"></span>
      ${device.paperLow ? html`<span class="is warn">${icon('info')}${words.text('lab.paper-low')}</span>` : nothing}
      <span class="is ${stateClass[device.state]}" role="status">
        ${icon(stateIcons[device.state])}${words.text(`lab.state.${device.state}`)}
      </span>
    </header>
    <div class="mouth"></div>
    ${trouble(problem, words)}
    <div class="strips" tabindex="0" role="group" aria-label=${words.text('lab.paper')}>
      ${
        papers.length === 0
          ? html`<p class="none quiet">${words.text('lab.paper.none')}</p>`
          : repeat(
              papers,
              (paper) => paper.id,
              (paper, place) =>
                html`<foyer-paper
                  .paper=${paper}
                  .widthDots=${widthDots}
                  .openLabel=${words.text('lab.paper.open', { number: largestOf(paper.items) })}
                  .reachable=${place === 0}
                ></foyer-paper>`,
            )
      }
    </div>
    <footer class="job">
      ${job(printer, words)}
      <button
        class="btn slim push"
        ?disabled=${papers.length === 0}
        @click=${() => void ask(labPath('printers', device, 'tear'))}
      >
        ${icon('cut')}${words.text('lab.tear')}
      </button>
    </footer>
  `;
}

const ours = [
  'paper-out',
  'cover-open',
  'cutter-jam',
  'printer-error',
  'offline',
  'disconnected',
  'not-answering',
  'slow',
] as const;

/** A printer has troubles of paper only; the others that the list of devices knows are not its own. */
function trouble(
  problem: SimulatedPrinterView['device']['problem'],
  words: LabModel['words'],
): TemplateResult | typeof nothing {
  const own = problem === null ? undefined : ours.find((one) => one === problem);
  if (own === undefined) return nothing;
  return html`<p class="problem">${icon('bad')}${words.text(`print.${own}.staff`)}</p>`;
}

function job({ papers }: SimulatedPrinterView, words: LabModel['words']): TemplateResult | typeof nothing {
  const [newest] = papers;
  if (newest === undefined) return nothing;
  return html`<span class="is ${newest.done ? 'ok' : 'go'}">
      ${icon(newest.done ? 'check' : 'turn', newest.done ? '' : 'turning')}
      ${words.text(newest.done ? 'lab.paper.done' : 'lab.paper.printing')}
    </span>
    <span class="quiet">${words.rich('lab.bytes', { count: newest.bytes })}</span>`;
}
