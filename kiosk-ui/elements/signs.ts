/** The two signs that take over a screen: a warning, and the way out. */
import { svg, type SVGTemplateResult } from 'lit';

export const warningSign = (): SVGTemplateResult =>
  svg`<svg class="sign" viewBox="0 0 142 126" aria-hidden="true"><path d="M71 7 135 119H7ZM71 48v30"/><circle cx="71" cy="98" r="5.5"/></svg>`;

export const exitSign = (): SVGTemplateResult =>
  svg`<svg class="sign" viewBox="0 0 142 126" aria-hidden="true"><path d="M78 8H14v110h64M50 63h80M102 35l28 28-28 28"/></svg>`;
