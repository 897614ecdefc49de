/** From a board in the lobby file, checked by its form, to what the driver and the host have to know. */
import type { BoardDevice } from '../drivers/board/device.ts';
import { familyOf } from '../drivers/board/families.ts';
import type { BoardFace, BoardSizeInCells } from '../drivers/board/face.ts';
import { boardModels, type BoardModel } from '../drivers/board/models.ts';
import { shippedTemplates, type FrameTemplate } from '../drivers/board/template/template.ts';
import type { BoardAreaConfig, BoardShows } from './board-layout.ts';
import { areasOf, type BoardLayoutName } from './board-layouts.ts';
import { Board, type FileBoard, type FileBoardArea } from './board-schema.ts';
import { filled, type Names } from './schema-parts.ts';
import { inEachLanguage, type Language } from './texts/texts.ts';

export type Templates = ReadonlyMap<string, FrameTemplate>;

/** Those that come along, and those of the house, which win. */
export const allTemplates = (own: Readonly<Record<string, FrameTemplate>>): Templates =>
  new Map([...shippedTemplates, ...Object.entries(own)]);

export const modelOf = ({ model }: Pick<BoardDevice, 'model'>): BoardModel => boardModels[model];

/** What the driver has to know. Null where it says how its frames are made by a name that nobody knows, or not at all. */
export function deviceOf(board: FileBoard, templates: Templates): BoardDevice | null {
  const { template: name, ...file } = board;
  const device: BoardDevice = {
    id: file.id,
    model: file.model,
    port: file.port,
    ...given(file, ['address', 'widthDots', 'heightDots', 'columns', 'rows', 'answerMs', 'repaintSeconds']),
  };
  if (modelOf(device).family !== 'template') return device;
  const template = name === undefined ? undefined : templates.get(name);
  return template === undefined ? null : { ...device, template };
}

function given<Owner extends object, Key extends keyof Owner>(
  owner: Owner,
  keys: readonly Key[],
): Pick<Owner, Key> {
  const entries = keys.filter((key) => owner[key] !== undefined).map((key) => [key, owner[key]]);
  return Object.fromEntries(entries) as Pick<Owner, Key>;
}

/** What a board has room for and signs for. */
export const faceOf = (device: BoardDevice): BoardFace => familyOf(device).codec().face;

export const layoutOf = ({ layout, counter }: Pick<FileBoard, 'layout' | 'counter'>): BoardLayoutName =>
  layout ?? (counter === undefined ? 'main' : 'counter');

export interface House {
  readonly languages: readonly Language[];
  /** Fills the languages that a text leaves out. */
  readonly names: (own: Partial<Names>) => Names;
}

/** What the host makes it show. */
export function showsOf(board: FileBoard, size: BoardSizeInCells, { languages, names }: House): BoardShows {
  const { pageSeconds, languageSeconds, brightness, offWhenClosed, calls, areas } = filled(Board, board);
  return {
    counter: board.counter ?? null,
    areas: areas === undefined ? areasOf(layoutOf(board), size) : areas.map((area) => areaOf(area, names)),
    languages: [...(board.languages ?? languages)],
    pageSeconds,
    languageSeconds,
    brightness,
    offWhenClosed,
    callEffect: calls,
  };
}

const sameInAll = (text: string): Names => inEachLanguage(() => text);

function areaOf(area: FileBoardArea, names: House['names']): BoardAreaConfig {
  const { row, column = 1, rows = null, columns = null, align = 'left' } = area;
  const show = area.show.map((one) =>
    typeof one === 'string'
      ? one
      : { text: typeof one.text === 'string' ? sameInAll(one.text) : names(one.text) },
  );
  return { row, column, rows, columns, show, align };
}
