/** A metric that has left its target for its whole cadence: since when, who has seen it, and the press that says so. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AlarmView } from '../../../../firmware-host/messages/alarms.ts';
import type { MetricDefinition } from '../../../../firmware-host/messages/metrics.ts';
import { press } from '../../../host/api.ts';
import { icon } from '../../../theme/icons.ts';
import type { Asker, Told } from '../model.ts';
import { REASON_MAX, agentField, said } from '../said.ts';
import { nameOf, whoOf } from './figure-model.ts';

/** Of all services together before those of a single one. */
export const alarmOf = (id: MetricDefinition['id'], { view }: Pick<Told, 'view'>): AlarmView | undefined =>
  view.alarms
    .filter(({ metric }) => metric === id)
    .toSorted((one, other) => Number(one.service !== null) - Number(other.service !== null))[0];

/** That somebody has seen it, with a word on what is done about it. Its name comes from whoever has the words. */
export const acknowledgeAlarm =
  (alarm: AlarmView, name: string): Asker =>
  (told) => {
    const now = told.view.alarms.find(({ id }) => id === alarm.id);
    if (now === undefined || now.acknowledged !== null) return null;
    return {
      ...said(told, 'acknowledge-alarm', name),
      icon: 'tick',
      level: 'go',
      fields: [
        agentField(told, 'by', told.words.text('supervisor.who.alarm')),
        {
          kind: 'line',
          name: 'note',
          label: told.words.text('supervisor.alarm.note'),
          hint: told.words.text('supervisor.reason.hint'),
          max: REASON_MAX,
          required: true,
        },
      ],
      press: ({ by = '', note = '' }) =>
        press(`alarms/${encodeURIComponent(alarm.id)}/acknowledge`, { by, note: note.trim() }),
    };
  };

/** Below a metric: nothing where there is no alarm. */
export function alarmFoot(
  { id }: MetricDefinition,
  told: Told,
  ask: (asker: Asker) => void,
): TemplateResult | typeof nothing {
  const { words, view } = told;
  const alarm = alarmOf(id, told);
  if (alarm === undefined) return nothing;
  const at = (instant: string): string => {
    const ms = Date.parse(instant);
    return `${words.date(ms, view.timeZone)} ${words.time(ms, view.timeZone)}`;
  };
  const { acknowledged } = alarm;
  return html`<footer>
    <p>${words.text('alarms.since', { at: at(alarm.since) })}</p>
    ${
      acknowledged === null
        ? html`<button class="btn main" @click=${() => ask(acknowledgeAlarm(alarm, nameOf(id, words)))}>
            ${icon('tick')}${words.text('supervisor.do.acknowledge-alarm')}
          </button>`
        : html`<p class="is ok">
              ${icon('check')}<span
                >${words.text('alarms.acknowledged', { name: whoOf(acknowledged.by, told), at: at(acknowledged.at) })}</span
              >
            </p>
            <foyer-personal-text
              .words=${words}
              .ref=${acknowledged.note}
              .name=${words.text('alarms.note')}
            ></foyer-personal-text>`
    }
    <p class="small quiet">${words.text('alarms.again')}</p>
  </footer>`;
}
