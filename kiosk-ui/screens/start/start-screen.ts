/** The first page that a newcomer sees: who uses what, and where to begin. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { TextKey } from '../../../config/texts/texts.ts';
import type { CounterSummary } from '../../../firmware-host/messages/counter.ts';
import { Refused, Unreachable, get } from '../../host/api.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark, type IconName } from '../../theme/icons.ts';
import { followScheme } from '../../theme/scheme.ts';
import { staff } from '../../theme/staff.ts';
import startSheet from './start.css?inline';

const againMs = 2000;

interface What {
  readonly icon: IconName;
  readonly name: TextKey;
  readonly text: TextKey;
  readonly first?: boolean;
}

/** `each`: there is one a counter, at this address and the counter's id. */
type Page = What & ({ readonly href: string } | { readonly each: string });

const pages: readonly Page[] = [
  { href: '/lab', icon: 'bolt', name: 'lab.title', text: 'start.lab.text', first: true },
  { href: '/kiosk', icon: 'printer', name: 'lab.kiosk', text: 'start.kiosk.text' },
  { href: '/counter', icon: 'bell', name: 'console.title', text: 'start.counter.text' },
  { href: '/display', icon: 'screen', name: 'lab.display', text: 'start.display.text' },
  { each: '/rate/', icon: 'heart', name: 'start.rate', text: 'start.rate.text' },
  { href: '/supervisor', icon: 'people', name: 'supervisor.title', text: 'start.supervisor.text' },
  { href: '/maintenance', icon: 'shield', name: 'maintenance.title', text: 'start.maintenance.text' },
];

@customElement('foyer-start')
export class StartScreen extends LitElement {
  static override styles = [...staff, unsafeCSS(startSheet)];

  /** Empty until the host has told them. */
  @state() private counters: readonly CounterSummary[] = [];
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });

  override connectedCallback(): void {
    super.connectedCallback();
    followScheme();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  protected override render(): TemplateResult {
    const { words } = this.tongue;
    if (words === null) return html``;
    document.title = words.text('start.title');
    return html`
      <header class="head">
        <span class="brand">${mark()}Foyer</span>
        <span class="push"></span>
        ${this.tongue.button('btn slim')}
      </header>
      <main>
        <h1>${words.text('start.title')}</h1>
        <p class="quiet lead">${words.text('start.lead')}</p>
        <ul>
          ${pages.map((page) => ('each' in page ? rows(page, this.counters, words) : row(page, words)))}
        </ul>
      </main>
    `;
  }

  private async load(): Promise<void> {
    try {
      this.counters = await get<readonly CounterSummary[]>('counters');
    } catch (fault) {
      if (!(fault instanceof Refused || fault instanceof Unreachable)) throw fault;
      this.again = setTimeout(() => void this.load(), againMs);
    }
  }
}

const row = (page: Extract<Page, { href: string }>, words: Words): TemplateResult =>
  html`<li class=${page.first === true ? 'first' : ''}>
    <a href=${page.href}>
      ${what(page, words)}
      ${page.first === true ? html`<span class="is go">${words.text('start.recommended')}</span>` : nothing}
      ${icon('to', 'to')}
    </a>
  </li>`;

/** Which counter is meant, its visitors' screen cannot know by itself. */
const rows = (
  page: Extract<Page, { each: string }>,
  counters: readonly CounterSummary[],
  words: Words,
): TemplateResult =>
  html`<li class="each">
    ${what(page, words)}
    <nav aria-label=${words.text(page.name)}>
      ${counters.map(
        ({ counter: { id, name } }) =>
          html`<a class="btn slim" href=${page.each + encodeURIComponent(id)}>${words.name(name)}</a>`,
      )}
    </nav>
  </li>`;

const what = ({ icon: shape, name, text }: What, words: Words): TemplateResult =>
  html`${icon(shape)}<span class="what">
      <b>${words.text(name)}</b>
      <span class="quiet">${words.text(text)}</span>
    </span>`;
