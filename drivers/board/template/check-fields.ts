/** What is wrong with a field of a template, for itself and beside the others of its frame. */
import { encodingOf, encodingsFor } from './characters.ts';
import { figuresOf, sizeOf, type FieldKind, type Figures, type FrameField } from './fields.ts';
import type { FrameName, FrameTemplate, TemplateField } from './schema.ts';

/** The keys that say what a field is, with those that may stand beside them. */
const kinds: Readonly<Record<Exclude<FieldKind, 'bytes'>, readonly (keyof TemplateField)[]>> = {
  address: ['order'],
  text: ['row', 'encoding', 'pad', 'align'],
  rest: ['row', 'encoding'],
  digits: ['row', 'as', 'order', 'pad'],
  letter: ['row'],
  length: ['order', 'from', 'to', 'plus'],
  checksum: ['order', 'from', 'to'],
  brightness: [],
};

/** Fields that are nothing, or several things at once, or have a key that says nothing about them. */
export function checkKinds(
  frame: readonly (string | TemplateField)[],
  name: FrameName,
): { path: (string | number)[]; message: string }[] {
  return frame.flatMap((field, index) => {
    if (typeof field === 'string') return [];
    const keys = Object.keys(field);
    const own = Object.entries(kinds).filter(([kind]) => keys.includes(kind));
    const [kind] = own;
    if (kind === undefined) {
      const message = `This field says nothing about what stands there; write one of ${Object.keys(kinds).join(', ')}.`;
      return [{ path: [name, index], message }];
    }
    if (own.length > 1) {
      const message = `A field is one thing, and this one has ${own.map(([key]) => key).join(' and ')}; make it several.`;
      return [{ path: [name, index], message }];
    }
    return keys
      .filter((key) => key !== kind[0] && !kind[1].some((beside) => beside === key))
      .map((key) => ({
        path: [name, index, key],
        message: `"${key}" says nothing about ${kind[0]}; take it away.`,
      }));
  });
}

interface FieldFault {
  /** Null where the whole field is meant. */
  readonly key: keyof TemplateField | null;
  readonly message: string;
}

/** What is wrong with the field at `index` of a frame. */
export function checkField(
  template: FrameTemplate,
  fields: readonly FrameField[],
  index: number,
): readonly FieldFault[] {
  const field = fields[index];
  switch (field?.kind) {
    case 'text':
    case 'rest':
      return [...checkRow(template, field.row), ...checkText(template, field)];
    case 'digits':
      return [...checkRow(template, field.row), ...checkFigures(template, field)];
    case 'letter':
      return [...checkRow(template, field.row), ...checkLetter(template)];
    case 'length':
      return checkLength(fields, index, field);
    case 'checksum':
      return checkSum(fields, index, field);
    case 'bytes':
    case 'address':
    case 'brightness':
    case undefined:
      return [];
  }
}

function checkRow({ rows = 1 }: FrameTemplate, row: number): FieldFault[] {
  if (row < rows) return [];
  return [
    { key: 'row', message: `The board has ${rows === 1 ? 'one row' : `${rows} rows`} only; see rows.` },
  ];
}

type Words = Extract<FrameField, { kind: 'text' | 'rest' }>;

function checkText({ font, columns }: FrameTemplate, field: Words): FieldFault[] {
  const { kind, size, encoding } = field;
  const suited = encodingsFor[font];
  if (!suited.includes(encoding)) {
    const message = `${encoding} lacks characters that a board with the font ${font} has; take ${suited.join(' or ')}.`;
    return [{ key: 'encoding', message }];
  }
  const isChinese = font !== 'digits' && font !== 'latin';
  const needed = Math.ceil(columns * (isChinese ? encodingOf(encoding).bytesPerCellMax : 1));
  const faults: FieldFault[] = [];
  if (size < needed) {
    const message = `A row of ${columns} characters takes ${needed} bytes, so that ${size} would cut it; make columns smaller or this larger.`;
    faults.push({ key: kind, message });
  }
  if (size > needed) {
    const message = `A row of ${columns} characters takes ${needed} bytes, and this has ${size}; make it ${needed}, or columns larger.`;
    faults.push({ key: kind, message });
  }
  if (kind === 'text' && field.pad !== 0x20 && encodingOf(encoding).hasByte(field.pad)) {
    const message = "It would be read as part of the text; take '20', or a byte that no text has, like '00'.";
    faults.push({ key: 'pad', message });
  }
  return faults;
}

