/** What the disk holds, and for how long. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Rich } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { backups } from './backups.ts';
import { clockSource } from './clock-source.ts';
import { diskBar } from './disk-bar.ts';
import { calendarDate, count, moment } from './figures.ts';
import type { MaintenanceModel } from './model.ts';

export const storage = (model: MaintenanceModel): TemplateResult =>
  html`<section class="storage" aria-label=${model.words.text('maintenance.storage')}>
    ${diskBar(model)} ${kept(model)} ${backups(model)}
  </section>`;

function kept(model: MaintenanceModel): TemplateResult {
  const { view, words } = model;
  const { storage: seen, centre } = view;
  const { position, epoch, day, history, reports, retention, clock } = seen;
  const behind = Math.max(0, position - reports.position);
  const date = (value: string) => calendarDate(value, words);
  return html`<dl class="kept" aria-label=${words.text('maintenance.kept')}>
    ${row(
      words.text('maintenance.journal'),
      html`${words.rich('maintenance.position', { position: count(position, words), epoch })}
        <span class="quiet"
          >${day === null ? words.text('maintenance.day.none') : words.text('maintenance.day', { date: date(day) })}</span
        >`,
    )}
    ${row(
      words.text('maintenance.history'),
      history.oldest === null
        ? words.text('maintenance.history.none')
        : words.rich('maintenance.history.days', { count: history.days, date: date(history.oldest) }),
    )}
    ${row(
      words.text('maintenance.reports'),
      behind === 0
        ? words.text('maintenance.reports.done')
        : words.rich('maintenance.reports.behind', { count: behind }),
    )}
    ${row(
      words.text('maintenance.clock'),
      html`<span class="is ${clock.trusted ? 'ok' : 'warn'}"
          >${icon(clock.trusted ? 'check' : 'warning')}${words.text(
            clock.trusted ? 'maintenance.clock.trusted' : 'maintenance.clock.untrusted',
          )}</span
        >
        <span class="quiet">${clockSource(clock.source, words)}</span>`,
    )}
    ${
      centre === null
        ? nothing
        : row(
            words.text('maintenance.centre'),
            html`${words.rich('maintenance.centre.delivered', { position: count(centre.delivered, words) })}
            ${
              centre.backlog === 0
                ? nothing
                : html`<span>${words.rich('lab.centre.backlog', { count: centre.backlog })}</span>`
            }`,
          )
    }
    ${row(
      words.text('maintenance.retention'),
      words.rich('maintenance.retention.days', {
        events: retention.eventDays,
        reports: retention.reportDays,
        texts: retention.textDays,
      }),
    )}
    ${row(words.text('maintenance.second'), second(model))}
  </dl>`;
}

/** Where the second copy goes, and since when the newest there is. */
function second({ view, words, nowMs }: MaintenanceModel): TemplateResult | string {
  const { backup, warnings } = view.storage;
  const { secondDir } = backup;
  if (secondDir === null) return html`<span class="quiet">${words.text('maintenance.second.none')}</span>`;
  if (warnings.includes('backup-second-missing')) {
    return html`<span class="is warn">${icon('warning')}</span> ${words.text('maintenance.second.missing', {
        dir: secondDir,
      })}`;
  }
  const newest = backup.files.find(({ place }) => place === 'second');
  return html`<span class="path">${secondDir}</span> ${
      newest === undefined
        ? nothing
        : html`<span class="quiet"
            >${words.rich('maintenance.backups.last', { time: moment(newest.at, { view, words, nowMs }) })}</span
          >`
    }`;
}

const row = (name: string, value: Rich | TemplateResult): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
