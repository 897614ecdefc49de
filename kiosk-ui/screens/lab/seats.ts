/** The counters and the pads on them, with the one key of each that an agent would press next: a whole visit on one page. */
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LabCounter, LabView, SimulatedPadView } from '../../../firmware-host/messages/lab.ts';
import type { PadFinger } from '../../../firmware-host/messages/requests.ts';
import type { Words } from '../../host/words.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { labPath, stateClass, troubleOf, type LabModel } from './model.ts';
import { sign } from '../../theme/signs.ts';

const states = {
  closed: { icon: 'closed', look: 'quiet' },
  idle: { icon: 'door', look: 'go' },
  called: { icon: 'bell', look: 'call' },
  serving: { icon: 'person', look: 'go' },
  paused: { icon: 'cup', look: 'quiet' },
  'wrap-up': { icon: 'pen', look: 'go' },
} as const satisfies Record<LabCounter['state'], { icon: IconName; look: string }>;

const nextKeys = {
  'sign-in': { icon: 'door', text: 'lab.sign-in' },
  'call-next': { icon: 'bell', text: 'console.call-next' },
  start: { icon: 'play', text: 'console.start' },
  finish: { icon: 'tick', text: 'console.finish' },
  ready: { icon: 'play', text: 'lab.ready' },
} as const satisfies Record<NonNullable<LabCounter['next']>, { icon: IconName; text: string }>;

export function seats(model: LabModel): TemplateResult {
  const { view, words } = model;
  const scale = Math.max(0, ...view.pads.map((pad) => pad.scale));
  return html`
    <header class="device">
      ${sign('good')}
      <h2>${words.text('lab.pads')}</h2>
      <span class="quiet push keys"
        >${scale === 0 ? words.text('lab.pads.none') : words.rich('lab.pads.hint', { scale: scale % 10 })}</span
      >
    </header>
    ${view.counters.length === 0 ? html`<p class="quiet">${words.text('console.counters.none')}</p>` : nothing}
    <div class=${seatsClass(view)}>
      ${repeat(
        view.counters,
        ({ counter }) => counter.id,
        (counter) => seat(counter, model),
      )}
    </div>
  `;
}

/** How much room they must have, however many boards there are. */
const seatsClass = ({ counters, pads }: LabView): string => {
  const isShared = counters.some(
    ({ counter }) => pads.filter((pad) => pad.counter.id === counter.id).length > 1,
  );
  const parts = ['seats', counters.length > 2 && 'rows', pads.length === 0 && 'bare', isShared && 'shared'];
  return parts.filter((part) => part !== false).join(' ');
};

function seat(one: LabCounter, model: LabModel): TemplateResult {
  const { words, view } = model;
  const name = words.name(one.counter.name);
  const pads = view.pads.filter((pad) => pad.counter.id === one.counter.id);
  return html`<section class="seat" aria-label=${name}>
    <header>
      ${pads.map(({ device }) => html`<i class="lamp ${device.state}"></i>`)}
      <b class="who" title=${name}>${name}</b>
      <span class="is push ${states[one.state].look}"
        >${icon(states[one.state].icon)}${words.text(`console.state.${one.state}`)}${
          one.number === null ? nothing : html`<b>${one.number}</b>`
        }</span
      >
    </header>
    <div class="act">${nextKey(one, name, model)} ${padNotes(pads, words)}</div>
    ${pads.map((pad) => padOf(pad, name, model))}
  </section>`;
}

function nextKey(one: LabCounter, name: string, { words, busy, press }: LabModel): TemplateResult {
  if (one.next === null) {
    return html`<button class="btn slim" disabled>${icon('people')}${words.text('lab.nobody')}</button>`;
  }
  const { icon: shape, text } = nextKeys[one.next];
  const said = words.text(text);
  return html`<button
    class="btn slim next"
    aria-label=${`${name} ${said}`}
    aria-busy=${busy.has(one.counter.id)}
    @click=${() => press(one)}
  >
    ${icon(shape)}${said}
  </button>`;
}

/** What there is to say of a pad. */
interface PadNote {
  readonly pad: string;
  /** The worst is 0. */
  readonly rank: number;
  readonly look: 'ok' | 'warn' | 'bad' | 'quiet';
  readonly picture: SVGTemplateResult;
  readonly said: string;
  readonly hint?: string;
}

/** There is room for the words of one: of the others at the same counter there are the signs, and who they are. */
function padNotes(pads: readonly SimulatedPadView[], words: Words): TemplateResult[] {
  const notes = pads
    .map((pad) => noteOf(pad, words))
    .filter((note) => note !== null)
    .toSorted((one, other) => one.rank - other.rank);
  return notes.map(({ pad, look, picture, said, hint, rank }, place) => {
    const whose = pads.length === 1 ? said : words.text('maintenance.device', { name: pad, problem: said });
    const isTrouble = rank < ranks.ready;
    return place === 0
      ? html`<span class="is push ${look}" role=${isTrouble ? 'status' : nothing} title=${hint ?? whose}
          >${picture}<span class="said">${said}</span></span
        >`
      : html`<span class="is sign ${look}" role="img" aria-label=${whose} title=${whose}>${picture}</span>`;
  });
}

const ranks = { lost: 0, degraded: 1, ready: 2 } as const satisfies Record<
  SimulatedPadView['device']['state'],
  number
>;

function noteOf({ device, buttons, awaits, rated }: SimulatedPadView, words: Words): PadNote | null {
  const of = { pad: device.id, rank: ranks[device.state] };
  if (device.state !== 'ready') {
    return {
      ...of,
      look: stateClass[device.state],
      picture: device.problem === 'disconnected' ? sign('unplug') : icon('bad'),
      said: troubleOf(device, words),
    };
  }
  if (!buttons.some(({ does }) => does === 'rate')) return null;
  if (awaits !== null)
    return {
      ...of,
      look: 'ok',
      picture: icon('clock'),
      said: words.text('lab.pad.awaits', { number: awaits }),
    };
  if (rated !== null)
    return {
      ...of,
      look: 'ok',
      picture: icon('check'),
      said: words.text('lab.pad.rated', { number: rated.number }),
    };
  return {
    ...of,
    look: 'quiet',
    picture: sign('hold'),
    said: words.text('lab.pad.idle'),
    hint: words.text('lab.pad.idle.hint'),
  };
}

const padOf = (pad: SimulatedPadView, name: string, { words, finger }: LabModel): TemplateResult =>
  html`<foyer-pad
    .pad=${pad}
    .words=${words}
    .label=${words.text('lab.pad', { counter: name })}
    @finger=${({ detail }: CustomEvent<PadFinger>) => finger(labPath('pads', pad.device, 'finger'), detail)}
    @gone=${({ detail }: CustomEvent<PadFinger>) => finger(labPath('pads', pad.device, 'finger'), detail, true)}
  ></foyer-pad>`;
