/** The three promises of a case on one line: the answer, the call-back, the signature. */
import { html, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import type { ConsoleModel } from './model.ts';

const MS_PER_DAY = 86_400_000;

export function caseDue({ view, words, nowMs, cases }: ConsoleModel): TemplateResult {
  const { file, draft } = cases;
  const dueMs = file === null || file.dueAt === null ? null : Date.parse(file.dueAt);
  const state = file?.state ?? 'open';
  const days = draft.callBack === 'none' ? null : (file?.callBackDays ?? null);
  const moment = (ms: number) => {
    const day = words.date(ms, view.timeZone);
    const time = words.time(ms, view.timeZone);
    return day === words.date(nowMs, view.timeZone)
      ? words.text('console.case.today', { time })
      : words.text('console.case.by', { time: `${day} ${time}` });
  };
  const isLate = dueMs !== null && dueMs < nowMs;
  const answerMs = state === 'open' ? dueMs : null;
  const lastMs = dueMs === null || days === null ? null : dueMs + (state === 'open' ? days * MS_PER_DAY : 0);
  return html`<div class="field">
    <span class="label">${words.text('console.case.due')}</span>
    <ol class="due" aria-label=${words.text('console.case.due')}>
      <li class=${state === 'open' ? 'current' : 'done'}>
        <b
          >${
            answerMs === null
              ? words.text(state === 'open' ? 'console.case.undated' : 'console.case.answered')
              : moment(answerMs)
          }</b
        >
        ${
          state === 'open'
            ? html`<span class="is ${isLate ? 'bad' : 'warn'}"
                >${icon(isLate ? 'bad' : 'clock')}${words.text(
                  isLate ? 'console.case.late' : 'console.case.answer',
                )}</span
              >`
            : html`<span class="is ok">${icon('check')}${words.text('console.case.answer')}</span>`
        }
      </li>
      <li class=${state === 'resolved' ? 'current' : ''}>
        <b
          >${
            days === null
              ? words.text('console.case.no-call')
              : lastMs === null
                ? words.text('console.case.undated')
                : words.text('console.case.by', { time: words.date(lastMs, view.timeZone) })
          }</b
        >
        <span class="quiet"
          >${days === null ? '' : words.text('console.case.call-within', { count: days })}</span
        >
      </li>
      <li>
        <b>${words.text(days === null ? 'console.case.then' : 'console.case.after-call')}</b>
        <span class="quiet">${words.text('console.case.sign')}</span>
      </li>
    </ol>
  </div>`;
}
