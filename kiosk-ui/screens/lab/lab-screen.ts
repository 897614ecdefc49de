/** The newcomer's playground: simulated devices that show what real ones would, beside the pages that use them. */
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LabView, SimulatedPrinterView } from '../../../firmware-host/messages/lab.ts';
import type { CounterName, CounterSummary } from '../../../firmware-host/messages/views.ts';
import { Refused, Unreachable, get, press, send } from '../../host/api.ts';
import { Live } from '../../host/live.ts';
import { Tongue } from '../../host/tongue.ts';
import { browserLanguage, type Words } from '../../host/words.ts';
import { icon, mark, type IconName } from '../../theme/icons.ts';
import { staff } from '../../theme/staff.ts';
import labSheet from './lab.css?inline';
import { PaperStrip } from './paper-strip.ts';

type Fault = keyof SimulatedPrinterView['faults'];

const faults: readonly { readonly id: Fault; readonly icon: IconName }[] = [
  { id: 'paperOut', icon: 'no-paper' },
  { id: 'coverOpen', icon: 'printer' },
  { id: 'cableCut', icon: 'no-link' },
  { id: 'hung', icon: 'closed' },
];
const states = { ready: 'ok', degraded: 'warn', lost: 'bad' } as const;
const stateIcons = { ready: 'check', degraded: 'info', lost: 'bad' } as const;
const againMs = 2000;

customElements.define('foyer-paper', PaperStrip);

@customElement('foyer-lab')
export class LabScreen extends LitElement {
  static override styles = [...staff, unsafeCSS(labSheet)];

  @state() private counters: readonly CounterName[] = [];
  @state() private note: ((words: Words) => string) | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly live = new Live<LabView>(this, 'lab');
  private readonly tongue = new Tongue(this, browserLanguage(), { kept: true });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.loadCounters();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  protected override render(): TemplateResult {
    const { words } = this.tongue;
    if (words === null) return html``;
    document.title = words.text('lab.title');
    return html`
      <header class="head">
        <a class="brand" href="/">${mark()}${words.text('lab.title')}</a>
        <span class="tag demo">${icon('eye')}<b>${words.text('site.demo')}</b></span>
        <span class="quiet lead">${words.text('lab.lead')}</span>
        <span class="push"></span>
        ${
          this.live.connected
            ? html`<span class="is ok">${icon('link')}${words.text('site.connected')}</span>`
            : html`<span class="is warn" role="status"
                >${icon('no-link')}${words.text('site.reconnecting')}</span
              >`
        }
        ${this.tongue.button('btn slim')}
      </header>
      <section class="paper">${this.printers(words)}</section>
      <section class="kiosk">
        ${pane(words, 'lab.kiosk', 'screen', '/kiosk')}
        <div class="upright"><iframe src="/kiosk" title=${words.text('lab.kiosk')}></iframe></div>
      </section>
      <section class="side">
        ${pane(words, 'lab.display', 'screen', '/display')}
        <iframe src="/display?language=${words.language}" title=${words.text('lab.display')}></iframe>
        ${this.faults(words)} ${this.counterLinks(words)}
      </section>
    `;
  }

  private printers(words: Words): TemplateResult | TemplateResult[] {
    const { view } = this.live;
    if (this.live.refusal !== null)
      return html`<p class="none">${words.refusal(this.live.refusal, 'staff')}</p>`;
    if (view === null) return html`<p class="none">${words.text('site.starting')}</p>`;
    if (view.printers.length === 0) return html`<p class="none">${words.text('lab.printers.none')}</p>`;
    return view.printers.map((printer) => this.printer(printer, words));
  }

