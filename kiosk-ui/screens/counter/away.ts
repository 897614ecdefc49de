/** Nobody is here: for lack of visitors, or because the agent is away or writes up. As large and clear as a visit. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CounterView } from '../../../firmware-host/messages/counter.ts';
import { icon, type IconName } from '../../theme/icons.ts';
import { lasting } from './lasting.ts';
import { markBar } from './mark.ts';
import type { ConsoleModel } from './model.ts';
import { pace } from './timeline.ts';

export function away(model: ConsoleModel): TemplateResult {
  // Whoever was here last may still be marked.
  return html`${absence(model)} ${markBar(model)}`;
}

function absence(model: ConsoleModel): TemplateResult {
  const { view } = model;
  if (view.state === 'paused') return gone(model, { sign: 'cup', ...paused(model) });
  if (view.state === 'wrap-up') return gone(model, { sign: 'pen', ...writing(model) });
  return idle(model);
}

/** What goes on instead of a visit. */
interface Absence {
  readonly sign: IconName;
  readonly phase: string;
  /** Its name on the line, and that of its end. */
  readonly doing: string;
  readonly end: string;
  readonly hint: string;
}

function paused({ view, words }: ConsoleModel): Omit<Absence, 'sign'> {
  const reason = view.pause === null ? '' : ` · ${words.text(`console.pause.${view.pause}`)}`;
  return {
    phase: words.text('console.state.paused') + reason,
    doing: words.text('console.line.paused'),
    end: words.text('console.ready.paused'),
    hint: words.text('console.paused.hint'),
  };
}

function writing({ view, words }: ConsoleModel): Omit<Absence, 'sign'> {
  const [next] = view.next;
  return {
    phase: words.text('console.state.wrap-up'),
    doing: words.text('console.line.wrap-up'),
    end: words.text('console.line.to-ready'),
    hint:
      next === undefined
        ? words.text('console.wrap-up.hint')
        : words.text('console.wrap-up.call', { number: next.number }),
  };
}

function gone(
  { view, words, nowMs }: ConsoleModel,
  { sign, phase, doing, end, hint }: Absence,
): TemplateResult {
  const sinceMs = view.since === null ? nowMs : Date.parse(view.since);
  const ms = Math.max(0, nowMs - sinceMs);
  const { usualAwayMs: usualMs, readyAt } = view;
  const time = (at: number) => words.time(at, view.timeZone);
  return html`<div class="free away">
    <div class="now">
      <span class="number big" role="timer">${lasting(ms)}</span>
      <div class="about">
        <span class="is phase quiet">${icon(sign)}${phase}</span>
        <span class="hint">${hint}</span>
      </div>
    </div>
    <ol class="line absence" aria-label=${doing}>
      <li class=${usualMs === null ? '' : 'paced'} aria-current="step">
        <span class="took quiet">${doing}</span>
        <span class="at"><b>${words.text('console.line.started')}</b>${time(sinceMs)}</span>
        ${usualMs === null ? nothing : pace({ ms, usualMs, remindMs: null }, words)}
      </li>
      <li class="next">
        <span class="at"
          ><b>${end}</b>${
            readyAt === null
              ? nothing
              : words.text('console.line.ready-at', { time: time(Date.parse(readyAt)) })
          }</span
        >
      </li>
    </ol>
  </div>`;
}

function idle({ view, words, nowMs }: ConsoleModel): TemplateResult {
  const next: CounterView['next'][number] | undefined = view.next[0];
  const since = view.today?.idleSince ?? null;
  return html`<div class="free">
    ${icon(next === undefined ? 'check' : 'bell')}
    <p class="phase">${words.text('console.idle')}</p>
    <p class="quiet hint">
      ${
        next === undefined
          ? words.text('console.idle.wait')
          : words.text('console.idle.call', { number: next.number })
      }
    </p>
    ${
      since === null
        ? nothing
        : html`<p class="quiet" role="timer">
            ${words.rich('console.idle.since', { time: lasting(nowMs - Date.parse(since)) })}
          </p>`
    }
  </div>`;
}
