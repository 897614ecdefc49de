/** Reads a file that people have made, and says everything that is wrong with it. */
import { nearest } from '../../config/nearest.ts';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, inEachLanguage, type TextKey, type TextValues } from '../../config/texts/texts.ts';
import type { Lobby } from '../domain/lobby.ts';
import type { InputKind, MetricInput } from '../domain/metric-input.ts';
import { inputFaults, type InputFaultReason } from '../domain/rules/input-faults.ts';
import type { DayRule } from '../lobby-day.ts';
import type { Names } from '../messages/common.ts';
import { INPUT_ROWS_MAX, TICKET_ID_MAX, type InputFaultView } from '../messages/metric-inputs.ts';
import type { Site } from '../site.ts';
import type { CellFault, ReadCell } from './cells.ts';
import { columnCalled, columnsOf, labelOf, type Column } from './columns.ts';
import { parseCsv, type CsvLine } from './csv.ts';
import { inputFrom, type Entries } from './rows.ts';

type FileFault =
  | 'column-missing'
  | 'column-unknown'
  | 'column-twice'
  | 'columns-many'
  | 'cell-missing'
  | 'cells-many'
  | 'faults-many'
  | 'quote-open'
  | 'rows-none'
  | 'rows-many';

type FaultCode = FileFault | CellFault | InputFaultReason;

export interface InputHouse {
  readonly site: Site;
  readonly lobby: Lobby;
  readonly dayRule: Pick<DayRule, 'timeZone' | 'dayStartsAt'>;
}

export interface ReadInput {
  /** The rows that are good. */
  readonly input: MetricInput;
  /** By line, and in it by column. */
  readonly faults: readonly InputFaultView[];
}

interface Fault {
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  readonly code: FaultCode;
  readonly known?: readonly string[];
}

/** Where each column stands in the file, and what its cells say. */
type Heading = readonly {
  readonly column: Column;
  readonly at: number;
  readonly read: (cell: string) => ReadCell<string | number | boolean>;
}[];

const COLUMNS_MAX = 50;
/** Nobody reads more, and the lobby waits while they are put into words. */
export const FAULTS_MAX = 200;
/** To find what was meant, each mistake is compared with every name; in a house of hundreds of people that takes ten milliseconds. */
const COMPARISONS_MAX = 20_000;

/** A row in the making: what each of its cells says. */
interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly entry: Readonly<Record<string, unknown>>;
}

/** @param text of the file */
export function readInputFile(house: InputHouse, kind: InputKind, text: string): ReadInput {
  const { lines, openQuote } = parseCsv(text);
  const [head, ...body] = lines;
  const columns = columnsOf[kind];
  const faults: Fault[] = openQuote === null ? [] : [fault(openQuote, null, '', 'quote-open')];
  if (head === undefined || body.length === 0) faults.push(fault(head?.line ?? 1, null, '', 'rows-none'));
  if (body.length > INPUT_ROWS_MAX)
    faults.push(fault(head?.line ?? 1, null, String(body.length), 'rows-many'));
  const heading = head === undefined ? [] : readHeading(house.site, head, columns, faults);
  // Lines make no sense under a heading that nobody understands.
  const isKnown = columns.every(
    (column) => column.isOptional || heading.some((known) => known.column === column),
  );
  const rows = isKnown ? body.slice(0, INPUT_ROWS_MAX).flatMap((line) => readRow(line, heading, faults)) : [];
  const entries = rows.map(({ entry }) => entry);
  // Each column was read as what its entry has there.
  const input = inputFrom(kind, entries as unknown as readonly Entries[typeof kind][], house.dayRule);
  const bad = inputFaults(house.lobby, input);
  faults.push(...bad.flatMap(({ row, column, why }) => inRow(rows[row - 1], column, why)));
  const isGood = (_row: unknown, index: number) => !bad.some(({ row }) => row === index + 1);
  return {
    input: { ...input, rows: (input.rows as readonly unknown[]).filter(isGood) } as MetricInput,
    faults: viewsOf(faults.toSorted((one, other) => one.line - other.line)),
  };
}

const fault = (line: number, column: string | null, value: string, code: FaultCode): Fault => ({
  line,
  column,
  value,
  code,
});

const inRow = (row: Row | undefined, column: string, code: FaultCode): readonly Fault[] =>
  row === undefined ? [] : [fault(row.line, column, row.cells[column] ?? '', code)];

