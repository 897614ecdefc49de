/** Line icons that only the technician's pages show, on the grid of icons.ts: there, every page would carry them. */
import { svg, type SVGTemplateResult } from 'lit';

const eyes = svg`<circle class="dot" cx="17.5" cy="20" r="2.3"/><circle class="dot" cx="30.5" cy="20" r="2.3"/>`;
const head = svg`<circle cx="24" cy="24" r="18"/>`;

const shapes = {
  'very-good': svg`${head}<path d="M14 26h20c-1 7-5 10-10 10s-9-3-10-10zM15 20c1-3 5-3 6 0M27 20c1-3 5-3 6 0"/>`,
  good: svg`${head}${eyes}<path d="M15 29c4 5 14 5 18 0"/>`,
  fair: svg`${head}${eyes}<path d="M16 31h16"/>`,
  poor: svg`${head}${eyes}<path d="M15 33c4-5 14-5 18 0"/>`,
  'very-poor': svg`${head}<path d="M15 34c3-8 15-8 18 0M14 15l6 4M34 15l-6 4"/><circle class="dot" cx="17.5" cy="22" r="2.3"/><circle class="dot" cx="30.5" cy="22" r="2.3"/>`,
  board: svg`<path d="M5 10h38v28H5z"/><path stroke-dasharray="0 6" d="M12 18h25M12 24h25M12 30h25"/>`,
  cloud: svg`<path d="M15 38a10 10 0 0 1-1-20 12 12 0 0 1 23-1 10 10 0 0 1-1 21z"/>`,
  disk: svg`<path d="M6 30 13 10h22l7 20v9H6zM6 30h36"/><circle class="dot" cx="35" cy="34.5" r="2"/>`,
  hold: svg`<path d="M17 9v30M31 9v30"/>`,
  lock: svg`<path d="M10 21h28v21H10zM16 21v-6a8 8 0 0 1 16 0v6"/>`,
  notice: svg`<path d="M6 20v9h7l20 10V9L13 20zM39 19a7 7 0 0 1 0 10M14 29l3 11h6l-2.5-8"/>`,
  power: svg`<path d="M24 5v17M14 12a16 16 0 1 0 20 0"/>`,
  roll: svg`<circle cx="19" cy="24" r="14"/><circle cx="19" cy="24" r="4.5"/><path d="M19 10h22v31l-5-3-4 3-4-3"/>`,
  sound: svg`<path d="M6 18h8l11-9v30l-11-9H6zM33 18a9 9 0 0 1 0 12M38 11a18 18 0 0 1 0 26"/>`,
  ticket: svg`<path d="M13 5h22v38l-5.5-4-5.5 4-5.5-4-5.5 4zM19 15h10M19 24h10"/>`,
  unplug: svg`<path d="M5 24h11M16 14v20M43 24H32M32 14v20M21 20l6 8M27 20l-6 8"/>`,
} as const;

export type SignName = keyof typeof shapes;

export const sign = (name: SignName): SVGTemplateResult =>
  svg`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true">${shapes[name]}</svg>`;
