/** What can break about pads: a table with a row for each, a button that may be chosen to stick, and the reset. */
import { html, type TemplateResult } from 'lit';
import type { LabView, SimulatedPadView } from '../../../firmware-host/messages/lab.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { sign } from '../../theme/signs.ts';
import { labPath, type LabModel } from './model.ts';
import { onOff } from './switch.ts';

const columns = ['cableCut', 'hung', 'stuck', 'chatter', 'garbage'] as const;

export const padTable = (model: LabModel): TemplateResult => {
  const { view, words } = model;
  const name = words.text('lab.pads.short');
  return html`<div class="group wide" role="group" aria-label=${name}>
    <h3 class="line small quiet">
      <span class="is">${sign('good')}${name}</span>
      ${columns.map(
        (fault) =>
          html`<span title=${words.text(`lab.fault.${fault}`)}
            >${words.text(`lab.fault.${fault}.short`)}</span
          >`,
      )}
      <span></span>
    </h3>
    ${view.pads.map((pad) => row(pad, model))}
  </div>`;
};

/** As it is found in the lobby: by its counter, and where several lie there by its own name. */
export function padName({ device, counter }: SimulatedPadView, { pads }: LabView, words: Words): string {
  const isAlone = pads.filter((other) => other.counter.id === counter.id).length === 1;
  return isAlone ? words.name(counter.name) : device.id;
}

function row(pad: SimulatedPadView, model: LabModel): TemplateResult {
  const { view, words, ask } = model;
  const name = padName(pad, view, words);
  return html`<div class="line">
    <span class="who" title=${name}>${name}</span>
    ${columns.map((fault) => (fault === 'stuck' ? stuck(pad, name, model) : toggle(pad, fault, name, model)))}
    <button
      class="reset"
      aria-label=${`${name} ${words.text('lab.pad.reset')}`}
      title=${words.text('lab.pad.reset')}
      @click=${() => void ask(labPath('pads', pad.device, 'reset'))}
    >
      <span class="sw">${icon('repeat')}</span>
    </button>
  </div>`;
}

function toggle(
  { device, faults }: SimulatedPadView,
  fault: Exclude<(typeof columns)[number], 'stuck'>,
  name: string,
  { words, ask }: LabModel,
): TemplateResult {
  const on = faults[fault];
  return html`<button
    role="switch"
    aria-checked=${on}
    aria-label=${`${name} ${words.text(`lab.fault.${fault}`)}`}
    @click=${() => void ask(labPath('pads', device, 'faults'), { [fault]: !on })}
  >
    ${onOff(on, words)}
  </button>`;
}

/** Which button it is, counted from 1 as people do; the host counts from 0. */
function stuck(
  { device, buttons, faults }: SimulatedPadView,
  name: string,
  { words, ask }: LabModel,
): TemplateResult {
  const choose = ({ target }: Event) => {
    const { value } = target as HTMLSelectElement;
    void ask(labPath('pads', device, 'faults'), { stuck: value === '' ? null : Number(value) });
  };
  return html`<select
    class="sw ${faults.stuck === null ? '' : 'on'}"
    aria-label=${`${name} ${words.text('lab.fault.stuck')}`}
    .value=${faults.stuck === null ? '' : String(faults.stuck)}
    @change=${choose}
  >
    <option value="" ?selected=${faults.stuck === null}>${words.text('lab.off')}</option>
    ${buttons.map(
      (_, place) =>
        html`<option
          value=${place}
          ?selected=${faults.stuck === place}
          aria-label=${words.text('lab.pad.button', { button: place + 1 })}
        >
          ${place + 1}
        </option>`,
    )}
  </select>`;
}