const binaryBytesMax = 6;

function checkFigures({ columns }: FrameTemplate, field: Figures): FieldFault[] {
  const { as, size, pad, most: wanted } = field;
  if (as === 'binary' && size > binaryBytesMax) {
    return [{ key: 'digits', message: `A binary number has ${binaryBytesMax} bytes at most.` }];
  }
  const [room, letters] = [figuresOf(field), columns - wanted];
  const faults: FieldFault[] = [];
  if (room < wanted) {
    const bytes = size === 1 ? 'One byte' : `${size} bytes`;
    const message = `${bytes} as ${as} ${size === 1 ? 'has' : 'have'} room for every number of ${room} figures, and a row has ${wanted}; make columns ${room + letters}, or digits larger.`;
    faults.push({ key: 'digits', message });
  }
  if (as === 'ascii' && size > wanted) {
    const message = `The row has ${wanted} figures and this ${size}; make it ${wanted}, or columns ${size + letters}.`;
    faults.push({ key: 'digits', message });
  }
  if (as === 'ascii' && pad !== 0x20 && pad !== 0x30) {
    faults.push({ key: 'pad', message: "In front of figures stands a zero, '30', or a space, '20'." });
  }
  return faults;
}

function checkLetter({ font }: FrameTemplate): FieldFault[] {
  if (font !== 'digits') return [];
  return [{ key: 'letter', message: 'A board with the font digits has no letters; take latin, or bytes.' }];
}

type Spanning = Extract<FrameField, { kind: 'length' | 'checksum' }>;

/** Fields that are not there; null if all are. */
function checkSpan(fields: readonly FrameField[], { kind, start, end }: Spanning): FieldFault | null {
  const count = fields.length;
  if (start > count) return { key: 'from', message: `The frame has ${count} fields only.` };
  if (end > count) return { key: 'to', message: `The frame has ${count} fields only.` };
  if (start < end) return null;
  const verb = kind === 'length' ? 'counts' : 'sums up';
  return { key: kind, message: `It ${verb} nothing; say with from and to which fields it is about.` };
}

function checkLength(
  fields: readonly FrameField[],
  index: number,
  field: Extract<FrameField, { kind: 'length' }>,
): FieldFault[] {
  const missing = checkSpan(fields, field);
  if (missing) return [missing];
  const { start, end, size, plus } = field;
  if (start === index && end === index + 1) {
    return [
      { key: 'length', message: 'It counts only itself; say with from and to which fields it is about.' },
    ];
  }
  const counted = fields.slice(start, end);
  const most = counted.reduce((all, other) => all + sizeOf(other), plus);
  const least = most - counted.reduce((all, other) => all + (other.kind === 'rest' ? other.size : 0), 0);
  const greatest = 0x100 ** size - 1;
  if (least < 0) return [{ key: 'plus', message: `The length would be ${least}; it cannot be below 0.` }];
  if (most <= greatest) return [];
  return [{ key: 'length', message: `It can be ${most}, and has room for ${greatest}; give it two bytes.` }];
}

function checkSum(
  fields: readonly FrameField[],
  index: number,
  field: Extract<FrameField, { kind: 'checksum' }>,
): FieldFault[] {
  const missing = checkSpan(fields, field);
  if (missing) return [missing];
  const { start, end } = field;
  if (start <= index && index < end) {
    return [
      { key: 'checksum', message: 'It sums up itself; end before it with to, or begin after it with from.' },
    ];
  }
  const later = fields
    .slice(start, end)
    .findIndex((other, at) => other.kind === 'checksum' && start + at > index);
  if (later === -1) return [];
  const message = `It sums up field ${start + later + 1}, a sum that is only made after it; leave that out with from and to.`;
  return [{ key: 'checksum', message }];
}
