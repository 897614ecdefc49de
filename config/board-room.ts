/** Whether a board has room for what it shall show: areas that lie on it, and numbers that are never cut. */
import { Check } from 'typebox/value';
import type { BoardFace } from '../drivers/board/face.ts';
import { boardModels } from '../drivers/board/models.ts';
import { areasOf } from './board-layouts.ts';
import { Board, type FileBoard } from './board-schema.ts';
import { deviceOf, faceOf, layoutOf, type Templates } from './boards.ts';
import { isMapping, items, member, numberAt } from './data.ts';
import type { Fault, Path } from './faults.ts';
import type { YamlFile } from './read-yaml.ts';

/** A part of the board, with the board's edges where the file names none. */
interface Place {
  readonly path: Path;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly show: readonly unknown[];
}

/** @param board that goes together with its model */
export function checkRoom(yaml: YamlFile, at: Path, board: unknown, templates: Templates): Fault[] {
  if (!Check(Board, board)) return [];
  const device = deviceOf(board, templates);
  if (device === null) return [];
  const face = faceOf(device);
  const places = placesOf(board, face, at);
  const off = places.flatMap((place) => offBoard(yaml, place, face));
  if (off.length > 0) return off;
  return [
    ...places.flatMap((place, index) => overlapping(yaml, place, places.slice(0, index))),
    ...places.flatMap((place) => tooNarrow(yaml, withGutter(place, places), { face, board })),
  ];
}

function placesOf(board: FileBoard, face: BoardFace, at: Path): Place[] {
  const own = board.areas?.map((area, index) => ({ path: [...at, 'areas', index], ...area }));
  const areas = own ?? areasOf(layoutOf(board), face).map((area) => ({ path: at, ...area }));
  return areas.map(({ path, row, column = 1, rows, columns, show }) => ({
    path,
    row,
    column,
    rows: rows ?? face.rows - row + 1,
    columns: columns ?? face.columns - column + 1,
    show,
  }));
}

function offBoard(yaml: YamlFile, place: Place, face: BoardFace): Fault[] {
  return (['row', 'column'] as const).flatMap((from) => {
    const size = `${from}s` as const;
    const has = `the board has ${face[size]} ${face[size] === 1 ? from : size}`;
    if (place[from] > face[size]) {
      return [yaml.at([...place.path, from], `${capital(has)}, and this area begins behind the last one.`)];
    }
    const last = place[from] + place[size] - 1;
    if (last <= face[size]) return [];
    const message = `This area would end at ${from} ${last}, and ${has}; write ${face[size] - place[from] + 1} or less.`;
    return [yaml.at([...place.path, size], message)];
  });
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function overlapping(yaml: YamlFile, place: Place, before: readonly Place[]): Fault[] {
  const other = before.find(
    (one) =>
      sharesRows(one, place) &&
      one.column < place.column + place.columns &&
      place.column < one.column + one.columns,
  );
  if (other === undefined) return [];
  const { line } = yaml.at(other.path, '');
  return [
    yaml.at(place.path, `It lies over the area in line ${line}; move one of them, or make it smaller.`),
  ];
}

/** The host leaves the last cell dark where another area begins right behind: side by side they would read as one. */
function withGutter(place: Place, places: readonly Place[]): Place {
  const isBeside = places.some(
    (other) => other.column === place.column + place.columns && sharesRows(place, other),
  );
  return isBeside ? { ...place, columns: place.columns - 1 } : place;
}

const sharesRows = (one: Place, other: Place): boolean =>
  one.row < other.row + other.rows && other.row < one.row + one.rows;

/** Nothing in the file makes it wider: it shows one thing, on as many digits as it was made with. */
const isAsBuilt = (board: FileBoard): boolean =>
  board.areas === undefined && ['digits', 'template'].includes(boardModels[board.model].family);

/** A number that is cut is another number. */
function tooNarrow(
  yaml: YamlFile,
  { path, columns, show }: Place,
  { face, board }: { readonly face: BoardFace; readonly board: FileBoard },
): Fault[] {
  const number = longestNumber(yaml.value);
  if (number === null) return [];
  const numberCells = face.cellsOf(number);
  const here = `There are ${columns} columns here, and`;
  if (columns < numberCells && (show.includes('call') || show.includes('calls'))) {
    const remedy = isAsBuilt(board) ? 'take a wider board, or shorter numbers' : 'make room for it';
    return [yaml.at(path, `${here} a number like ${number} needs ${numberCells}; ${remedy}.`)];
  }
  const counter = longestCounter(yaml.value, face);
  const needed = numberCells + 1 + face.cellsOf(counter);
  if (columns >= needed || !show.includes('calls')) return [];
  const remedy =
    isAsBuilt(board) && board.counter === undefined
      ? 'write counter: and the id of the counter it hangs over'
      : 'show call over a counter, or make room for it';
  return [yaml.at(path, `${here} a call like "${number} ${counter}" needs ${needed}; ${remedy}.`)];
}

/** As long as a number of the lobby can be expected to become; null where the file has no services. */
function longestNumber(root: unknown): string | null {
  const numbers = items(root, 'services').flatMap(({ value }) => {
    const letter = member(value, 'letter');
    if (typeof letter !== 'string') return [];
    // An example that people know: nobody draws number 0.
    const highest = Math.max(
      1,
      numberAt(value, ['numbers', 'from'], 0),
      numberAt(value, ['numbers', 'to'], 0),
      numberAt(value, ['slips', 'to'], 0),
    );
    return [letter + String(highest).padStart(numberAt(value, ['numbers', 'digits'], 3), '0')];
  });
  return longest(numbers, (text) => text.length);
}

/** Of each counter the shortest word that tells it: of those the longest. */
function longestCounter(root: unknown, face: BoardFace): string {
  const cells = (text: string) => face.cellsOf(text);
  const words = items(root, 'counters').flatMap(({ value }) => {
    const name = member(value, 'name');
    const names = isMapping(name) ? Object.values(name) : [];
    const known = [member(value, 'id'), ...names].filter((word) => typeof word === 'string');
    return known.toSorted((one, other) => cells(one) - cells(other)).slice(0, 1);
  });
  return longest(words, cells) ?? '';
}

const longest = (texts: readonly string[], lengthOf: (text: string) => number): string | null =>
  texts.toSorted((one, other) => lengthOf(other) - lengthOf(one))[0] ?? null;
