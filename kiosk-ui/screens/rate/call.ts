/** Where to call back: a number pad, and what happens with the number. */
import { html, type TemplateResult } from 'lit';
import { secondLine, secondWords } from '../../elements/second.ts';
import { icon } from '../../theme/icons.ts';
import { control, type RateModel } from './model.ts';
import { note } from './parts.ts';
import { inGroups, isWhole } from './phone.ts';
import { sign } from '../../elements/rating-pictures.ts';
import type { Of } from './stages.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
/** A longer number is written smaller. */
const roomDigits = 12;

export function callScreen(model: RateModel, stage: Of<'call'>): TemplateResult {
  const { words, rating } = model;
  const { number, busy } = stage;
  return html`
    <div class="entry">
      <p
        class="number ${number.length > roomDigits ? 'long' : ''}"
        role="status"
        aria-label="${words.text('rate.call.number')} ${Array.from(number).join(' ')}"
      >
        ${inGroups(number)}<i class="caret"></i>
      </p>
      ${stage.note === null ? consent(model) : note(model, stage.note)}
    </div>
    <div class="pad">
      ${digits.map((digit) => key(model, digit))}
      ${editKey(model, 'kiosk.code.clear', () => rating.erase(true))} ${key(model, '0')}
      ${editKey(model, 'kiosk.code.erase', () => rating.erase())}
    </div>
    <footer class="foot pair">
      ${control(model, { say: (of) => of.text('rate.back'), act: rating.back, off: busy })}
      ${control(model, {
        say: (of) => of.text('rate.call'),
        act: () => void rating.sendCall(),
        picture: busy ? icon('turn', 'turning') : sign('call'),
        look: 'primary',
        off: busy || !isWhole(number),
      })}
    </footer>
  `;
}

const consent = (model: RateModel): TemplateResult =>
  html`<div class="consent">
    <p>${model.words.text('rate.call.consent')}</p>
    ${secondLine(model, (of) => of.text('rate.call.consent'))}
  </div>`;

const key = ({ rating }: RateModel, digit: string): TemplateResult =>
  html`<button class="control" @click=${() => rating.type(digit)}>${digit}</button>`;

const editKey = (
  model: RateModel,
  says: 'kiosk.code.clear' | 'kiosk.code.erase',
  act: () => void,
): TemplateResult =>
  html`<button class="control edit" @click=${act}>
    ${icon(says === 'kiosk.code.erase' ? 'erase' : 'cross')}
    <span>${model.words.text(says)} ${secondWords(model, (of) => of.text(says))}</span>
  </button>`;
