/** Whose ticket is drawn: on which printer, in which language, and of what kind. */
import { html, type TemplateResult } from 'lit';
import { languages, type Language } from '../../../config/texts/texts.ts';
import type { TicketSample } from '../../../firmware-host/messages/ticket-preview.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { segments } from './segments.ts';

const samples: readonly TicketSample[] = ['ordinary', 'case', 'appointment', 'copy'];

/** What is to be drawn. */
export interface Chosen {
  readonly printer: string;
  readonly language: Language;
  readonly sample: TicketSample;
}

interface ChoicesModel {
  readonly words: Words;
  readonly printers: readonly string[];
  readonly chosen: Chosen;
  readonly choose: (part: Partial<Chosen>) => void;
}

export function ticketChoices({ words, printers, chosen, choose }: ChoicesModel): TemplateResult {
  return html`<div class="choices">
    <label class="pick"
      ><span class="small quiet">${words.text('maintenance.ticket.printer')}</span
      ><span class="select"
        ><select @change=${(event: Event) => choose({ printer: (event.target as HTMLSelectElement).value })}>
          ${printers.map((id) => html`<option value=${id} ?selected=${id === chosen.printer}>${id}</option>`)}</select
        >${icon('down')}</span
      ></label
    >
    ${segments({
      name: 'sample',
      label: words.text('maintenance.ticket.sample'),
      options: samples.map((value) => ({ value, text: words.text(`maintenance.ticket.sample.${value}`) })),
      value: chosen.sample,
      choose: (sample) => choose({ sample }),
    })}
    ${segments({
      name: 'language',
      label: words.text('maintenance.ticket.language'),
      options: languages.map((value) => ({ value, text: words.text(`language.${value}`), lang: value })),
      value: chosen.language,
      choose: (language) => choose({ language }),
    })}
  </div>`;
}