function readHeading(
  site: Site,
  { line, cells }: CsvLine,
  columns: readonly Column[],
  faults: Fault[],
): Heading {
  if (cells.length > COLUMNS_MAX) {
    faults.push(fault(line, null, String(cells.length), 'columns-many'));
    return [];
  }
  const heading: Heading[number][] = [];
  for (const [at, cell] of cells.entries()) {
    if (cell === '') continue;
    const column = columnCalled(columns, cell);
    const names = columns.map(({ name }) => name);
    if (column === undefined) faults.push({ ...fault(line, null, cell, 'column-unknown'), known: names });
    else if (heading.some((known) => known.column === column))
      faults.push(fault(line, column.name, cell, 'column-twice'));
    else heading.push({ column, at, read: remembered((said) => column.read(said, site)) });
  }
  for (const column of columns)
    if (!column.isOptional && heading.every((known) => known.column !== column))
      faults.push(fault(line, column.name, '', 'column-missing'));
  return heading;
}

/** A file says the same a thousand times, and each looks through all names of the house. */
function remembered<T>(make: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const made = known.get(cell) ?? make(cell);
    known.set(cell, made);
    return made;
  };
}

/** The row, or none where something is wrong with it. */
function readRow({ line, cells }: CsvLine, heading: Heading, faults: Fault[]): readonly Row[] {
  const before = faults.length;
  const words: Record<string, string> = {};
  const entry: Record<string, unknown> = {};
  for (const { column, at, read } of heading) {
    const { name, isOptional } = column;
    const cell = cells[at] ?? '';
    words[name] = cell;
    if (cell === '') {
      if (!isOptional) faults.push(fault(line, name, '', 'cell-missing'));
      continue;
    }
    const said = read(cell);
    if ('value' in said) entry[name] = said.value;
    else faults.push({ ...fault(line, name, cell, said.fault), known: said.known ?? [] });
  }
  const beyond = Math.max(...heading.map(({ at }) => at));
  const extra = cells.slice(beyond + 1).find((cell) => cell !== '');
  if (extra !== undefined) faults.push(fault(line, null, extra, 'cells-many'));
  return faults.length > before ? [] : [{ line, cells: words, entry }];
}

/** A cell may have anything in it. */
const VALUE_MAX = 60;

/** The first of them, and how many there are beside. */
function viewsOf(faults: readonly Fault[]): readonly InputFaultView[] {
  const guess = guesser();
  const faultView = (said: Fault) => viewOf(said, guess(said));
  if (faults.length <= FAULTS_MAX) return faults.map(faultView);
  const [next] = faults.slice(FAULTS_MAX - 1);
  const rest = fault(next?.line ?? 1, null, String(faults.length - FAULTS_MAX + 1), 'faults-many');
  return [...faults.slice(0, FAULTS_MAX - 1), rest].map(faultView);
}

/** What may have been meant, once for each mistake and not for ever so many. */
function guesser(): (said: Fault) => string | null {
  const guesses = new Map<string, string | null>();
  let left = COMPARISONS_MAX;
  return ({ code, value, known = [] }) => {
    const mistake = `${code} ${value}`;
    const guess = guesses.get(mistake);
    if (guess !== undefined || left < known.length) return guess ?? null;
    left -= known.length;
    const found = nearest(value, known);
    guesses.set(mistake, found);
    return found;
  };
}

const viewOf = ({ line, column, value, code }: Fault, near: string | null): InputFaultView => ({
  line,
  column,
  value: value.slice(0, VALUE_MAX),
  code,
  remedy: remedyOf(code, column, value, near),
});

const limits: Partial<Readonly<Record<FaultCode, number>>> = {
  'rows-many': INPUT_ROWS_MAX,
  'columns-many': COLUMNS_MAX,
  'text-too-long': TICKET_ID_MAX,
};

/** What helps, in every language. @param near what may have been meant */
export function remedyOf(
  code: FaultCode,
  column: string | null,
  value: string,
  near: string | null = null,
): Names {
  const label = column === null ? null : labelOf(column);
  return inEachLanguage((language) => {
    const say = (key: TextKey, values: TextValues = {}) => formatText(catalogues[language], key, values);
    return say(`metric-input.fault.${code}`, {
      column: label === null ? '' : say(label),
      value: value.slice(0, VALUE_MAX),
      near: near ?? 'none',
      max: limits[code] ?? 0,
    });
  });
}
