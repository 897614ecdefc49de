/** The head of the console: whose counter this is, and whether all of it works. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../theme/icons.ts';
import { counterDevices } from './counter-devices.ts';
import { kioskCall } from './kiosk-call.ts';
import type { ConsoleModel } from './model.ts';
import { signsOf } from './signs.ts';

/** What the head needs of the page beside what the host says. */
export type HeadParts = {
  readonly isConnected: boolean;
  /** The button that changes the language. */
  readonly language: TemplateResult;
  readonly togglePapers: () => void;
};

/** The window for which the mock is drawn; wider ones have room for more words. */
const NARROW = 1280;
/** From here on there is room for the services beside a visitor who calls from a kiosk. */
const WIDE = 1440;
const PX_PER_SIGN = 14;
/** So many Chinese characters of services have room there beside all that is well. */
const SIGNS = 21;

export function head(model: ConsoleModel, parts: HeadParts): TemplateResult {
  const { view, words, nowMs, question } = model;
  const open = view.state !== 'closed';
  // What is wrong or wanted has the room of what is well.
  const isCrowded = view.printProblems > 0 || view.kioskAssists.length > 0 || !parts.isConnected;
  return html`<header class="head ${isCrowded ? 'crowded' : ''}">
    <h1 class="seat">${words.name(view.counter.name)}</h1>
    <span class="is ${open ? 'go' : 'quiet'}"
      >${icon('door')}<b>${words.text(`console.state.${view.state}`)}</b></span
    >
    ${agent(model, isCrowded)}
    <span class="push"></span>
    ${kioskCall(model)}
    ${
      view.printProblems > 0
        ? html`<span class="no-papers" role="status"
            ><button class="tag warn" aria-expanded=${question === 'papers'} @click=${parts.togglePapers}>
              ${icon('no-paper')}<span
                >${words.text('console.print-problems', { count: view.printProblems })}</span
              >
            </button></span
          >`
        : nothing
    }
    ${
      view.isShared && !isCrowded
        ? html`<span class="tag">${icon('screen')}${words.text('console.shared')}</span>`
        : nothing
    }
    ${
      view.demo
        ? html`<span class="tag demo" title=${words.text('site.demo.hint')}
            >${icon('eye')}${words.text('site.demo')}</span
          >`
        : nothing
    }
    ${counterDevices(model, isCrowded)}
    ${
      parts.isConnected
        ? html`<span class="is ok">${icon('link')}${words.text('site.connected')}</span>`
        : html`<span class="is warn" role="status"
            >${icon('no-link')}${words.text('site.reconnecting')}</span
          >`
    }
    ${parts.language}
    <span class="clock">${words.time(nowMs, view.timeZone)}</span>
  </header>`;
}

function agent(model: ConsoleModel, isCrowded: boolean): TemplateResult {
  const { view, words, signOut } = model;
  if (view.agent === null) {
    return html`<a class="btn slim" href="/counter">${words.text('console.switch')}</a>`;
  }
  return html`<b class="who" title=${view.agent.name}>${view.agent.name}</b>
    ${services(model, isCrowded)}
    <button class="btn slim" ?disabled=${!view.actions.includes('sign-out')} @click=${signOut}>
      ${icon('exit')}${words.text('console.sign-out')}
    </button>`;
}

/** In words where there is room, else as plates that say their names. */
function services({ view, words }: ConsoleModel, isCrowded: boolean): TemplateResult | typeof nothing {
  if (view.kioskAssists.length > 0 && window.innerWidth < WIDE) return nothing;
  const names = view.services.map(({ name }) => words.name(name));
  const extras = Number(view.isShared) * 9 + Number(view.demo) * 6;
  const room = SIGNS - extras + Math.max(0, window.innerWidth - NARROW) / PX_PER_SIGN;
  const asWords = !isCrowded && signsOf(names.join('')) + names.length <= room;
  return html`<ul class="lines ${asWords ? 'quiet words' : ''}" aria-label=${words.text('kiosk.services')}>
    ${view.services.map(({ letter, name }) =>
      asWords
        ? html`<li>${words.name(name)}</li>`
        : html`<li class="plate" title=${words.name(name)} aria-label=${words.name(name)}>${letter}</li>`,
    )}
  </ul>`;
}
