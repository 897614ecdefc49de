/** A complaint or a repair on record: its kind and matter, who has to do it by when, and how the visitor hears of it. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import type { TextKey } from '../../../config/texts/texts.ts';
import { icon } from '../../theme/icons.ts';
import { callBackWays, subjects, type CaseDraft, type CaseField } from './case-draft.ts';
import { caseDue } from './case-due.ts';
import type { ConsoleModel } from './model.ts';
import { phoneFault } from './phone.ts';

const MATTER_MAX = 2000;
const OFFICE_MAX = 40;

export function caseForm(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { words, cases } = model;
  return html`<form
    class="case-form"
    aria-labelledby="case-title"
    novalidate
    @submit=${(event: Event) => event.preventDefault()}
  >
    <header>
      <h2 id="case-title">
        ${words.text('console.case.title', { service: words.name(ticket.serviceName) })}
      </h2>
      <span class="quiet">${words.rich('console.archive', { number: ticket.archiveNumber })}</span>
      ${keptLine(model)}
    </header>
    ${
      cases.fault === null
        ? nothing
        : html`<p class="note fault" role="alert">${icon('bad')}${cases.fault(words)}</p>`
    }
    ${pick(
      model,
      'subject',
      subjects.map((value) => ({ value, text: `console.case.subject.${value}` as const })),
    )}
    ${textField(model, 'matter', MATTER_MAX, 2)}
    <div class="field">
      <span class="label">${words.text('console.case.receiver')}</span>
      <div class="two">
        <span class="fixed">${receiver(model)}</span>
        ${input(model, 'handedTo', OFFICE_MAX)}
      </div>
    </div>
    ${caseDue(model)} ${textField(model, 'result', MATTER_MAX, 1)}
    ${pick(
      model,
      'callBack',
      callBackWays.map((value) => ({ value, text: `console.case.callBack.${value}` as const })),
    )}
    ${phone(model)} ${told(model)}
    <footer>
      <span class="is quiet small">${icon('lock')}${words.text('console.case.privacy')}</span>
      ${receipt(model)}
    </footer>
  </form>`;
}

/** Whether what was written would survive. */
function keptLine({ words, cases, view }: ConsoleModel): TemplateResult {
  const { keptAt, isUnkept } = cases;
  const at = keptAt === null ? '' : words.time(keptAt, view.timeZone);
  if (isUnkept)
    return html`<span class="is bad push" role="status"
      >${icon('bad')}${words.text('console.case.unkept')}</span
    >`;
  if (keptAt !== null)
    return html`<span class="is ok push" role="status"
      >${icon('check')}${words.text('console.case.kept', { time: at })}</span
    >`;
  return html`<span class="is ${cases.isRecorded ? 'ok' : 'quiet'} push" role="status"
    >${cases.isRecorded ? html`${icon('check')}${words.text('console.case.on-record')}` : nothing}</span
  >`;
}

/** Whoever received it first keeps it. */
function receiver({ words, view, cases }: ConsoleModel): string {
  const first = cases.file?.receiver ?? null;
  const name = first === null ? view.agent?.name : view.agents.find(({ id }) => id === first)?.name;
  return first === null || first === view.agent?.id
    ? words.text('console.case.here', { name: name ?? '', counter: words.name(view.counter.name) })
    : (name ?? first);
}

const labels = {
  subject: 'console.case.subject',
  matter: 'console.case.matter',
  handedTo: 'console.case.handed-to',
  result: 'console.case.result',
  callBack: 'console.case.call-back',
  phone: 'console.case.phone',
  told: 'console.case.told',
} as const satisfies Readonly<Record<keyof CaseDraft, TextKey>>;

export const labelOf = (field: CaseField): TextKey => labels[field];

/** One of a few words. */
function pick<Field extends 'subject' | 'callBack'>(
  { words, cases }: ConsoleModel,
  field: Field,
  choices: readonly { readonly value: Exclude<CaseDraft[Field], null>; readonly text: TextKey }[],
): TemplateResult {
  const isWrong = cases.isTried && cases.faults.includes(field);
  return html`<div class="field">
    <span class="label" id="case-${field}">${words.text(labels[field])}</span>
    <div>
      <div
        class="pick ${isWrong ? 'wrong' : ''}"
        role="radiogroup"
        aria-labelledby="case-${field}"
        aria-required="true"
        data-field=${field}
      >
        ${choices.map(
          ({ value, text }) =>
            html`<label
              ><input
                type="radio"
                name=${field}
                value=${value}
                .checked=${live(cases.draft[field] === value)}
                @change=${() => cases.write({ [field]: value })}
              />${icon('tick')}${words.text(text)}</label
            >`,
        )}
      </div>
      ${isWrong ? fault(words.text('console.case.choose'), field) : nothing}
    </div>
  </div>`;
}

