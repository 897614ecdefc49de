/**
 * How many CSS px a millimetre of this very screen has, as somebody measured it against a bank card (ISO/IEC 7810 ID-1).
 * CSS knows no millimetres: its `mm` are 96 px an inch wherever one looks. Kept in the browser, which has one screen.
 */
const scaleKey = 'foyer.pxPerMm';
const dateKey = 'foyer.pxPerMm.measuredAt';

export const card = { widthMm: 85.6, heightMm: 53.98, cornerMm: 3.18 } as const;

/** From a large television to a telephone held close; whatever is beyond was no measurement. */
export const leastPxPerMm = 2;
export const mostPxPerMm = 12;

export interface ScreenScale {
  readonly pxPerMm: number;
  /** Null where only the figure is known. */
  readonly measuredAtMs: number | null;
}

/** @returns null where nobody has measured, or what is kept cannot be */
export function keptScale(): ScreenScale | null {
  const pxPerMm = Number(read(scaleKey));
  if (!(pxPerMm >= leastPxPerMm && pxPerMm <= mostPxPerMm)) return null;
  const measuredAtMs = Date.parse(read(dateKey) ?? '');
  return { pxPerMm, measuredAtMs: Number.isNaN(measuredAtMs) ? null : measuredAtMs };
}

/** @throws DOMException where the browser keeps nothing */
export function keepScale(pxPerMm: number, nowMs: number): void {
  localStorage.setItem(scaleKey, pxPerMm.toFixed(3));
  localStorage.setItem(dateKey, new Date(nowMs).toISOString());
}

export function forgetScale(): void {
  localStorage.removeItem(scaleKey);
  localStorage.removeItem(dateKey);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser that is told to keep nothing has measured nothing.
    return null;
  }
}
