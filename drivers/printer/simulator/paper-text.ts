import type { PaperItem } from './paper.ts';
import type { Paper } from './paper-roll.ts';
import type { TextAlign } from '../document.ts';

type Picture = Extract<PaperItem, { kind: 'image' }>;

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
    case 'image':
      return pictureAsText(item, columns);
    case 'feed':
      return item.dots >= 60 ? [''] : [];
    case 'cut':
      return [];
  }
}

/** Its frame, in the terminal's proportions: a cell of 12 × 24 dots a character. */
function pictureAsText({ align, widthDots, heightDots }: Picture, columns: number): string[] {
  const inner = Math.max(1, Math.min(columns, Math.round(widthDots / 12)) - 2);
  const title = ` ${widthDots} × ${heightDots} `.slice(0, inner);
  const edge = `+${'-'.repeat(inner)}+`;
  const rows = Math.max(1, Math.round(heightDots / 24) - 2);
  const body = Array.from({ length: rows }, (_, at) =>
    at === Math.floor(rows / 2) ? `|${title.padEnd(inner)}|` : `|${' '.repeat(inner)}|`,
  );
  return [edge, ...body, edge].map((row) => aligned(row, align, columns));
}

/** Columns of a terminal, which gives two to all that is Han, Hangul or kana, and to full-width signs. */
function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);
}

function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
    character,
  );
}

function spaced(text: string, width: number): string {
  return Array.from(text, (character) => character + ' '.repeat(columnsOf(character) * (width - 1))).join('');
}

function aligned(text: string, align: TextAlign, columns: number): string {
  const free = Math.max(0, columns - columnsOf(text));
  if (align === 'left') return text;
  return ' '.repeat(align === 'right' ? free : Math.floor(free / 2)) + text;
}
