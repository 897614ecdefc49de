/** Whether a finger hits what it means to. */
import type { Finding, TargetOptions } from './finding.ts';
import { controlsOf, isWithin, nameOf, touchBox } from './tree.ts';

const tenth = (value: number): number => Math.round(value * 10) / 10;
const rounding = 0.05;

export function targets({ leastPx, primary, primaryMm, pxPerMm, gapMm }: TargetOptions): Finding[] {
  const boxes = controlsOf().map((element) => ({ element, box: touchBox(element) }));
  const found: Finding[] = [];
  for (const { element, box } of boxes) {
    const least = Math.min(box.width, box.height);
    const where = nameOf(element);
    if (least < leastPx - rounding)
      found.push({ what: 'target-px', where, why: `${tenth(least)} of ${leastPx} px` });
    const mm = least / pxPerMm;
    if (primary.some((selector) => element.matches(selector)) && mm < primaryMm - rounding)
      found.push({ what: 'target-mm', where, why: `${tenth(mm)} of ${primaryMm} mm` });
  }
  for (const [place, one] of boxes.entries()) {
    for (const other of boxes.slice(place + 1)) {
      if (isWithin(one.element, other.element) || isWithin(other.element, one.element)) continue;
      const across = Math.max(one.box.left, other.box.left) - Math.min(one.box.right, other.box.right);
      const down = Math.max(one.box.top, other.box.top) - Math.min(one.box.bottom, other.box.bottom);
      const gap = Math.max(across, down) / pxPerMm;
      if (gapMm === 0 || gap >= gapMm - rounding) continue;
      found.push({
        what: 'target-gap',
        where: `${nameOf(one.element)} / ${nameOf(other.element)}`,
        why: `${tenth(gap)} of ${gapMm} mm`,
      });
    }
  }
  return found;
}
