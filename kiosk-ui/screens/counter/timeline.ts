/** A visit drawn as a railway line: stations are moments, track is time. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { CounterTicket } from '../../../firmware-host/messages/counter.ts';
import type { Words } from '../../host/words.ts';
import { lasting } from './lasting.ts';
import type { ConsoleModel } from './model.ts';

/** From here on it has so many digits that they are drawn smaller. */
const HOUR_MS = 3_600_000;

export function timeline(model: ConsoleModel, ticket: CounterTicket): TemplateResult {
  const { view, words, nowMs } = model;
  const takenMs = Date.parse(ticket.takenAt);
  const calledMs = ticket.calledAt === null ? null : Date.parse(ticket.calledAt);
  const startedMs = ticket.startedAt === null ? null : Date.parse(ticket.startedAt);
  const at = (ms: number | null) => (ms === null ? nothing : words.time(ms, view.timeZone));
  const serving = startedMs !== null;
  return html`<ol class="line ${serving ? '' : 'walking'}" aria-label=${words.text('console.line')}>
    <li>
      <span class="took quiet"
        >${words.text('console.line.waited')}<b class="num"
          >${lasting((calledMs ?? nowMs) - takenMs)}</b
        ></span
      >
      <span class="at"><b>${words.text('console.line.taken')}</b>${at(takenMs)}</span>
    </li>
    <li aria-current=${serving ? 'false' : 'step'}>
      <span class="took ${serving ? 'quiet' : ''}"
        >${words.text('console.line.walking')}<b class="num ${serving ? '' : 'big'}"
          >${lasting((startedMs ?? nowMs) - (calledMs ?? nowMs))}</b
        ></span
      >
      <span class="at"
        ><b>${words.text('console.line.called', { times: ticket.calls })}</b>${at(calledMs)}</span
      >
    </li>
    ${service(model, ticket, startedMs)}
    <li class="next">
      <span class="took quiet">${words.text('console.line.wrap-up')}</span>
      <span class="at"><b>${words.text('console.line.to-finish')}</b></span>
    </li>
    <li class="next">
      <span class="at"><b>${words.text('console.line.to-ready')}</b></span>
    </li>
  </ol>`;
}

function service(
  { view, words, nowMs }: ConsoleModel,
  ticket: CounterTicket,
  startedMs: number | null,
): TemplateResult {
  if (startedMs === null) {
    return html`<li class="next">
      <span class="took quiet">${words.text('console.line.serving')}</span>
      <span class="at"><b>${words.text('console.line.to-start')}</b></span>
    </li>`;
  }
  const { servedSince, remindAt, usualMs } = ticket;
  // What the visitor was away for is no service: the host says from when it counts.
  const sinceMs = servedSince === null ? startedMs : Date.parse(servedSince);
  const remindMs = remindAt === null ? null : Date.parse(remindAt) - sinceMs;
  return html`<li class=${usualMs === null ? '' : 'paced'} aria-current="step">
    <span class="took"
      >${words.text('console.line.serving')}<b class="num big ${nowMs - sinceMs >= HOUR_MS ? 'hours' : ''}"
        >${lasting(nowMs - sinceMs)}</b
      ></span
    >
    <span class="at"
      ><b>${words.text('console.line.started')}</b>${words.time(startedMs, view.timeZone)}</span
    >
    ${usualMs === null ? nothing : pace({ ms: nowMs - sinceMs, usualMs, remindMs }, words)}
  </li>`;
}

interface Pace {
  /** How long it has gone on. */
  readonly ms: number;
  readonly usualMs: number;
  readonly remindMs: number | null;
}

/** Where on its track the last mark stands, and how far the train goes at most. */
const LAST_MARK = 82;
const END = 97;

/** How long it usually takes, when it is asked about, and where it stands now: round on time, a diamond beyond that. */
export function pace({ ms, usualMs, remindMs }: Pace, words: Words): TemplateResult {
  const scaleMs = (remindMs ?? 2 * usualMs) / LAST_MARK;
  const across = (at: number) => `${Math.min(END, Math.max(0, at / scaleMs)).toFixed(1)}%`;
  const usual = words.text('console.line.usual', { time: lasting(usualMs) });
  const remind = remindMs === null ? null : words.text('console.line.remind', { time: lasting(remindMs) });
  const now = across(ms);
  return html`<svg class="pace" role="img" aria-label=${[usual, remind].filter(Boolean).join(' · ')}>
    <line class="done" x1="0" x2=${now} y1="10" y2="10" />
    <line class="ahead" x1=${now} x2="100%" y1="10" y2="10" />
    ${tick(across(usualMs), usual)}
    ${remindMs === null || remind === null ? nothing : tick(across(remindMs), remind)}
    <svg class="train" x=${now} y="10">
      ${ms > usualMs ? svg`<path d="M0-10 10 0 0 10-10 0z"/>` : svg`<circle r="7"/>`}
    </svg>
  </svg>`;
}

const tick = (x: string, word: string): SVGTemplateResult =>
  svg`<svg class="tick" x=${x} y="10"><rect x="-1" y="-7" width="2" height="14"/><text y="28">${word}</text></svg>`;