  private printer(printer: SimulatedPrinterView, words: Words): TemplateResult {
    const { device, papers, widthDots, columns } = printer;
    const [newest] = papers;
    const problem = device.problem;
    return html`
      <header class="device">
        ${icon('printer')}
        <h2>${words.text('lab.printer')}</h2>
        <span class="quiet">${words.text('lab.printer.size', { dots: widthDots, columns })}</span>
        <span class="push"></span>
        ${device.paperLow ? html`<span class="is warn">${icon('info')}${words.text('lab.paper-low')}</span>` : nothing}
        <span class="is ${states[device.state]}" role="status">
          ${icon(stateIcons[device.state])}${words.text(`lab.state.${device.state}`)}
        </span>
      </header>
      <div class="mouth"></div>
      ${problem === null ? nothing : html`<p class="problem">${icon('bad')}${words.text(`print.${problem}.staff`)}</p>`}
      <div class="strips" aria-label=${words.text('lab.paper')}>
        ${
          newest === undefined
            ? html`<p class="none quiet">${words.text('lab.paper.none')}</p>`
            : repeat(
                papers,
                (paper) => paper.id,
                (paper) =>
                  html`<foyer-paper
                    .items=${paper.items}
                    .widthDots=${widthDots}
                    .openLabel=${words.text('lab.paper.open')}
                  ></foyer-paper>`,
              )
        }
      </div>
      <footer class="job">
        ${
          newest === undefined
            ? nothing
            : html`<span class="is ${newest.done ? 'ok' : 'go'}">
                  ${icon(newest.done ? 'check' : 'turn', newest.done ? '' : 'turning')}
                  ${words.text(newest.done ? 'lab.paper.done' : 'lab.paper.printing')}
                </span>
                <span>${words.rich('lab.bytes', { count: newest.bytes })}</span>`
        }
        <span class="push"></span>
        <button
          class="btn slim"
          ?disabled=${newest === undefined}
          @click=${() => void this.ask(`lab/printers/${encodeURIComponent(device.id)}/tear`, {})}
        >
          ${icon('cut')}${words.text('lab.tear')}
        </button>
      </footer>
    `;
  }

  private faults(words: Words): TemplateResult {
    const printers = this.live.view?.printers ?? [];
    const on = printers.flatMap((printer) => Object.values(printer.faults)).filter(Boolean).length;
    return html`
      <header class="device">
        ${icon('bolt')}
        <h2>${words.text('lab.faults')}</h2>
        <span class="quiet push">${words.text('lab.faults.count', { count: on })}</span>
      </header>
      ${printers.map(
        (printer) =>
          html`<ul class="faults">
            ${faults.map((fault) => this.faultSwitch(printer, fault, words))}
          </ul>`,
      )}
      <p class="quiet small">${words.text('lab.faults.hint')}</p>
      <p class="note" role="status">
        ${this.note === null ? nothing : html`${icon('bad')}${this.note(words)}`}
      </p>
    `;
  }

  private faultSwitch(
    printer: SimulatedPrinterView,
    fault: (typeof faults)[number],
    words: Words,
  ): TemplateResult {
    const on = printer.faults[fault.id];
    const path = `lab/printers/${encodeURIComponent(printer.device.id)}/faults`;
    return html`<li>
      <button role="switch" aria-checked=${on} @click=${() => void this.ask(path, { [fault.id]: !on })}>
        ${icon(fault.icon)}${words.text(`lab.fault.${fault.id}`)}
        <span class="sw">${on ? icon('bad') : nothing}${words.text(on ? 'lab.on' : 'lab.off')}</span>
      </button>
    </li>`;
  }

  private counterLinks(words: Words): TemplateResult {
    return html`
      <header class="device">
        ${icon('door')}
        <h2>${words.text('lab.counters')}</h2>
      </header>
      <p class="quiet small">${words.text('lab.counters.hint')}</p>
      <div class="links">
        ${this.counters.map(
          (counter) =>
            html`<a class="btn slim" target="_blank" href="/counter?counter=${encodeURIComponent(counter.id)}"
              >${words.name(counter.name)}${icon('to')}</a
            >`,
        )}
      </div>
    `;
  }

  private async ask(path: string, body: object): Promise<void> {
    try {
      this.live.adopt(await send<LabView>(press(path, body), () => undefined));
      this.note = null;
    } catch (fault) {
      if (fault instanceof Refused) this.note = (words) => words.refusal(fault.code, 'staff');
      else if (fault instanceof Unreachable) this.note = (words) => words.text('console.unreachable');
      else throw fault;
    }
  }

  private async loadCounters(): Promise<void> {
    try {
      const found = await get<readonly CounterSummary[]>('counters');
      this.counters = found.map(({ counter }) => counter);
    } catch {
      // The host is away, as the head of the page says; the links come with it.
      this.again = setTimeout(() => void this.loadCounters(), againMs);
    }
  }
}

const pane = (
  words: Words,
  title: 'lab.kiosk' | 'lab.display',
  shape: IconName,
  href: string,
): TemplateResult =>
  html`<header class="device">
    ${icon(shape)}
    <h2>${words.text(title)}</h2>
    <a class="push is quiet" target="_blank" href=${href}>${words.text('lab.open')}${icon('to')}</a>
  </header>`;
