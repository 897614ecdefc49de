/** What is wrong with a template that has the right form: what a board could not show, and what nobody could read. */
import { readPattern, type Pattern } from './answers.ts';
import { checkField, checkKinds } from './check-fields.ts';
import { encodingOf } from './characters.ts';
import { fieldsOf, sizeOf, type FrameField } from './fields.ts';
import { frameNames, type FrameName, type FrameTemplate } from './schema.ts';

export interface TemplateFault {
  /** From the template on: keys, and positions in lists from 0. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what to do, for whoever writes the configuration. */
  readonly message: string;
}

/** All that a schema cannot say of a template; nothing where it can be used. @param template one that fits `FrameTemplate` */
export function checkTemplate(template: FrameTemplate): TemplateFault[] {
  const kinds = frameNames.flatMap((name) => checkKinds(template[name] ?? [], name));
  // A field of two kinds would be told of again as each of them.
  if (kinds.length > 0) return kinds;
  const frames = frameNames.flatMap((name) => {
    const fields = fieldsOf(template, name);
    return fields === null ? [] : checkFrame(template, name, fields);
  });
  return [...frames, ...checkAnswers(template)];
}

/** The frames and answers without the address of the board that they are for, or from: nobody can tell two such boards apart. */
export function withoutAddress(template: FrameTemplate): string[] {
  const hasOne = (name: FrameName) =>
    fieldsOf(template, name)?.some(({ kind }) => kind === 'address') ?? true;
  return [
    ...frameNames.filter((name) => !hasOne(name)),
    ...(['answer', 'refusal'] as const).filter(
      (name) => template[name]?.split(' ').includes('address') === false,
    ),
  ];
}

function checkFrame(
  template: FrameTemplate,
  name: FrameName,
  fields: readonly FrameField[],
): TemplateFault[] {
  const own = fields.flatMap((field, index) =>
    checkField(template, fields, index).map(({ key, message }) => ({
      path: field.kind === 'bytes' || key === null ? [name, index] : [name, index, key],
      message,
    })),
  );
  const shows = name === 'show' || name === 'blink';
  return [
    ...own,
    ...checkRest(name, fields),
    ...(shows ? checkRows(template, name, fields) : checkShowsNothing(name, fields)),
    ...checkBrightness(name, fields),
  ];
}

/** A text of any length has to end where the board can see it. */
function checkRest(name: FrameName, fields: readonly FrameField[]): TemplateFault[] {
  const [first, second] = [...fields.keys()].filter((index) => fields[index]?.kind === 'rest');
  if (first === undefined) return [];
  if (second !== undefined) {
    const message = `Only one text can be as long as it is, and field ${first + 1} is one already; give this one its bytes with text.`;
    return [{ path: [name, second, 'rest'], message }];
  }
  const rest = fields[first];
  const isCounted = fields.some(
    (field, index) => field.kind === 'length' && index < first && field.start <= first && first < field.end,
  );
  if (rest?.kind !== 'rest' || isCounted) return [];
  const next = fields[first + 1];
  const end = next?.kind === 'bytes' ? next.bytes[0] : undefined;
  if (end !== undefined && !encodingOf(rest.encoding).hasByte(end)) return [];
  const message =
    end === undefined
      ? 'Nothing says where this text ends; let bytes like FF or 0D follow, put a length that counts it before it, or give it its bytes with text.'
      : `This text could have the byte ${end.toString(16).toUpperCase().padStart(2, '0')} in it, which shall end it; end it with a byte that no text has, like FF or 0D, or put a length before it.`;
  return [{ path: [name, first, 'rest'], message }];
}

/** Each row stands in the frame once: as a text, or as a number with or without its letter. */
function checkRows(template: FrameTemplate, name: FrameName, fields: readonly FrameField[]): TemplateFault[] {
  const faults: TemplateFault[] = [];
  for (let row = 0; row < (template.rows ?? 1); row++) {
    const own = [...fields.entries()].filter(([, field]) => 'row' in field && field.row === row);
    const isShown = own.some(([, { kind }]) => kind !== 'letter');
    if (!isShown) {
      const message = `Row ${row + 1} is nowhere in this frame; add a field text, rest or digits${row === 0 ? '' : ` with row: ${row + 1}`}.`;
      faults.push({ path: [name], message });
    }
    for (const [place, [index, { kind }]] of own.entries()) {
      const before = own.slice(0, place).map(([, field]) => field.kind);
      const isBeside = (one: string, other: string) => kind === one && before.every((all) => all === other);
      if (before.length === 0 || isBeside('letter', 'digits') || isBeside('digits', 'letter')) continue;
      const message = `Row ${row + 1} is in this frame already; a row is one text, or figures and a letter.`;
      faults.push({ path: [name, index, kind], message });
    }
  }
  return faults;
}

