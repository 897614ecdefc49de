/** Rating one's own visit on the telephone, as long as the counter would ask for it: a score, and after a low one its reason. */
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { RatingReason } from '../../../firmware-host/messages/common.ts';
import type {
  FollowView,
  OwnRating as OwnRatingView,
  RatingView,
} from '../../../firmware-host/messages/views.ts';
import { face, matter, sign } from '../../elements/rating-pictures.ts';
import { ratingWord, wordOf } from '../../elements/rating-word.ts';
import { secondWords, type Bilingual } from '../../elements/second.ts';
import { Refused, Unreachable, press, send, type Press } from '../../host/api.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import type { PageElement } from './page-element.ts';

/** A reason goes off by itself when there was time to think better of it. */
const undoSeconds = 3;

/** `follow`: as the host sees it. The others are of this page alone, until the visit has another rating to give. */
type Stage =
  | { readonly name: 'follow' | 'reason' | 'thanks' }
  | { readonly name: 'sending'; readonly score: number }
  | { readonly name: 'counting'; readonly reason: RatingReason; readonly seconds: number }
  | { readonly name: 'telling'; readonly reason: RatingReason };

export class OwnRating implements ReactiveController {
  readonly #host: PageElement;
  readonly #path: string;
  #stage: Stage = { name: 'follow' };
  #fault: Refused | Unreachable | null = null;
  /** Its time has passed while the page stood. */
  #isOver = false;
  /** The last press while nobody knows whether it arrived: the same once more keeps its key. */
  #unsent: Press | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;

  /** @param path of the ticket, below /api/v1 */
  constructor(host: PageElement, path: string) {
    this.#host = host;
    this.#path = path;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#end);
  }

  follow({ rating, now }: FollowView): void {
    clearTimeout(this.#end);
    this.#isOver = false;
    if (rating === null) return this.#go({ name: 'follow' });
    this.#end = setTimeout(
      () => {
        this.#isOver = true;
        this.#host.requestUpdate();
      },
      Date.parse(rating.until) - Date.parse(now),
    );
  }

  render(view: OwnRatingView, model: Bilingual): TemplateResult | typeof nothing {
    const stage = this.#stageOf(view);
    if (stage.name === 'thanks')
      return html`<p class="rated" role="status">
        ${icon('heart')}<b>${model.words.text('rate.thanks')}</b>
      </p>`;
    if (this.#isOver) return nothing;
    return html`<section class="rating" aria-labelledby="rating">
      ${
        stage.name === 'follow' || stage.name === 'sending'
          ? this.#scores(view, stage, model)
          : this.#reasons(view, stage, model)
      }
      ${this.#fault === null ? nothing : said(this.#fault, model.words)}
    </section>`;
  }

  /** What is on the host decides, unless this page is in the middle of something. */
  #stageOf({ state, isLow, reason, reasons }: OwnRatingView): Stage {
    if (this.#stage.name !== 'follow' || state === 'asked') return this.#stage;
    return { name: isLow && reason === null && reasons.length > 0 ? 'reason' : 'thanks' };
  }

  #scores({ scale }: OwnRatingView, stage: Stage, model: Bilingual): TemplateResult {
    const { words } = model;
    const scores = Array.from({ length: scale }, (_, place) => scale - place);
    const isFigures = ratingWord(scale, 1) === null;
    const chosen = stage.name === 'sending' ? stage.score : null;
    return html`
      <h2 id="rating">${words.text('rate.question')}</h2>
      <div class=${isFigures ? 'scores figures' : 'scores'}>
        ${scores.map((score) => {
          const word = wordOf(scale, score);
          const name = word === null ? '' : words.text(`rating.${word}`);
          return html`<button
            class=${chosen === score ? 'chosen' : ''}
            aria-disabled=${chosen !== null}
            @click=${chosen === null ? () => void this.#rate(score) : undefined}
          >
            ${
              isFigures || word === null
                ? html`<span class="figure" aria-hidden="true">${score}</span
                    ><span class="unseen">${words.text('rate.score', { score })} ${name}</span>`
                : html`${face(word)}
                    <span><b>${name}</b> ${secondWords(model, (of) => of.text(`rating.${word}`))}</span>`
            }
          </button>`;
        })}
      </div>
      ${
        isFigures
          ? html`<p class="ends">
              <span>${scale} ${words.text('rating.very-good')}</span
              ><span>1 ${words.text('rating.very-poor')}</span>
            </p>`
          : nothing
      }
      <p class="promise">${sign('lock')}<span>${words.text('rate.promise')}</span></p>
    `;
  }

  #reasons({ reasons }: OwnRatingView, stage: Stage, model: Bilingual): TemplateResult {
    const { words } = model;
    const chosen = stage.name === 'counting' || stage.name === 'telling' ? stage.reason : null;
    return html`
      <h2 id="rating">${words.text('rate.reason')}</h2>
      <div class="scores">
        ${reasons.map(
          (reason) =>
            html`<button
              class=${chosen === reason ? 'chosen' : ''}
              aria-pressed=${chosen === reason}
              aria-disabled=${stage.name === 'telling'}
              @click=${() => this.#choose(reason)}
            >
              ${matter(reason)}
              <span
                ><b>${words.text(`rate.reason.${reason}`)}</b>
                ${secondWords(model, (of) => of.text(`rate.reason.${reason}`))}</span
              >
              ${
                chosen === reason && stage.name === 'counting'
                  ? html`<span class="undo"
                      >${words.text('rate.undo')} <span aria-hidden="true">${stage.seconds}</span></span
                    >`
                  : nothing
              }
            </button>`,
        )}
        <button class="pass" @click=${() => this.#go({ name: 'thanks' })}>
          <b>${words.text('rate.pass')}</b>
        </button>
      </div>
    `;
  }

  async #rate(score: number): Promise<void> {
    this.#go({ name: 'sending', score });
    const answer = await this.#tell<RatingView>('rate', { score });
    if (answer === null) return this.#go({ name: 'follow' }, this.#fault);
    this.#go({ name: answer.counted && answer.reasons.length > 0 ? 'reason' : 'thanks' });
  }

