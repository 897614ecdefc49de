import type { PaperItem } from './paper.ts';
import type { Paper } from './paper-roll.ts';
import { columnsOf } from '../text/text.ts';
import type { TextAlign } from '../document.ts';

/** A paper for a terminal, as wide as the printer's columns; large text is spaced out, a QR code is its content. */
export function paperAsText(paper: Paper, columns: number): string {
  const title = ` paper ${paper.id}, ${paper.bytes} bytes `;
  const edge = '-'.repeat(columns);
  const body = paper.items.flatMap((item) => itemAsText(item, columns));
  return [`+${title}${edge.slice(title.length)}+`, ...body.map((text) => `| ${text}`), `+${edge}+`, ''].join(
    '\n',
  );
}

function itemAsText(item: PaperItem, columns: number): string[] {
  switch (item.kind) {
    case 'line':
      return [aligned(item.runs.map(({ text, width }) => spaced(text, width)).join(''), item.align, columns)];
    case 'qr':
      return [aligned(`[QR ${item.content}]`, item.align, columns)];
    case 'feed':
      return item.dots >= 60 ? [''] : [];
    case 'cut':
      return [];
  }
}

function spaced(text: string, width: number): string {
  return Array.from(text, (character) => character + ' '.repeat(columnsOf(character) * (width - 1))).join('');
}

function aligned(text: string, align: TextAlign, columns: number): string {
  const free = Math.max(0, columns - columnsOf(text));
  if (align === 'left') return text;
  return ' '.repeat(align === 'right' ? free : Math.floor(free / 2)) + text;
}