function checkShowsNothing(name: FrameName, fields: readonly FrameField[]): TemplateFault[] {
  return fields.flatMap((field, index) =>
    'row' in field
      ? [
          {
            path: [name, index, field.kind],
            message: `The frame ${name} shows nothing; take this field away.`,
          },
        ]
      : [],
  );
}

function checkBrightness(name: FrameName, fields: readonly FrameField[]): TemplateFault[] {
  const at = fields.findIndex(({ kind }) => kind === 'brightness');
  if (name === 'dim' && at === -1) {
    return [{ path: [name], message: 'It does not say how bright; add a field like { brightness: 15 }.' }];
  }
  if (name === 'dim' || at === -1) return [];
  const message = 'How bright the board is stands in the frame dim only; write bytes here.';
  return [{ path: [name, at, 'brightness'], message }];
}

function checkAnswers(template: FrameTemplate): TemplateFault[] {
  const faults: TemplateFault[] = [];
  for (const key of ['answer', 'refusal'] as const) {
    const text = template[key];
    if (text !== undefined && !/(?:^| )[0-9A-Fa-f]{2}(?: |$)/.test(text)) {
      const message = 'Anything would fit that; it needs a byte that is always the same, like 06.';
      faults.push({ path: [key], message });
    }
  }
  const { answer, refusal } = template;
  if (
    answer !== undefined &&
    faults.length === 0 &&
    frameNames.some((name) => beginsWith(template, name, answer))
  ) {
    const message =
      'The frame itself begins like that, so that an echo would be read for an answer; add a byte of the answer in which the two differ.';
    faults.push({ path: ['answer'], message });
  }
  if (refusal === undefined || faults.length > 0) return faults;
  if (answer === undefined) {
    const message = 'A board that refuses also says when it does not; add its answer.';
    return [{ path: ['refusal'], message }];
  }
  const [good, bad] = [readPattern(template, answer, 0), readPattern(template, refusal, 0)];
  if (good.length < bad.length ? mayComeWithin(bad, good) : comesWith(good, bad)) {
    const message =
      'One is part of the other, and would be read for it; make answer and refusal different from the first byte on.';
    return [{ path: ['refusal'], message }];
  }
  return faults;
}

/** Two that any byte beside an address differs from at least once. */
const someAddresses = [0x35, 0xca] as const;

/** Whether a frame to a board begins with what the same board shall answer, whichever it is and whatever it shows. */
function beginsWith(template: FrameTemplate, name: FrameName, answer: string): boolean {
  const fields = fieldsOf(template, name) ?? [];
  return someAddresses.every((address) => {
    const frame = fields.flatMap((field) => knownBytes(field, address));
    const pattern = readPattern(template, answer, address);
    return pattern.length <= frame.length && pattern.every((byte, at) => byte === null || byte === frame[at]);
  });
}

/** The bytes of a field that are the same whatever is shown; null for any other. */
function knownBytes(field: FrameField, address: number): (number | null)[] {
  if (field.kind === 'bytes') return [...field.bytes];
  const unknown = Array.from({ length: sizeOf(field) }, () => null);
  if (field.kind !== 'address') return unknown;
  const last = field.isLowFirst ? 0 : field.size - 1;
  return unknown.map((_, at) => (at === last ? address : 0));
}

/** Whether the shorter one can be read before the longer one is whole: a refusal for an acknowledgement. */
function mayComeWithin(long: Pattern, short: Pattern): boolean {
  const places = Array.from({ length: long.length - short.length }, (_, start) => long.slice(start));
  return places.some((there) =>
    short.every((byte, index) => byte === null || there[index] === null || byte === there[index]),
  );
}

/** Whether whatever fits the longer one has in it what fits the shorter one. */
function comesWith(long: Pattern, short: Pattern): boolean {
  const places = Array.from({ length: long.length - short.length + 1 }, (_, start) => long.slice(start));
  return places.some((there) => short.every((byte, index) => byte === null || byte === there[index]));
}
