/** What a counter board has signs for, and how they become bytes. */
import iconv from 'iconv-lite';
import { toGb2312 } from '../bx/gb2312.ts';
import { BoardFace, type BoardFont, type BoardSizeInCells } from '../face.ts';

export const fonts = ['digits', 'latin', 'gb2312', 'gbk', 'big5'] as const;
export type TemplateFont = (typeof fonts)[number];

export const encodings = ['ascii', 'gb2312', 'gbk', 'big5', 'utf-8'] as const;
export type TemplateEncoding = (typeof encodings)[number];

const isAscii = (character: string) => /^[ -~]$/.test(character);
const isAsciiByte = (byte: number) => byte >= 0x20 && byte <= 0x7e;

/** Two bytes of a page of characters; null for what it writes in one, or has not. */
function twoBytes(page: string, character: string): Buffer | null {
  // iconv-lite gives the areas that are left to users to private characters.
  if (/^[\p{Co}\p{Cs}]/u.test(character)) return null;
  const bytes = iconv.encode(character, page);
  return bytes.length === 2 && (bytes[0] ?? 0) > 0x80 ? bytes : null;
}

/** Symbols, the frequent Han, the less frequent Han; not the computer maker's additions after them. */
function toBig5(character: string): Buffer | null {
  const bytes = twoBytes('cp950', character);
  const code = bytes?.readUInt16BE(0) ?? 0;
  const has =
    (code >= 0xa140 && code <= 0xa3bf) ||
    (code >= 0xa440 && code <= 0xc67e) ||
    (code >= 0xc940 && code <= 0xf9d5);
  return has ? bytes : null;
}

interface Encoding {
  /** Beside ASCII, which all of them have as it is; null for a character that it lacks. */
  readonly wide: (character: string) => Buffer | null;
  /** Bytes that a text can be made of: never a control, and never FF, so that these can end it. */
  readonly hasByte: (byte: number) => boolean;
  /** The most bytes that a cell can take. */
  readonly bytesPerCellMax: number;
}

const allEncodings: Readonly<Record<TemplateEncoding, Encoding>> = {
  ascii: { wide: () => null, hasByte: isAsciiByte, bytesPerCellMax: 1 },
  gb2312: {
    wide: toGb2312,
    hasByte: (byte) => isAsciiByte(byte) || (byte >= 0xa1 && byte <= 0xfe),
    bytesPerCellMax: 1,
  },
  gbk: {
    wide: (character) => twoBytes('cp936', character),
    hasByte: (byte) => isAsciiByte(byte) || (byte >= 0x80 && byte <= 0xfe),
    bytesPerCellMax: 1,
  },
  big5: {
    wide: toBig5,
    hasByte: (byte) => isAsciiByte(byte) || (byte >= 0xa1 && byte <= 0xfe),
    bytesPerCellMax: 1,
  },
  'utf-8': {
    wide: (character) => Buffer.from(character, 'utf8'),
    hasByte: (byte) => isAsciiByte(byte) || (byte >= 0x80 && byte <= 0xf4),
    // A Chinese character has three bytes and two cells.
    bytesPerCellMax: 1.5,
  },
};

export const encodingOf = (name: TemplateEncoding): Encoding => allEncodings[name];

/** The encodings that have every character of a font; the first one is meant where none is named. */
export const encodingsFor: Readonly<
  Record<TemplateFont, readonly [TemplateEncoding, ...TemplateEncoding[]]>
> = {
  digits: ['ascii', 'gb2312', 'gbk', 'big5', 'utf-8'],
  latin: ['ascii', 'gb2312', 'gbk', 'big5', 'utf-8'],
  gb2312: ['gb2312', 'gbk', 'utf-8'],
  gbk: ['gbk', 'utf-8'],
  big5: ['big5', 'utf-8'],
};

/** The bytes of a text in an encoding. @param shown by the face of a font that the encoding has every character of */
export function encodeText(shown: string, name: TemplateEncoding): Buffer {
  const { wide } = encodingOf(name);
  const bytes = Array.from(shown, (character) =>
    isAscii(character) ? Buffer.from(character, 'latin1') : wide(character),
  );
  return Buffer.concat(bytes.filter((part) => part !== null));
}

/** The letter of a number is left out rather than a figure; all that is neither is a gap. */
const digits: BoardFont = {
  cellsOf: (character) => (/^[0-9 -]$/.test(character) ? 1 : null),
  nearest(character) {
    if (/^[A-Za-z]$/.test(character)) return '';
    return /^[:.,/_\u2010-\u2015]$/.test(character) ? '-' : null;
  },
  unknown: { narrow: '-', wide: '-' },
};

const latin: BoardFont = {
  cellsOf: (character) => (isAscii(character) ? 1 : null),
  unknown: { narrow: '?', wide: '?' },
};

function chinese(encoding: TemplateEncoding): BoardFont {
  const { wide } = encodingOf(encoding);
  return {
    cellsOf(character) {
      if (isAscii(character)) return 1;
      return wide(character) === null ? null : 2;
    },
    unknown: { narrow: '?', wide: '？' },
  };
}

const allFonts: Readonly<Record<TemplateFont, BoardFont>> = {
  digits,
  latin,
  gb2312: chinese('gb2312'),
  gbk: chinese('gbk'),
  big5: chinese('big5'),
};

export const templateFace = (font: TemplateFont, size: BoardSizeInCells): BoardFace =>
  new BoardFace(size, allFonts[font]);
