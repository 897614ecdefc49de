/** One visitor without paper: who, where from, what went wrong, and the two ways to settle it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StaffTicketView } from '../../../firmware-host/messages/staff.ts';
import type { Words } from '../../host/words.ts';
import { icon } from '../../theme/icons.ts';
import { lasting } from './lasting.ts';

interface PaperRowModel {
  readonly ticket: StaffTicketView;
  readonly words: Words;
  readonly timeZone: string;
  readonly nowMs: number;
  readonly busy: boolean;
  readonly act: (deed: 'reprint' | 'paper-done') => void;
}

export function paperRow({ ticket, words, timeZone, nowMs, busy, act }: PaperRowModel): TemplateResult {
  const { number, serviceName, kiosk, print, takenAt } = ticket;
  const takenMs = Date.parse(takenAt);
  // One that may have come out already is told from the first by its mark.
  const isUncertain = print?.state === 'uncertain';
  return html`
    <span class="no">${number}</span>
    <span class="who"
      >${words.name(serviceName)}<span class="small quiet"
        >${kiosk === '' ? nothing : html`<span>${words.text('console.papers.kiosk', { kiosk })}</span>`}<span
          >${words.text('console.papers.taken', { time: words.time(takenMs, timeZone) })}</span
        ></span
      ></span
    >
    <span class="what"
      ><span class="is ${isUncertain ? 'warn' : 'bad'}"
        >${icon(isUncertain ? 'warning' : 'no-paper')}${words.text(
          isUncertain ? 'console.papers.uncertain' : 'console.papers.failed',
        )}<b class="num">${lasting(nowMs - takenMs)}</b></span
      >${
        print === null || print.problem === null
          ? nothing
          : html`<span class="small quiet">${words.text(`print.${print.problem}.staff`)}</span>`
      }</span
    >
    <button class="btn slim" aria-disabled=${busy} aria-busy=${busy} @click=${() => act('reprint')}>
      ${icon(busy ? 'turn' : 'printer', busy ? 'turning' : '')}${words.text(
        isUncertain ? 'console.papers.copy' : 'console.papers.reprint',
      )}<span class="unseen">${number}</span>
    </button>
    <button class="btn slim" aria-disabled=${busy} @click=${() => act('paper-done')}>
      ${icon('tick')}${words.text('console.papers.done')}<span class="unseen">${number}</span>
    </button>
  `;
}
