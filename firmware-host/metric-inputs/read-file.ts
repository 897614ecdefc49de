/** Reads a file that people have made, and says everything that is wrong with it. */
import { nearest } from '../../config/nearest.ts';
import { catalogues } from '../../config/texts/catalogues.ts';
import { formatText, inEachLanguage, type TextKey, type TextValues } from '../../config/texts/texts.ts';
import type { Lobby } from '../domain/lobby.ts';
import type { InputKind, MetricInput } from '../domain/metric-input.ts';
import { inputFaults, type InputFaultReason } from '../domain/rules/input-faults.ts';
import type { DayRule } from '../lobby-day.ts';
import type { Names } from '../messages/common.ts';
import { INPUT_ROWS_MAX, type InputFaultView } from '../messages/metric-inputs.ts';
import type { Site } from '../site.ts';
import type { CellFault } from './cells.ts';
import { columnCalled, columnsOf, labelOf, type Column } from './columns.ts';
import { parseCsv, type CsvLine } from './csv.ts';
import { inputFrom, type Entries } from './rows.ts';

type FileFault =
  | 'column-missing'
  | 'column-unknown'
  | 'column-twice'
  | 'cell-missing'
  | 'cells-many'
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

/** Where each column stands in the file. */
type Heading = readonly { readonly column: Column; readonly at: number }[];

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
  const heading = head === undefined ? [] : readHeading(head, columns, faults);
  // Lines make no sense under a heading that nobody understands.
  const isKnown = columns.every(
    (column) => column.isOptional || heading.some((known) => known.column === column),
  );
  const rows = isKnown
    ? body.slice(0, INPUT_ROWS_MAX).flatMap((line) => readRow(house, line, heading, faults))
    : [];
  const entries = rows.map(({ entry }) => entry);
  // Each column was read as what its entry has there.
  const input = inputFrom(kind, entries as unknown as readonly Entries[typeof kind][], house.dayRule);
  const bad = inputFaults(house.lobby, input);
  faults.push(...bad.flatMap(({ row, column, why }) => inRow(rows[row - 1], column, why)));
  const isGood = (_row: unknown, index: number) => !bad.some(({ row }) => row === index + 1);
  return {
    input: { ...input, rows: (input.rows as readonly unknown[]).filter(isGood) } as MetricInput,
    faults: faults.toSorted((one, other) => one.line - other.line).map(faultView),
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

function readHeading({ line, cells }: CsvLine, columns: readonly Column[], faults: Fault[]): Heading {
  const heading: { column: Column; at: number }[] = [];
  for (const [at, cell] of cells.entries()) {
    if (cell === '') continue;
    const column = columnCalled(columns, cell);
    const names = columns.map(({ name }) => name);
    if (column === undefined) faults.push({ ...fault(line, null, cell, 'column-unknown'), known: names });
    else if (heading.some((known) => known.column === column))
      faults.push(fault(line, column.name, cell, 'column-twice'));
    else heading.push({ column, at });
  }
  for (const column of columns)
    if (!column.isOptional && heading.every((known) => known.column !== column))
      faults.push(fault(line, column.name, '', 'column-missing'));
  return heading;
}

/** The row, or none where something is wrong with it. */
function readRow(
  { site }: InputHouse,
  { line, cells }: CsvLine,
  heading: Heading,
  faults: Fault[],
): readonly Row[] {
  const before = faults.length;
  const words: Record<string, string> = {};
  const entry: Record<string, unknown> = {};
  for (const { column, at } of heading) {
    const { name, isOptional, read } = column;
    const cell = cells[at] ?? '';
    words[name] = cell;
    if (cell === '') {
      if (!isOptional) faults.push(fault(line, name, '', 'cell-missing'));
      continue;
    }
    const said = read(cell, site);
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

const faultView = ({ line, column, value, code, known = [] }: Fault): InputFaultView => ({
  line,
  column,
  value: value.slice(0, VALUE_MAX),
  code,
  remedy: remedyOf(code, column, value, known),
});

/** What helps, in every language. @param known what may have been meant */
export function remedyOf(
  code: FaultCode,
  column: string | null,
  value: string,
  known: readonly string[] = [],
): Names {
  const label = column === null ? null : labelOf(column);
  return inEachLanguage((language) => {
    const say = (key: TextKey, values: TextValues = {}) => formatText(catalogues[language], key, values);
    return say(`metric-input.fault.${code}`, {
      column: label === null ? '' : say(label),
      value: value.slice(0, VALUE_MAX),
      near: nearest(value, known) ?? 'none',
      max: INPUT_ROWS_MAX,
    });
  });
}