function textField(
  { words, cases }: ConsoleModel,
  field: 'matter' | 'result',
  maxlength: number,
  rows: number,
): TemplateResult {
  const isWrong = field === 'matter' && cases.isTried && cases.faults.includes(field);
  // What came of it is written down once; what is said of it later belongs to the call-back.
  const isClosed = field === 'result' && (cases.file?.state ?? 'open') !== 'open';
  return html`<div class="field">
    <label for="case-${field}">${words.text(labels[field])}</label>
    <div>
      <textarea
        class="input ${isWrong ? 'wrong' : ''}"
        id="case-${field}"
        data-field=${field}
        rows=${rows}
        maxlength=${maxlength}
        ?readonly=${isClosed}
        aria-required=${field === 'matter'}
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? `fault-${field}` : nothing}
        placeholder=${words.text(`console.case.${field}.hint`)}
        .value=${live(cases.draft[field])}
        @input=${(event: Event) => cases.write({ [field]: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
      ${isWrong ? fault(words.text('console.case.matter.missing'), field) : nothing}
    </div>
  </div>`;
}

const input = ({ words, cases }: ConsoleModel, field: 'handedTo', maxlength: number): TemplateResult =>
  html`<input
    class="input"
    id="case-${field}"
    data-field=${field}
    maxlength=${maxlength}
    autocomplete="off"
    aria-label=${words.text(labels[field])}
    placeholder=${words.text('console.case.handed-to.hint')}
    .value=${live(cases.draft[field])}
    @input=${(event: Event) => cases.write({ [field]: (event.target as HTMLInputElement).value })}
  />`;

/** The number is looked at while it is typed; an empty one only once somebody wants to go on. */
function phone({ words, cases }: ConsoleModel): TemplateResult {
  const { draft, isTried } = cases;
  const isWanted = draft.callBack !== 'none';
  const wrong = isWanted && (draft.phone.trim() !== '' || isTried) ? phoneFault(draft.phone) : null;
  const isCalled = draft.callBack !== null && isWanted;
  const shown = isCalled || wrong?.kind !== 'none' ? wrong : null;
  return html`<div class="field ${isWanted ? '' : 'unneeded'}">
    <label for="case-phone">${words.text(labels.phone)}</label>
    <div>
      <input
        class="input ${shown === null ? '' : 'wrong'}"
        id="case-phone"
        data-field="phone"
        type="tel"
        maxlength="30"
        autocomplete="off"
        ?disabled=${!isWanted}
        aria-invalid=${shown !== null}
        aria-describedby=${shown === null ? nothing : 'fault-phone'}
        .value=${live(draft.phone)}
        @input=${(event: Event) => cases.write({ phone: (event.target as HTMLInputElement).value })}
      />
      ${
        shown === null
          ? nothing
          : fault(
              words.text(`console.case.phone.${shown.kind}`, 'count' in shown ? { count: shown.count } : {}),
              'phone',
            )
      }
    </div>
  </div>`;
}

const told = ({ words, cases }: ConsoleModel): TemplateResult =>
  html`<div class="field">
    <span class="label">${words.text(labels.told)}</span>
    <label class="check"
      ><input
        type="checkbox"
        .checked=${live(cases.draft.told)}
        @change=${(event: Event) => cases.write({ told: (event.target as HTMLInputElement).checked })}
      />${words.text('console.case.told.done')}</label
    >
  </div>`;

const fault = (text: string, field: CaseField): TemplateResult =>
  html`<p class="hint is bad" id="fault-${field}" role="status">${icon('bad')}${text}</p>`;

/** A copy of the number with that of the case and its time: only for what is on record, since that is what it says. */
const receipt = ({ words, cases, busy, printReceipt }: ConsoleModel): TemplateResult =>
  html`<button
    type="button"
    class="btn push"
    aria-keyshortcuts="Control+P"
    aria-busy=${busy}
    ?disabled=${!cases.isRecorded}
    @click=${printReceipt}
  >
    ${icon('printer')}${words.text('console.case.print')}<kbd>Ctrl P</kbd>
  </button>`;
