/** Complaints, repairs and promised calls, by when they are due: what is late comes first. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CaseList, CaseView } from '../../../firmware-host/messages/staff.ts';
import { icon } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import { caseStep, iconOf } from './case-deeds.ts';
import listsSheet from './lists.css?inline';
import { Loaded } from './loaded.ts';
import type { Asker, Told } from './model.ts';

const SOON_MS = 4 * 3_600_000;

export class Cases extends LitElement {
  static override styles = [...staff, unsafeCSS(listsSheet)];

  @property({ attribute: false }) told: Told | null = null;
  @property({ attribute: false }) ask: (asker: Asker) => void = () => undefined;
  @property({ attribute: false }) position = 0;
  /** The one that is open, by its id. */
  @property({ attribute: false }) start = '';
  private readonly found = new Loaded<CaseList>(this);

  protected override willUpdate(): void {
    this.found.follow('cases', this.position);
  }

  protected override render(): TemplateResult {
    const { told } = this;
    if (told === null) return html``;
    const { words, view: lobby } = told;
    const { view } = this.found;
    const open = view?.find(({ id }) => id === this.start);
    return html`
      <section class="list">
        <header>
          <h1>${words.text('supervisor.tab.cases')}</h1>
          <span class="quiet"
            >${words.text('supervisor.cases', { open: lobby.cases.open, overdue: lobby.cases.overdue })}</span
          >
        </header>
        ${
          view === null
            ? html`<p class="none quiet" role="status">${words.text('site.starting')}</p>`
            : view.length === 0
              ? html`<p class="none quiet">${words.text('supervisor.cases.none')}</p>`
              : this.table(view, told)
        }
      </section>
      <aside class="open" aria-label=${words.text('supervisor.case')}>
        ${
          open === undefined
            ? html`<p class="quiet none">${words.text('supervisor.case.none')}</p>`
            : this.facts(open, told)
        }
      </aside>
    `;
  }

  private table(files: CaseList, told: Told): TemplateResult {
    const { words } = told;
    return html`<table>
      <thead>
        <tr>
          <th>${words.text('supervisor.due')}</th>
          <th>${words.text('supervisor.number')}</th>
          <th>${words.text('supervisor.service')}</th>
          <th>${words.text('supervisor.case-state')}</th>
          <th>${words.text('supervisor.receiver')}</th>
          <th>${words.text('supervisor.archive')}</th>
        </tr>
      </thead>
      <tbody>
        ${files.map(
          (file) =>
            html`<tr class=${file.id === this.start ? 'now' : ''}>
              <td>${due(file, told)}</td>
              <th scope="row" class="big">
                <a
                  class="opens"
                  href=${file.id === this.start ? '#cases' : `#cases/${encodeURIComponent(file.id)}`}
                  aria-current=${file.id === this.start ? 'true' : nothing}
                  >${file.number}</a
                >
              </th>
              <td>
                <span class="service"
                  ><i class="plate">${file.service}</i>${words.name(file.serviceName)}</span
                >
              </td>
              <td>${words.text(`supervisor.case.${file.state}`)}</td>
              <td>${nameOf(file.receiver, told)}</td>
              <td class="quiet">${file.archiveNumber}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private facts(file: CaseView, told: Told): TemplateResult {
    const { words } = told;
    return html`
      <header>
        <span class="plate">${file.service}</span>
        <h2 class="number">${file.number}</h2>
        <span class="quiet">${words.text(`supervisor.kind.${file.kind}`)}</span>
      </header>
      <dl>
        <dt>${words.text('supervisor.due')}</dt>
        <dd>${due(file, told)}</dd>
        <dt>${words.text('supervisor.case-state')}</dt>
        <dd>${words.text(`supervisor.case.${file.state}`)}</dd>
        <dt>${words.text('supervisor.receiver')}</dt>
        <dd>${nameOf(file.receiver, told)}</dd>
        ${
          file.handedTo === null
            ? nothing
            : html`<dt>${words.text('supervisor.handed-to')}</dt>
                <dd>${file.handedTo}</dd>`
        }
        <dt>${words.text('supervisor.archive')}</dt>
        <dd>${file.archiveNumber}</dd>
      </dl>
      <ul class="texts">
        ${(['matter', 'contact', 'result'] as const).map((part) =>
          file[part] === null
            ? nothing
            : html`<li>
                <foyer-personal-text
                  .words=${words}
                  .ref=${file[part]}
                  .name=${words.text(`supervisor.${part}`)}
                ></foyer-personal-text>
              </li>`,
        )}
      </ul>
      <div class="deeds">
        ${stepsOf(file).map(
          (step, place) =>
            html`<button
              class="btn slim ${place === 0 ? 'main' : ''}"
              @click=${() => this.ask(caseStep(step, file))}
            >
              ${icon(iconOf(step))}${words.text(`supervisor.do.${step}`)}
            </button>`,
        )}
      </div>
    `;
  }
}

/** A record is written anew as a whole, which is for whoever has the visitor before him: here only where there is none. */
export const stepsOf = ({ steps, matter }: CaseView): CaseView['steps'] =>
  steps.filter((step) => step !== 'record' || matter === null);

const nameOf = (agent: string | null, { view }: Told): string =>
  view.agents.find(({ id }) => id === agent)?.name ?? agent ?? '—';

/** When the next step is due, and how that stands. */
function due({ dueAt, overdue }: CaseView, { view, words, nowMs }: Told): TemplateResult {
  if (dueAt === null) return html`<span class="quiet">${words.text('supervisor.due.none')}</span>`;
  const ms = Date.parse(dueAt);
  const when = `${words.date(ms, view.timeZone)} ${words.time(ms, view.timeZone)}`;
  const isSoon = ms - nowMs < SOON_MS;
  const [level, shape, word] = overdue
    ? (['bad', 'bad', 'supervisor.overdue'] as const)
    : isSoon
      ? (['warn', 'clock', 'supervisor.due-soon'] as const)
      : (['ok', 'check', 'supervisor.in-time'] as const);
  return html`<span class="is ${level}">${icon(shape)}${words.text(word)}</span> <b class="num">${when}</b>`;
}
