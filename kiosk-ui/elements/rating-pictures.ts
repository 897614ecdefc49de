/** Large line pictures of a rating: faces, what may have gone wrong, and a few signs; on the grid of icons.ts. */
import { svg, type SVGTemplateResult } from 'lit';
import type { RatingReason } from '../../firmware-host/messages/common.ts';
import type { RatingWord } from './rating-word.ts';

const head = svg`<circle cx="24" cy="24" r="20"/>`;
const eyes = svg`<circle class="dot" cx="17" cy="19" r="2.4"/><circle class="dot" cx="31" cy="19" r="2.4"/>`;
const lowEyes = svg`<circle class="dot" cx="17" cy="21.5" r="2.4"/><circle class="dot" cx="31" cy="21.5" r="2.4"/>`;

const faces: Readonly<Record<RatingWord, SVGTemplateResult>> = {
  'very-good': svg`${head}${eyes}<path d="M13.5 27h21a10.5 10.5 0 0 1-21 0Z"/>`,
  good: svg`${head}${eyes}<path d="M14.5 28.5a11 11 0 0 0 19 0"/>`,
  fair: svg`${head}${eyes}<path d="M15 31.5h18"/>`,
  poor: svg`${head}${eyes}<path d="M15.5 34a10.5 10.5 0 0 1 17 0"/>`,
  'very-poor': svg`${head}${lowEyes}<path d="m12.5 17 6.5-3.5M35.5 17 29 13.5M14.5 36.5a9.5 9.5 0 0 1 19 0"/>`,
};

const matters: Readonly<Record<RatingReason, SVGTemplateResult>> = {
  attitude: svg`<path d="M9 7h30a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H24l-10 8v-8H9a4 4 0 0 1-4-4V11a4 4 0 0 1 4-4ZM15 17h18M15 25h11"/>`,
  speed: svg`<circle cx="24" cy="27" r="17"/><path d="M24 17v10l6 5M19 3h10M24 3v7"/>`,
  skill: svg`<path d="M24 12c-4-4-10-5-19-5v31c9 0 15 1 19 5 4-4 10-5 19-5V7c-9 0-15 1-19 5ZM24 12v31"/>`,
  environment: svg`<path d="M11 22v-9a5 5 0 0 1 5-5h16a5 5 0 0 1 5 5v9M11 31v-5a4 4 0 0 0-8 0v13h42V26a4 4 0 0 0-8 0v5ZM8 39v4M40 39v4"/>`,
  result: svg`<path d="M31 8h6a3 3 0 0 1 3 3v30a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3h6M17 4h14v8H17ZM18 23l12 12M30 23 18 35"/>`,
};

const signs = {
  lock: svg`<rect x="9" y="21" width="30" height="21" rx="4"/><path d="M15 21v-6a9 9 0 0 1 18 0v6M24 29v5"/>`,
  call: svg`<path d="M14 5 8 8c-4 3-2 13 7 23s20 14 24 10l4-5-9-8-6 4c-5-2-9-7-11-11l4-6Z"/>`,
  mute: svg`<path d="M6 18h8l11-9v30l-11-9H6zM33 19l10 10M43 19 33 29"/>`,
} as const;

const draw = (lines: SVGTemplateResult): SVGTemplateResult =>
  svg`<svg class="icon" viewBox="0 0 48 48" aria-hidden="true">${lines}</svg>`;

export const face = (word: RatingWord): SVGTemplateResult => draw(faces[word]);
export const matter = (reason: RatingReason): SVGTemplateResult => draw(matters[reason]);
export const sign = (name: keyof typeof signs): SVGTemplateResult => draw(signs[name]);
