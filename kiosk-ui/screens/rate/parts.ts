/** What all of this screen's pictures share: whose visit and which counter, the question, what went wrong, and the quiet ones. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterName } from '../../../firmware-host/messages/views.ts';
import type { TextKey } from '../../../config/texts/texts.ts';
import { widthEm } from '../../elements/fit.ts';
import { ratingWord } from '../../elements/rating-word.ts';
import { secondLine, secondWords } from '../../elements/second.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import type { RateModel } from './model.ts';
import { face, sign } from '../../elements/rating-pictures.ts';
import type { Note, Of, Stage } from './stages.ts';

/** So wide may a name be in the largest type, in em, on a tablet that lies. */
const signEm = 10;

export function header(model: RateModel, stage: Stage): TemplateResult {
  const { words, connected, rating } = model;
  const isAsking = 'note' in stage;
  return html`<header class="header">
    ${isAsking && rating.visit !== null ? visitLine(model, rating.visit) : nothing}
    <span class="right">
      ${
        connected
          ? nothing
          : html`<span class="lost" role="status"
              >${icon('no-link')}<span>${words.text('site.reconnecting')}</span>${secondWords(model, (of) =>
                of.text('site.reconnecting'),
              )}</span
            >`
      }
      ${
        stage.name === 'reason' || stage.name === 'call'
          ? recorded(model, stage.score)
          : stage.name === 'idle'
            ? demo(model)
            : html`${isAsking ? nothing : demo(model)}${place(model)}`
      }
    </span>
  </header>`;
}

function visitLine(model: RateModel, { number, service }: NonNullable<RateModel['rating']['visit']>) {
  const name = (of: Words) => of.name(service.name);
  return html`<span class="plate">${service.letter}</span><b>${number}</b
    ><span class="service">${name(model.words)} ${secondWords(model, name)}</span>`;
}

const place = (model: RateModel): TemplateResult =>
  html`<span class="where"
    ><span class="place">${counterSign(model.view.counter, model.words)}</span> ${secondWords(model, (of) =>
      of.name(model.view.counter.name),
    )}</span
  >`;

/** The counter's name, with what tells it from the others strong. */
const counterSign = ({ id, name }: CounterName, words: Words): (TemplateResult | string)[] =>
  words
    .name(name)
    .split(id)
    .flatMap((part, index) => (index === 0 ? [part] : [html`<b>${id}</b>`, part]));

function recorded(model: RateModel, score: number): TemplateResult {
  const word = ratingWord(model.view.scale, score);
  const scoreOf = (of: Words) =>
    word === null ? of.text('rate.score', { score }) : of.text(`rating.${word}`);
  const { words, second } = model;
  const say = (of: Words) => of.rich('rate.recorded', { score: scoreOf(of) });
  return html`${word === null ? icon('check') : face(word)}<span class="where"
      ><span>${say(words)}</span>
      ${second === null ? nothing : html`<span class="second" lang=${second.language}>${say(second)}</span>`}</span
    >`;
}

const demo = ({ view, words }: RateModel): TemplateResult | typeof nothing =>
  view.demo
    ? html`<span class="demo" title=${words.text('site.demo.hint')}
        >${icon('eye')}<b>${words.text('site.demo')}</b></span
      >`
    : nothing;

const questions = {
  asked: 'rate.question',
  reason: 'rate.reason',
  call: 'rate.call.title',
} as const satisfies Readonly<Record<Exclude<Stage['name'], 'idle' | 'thanks' | 'closed'>, TextKey>>;

export const question = (model: RateModel, name: keyof typeof questions): TemplateResult =>
  html`<div class="question">
    <h1 tabindex="-1">${model.words.text(questions[name])}</h1>
    ${secondLine(model, (of) => of.text(questions[name]))} ${demo(model)}
  </div>`;

/** Why the last press has done nothing yet. */
export function note(model: RateModel, what: Note): TemplateResult {
  const say = (of: Words) => (typeof what === 'string' ? of.text(what) : of.refusal(what.code, 'visitor'));
  const isOnTheWay = what === 'rate.again';
  return html`<div class="note ${isOnTheWay ? '' : 'warn'}" role="alert">
    ${isOnTheWay ? icon('turn', 'turning') : icon('info')}
    <div>
      <p><b>${say(model.words)}</b></p>
      ${secondLine(model, say)}
    </div>
  </div>`;
}

/** Between two visitors: where this is, and nothing to press. */
export const idleScreen = (model: RateModel): TemplateResult =>
  html`<div class="calm idle">
    <div class="sign ${isLong(model.view.counter, model) ? 'long' : ''}">
      <p class="counter">${counterSign(model.view.counter, model.words)}</p>
      ${secondLine(model, (of) => of.name(model.view.counter.name))}
    </div>
    <div class="welcome">
      <p><b>${model.words.text('rate.welcome')}</b> ${secondWords(model, (of) => of.text('rate.welcome'))}</p>
      <p>${model.words.text('rate.welcome.text')}</p>
      ${secondLine(model, (of) => of.text('rate.welcome.text'))}
    </div>
    ${
      model.isMute
        ? html`<p class="mute">
            ${sign('mute')}<span>${model.words.text('rate.mute')}</span>
            ${secondWords(model, (of) => of.text('rate.mute'))}
          </p>`
        : nothing
    }
  </div>`;

/** A name that would not stand on one line in the largest type is written smaller. */
const isLong = ({ name }: CounterName, { words }: RateModel): boolean => widthEm(words.name(name)) > signEm;

const thanks = {
  rating: { title: 'rate.thanks', text: 'rate.thanks.text' },
  reason: { title: 'rate.thanks.reason', text: 'rate.thanks.reason.text' },
  call: { title: 'rate.thanks.call', text: 'rate.thanks.call.text' },
} as const satisfies Readonly<Record<Of<'thanks'>['what'], { title: TextKey; text: TextKey }>>;

export const thanksScreen = (model: RateModel, { what }: Of<'thanks'>): TemplateResult =>
  calm(model, 'check', 'ok', [(of) => of.text(thanks[what].title), (of) => of.text(thanks[what].text)]);

export const closedScreen = (model: RateModel): TemplateResult =>
  calm(model, 'desk', '', [(of) => of.refusal('rating-none', 'visitor')]);

const calm = (
  model: RateModel,
  shape: IconName,
  look: string,
  [title, ...texts]: readonly [(of: Words) => string, ...((of: Words) => string)[]],
): TemplateResult =>
  html`<div class="calm said ${look}" role="status">
    ${icon(shape)}
    <h1 class=${texts.length === 0 ? 'long' : ''} tabindex="-1">${title(model.words)}</h1>
    ${secondLine(model, title)}
    ${texts.map(
      (text) =>
        html`<p>${text(model.words)}</p>
          ${secondLine(model, text)}`,
    )}
  </div>`;
