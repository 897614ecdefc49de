/** The whole disk as one bar, with a figure for each part of it. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { StorageView } from '../../../firmware-host/messages/storage.ts';
import { icon } from '../../theme/icons.ts';
import { size } from './figures.ts';
import type { MaintenanceModel } from './model.ts';

const used = ['journal', 'history', 'reports', 'backups', 'ballast', 'other'] as const;
type Part = (typeof used)[number] | 'free';
const parts: readonly Part[] = [...used, 'free'];

/** In thousandths of the bar. What Foyer holds is little beside the rest: a part is never thinner than the eye can find. */
const whole = 1000;
const thinnest = 7;
const gap = 2;

export function diskBar({ view, words }: MaintenanceModel): TemplateResult {
  const { disk, warnings } = view.storage;
  const bytes = bytesOf(view.storage);
  const name = (part: Part) => words.text(`maintenance.part.${part}`);
  const said = parts.map((part) => `${name(part)} ${size(bytes[part], words)}`).join(', ');
  const isLow = warnings.includes('disk-low') || warnings.includes('ballast-used');
  const values = { free: size(disk.freeBytes, words), total: size(disk.bytes, words) };
  return html`<div class="disk">
    <header>
      <h2>${words.text('maintenance.disk')}</h2>
      <span class="push ${isLow ? 'is warn' : ''}">
        ${isLow ? icon('warning') : nothing}<span>${words.rich('maintenance.disk.free', values)}</span>
      </span>
    </header>
    <svg
      class="bar"
      viewBox="0 0 ${whole} 16"
      preserveAspectRatio="none"
      role="img"
      aria-label="${words.text('maintenance.disk.bar')}: ${said}"
    >
      ${segments(bytes, disk.bytes)}
    </svg>
    <dl class="parts">
      ${parts.map(
        (part) =>
          html`<div>
            <dt class=${part}>${name(part)}</dt>
            <dd class="num">${size(bytes[part], words)}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
}

function bytesOf({ disk, journal, history, reports, backup }: StorageView): Readonly<Record<Part, number>> {
  const own = {
    journal: journal.bytes,
    history: history.bytes,
    reports: reports.bytes,
    backups: backup.bytes,
    ballast: disk.ballastBytes,
  };
  const ours = Object.values(own).reduce((sum, bytes) => sum + bytes, 0);
  return { ...own, other: Math.max(0, disk.bytes - disk.freeBytes - ours), free: disk.freeBytes };
}

function segments(bytes: Readonly<Record<Part, number>>, total: number): SVGTemplateResult[] {
  let x = 0;
  return used
    .filter((part) => bytes[part] > 0)
    .map((part) => {
      const width = Math.max(thinnest, (whole * bytes[part]) / Math.max(1, total));
      const segment = svg`<rect class=${part} x=${x} width=${Math.max(1, width - gap)} height="16"/>`;
      x += width;
      return segment;
    });
}
