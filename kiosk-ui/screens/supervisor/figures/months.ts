/** Months that are put away for good: with their figures, targets and sources, and what was mended afterwards. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { FrozenMonths } from '../../../../firmware-host/messages/months.ts';
import { press } from '../../../host/api.ts';
import { icon } from '../../../theme/icons.ts';
import { staff } from '../../../theme/staff.ts';
import { Loaded } from '../loaded.ts';
import type { Asker, Told } from '../model.ts';
import { agentField, said } from '../said.ts';
import { addDays, monthStart } from './dates.ts';
import { monthName, todayOf, waitingFor } from './figure-model.ts';
import { define } from './define.ts';
import figuresSheet from './figures.css?inline';
import { FrozenMonth } from './frozen-month.ts';
import monthsSheet from './months.css?inline';

define('foyer-frozen-month', FrozenMonth);

/** So many months back one may still be put away by a press here. */
const MONTHS_BACK = 3;

export class Months extends LitElement {
  static override styles = [...staff, unsafeCSS(figuresSheet), unsafeCSS(monthsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) ask: (asker: Asker) => void = () => undefined;
  @property({ attribute: false }) deeds = 0;
  private readonly months = new Loaded<FrozenMonths>(this);

  protected override willUpdate(): void {
    this.months.follow('reports/months', this.deeds);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { told } = this;
    if (told === null) return nothing;
    const { words } = told;
    const { view, trouble } = this.months;
    const open = view === null ? [] : openMonths(view, todayOf(told));
    return html`<aside aria-label=${words.text('reports.months')}>
      <h2>${words.text('reports.months')}</h2>
      <p class="quiet">${words.text('reports.months.hint')}</p>
      ${
        view === null
          ? waitingFor(trouble, words)
          : html`<ul>
              ${[...open, ...view.months.map(({ month }) => month)]
                .toSorted((one, other) => other.localeCompare(one))
                .map((month) => {
                  const frozen = view.months.find((one) => one.month === month);
                  return frozen === undefined ? this.open(month, told) : this.frozen(frozen, told);
                })}
            </ul>`
      }
    </aside>`;
  }

  private frozen(frozen: FrozenMonths['months'][number], told: Told): TemplateResult {
    return html`<li>
      <foyer-frozen-month .told=${told} .frozen=${frozen} .deeds=${this.deeds}></foyer-frozen-month>
    </li>`;
  }

  private open(month: string, { words }: Told): TemplateResult {
    const name = monthName(month, words);
    return html`<li>
      <b>${name}</b>
      <button
        class="btn slim push"
        aria-label="${words.text('supervisor.do.freeze-month')} ${name}"
        @click=${() => this.ask(freeze(month, name))}
      >
        ${icon('lock')}${words.text('supervisor.do.freeze-month')}
      </button>
    </li>`;
  }
}

/** The latest months that are over and not put away yet, the latest first. */
function openMonths({ months }: FrozenMonths, today: string): readonly string[] {
  const found: string[] = [];
  let day = addDays(monthStart(today), -1);
  for (let back = 0; back < MONTHS_BACK; back += 1) {
    const month = day.slice(0, 7);
    if (!months.some((one) => one.month === month)) found.push(month);
    day = addDays(monthStart(day), -1);
  }
  return found;
}

const freeze =
  (month: string, name: string): Asker =>
  (told) => ({
    ...said(told, 'freeze-month', name),
    icon: 'lock',
    level: 'bad',
    fields: [agentField(told, 'by', told.words.text('supervisor.who.freeze-month'))],
    press: ({ by = '' }) => press(`reports/months/${month}/freeze`, { by }),
  });
