/** What takes over the television: a warning, below which calls go on; or the way out, and no calls at all. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DisplayView } from '../../../firmware-host/messages/views.ts';
import { fittingPx, lead, linesOf, type Box } from '../../elements/fit.ts';
import { emergenciesOf, turnOf } from '../../elements/notices.ts';
import type { Bilingual } from '../../elements/second.ts';
import { exitSign, warningSign } from '../../elements/signs.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { placeOf } from './place.ts';

const sizesPx = [280, 220, 160, 120, 96];
/** As drawn; a screen that hangs farther away has larger ones. */
const leastPx = 80;
/** The room of the text: beside the sign, or on a screen that stands upright below it. */
const lying = { widthPx: 1190, bandPx: 200, heightPx: 1080 - 96, detailPx: 288, clearPx: 0 };
const standing = { widthPx: 968, bandPx: 0, heightPx: 1600 - 96, detailPx: 440, clearPx: 376 };
const upright = matchMedia('(orientation: portrait)');

interface TakeOverModel extends Bilingual {
  readonly view: DisplayView;
  readonly nowMs: number;
  /** When the host was heard last, if that is so long ago that all of this may be wrong. */
  readonly staleSinceMs: number | null;
  /** By how much letters are larger than drawn. */
  readonly growth: number;
}

export const isTakenOver = ({ evacuation, notices }: DisplayView): boolean =>
  evacuation || emergenciesOf(notices).length > 0;

type Say = (words: Words) => string;

export function takeOver(model: TakeOverModel): TemplateResult {
  const { view, words, nowMs, staleSinceMs } = model;
  const [first, ...more] = messagesOf(view);
  const { widthPx, heightPx, bandPx, detailPx, clearPx } = upright.matches ? standing : lying;
  const taken = (view.evacuation ? 0 : bandPx) + (more.length === 0 ? 0 : detailPx) + clearPx;
  const main = first === undefined ? [] : picturesOf(model, first, { widthPx, heightPx: heightPx - taken });
  const detail = more.flatMap((say) => picturesOf(model, say, { widthPx, heightPx: detailPx - 24 }));
  return html`<div class="frame taken-over ${view.evacuation ? 'out' : ''} ${more.length === 0 ? '' : 'two'}">
    <main class="warning">
      ${view.evacuation ? exitSign() : warningSign()}
      <div role="alert">${show(main)}</div>
    </main>
    ${more.length === 0 ? nothing : html`<aside class="detail">${icon('info')} ${show(detail)}</aside>`}
    ${
      view.evacuation
        ? nothing
        : html`<footer class="band">
            <b class="clock"
              >${
                staleSinceMs === null
                  ? words.time(nowMs, view.timeZone)
                  : html`${icon('no-link')}${words.time(staleSinceMs, view.timeZone)}`
              }</b
            >
            ${view.calls[0] === undefined ? nothing : call(view.calls[0], words)}
          </footer>`
    }
  </div>`;
}

function messagesOf({ evacuation, notices }: DisplayView): readonly Say[] {
  const said = emergenciesOf(notices).map(
    ({ texts }): Say =>
      (words) =>
        words.name(texts),
  );
  const leave: Say[] = [
    (words) => words.text('site.evacuation'),
    (words) => words.text('site.evacuation.text'),
  ];
  return evacuation ? [...leave, ...said] : said;
}

/** One picture of a message: in both languages where they have room together, else one after the other. */
interface Picture {
  readonly lang: string;
  readonly text: string;
  readonly px: number;
  readonly below: { readonly lang: string; readonly text: string; readonly px: number } | null;
}

/** What the first language has of the room that both share. */
const share = 0.62;

function picturesOf({ words, second, growth }: TakeOverModel, say: Say, box: Box): readonly Picture[] {
  const smallestPx = leastPx * Math.max(1, growth);
  const sizes = [...sizesPx.filter((size) => size > smallestPx), smallestPx];
  const text = say(words);
  const other = second === null || say(second) === text ? null : { lang: second.language, text: say(second) };
  if (other === null) return alone(words.language, text, box, sizes);
  const px = fittingPx(text, sizes, { ...box, heightPx: box.heightPx * share });
  const smallerPx = sizes.filter((size) => size < (px ?? 0) || size === smallestPx);
  const belowPx = fittingPx(other.text, smallerPx, { ...box, heightPx: box.heightPx * (1 - share) });
  if (px !== null && belowPx !== null) {
    return [{ lang: words.language, text, px, below: { ...other, px: belowPx } }];
  }
  return [...alone(words.language, text, box, sizes), ...alone(other.lang, other.text, box, sizes)];
}

/** In one language, and in several pictures where even the smallest letters need more than one. */
function alone(lang: string, text: string, box: Box, sizes: readonly number[]): readonly Picture[] {
  const px = fittingPx(text, sizes, box);
  const smallestPx = sizes.at(-1) ?? leastPx;
  if (px !== null) return [{ lang, text, px, below: null }];
  const lines = linesOf(text, box.widthPx / smallestPx);
  const most = Math.max(1, Math.floor(box.heightPx / (smallestPx * lead)));
  return Array.from({ length: Math.ceil(lines.length / most) }, (_, part) => ({
    lang,
    text: lines.slice(part * most, (part + 1) * most).join(' '),
    px: smallestPx,
    below: null,
  }));
}

function show(pictures: readonly Picture[]): TemplateResult | typeof nothing {
  const picture = pictures[turnOf(pictures.length)];
  if (picture === undefined) return nothing;
  const { lang, text, px, below } = picture;
  return html`<div class="words">
    <h1 lang=${lang} .style=${`font-size: ${px}px`}>${text}</h1>
    ${below === null ? nothing : html`<p class="second" lang=${below.lang} .style=${`font-size: ${below.px}px`}>${below.text}</p>`}
  </div>`;
}

function call({ number, counter }: DisplayView['calls'][number], words: Words): TemplateResult {
  const { sign, word } = placeOf(counter, words);
  return html`<p><b>${number}</b>${icon('to')}<b class=${word === '' ? 'named' : ''}>${sign}</b> ${word}</p>`;
}
