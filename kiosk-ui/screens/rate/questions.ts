/** What a visitor is asked: how it was, and after a low score what went wrong. */
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { RatingReason } from '../../../firmware-host/messages/common.ts';
import { face, matter, sign } from '../../elements/rating-pictures.ts';
import { ratingWord, wordOf } from '../../elements/rating-word.ts';
import { secondLine } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { control, type RateModel } from './model.ts';
import { note } from './parts.ts';
import type { Of } from './stages.ts';

/** Up to so many stand in one row. */
const rowMax = 7;

export function askedScreen(model: RateModel, stage: Of<'asked'>): TemplateResult {
  const { view, words, rating } = model;
  const scores = Array.from({ length: view.scale }, (_, place) => view.scale - place);
  return html`
    <div
      class=${classMap({ choices: true, figures: ratingWord(view.scale, 1) === null, many: view.scale > rowMax })}
      role="group"
      aria-label=${words.text('rate.question')}
    >
      ${scores.map((score) => scoreButton(model, stage, score))}
    </div>
    <footer class="foot">
      ${stage.note === null ? promise(model) : note(model, stage.note)}
      ${control(model, {
        say: (of) => of.text('rate.skip'),
        act: rating.skip,
        look: 'last',
        off: stage.score !== null,
      })}
    </footer>
  `;
}

function scoreButton(model: RateModel, stage: Of<'asked'>, score: number): TemplateResult {
  const { view, words, rating } = model;
  const word = wordOf(view.scale, score);
  const isFigure = ratingWord(view.scale, score) === null;
  const say = (of: Words) => (word === null ? '' : of.text(`rating.${word}`));
  const isChosen = stage.score === score;
  return html`<button
    class=${classMap({ control: true, chosen: isChosen })}
    aria-pressed=${isChosen}
    @click=${() => void rating.rate(score)}
  >
    ${isChosen ? icon('tick', 'mark-chosen') : nothing}
    ${isFigure || word === null ? html`<span class="figure">${score}</span>` : face(word)}
    <span class="word">${word === null ? nothing : html`<b>${say(words)}</b>${secondLine(model, say)}`}</span>
  </button>`;
}

const promise = (model: RateModel): TemplateResult =>
  html`<div class="promise">
    ${sign('lock')}
    <div>
      <p><b>${model.words.text('rate.promise')}</b></p>
      ${secondLine(model, (of) => of.text('rate.promise'))}
    </div>
  </div>`;

export function reasonScreen(model: RateModel, stage: Of<'reason'>): TemplateResult {
  const { view, words, rating } = model;
  const { chosen, busy, seconds } = stage;
  return html`
    <div class="choices" role="group" aria-label=${words.text('rate.reason')}>
      ${view.reasons.map((reason) => reasonButton(model, stage, reason))}
    </div>
    ${stage.note === null ? nothing : note(model, stage.note)}
    <footer class="foot">
      ${
        chosen === null || seconds === null
          ? control(model, { say: (of) => of.text('rate.pass'), act: rating.skip, off: busy })
          : control(model, { say: (of) => of.text('rate.undo'), act: rating.undo })
      }
      ${control(model, {
        say: (of) => of.text(chosen === null ? 'rate.call' : 'rate.send.call'),
        act: () => void rating.askCall(),
        picture: sign('call'),
        look: 'two',
        off: busy,
      })}
      ${control(model, {
        say: (of) => of.text('rate.send'),
        act: () => void rating.sendReason(),
        picture: sendPicture(stage),
        look: 'two primary',
        off: chosen === null || busy,
      })}
    </footer>
    <p class="unseen" role="status">${seconds === null ? nothing : words.text('rate.sends', { seconds })}</p>
  `;
}

/** While it is about to go off by itself, the seconds that are left. */
function sendPicture({ busy, seconds }: Of<'reason'>): TemplateResult {
  if (busy) return html`${icon('turn', 'turning')}`;
  if (seconds === null) return html`${icon('tick')}`;
  return html`<i class="seconds" aria-hidden="true">${seconds}</i>`;
}

function reasonButton(model: RateModel, stage: Of<'reason'>, reason: RatingReason): TemplateResult {
  const isChosen = stage.chosen === reason;
  const say = (of: Words) => of.text(`rate.reason.${reason}`);
  return html`<button
    class=${classMap({ control: true, chosen: isChosen })}
    aria-pressed=${isChosen}
    @click=${() => model.rating.choose(reason)}
  >
    ${isChosen ? icon('tick', 'mark-chosen') : nothing}${matter(reason)}
    <span><b>${say(model.words)}</b>${secondLine(model, say)}</span>
  </button>`;
}
