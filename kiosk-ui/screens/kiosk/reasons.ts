/** Who goes first: the visitor says why, in one touch. */
import { html, type TemplateResult } from 'lit';
import type { PriorityReason } from '../../../firmware-host/messages/common.ts';
import { secondLine, type Bilingual } from '../../elements/second.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { choices } from './message.ts';

const shapes: Readonly<Record<PriorityReason, IconName>> = {
  elderly: 'elderly',
  disabled: 'reach',
  pregnant: 'pregnant',
  child: 'child',
  military: 'shield',
  vip: 'star',
};

export interface ReasonsModel extends Bilingual {
  readonly reasons: readonly PriorityReason[];
  readonly choose: (reason: PriorityReason) => void;
  readonly back: () => void;
}

export const reasonsScreen = (model: ReasonsModel): TemplateResult => html`
  <main class="services reasons">
    ${model.reasons.map(
      (reason) =>
        html`<button class="control service" @click=${() => model.choose(reason)}>
          ${icon(shapes[reason])}
          <span>
            <h3>${model.words.text(`priority.${reason}`)}</h3>
            ${secondLine(model, (of) => of.text(`priority.${reason}`))}
          </span>
        </button>`,
    )}
  </main>
  ${choices(model, { says: 'kiosk.back', shape: 'home', act: model.back, quiet: true }, null)}
`;
