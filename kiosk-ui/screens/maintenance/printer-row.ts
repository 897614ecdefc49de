/** A printer's row: how much paper is left, when it last printed, and what can be tried on it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceReport, PaperView, TestPrint } from '../../../firmware-host/messages/devices.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { moment } from './figures.ts';
import type { MaintenanceModel } from './model.ts';

/** What is left of the roll. */
export const rollOf = (
  { paper, paperLow, problem }: DeviceReport,
  { words }: MaintenanceModel,
): TemplateResult | typeof nothing =>
  paper === null ? nothing : rollBar(paper, paperLow || problem === 'paper-out', words);

export const lastPrint = ({ lastPrintedAt }: DeviceReport, model: MaintenanceModel): TemplateResult =>
  html`<span
    >${
      lastPrintedAt === null
        ? model.words.text('maintenance.last-print.none')
        : model.words.rich('maintenance.last-print', { time: moment(lastPrintedAt, model) })
    }</span
  >`;

/** A count is an estimate: a bar for the eye, and a round word for it. */
function rollBar({ left, whole }: PaperView, isLow: boolean, words: Words): TemplateResult {
  const percent = Math.min(100, Math.round((100 * left) / whole));
  return html`<span class="roll ${isLow ? 'low' : ''}"
    ><svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="img"
      aria-label=${words.text('maintenance.roll.bar', { percent })}
    >
      <rect width=${percent} height="10" /></svg
    ><span>${words.rich('maintenance.roll.left', { count: left })}</span></span
  >`;
}

const isUnwell = ({ problem, state }: DeviceReport): boolean => problem !== null || state === 'lost';

/** One that is well can be tried; of one that is not, the waiting can be cut short: a slow one is at its work, though. */
export function printerActs(device: DeviceReport, model: MaintenanceModel): TemplateResult {
  const { words, tend, askRoll } = model;
  const { id, paper } = device;
  const newRoll =
    paper === null
      ? nothing
      : html`<button
          class="btn slim"
          aria-label=${words.text('maintenance.roll.new.of', { name: id })}
          @click=${() => askRoll(device)}
        >
          ${sign('roll')}${words.text('maintenance.roll.new')}
        </button>`;
  if (device.problem === 'slow') return html`${newRoll}`;
  return isUnwell(device)
    ? html`${newRoll}${retryButton(device, model, 'btn slim')}`
    : html`${newRoll}${testButton(id, model, () => tend('test', device))}`;
}

function testButton(id: string, { words, busy }: MaintenanceModel, go: () => void): TemplateResult {
  const isBusy = busy.has(`test:${id}`);
  return html`<button
    class="btn slim"
    aria-label=${words.text('maintenance.test-print.of', { name: id })}
    aria-busy=${isBusy}
    ?disabled=${isBusy}
    @click=${go}
  >
    ${icon(isBusy ? 'turn' : 'printer', isBusy ? 'turning' : '')}${words.text(
      isBusy ? 'maintenance.test-print.busy' : 'maintenance.test-print',
    )}
  </button>`;
}

export function retryButton(
  device: DeviceReport,
  { words, busy, tend }: MaintenanceModel,
  className: string,
): TemplateResult {
  const isBusy = busy.has(`retry:${device.id}`);
  return html`<button
    class=${className}
    aria-label=${words.text('maintenance.retry.of', { name: device.id })}
    aria-busy=${isBusy}
    ?disabled=${isBusy}
    @click=${() => tend('retry', device)}
  >
    ${icon(isBusy ? 'turn' : 'repeat', isBusy ? 'turning' : '')}${words.text('maintenance.retry')}
  </button>`;
}

/**
 * What came of the last test, with its proof; read out, since the technician looks at the paper. That one went well is no
 * news of a printer that is in trouble by now.
 */
export function testLine(device: DeviceReport, { tests, words }: MaintenanceModel): TemplateResult {
  const test = tests.get(device.id);
  const isOutdated = test?.state === 'printed' && isUnwell(device);
  return html`<div class="test small" role="status">
    ${
      test === undefined || isOutdated
        ? nothing
        : html`<span class="is ${test.state === 'printed' ? 'ok' : 'bad'}"
            >${icon(test.state === 'printed' ? 'check' : 'bad')}<span>${said(test, words)}</span></span
          >`
    }
  </div>`;
}

function said({ state, proof, problem, bytes }: TestPrint, words: Words): string {
  if (state !== 'printed') {
    const name = words.text(`maintenance.problem.${problem ?? 'interrupted'}`);
    return words.text(`maintenance.test-print.${state}`, { problem: name });
  }
  const end = words.text(`maintenance.test-print.${proof ?? 'sent'}`);
  return bytes === null ? end : `${end} · ${words.text('maintenance.bytes', { count: bytes })}`;
}
