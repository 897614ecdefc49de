/** The first page that a newcomer sees: who uses what, and where to begin. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { TextKey } from '../../../config/texts/texts.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark, type IconName } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import startSheet from './start.css?inline';

interface Page {
  readonly href: string;
  readonly icon: IconName;
  readonly name: TextKey;
  readonly text: TextKey;
  readonly first?: boolean;
}

const pages: readonly Page[] = [
  { href: '/lab', icon: 'bolt', name: 'lab.title', text: 'start.lab.text', first: true },
  { href: '/kiosk', icon: 'printer', name: 'lab.kiosk', text: 'start.kiosk.text' },
  { href: '/counter', icon: 'bell', name: 'console.title', text: 'start.counter.text' },
  { href: '/display', icon: 'screen', name: 'lab.display', text: 'start.display.text' },
  { href: '/maintenance', icon: 'shield', name: 'maintenance.title', text: 'start.maintenance.text' },
];

@customElement('foyer-start')
export class StartScreen extends LitElement {
  static override styles = [...staff, unsafeCSS(startSheet)];

  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });

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
          ${pages.map((page) => row(page, words))}
        </ul>
      </main>
    `;
  }
}

const row = (page: Page, words: Words): TemplateResult =>
  html`<li class=${page.first === true ? 'first' : ''}>
    <a href=${page.href}>
      ${icon(page.icon)}
      <span class="what">
        <b>${words.text(page.name)}</b>
        <span class="quiet">${words.text(page.text)}</span>
      </span>
      ${page.first === true ? html`<span class="is go">${words.text('start.recommended')}</span>` : nothing}
      ${icon('to', 'to')}
    </a>
  </li>`;
