/** A full screen of calm: what cannot be done now or is to be decided, what to do, and the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TextKey } from '../../../config/texts/texts.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { Words } from '../../host/words.ts';
import { linesOf } from '../../elements/fit.ts';
import { secondLine, secondWords, type Bilingual } from '../../elements/second.ts';

export interface Choice {
  readonly says: TextKey;
  readonly shape: IconName;
  readonly act: () => void;
  /** Its answer is on the way. */
  readonly busy?: boolean;
  /** It leads back only: what is to be pressed stands above. */
  readonly quiet?: boolean;
  /** It stands there, and cannot be pressed yet. */
  readonly off?: boolean;
}

export interface MessageModel extends Bilingual {
  readonly shape: IconName;
  /** Of both languages alike. */
  readonly text: (words: Words) => string;
  readonly back: Choice;
  readonly go: Choice | null;
}

export const messageScreen = (model: MessageModel): TemplateResult => html`
  <main class="message">
    <div role="alert">
      ${icon(model.shape)}
      <p>${model.text(model.words)}</p>
      ${secondLine(model, model.text)}
    </div>
  </main>
  ${choices(model, model.back, model.go)}
`;

/** The lowest row: the way back, and beside it what leads on. */
export const choices = (model: Bilingual, back: Choice, go: Choice | null): TemplateResult =>
  html`<nav class=${[back, go].some((one) => isLong(model, one)) ? 'actions long' : 'actions'}>
    ${button(model, back, go === null && back.quiet !== true)}
    ${go === null ? nothing : button(model, go, true)}
  </nav>`;

/** What a line of a label has room for where two stand side by side for elders, em. */
const lineEm = 5;

/** Whether it would take more than two of them. */
const isLong = ({ words }: Bilingual, choice: Choice | null): boolean =>
  choice !== null && linesOf(words.text(choice.says), lineEm).length > 2;

const button = (model: Bilingual, { says, shape, act, busy, off }: Choice, primary: boolean) => {
  const still = busy === true || off === true;
  return html`<button
    class="control ${primary ? 'primary' : ''} ${off === true ? 'closed' : ''}"
    aria-disabled=${still}
    @click=${still ? undefined : act}
  >
    ${busy === true ? icon('turn', 'turning') : icon(shape)}
    <span><b>${model.words.text(says)}</b>${secondWords(model, (of) => of.text(says))}</span>
  </button>`;
};
