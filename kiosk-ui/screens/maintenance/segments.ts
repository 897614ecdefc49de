/** A choice of a few, side by side; arrow keys go from one to the next, as among radio buttons. */
import { html, nothing, type TemplateResult } from 'lit';

export interface SegmentsModel<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly lang?: string }[];
  readonly value: Value;
  readonly choose: (value: Value) => void;
}

export const segments = <Value extends string>({
  name,
  label,
  options,
  value,
  choose,
}: SegmentsModel<Value>): TemplateResult =>
  html`<fieldset class="pick">
    <legend class="small quiet">${label}</legend>
    <div class="segments">
      ${options.map(
        (option) =>
          html`<label lang=${option.lang ?? nothing}
            ><input
              type="radio"
              name=${name}
              value=${option.value}
              .checked=${option.value === value}
              @change=${() => choose(option.value)}
            />${option.text}</label
          >`,
      )}
    </div>
  </fieldset>`;
