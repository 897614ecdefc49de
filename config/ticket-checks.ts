/** Whether a ticket's layout makes sense: entries of one kind, placeholders that exist, and the number in every case. */
import { Check } from 'typebox/value';
import { isMapping, items, member, valueAt } from './data.ts';
import type { Fault, Path } from './faults.ts';
import type { YamlFile } from './read-yaml.ts';
import type { Language } from './texts/texts.ts';
import { says, variantsOf } from './ticket-layout.ts';
import { TEXT_MAX, Ticket, type FileTicketItem } from './ticket-schema.ts';
import { placeholders, readTemplate, type Placeholder } from './ticket-template.ts';

export interface TicketPlace {
  /** Where the ticket's keys stand in the file; empty where they are all of it. */
  readonly path: Path;
  /** Of the lobby; the others fall back to the first. */
  readonly languages: readonly Language[];
}

/** Faults of sense in what is said about the ticket. */
export function checkTicket(yaml: YamlFile, { path, languages }: TicketPlace): Fault[] {
  const ticket = valueAt(yaml.value, path);
  const layout = [...path, 'layout'];
  const faults = items(ticket, 'layout').flatMap(({ index, value }) => {
    const here = [...layout, index];
    if (value === 'logo' && member(ticket, 'logo') === undefined) {
      return [yaml.at(here, 'There is no logo; name its file under logo, beside layout.')];
    }
    return [...checkKind(yaml, here, value), ...checkTexts(yaml, here, value, languages[0])];
  });
  if (faults.length > 0 || !Check(Ticket, ticket) || ticket.layout === undefined) return faults;
  if (!ticket.layout.some((item) => says(item, 'number'))) {
    const message =
      'The number is missing. Write number, or {number} in a text that every ticket has: in each of its languages, and beside nothing that may be left out.';
    faults.push(yaml.at(layout, message));
  }
  return [...faults, ...checkLength(yaml, layout, ticket.layout)];
}

/** The keys that say what an entry is, with those that may stand beside them. */
const kinds: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['text'], ['align', 'size', 'width', 'height', 'bold', 'in']],
  [['left', 'right'], ['in']],
  [['feed'], []],
  [['qr'], []],
];
const known = kinds.flatMap((keys) => keys.flat());

function checkKind(yaml: YamlFile, path: Path, item: unknown): Fault[] {
  if (!isMapping(item)) return [];
  const keys = Object.keys(item);
  // The schema names what it does not know; more would only be a guess.
  if (keys.some((key) => !known.includes(key))) return [];
  const found = kinds.filter(([own]) => own.some((key) => keys.includes(key)));
  const [kind] = found;
  if (kind === undefined) {
    return [yaml.at(path, 'Nothing stands here to print; write text, left and right, feed or qr.')];
  }
  const [own, beside] = kind;
  const isOf = (key: string) => own.includes(key) || beside.includes(key);
  if (found.length > 1) {
    const named = found.flatMap(([names]) => names.filter((key) => keys.includes(key)));
    return [
      yaml.at(path, `An entry is one thing, and this one has ${named.join(' and ')}; make it several.`),
    ];
  }
  return [
    ...own
      .filter((key) => !keys.includes(key))
      .map((key) => yaml.at(path, `"${key}" is missing: a line with one edge only is a text with align.`)),
    ...keys
      .filter((key) => !isOf(key))
      .map((key) =>
        yaml.atKey([...path, key], `"${key}" says nothing about ${own.join(' and ')}; take it away.`),
      ),
  ];
}

function checkTexts(yaml: YamlFile, path: Path, item: unknown, first: Language | undefined): Fault[] {
  return ['text', 'left', 'right'].flatMap((key) => {
    const here = [...path, key];
    const text = member(item, key);
    if (typeof text === 'string') return checkText(yaml, here, text);
    if (!isMapping(text)) return [];
    const bare = placeholders.find((name) => Object.hasOwn(text, name));
    if (bare !== undefined) {
      return [yaml.at(here, `YAML reads {${bare}} as a mapping; put the text in quotes, like '{${bare}}'.`)];
    }
    const faults = Object.entries(text).flatMap(([language, words]) =>
      typeof words === 'string' ? checkText(yaml, [...here, language], words) : [],
    );
    if (first === undefined || text[first] !== undefined) return faults;
    return [...faults, yaml.at(here, `The text in ${first} is missing: it is the lobby’s first language.`)];
  });
}

/** Whoever mends these sees the next ones then. */
const TEXT_FAULTS_MAX = 5;

/** A text that is too long is refused for that: to find the place of every brace in it takes half a minute. */
function checkText(yaml: YamlFile, path: Path, text: string): Fault[] {
  if (text.length > TEXT_MAX) return [];
  const { faults } = readTemplate(text);
  return faults.slice(0, TEXT_FAULTS_MAX).map(({ index, message }) => yaml.inside(path, index, message));
}

/** A mistyped size must not pull half a roll through the printer. */
const LENGTH_MAX_MM = 1000;
/** Of the narrowest paper, in columns of one Latin letter. */
const COLUMNS = 32;
/** A line of 24 dots with the space below it. */
const LINE_MM = 4;
/** A code with its quiet zone at its largest. */
const QR_MM = 60;
/** The longest name is forty wide characters; the longest other thing is a range of minutes. */
const NAME_COLUMNS = 80;
const OTHER_COLUMNS = 24;
const names: readonly Placeholder[] = ['lobby', 'service', 'note', 'follow'];

function checkLength(yaml: YamlFile, path: Path, layout: readonly FileTicketItem[]): Fault[] {
  let lengthMm = 0;
  for (const [index, item] of layout.entries()) {
    lengthMm += lengthOf(item);
    if (lengthMm <= LENGTH_MAX_MM) continue;
    const message = `Down to here the ticket could be ${Math.ceil(lengthMm / 10)} cm long; ${LENGTH_MAX_MM / 10} cm are enough for anybody. Make it smaller.`;
    return [yaml.at([...path, index], message)];
  }
  return [];
}

/** The longest that an entry may come out, in mm. */
function lengthOf(item: FileTicketItem): number {
  if (typeof item === 'string') return item === 'qr' ? QR_MM : 6 * LINE_MM;
  if (item.feed !== undefined) return item.feed * LINE_MM;
  if (item.qr !== undefined) return QR_MM;
  const columns = [item.text, item.left, item.right].map((text) =>
    Math.max(0, ...variantsOf(text).map(columnsOf)),
  );
  const width = item.width ?? item.size ?? 1;
  const height = item.height ?? item.size ?? 1;
  const lines = columns.map((wide) => Math.ceil((wide * width) / COLUMNS));
  return lines.reduce((sum, count) => sum + count) * height * LINE_MM * (item.in?.length ?? 1);
}

function columnsOf(text: string): number {
  return readTemplate(text).parts.reduce((sum, part) => {
    if ('placeholder' in part) return sum + (names.includes(part.placeholder) ? NAME_COLUMNS : OTHER_COLUMNS);
    return sum + Array.from(part.words).reduce((wide, character) => wide + (character > '~' ? 2 : 1), 0);
  }, 0);
}
