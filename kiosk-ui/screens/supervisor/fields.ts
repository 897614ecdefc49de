/** The fields of a question, in Web Awesome's components. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Field, Values } from './model.ts';

export const isAsked = (field: Field, values: Values): boolean => field.when?.(values) ?? true;

/** What is in a field before anybody has touched it. */
export const untouched = (fields: readonly Field[]): Values =>
  Object.fromEntries(fields.map(({ name, value = '' }) => [name, value]));

/** Whether a field that has to be filled in is not. */
export const isMissing = (field: Field, values: Values): boolean =>
  field.required === true && isAsked(field, values) && (values[field.name] ?? '').trim() === '';

interface Form {
  readonly values: Values;
  readonly set: (name: string, value: string) => void;
  /** The first one is what the keyboard is for. */
  readonly isFirst: boolean;
  /** What a list says while nothing is chosen. */
  readonly placeholder: string;
}

type OfKind<Kind extends Field['kind']> = Extract<Field, { readonly kind: Kind }>;

export function fieldOf(field: Field, form: Form): TemplateResult {
  switch (field.kind) {
    case 'line':
    case 'number':
    case 'date':
      return input(field, form);
    case 'text':
      return textarea(field, form);
    case 'time':
      return time(field, form);
    case 'check':
      return check(field, form);
    case 'choice':
      return choice(field, form);
  }
}

/** What stands in the field that an event comes from. */
export const valueOf = (event: Event): string => {
  const { target } = event;
  const value: unknown = target !== null && 'value' in target ? target.value : '';
  return typeof value === 'string' ? value : '';
};

function input(field: Field, { values, set, isFirst }: Form): TemplateResult {
  const { kind, name, label, hint = '', required = false } = field;
  const pattern = kind === 'line' ? field.pattern : undefined;
  return html`<wa-input
    name=${name}
    type=${kind === 'number' || kind === 'date' ? kind : 'text'}
    label=${label}
    hint=${hint}
    ?required=${required}
    ?autofocus=${isFirst}
    autocomplete="off"
    maxlength=${kind === 'line' ? field.max : nothing}
    min=${kind === 'number' ? field.min : nothing}
    max=${kind === 'number' ? field.max : nothing}
    pattern=${pattern ?? nothing}
    .value=${values[name] ?? ''}
    @input=${(event: Event) => set(name, valueOf(event))}
  ></wa-input>`;
}

const textarea = (
  { name, label, hint = '', required = false, max }: OfKind<'text'>,
  { values, set, isFirst }: Form,
): TemplateResult =>
  html`<wa-textarea
    name=${name}
    label=${label}
    hint=${hint}
    rows="3"
    resize="none"
    maxlength=${max}
    ?required=${required}
    ?autofocus=${isFirst}
    .value=${values[name] ?? ''}
    @input=${(event: Event) => set(name, valueOf(event))}
  ></wa-textarea>`;

const time = (
  { name, label, hint = '', required = false }: Field,
  { values, set, isFirst }: Form,
): TemplateResult =>
  html`<wa-time-input
    name=${name}
    label=${label}
    hint=${hint}
    hour-format="24"
    ?required=${required}
    ?autofocus=${isFirst}
    .value=${values[name] ?? ''}
    @change=${(event: Event) => set(name, valueOf(event))}
    @input=${(event: Event) => set(name, valueOf(event))}
  ></wa-time-input>`;

const check = ({ name, label, hint = '' }: Field, { values, set, isFirst }: Form): TemplateResult =>
  html`<wa-checkbox
    name=${name}
    hint=${hint}
    ?autofocus=${isFirst}
    .checked=${values[name] === 'yes'}
    @change=${({ target }: Event) => set(name, target !== null && 'checked' in target && target.checked === true ? 'yes' : '')}
    >${label}</wa-checkbox
  >`;

const choice = (
  { name, label, hint = '', required = false, options }: OfKind<'choice'>,
  { values, set, isFirst, placeholder }: Form,
): TemplateResult =>
  html`<wa-select
    name=${name}
    label=${label}
    hint=${hint}
    placeholder=${placeholder}
    ?required=${required}
    ?autofocus=${isFirst}
    .value=${values[name] ?? ''}
    @change=${(event: Event) => set(name, valueOf(event))}
  >
    ${options.map(({ value, label: said }) => html`<wa-option value=${value}>${said}</wa-option>`)}
  </wa-select>`;
