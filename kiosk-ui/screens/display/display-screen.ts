/** The lobby's television: who is called and where to, who came before, how many wait. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { DisplayScreen as Screen } from '../../../firmware-host/messages/display.ts';
import type { CallView, DisplayView } from '../../../firmware-host/messages/views.ts';
import { Live } from '../../host/live.ts';
import { redrawEverySecond } from '../../host/ticker.ts';
import { Pair } from '../../host/pair.ts';
import type { Words } from '../../host/words.ts';
import { icon, mark } from '../../theme/icons.ts';
import { shared } from '../../theme/shared.ts';
import displaySheet from './display.css?inline';
import bannerSheet from './banner.css?inline';
import { banner, earlier, foot, header, isFootTall, waiting, welcome, type Picture } from './parts.ts';
import portraitSheet from './portrait.css?inline';
import { far } from './room.ts';
import rowsSheet from './rows.css?inline';
import { frameOf, growthOf, rowsOf, type Size } from './scale.ts';
import { Slides } from './slides.ts';
import { Sounds } from './sounds.ts';
import { isTakenOver, takeOver } from './take-over.ts';
import takeOverSheet from './take-over.css?inline';

const parameters = new URLSearchParams(location.search);
/** One of the lobby's languages, for a screen that shall not begin with the first. */
const asked = parameters.get('language');
/** Which of the lobby's televisions this is. */
const screenId = parameters.get('screen');
const isSilenced = parameters.get('sound') === 'off';

const staleMs = 10_000;
/** As drawn: for a host that says nothing of its screens. */
const drawn: Screen = { id: '', distanceMetres: 6, diagonalInches: 55, sound: true, slides: true };

@customElement('foyer-display')
export class DisplayScreen extends LitElement {
  static override styles = [
    shared,
    ...[displaySheet, bannerSheet, rowsSheet, portraitSheet, takeOverSheet].map((sheet) => unsafeCSS(sheet)),
  ];

  private readonly live = new Live<DisplayView>(this, 'display', (view) => {
    const { calls, languages, sound, now } = view;
    const newest = calls[0]?.position ?? 0;
    // Lower where the journal was restored under an open page: its positions are given again.
    this.known = Math.min(this.known ?? newest, newest);
    const language = languages.find((one) => one === asked) ?? languages[0];
    if (language !== undefined) this.pair.use(language, languages);
    this.slides.take(view);
    this.sounds.take(sound, Date.parse(now));
  });
  private readonly pair = new Pair(this);
  private readonly slides = new Slides(this);
  private readonly sounds = new Sounds(this, () => !isSilenced && this.screen.sound);
  /** The newest call when this page was opened: what is older has been seen, and does not flash. */
  private known: number | null = null;

  constructor() {
    super();
    redrawEverySecond(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('resize', this.resized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('resize', this.resized);
  }

  protected override render(): TemplateResult {
    const { view } = this.live;
    const { words, second } = this.pair;
    if (view === null || words === null) return html`<div class="frame starting">${mark()}</div>`;
    document.title = words.text('display.title');
    const size: Size = { widthPx: innerWidth, heightPx: innerHeight };
    const frame = frameOf(size);
    const growth = growthOf(this.screen, size);
    const isStale = !this.live.connected && this.live.quietMs() > staleMs;
    const nowMs = this.live.nowMs();
    const model: Picture = {
      words,
      second,
      view,
      nowMs,
      connected: this.live.connected,
      staleSinceMs: isStale ? nowMs - this.live.quietMs() : null,
      growth,
      upright: frame.heightPx > frame.widthPx,
      isFresh: this.isFresh,
    };
    if (isTakenOver(view)) {
      return html`<div class="ground ${view.evacuation ? 'out' : ''}"></div>
        ${takeOver(model)}${this.muteSign(words)}`;
    }
    const footLines = isFootTall(model) ? 2 : 1;
    const rows = rowsOf(growth, frame, footLines);
    this.style.setProperty('--growth', String(growth));
    this.style.setProperty('--row', `${rows.heightPx}px`);
    const visibly = view.calls[0] !== undefined && view.calls[0].visibly && this.isFresh(view.calls[0]);
    const slide = this.screen.slides ? this.slides.now(view, this.quietMs(view), !isStale) : null;
    return html`${visibly ? keyed(view.calls[0]?.position, html`<div class="rim"></div>`) : nothing}
      <div class=${frameClass(growth, footLines)}>
        ${header(model)}
        ${
          slide === null
            ? html`${view.calls[0] === undefined ? welcome(model) : banner(view.calls[0], model)}
                <section class="rows" aria-label=${words.text('display.title')}>
                  <ol class="earlier" aria-label=${words.text('display.before')}>
                    ${view.calls
                      .slice(1, 1 + rows.earlier)
                      .map((call) => keyed(call.position, earlier(call, model)))}
                  </ol>
                  ${waiting(model, rows.waiting)}
                </section>`
            : html`<main class="slide"><img src=${slide} alt="" /></main>`
        }
        ${foot(model)}
      </div>
      ${this.muteSign(words)}`;
  }

  private get screen(): Screen {
    const { screens = [] } = this.live.view ?? {};
    return screens.find(({ id }) => id === screenId) ?? screens[0] ?? drawn;
  }

  /** How long nobody was called; where nobody ever was, since this page was opened. */
  private quietMs({ calls: [newest] }: DisplayView): number {
    return newest === undefined ? performance.now() : this.live.nowMs() - Date.parse(newest.at);
  }

  /** For whoever sets the screen up: too small to be read, or to disturb, from a seat. */
  private muteSign(words: Words): TemplateResult | typeof nothing {
    if (!this.sounds.isMute) return nothing;
    return html`<p class="silent" role="status">${icon('no-sound')}${words.text('display.mute')}</p>`;
  }

  private readonly isFresh = ({ position }: CallView): boolean =>
    this.known !== null && position > this.known;

  private readonly resized = (): void => this.requestUpdate();
}

const frameClass = (growth: number, footLines: number): string =>
  [
    'frame',
    growth !== 1 && 'sized',
    growth > 1 && 'grown',
    growth > far && 'far',
    footLines > 1 && 'tall-foot',
  ]
    .filter((part) => part !== false)
    .join(' ');
