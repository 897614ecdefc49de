/**
 * How large the screen is in life: as the maintenance page measured it; without that, a screen of 21.5 inches standing on its
 * short side is meant.
 */
import { keptScale } from '../../host/screen-scale.ts';

/** CSS px of 1080 × 1920 on 21.5 inches. */
const usualPxPerMm = 4.03;
const usualWidthPx = 1080;

/** The screen's own px per mm, whatever its size. */
const pxPerMm = (): number =>
  keptScale()?.pxPerMm ?? (usualPxPerMm * Math.min(innerWidth, innerHeight)) / usualWidthPx;

function tell(): void {
  document.documentElement.style.setProperty('--screen-mm', `${pxPerMm()}px`);
}

/** Gives the style sheets a millimetre of this screen, in CSS px, and keeps it right when the window or the measure changes. */
export function keepSize(): void {
  tell();
  window.addEventListener('resize', tell);
  window.addEventListener('storage', tell);
}
