/** The board over this counter and the pad on it: well, or which of them is not. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterDevice } from '../../../firmware-host/messages/counter-queue.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

/** @param isCrowded whether there is room for trouble only */
export function counterDevices(
  { view, words }: ConsoleModel,
  isCrowded: boolean,
): TemplateResult | typeof nothing {
  const unwell = view.devices.filter(({ problem }) => problem !== null);
  if (unwell.length > 0) {
    return html`<span class="is warn" role="status"
      >${icon('warning')}${words.text('console.devices.bad', { devices: namesOf(unwell, words) })}</span
    >`;
  }
  if (view.devices.length === 0 || isCrowded) return nothing;
  return html`<span class="is ok"
    >${icon('check')}${words.text('console.devices.fine', { devices: namesOf(view.devices, words) })}</span
  >`;
}

function namesOf(devices: readonly CounterDevice[], words: Words): string {
  const kinds = new Set(devices.map(({ kind }) => kind));
  const [only] = kinds;
  return kinds.size > 1 || only === undefined
    ? words.text('console.devices.both')
    : words.text(`console.devices.${only}`);
}
