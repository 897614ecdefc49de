/** A speaker's row: how loud it is by the hour, when it called last, and whether it can be heard. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceReport, TestSound } from '../../../firmware-host/messages/devices.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { moment } from './figures.ts';
import type { MaintenanceModel } from './model.ts';

export function soundFacts(
  { speaker }: DeviceReport,
  model: MaintenanceModel,
): TemplateResult | typeof nothing {
  if (speaker === null) return nothing;
  const { words, nowMs, view } = model;
  const { percent, volume, lastAt } = speaker;
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: view.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(nowMs);
  // As texts, times of day are in their order; after the last one comes the first one of tomorrow.
  const next = volume.find(({ from }) => from > time) ?? (volume.length > 1 ? volume[0] : undefined);
  const later = next === undefined || next.percent === percent ? null : next;
  return html`<span
      >${
        later === null
          ? words.text('maintenance.speaker.volume', { percent })
          : words.text('maintenance.speaker.volumes', { percent, from: later.from, later: later.percent })
      }</span
    ><span
      >${
        lastAt === null
          ? words.text('maintenance.speaker.last.none')
          : words.rich('maintenance.speaker.last', { time: moment(lastAt, model) })
      }</span
    >`;
}

/** Also of one that is in trouble: to hear whether it still is. */
export function soundActs(
  { id }: DeviceReport,
  { words, busy, tend, view }: MaintenanceModel,
): TemplateResult {
  const isBusy = busy.has(`sound:${id}`);
  const device = view.devices.find((one) => one.id === id);
  return html`<button
    class="btn slim"
    aria-label=${words.text('maintenance.test-sound.of', { name: id })}
    aria-busy=${isBusy}
    ?disabled=${isBusy || device === undefined}
    @click=${() => (device === undefined ? undefined : tend('sound', device))}
  >
    ${icon(isBusy ? 'turn' : 'play', isBusy ? 'turning' : '')}${words.text(
      isBusy ? 'maintenance.test-sound.busy' : 'maintenance.test-sound',
    )}
  </button>`;
}

const looks = { played: 'ok', sent: 'ok', chimed: 'warn', failed: 'bad' } as const satisfies Record<
  TestSound['state'],
  string
>;
const icons = { ok: 'check', warn: 'warning', bad: 'bad' } as const;

/** What came of the last test. */
export function soundLine({ id }: DeviceReport, { sounds, words }: MaintenanceModel): TemplateResult {
  const test = sounds.get(id);
  return html`<div class="test small" role="status">
    ${
      test === undefined
        ? nothing
        : html`<span class="is ${looks[test.state]}"
            >${icon(icons[looks[test.state]])}<span>${said(test, words)}</span></span
          >`
    }
  </div>`;
}

function said({ state, problem }: TestSound, words: Words): string {
  if (state !== 'failed') return words.text(`maintenance.test-sound.${state}`);
  return words.text('maintenance.test-sound.failed', {
    problem: words.text(`maintenance.problem.${problem ?? 'disconnected'}`),
  });
}
