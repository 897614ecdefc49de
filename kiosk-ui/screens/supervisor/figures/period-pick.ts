/** The choice of a period: today, this week, this month, or two dates. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Words } from '../../../host/words.ts';
import { icon } from '../../../theme/icons.ts';
import { valueOf } from '../fields.ts';
import { isSpan, periods, type PeriodName, type Span } from './period.ts';

interface PeriodPick {
  readonly name: PeriodName;
  readonly chosen: Span;
  readonly words: Words;
  readonly pick: (name: PeriodName) => void;
  readonly choose: (span: Span) => void;
}

export const periodPick = ({ name, chosen, words, pick, choose }: PeriodPick): TemplateResult =>
  html`<div class="pick" role="group" aria-label=${words.text('metrics.period')}>
      ${periods.map(
        (one) =>
          html`<button aria-pressed=${one === name} @click=${() => pick(one)}>
            ${one === name ? icon('tick') : nothing}${words.text(`metrics.period.${one}`)}
          </button>`,
      )}
    </div>
    ${name === 'dates' ? spanFields(chosen, words, choose) : nothing}`;

/** Two dates; what cannot be asked for says so, and is not asked. */
export const spanFields = (span: Span, words: Words, choose: (span: Span) => void): TemplateResult =>
  html`<span class="span" role="group" aria-label=${words.text('metrics.period.dates')}>
    ${(['from', 'to'] as const).map(
      (end) =>
        html`<wa-input
          name=${end}
          type="date"
          label=${words.text(`metrics.${end}`)}
          .value=${span[end]}
          @change=${(event: Event) => choose({ ...span, [end]: valueOf(event) })}
        ></wa-input>`,
    )}
    ${
      isSpan(span)
        ? nothing
        : html`<span class="is bad" role="alert">${icon('bad')}${words.text('metrics.span.wrong')}</span>`
    }
  </span>`;
