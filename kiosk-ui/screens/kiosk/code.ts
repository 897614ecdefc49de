/** The code of an appointment, on keys that a finger and a keypad can press. */
import { html, type TemplateResult } from 'lit';
import { secondLine, secondWords, type Bilingual } from '../../elements/second.ts';
import { icon } from '../../theme/icons.ts';
import { choices } from './message.ts';

/** Codes that are made here have six digits; a centre may have longer ones, and shorter. */
const boxes = 6;
const codeMin = 4;
const codeMax = 12;

export const isWhole = (code: string): boolean => code.length >= codeMin;

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export interface CodeModel extends Bilingual {
  readonly code: string;
  readonly refused: boolean;
  readonly busy: boolean;
  readonly type: (code: string) => void;
  readonly take: () => void;
  readonly back: () => void;
}

type Entry = Pick<CodeModel, 'code' | 'refused' | 'busy' | 'type'>;

export function codeScreen(model: CodeModel): TemplateResult {
  const { words, code, refused, busy } = model;
  return html`
    <main class="entry">
      <p
        class="boxes"
        role="status"
        aria-label="${words.text('kiosk.slot.code')} ${Array.from(code).join(' ')}"
      >
        ${Array.from({ length: Math.max(boxes, code.length) }, (_, place) => box(code, place))}
      </p>
      ${refused ? unknown(model) : hint(model)}
      <div class="pad">
        ${digits.map((digit) => key(model, digit))} ${editKey(model, 'kiosk.code.clear', '')}
        ${key(model, '0')} ${editKey(model, 'kiosk.code.erase', code.slice(0, -1))}
      </div>
    </main>
    ${choices(
      model,
      { says: 'kiosk.back', shape: 'home', act: model.back },
      { says: 'kiosk.code.take', shape: 'tick', act: model.take, busy, off: !isWhole(code) && !busy },
    )}
  `;
}

const box = (code: string, place: number): TemplateResult =>
  html`<span class=${place === code.length ? 'next' : ''}>${code[place]}</span>`;

const hint = (model: CodeModel): TemplateResult =>
  html`<div class="hint">
    <p>${model.words.text('kiosk.code.hint')}</p>
    ${secondLine(model, (of) => of.text('kiosk.code.hint'))}
  </div>`;

const unknown = (model: CodeModel): TemplateResult =>
  html`<div class="hint strip warn" role="alert">
    ${icon('info')}
    <p><b>${model.words.refusal('appointment-unknown', 'visitor')}</b></p>
  </div>`;

const key = (model: CodeModel, digit: string): TemplateResult =>
  html`<button class="control" @click=${() => enter(model, digit)}>${digit}</button>`;

const editKey = (
  model: CodeModel,
  says: 'kiosk.code.clear' | 'kiosk.code.erase',
  then: string,
): TemplateResult =>
  html`<button class="control edit" @click=${() => model.type(then)}>
    ${icon(says === 'kiosk.code.erase' ? 'erase' : 'cross')}
    <span>${model.words.text(says)} ${secondWords(model, (of) => of.text(says))}</span>
  </button>`;

function enter(model: Entry, digit: string): void {
  // After a code that nobody knows, the first key begins a new one.
  const before = model.refused ? '' : model.code;
  if (!model.busy && before.length < codeMax) model.type(before + digit);
}

/** A keyboard is the same keys, and a scanner is a keyboard that knows letters. Answers whether it was one of them. */
export function typed(event: KeyboardEvent, model: Entry): boolean {
  if (event.key === 'Backspace') model.type(model.code.slice(0, -1));
  else if (/^[\dA-Za-z-]$/.test(event.key)) enter(model, event.key);
  else return false;
  return true;
}