  /** A touch chooses a reason, another one takes it back. */
  #choose(reason: RatingReason): void {
    const { name } = this.#stage;
    if (name === 'telling') return;
    const isSame = this.#stage.name === 'counting' && this.#stage.reason === reason;
    if (isSame) this.#go({ name: 'reason' });
    else this.#count(reason, undoSeconds);
  }

  #count(reason: RatingReason, seconds: number): void {
    if (seconds === 0) return void this.#explain(reason);
    this.#go({ name: 'counting', reason, seconds });
    this.#timer = setTimeout(() => this.#count(reason, seconds - 1), 1000);
  }

  async #explain(reason: RatingReason): Promise<void> {
    this.#go({ name: 'telling', reason });
    const answer = await this.#tell<FollowView>('reason', { reason });
    const isGiven = this.#fault instanceof Refused && this.#fault.code === 'reason-given';
    if (answer === null && !isGiven) this.#go({ name: 'reason' }, this.#fault);
    else this.#go({ name: 'thanks' });
  }

  /** @returns null where it failed; then it is known why */
  async #tell<View>(what: string, body: object): Promise<View | null> {
    const path = `${this.#path}/${what}`;
    const last = this.#unsent;
    const isSame = last !== null && last.path === path && JSON.stringify(last.body) === JSON.stringify(body);
    const one = isSame ? last : press(path, body);
    this.#unsent = one;
    try {
      const answer = await send<View>(one, () => undefined);
      this.#unsent = null;
      return answer;
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
      if (fault instanceof Refused) this.#unsent = null;
      this.#fault = fault;
      return null;
    }
  }

  #go(stage: Stage, fault: Refused | Unreachable | null = null): void {
    clearTimeout(this.#timer);
    this.#stage = stage;
    this.#fault = fault;
    this.#host.requestUpdate();
  }
}

const said = (fault: Refused | Unreachable, words: Words): TemplateResult =>
  html`<p class="fault" role="alert">
    ${icon('info')}<span
      >${fault instanceof Unreachable ? words.text('rate.unsent') : words.refusal(fault.code, 'visitor')}</span
    >
  </p>`;
