import type { RateView } from '../../../firmware-host/messages/pad.ts';
import { secondLine, type Bilingual } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { html, type TemplateResult } from 'lit';
import type { SVGTemplateResult } from 'lit';
import type { Rating } from './rating.ts';

/** What the screens are drawn from, and whom they tell. */
export interface RateModel extends Bilingual {
  readonly view: RateView;
  readonly rating: Rating;
  readonly connected: boolean;
  /** Whether the last sound could not be heard. */
  readonly isMute: boolean;
}

interface Control {
  readonly say: (words: Words) => string;
  readonly act: () => void;
  readonly picture?: SVGTemplateResult | TemplateResult;
  readonly look?: string;
  /** It stands there, and cannot be pressed now. */
  readonly off?: boolean;
}

/** A large button with its word in both languages. */
export const control = (model: Bilingual, { say, act, picture, look = '', off }: Control): TemplateResult =>
  html`<button
    class="control ${look} ${off === true ? 'off' : ''}"
    aria-disabled=${off === true}
    @click=${off === true ? undefined : act}
  >
    ${picture}<span><b>${say(model.words)}</b>${secondLine(model, say)}</span>
  </button>`;
