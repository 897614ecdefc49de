/** From what the command line says of boards to boards as a lobby file says them. */
import { Check } from 'typebox/value';
import { BoardDevice } from '../board/device.ts';
import { boardModels, isBoardModel, type BoardModel } from '../board/models.ts';
import { shippedTemplates, withoutAddress } from '../board/template/template.ts';
import { chooseModel, UsageError, type DeviceOptions } from './kind.ts';
import { readTemplateFile, type NamedTemplate } from './template-file.ts';

/** Stands before the name of a template. */
const templatePrefix = 'template:';

/** The names of boards that come along: models, and each template that is shipped. */
export const boardNames: readonly string[] = Object.keys(boardModels).flatMap((model) =>
  model === 'template' ? Array.from(shippedTemplates.keys(), (name) => templatePrefix + name) : [model],
);

export interface WantedBoards {
  readonly title: string;
  readonly model: BoardModel;
  /** All on one line, each with its address where there are several. */
  readonly devices: readonly BoardDevice[];
}

/** @throws UsageError that says what of it no board can be */
export function wantedBoards(options: DeviceOptions): WantedBoards {
  const board = boardOf(options);
  const model: BoardModel = boardModels[board.device.model];
  const device = { ...board.device, ...sizeOf(options, model, board.name) };
  const addresses = addressesOf(options.address ?? [], model, board.name);
  if (addresses.length === 0) return { title: board.title, model, devices: [device] };
  if (addresses.length > 1) checkShared(model, device, board.template);
  const title = `${board.title}, ${addresses.length === 1 ? 'address' : 'addresses'} ${addresses.join(', ')}`;
  return { title, model, devices: addresses.map((address) => ({ ...device, address })) };
}

interface OneBoard {
  /** As a sentence about it has it. */
  readonly name: string;
  readonly title: string;
  readonly device: BoardDevice;
  readonly template: NamedTemplate | null;
}

const common = { id: 'terminal', port: 'simulated:' } as const;

function boardOf({ model, template: file }: DeviceOptions): OneBoard {
  if (file !== undefined) return boardOfFile(file, model);
  const chosen = chooseModel(boardNames, model);
  const name = chosen.slice(templatePrefix.length);
  const template = chosen.startsWith(templatePrefix) ? shippedTemplates.get(name) : undefined;
  if (template !== undefined) return described({ name, template }, '');
  if (!isBoardModel(chosen)) throw new TypeError(`${chosen} is no board`);
  return {
    name: chosen,
    title: boardModels[chosen].title,
    device: { ...common, model: chosen },
    template: null,
  };
}

/** A lobby file says `model: template` of such a board, so that may stand here, too. */
function boardOfFile(file: string, model = 'template'): OneBoard {
  const name = model.startsWith(templatePrefix) ? model.slice(templatePrefix.length) : undefined;
  if (name === undefined && model !== 'template') {
    throw new UsageError(
      `--template describes a board of its own, not ${model}; leave --model out, or write --model template: and a name that the file has`,
    );
  }
  return described(readTemplateFile(file, name), ` in ${file}`);
}

function described(named: NamedTemplate, where: string): OneBoard {
  const { name, template } = named;
  return {
    name: `the template ${name}`,
    title: `Board of the template ${name}${where}`,
    device: { ...common, model: 'template', template },
    template: named,
  };
}

const sizes = {
  width: { family: 'bx', key: 'widthDots' },
  height: { family: 'bx', key: 'heightDots' },
  columns: { family: 'alpha', key: 'columns' },
  rows: { family: 'alpha', key: 'rows' },
} as const;

function sizeOf(options: DeviceOptions, model: BoardModel, name: string): Partial<BoardDevice> {
  const size: Partial<BoardDevice> = {};
  for (const option of ['width', 'height', 'columns', 'rows'] as const) {
    const text = options[option];
    if (text === undefined) continue;
    const { family, key } = sizes[option];
    if (family !== model.family) {
      throw new UsageError(`--${option} says nothing of ${name}: ${sizeText(model)}`);
    }
    const value = toNumber(text);
    const schema = BoardDevice.properties[key];
    if (!Check(schema, value)) {
      const expected = 'description' in schema ? `. Expected: ${String(schema.description)}` : '';
      throw new UsageError(`--${option} cannot be "${text}"${expected}`);
    }
    size[key] = value;
  }
  return size;
}

/** What says how large a board is. */
function sizeText(model: BoardModel): string {
  switch (model.family) {
    case 'bx':
      return 'its size is in dots; write --width and --height';
    case 'alpha':
      return 'its size is in characters; write --columns and --rows';
    case 'digits':
      return `it has ${model.digits} digits`;
    case 'template':
      return 'its template says how large it is';
  }
}

function addressesOf(texts: readonly string[], { address, family }: BoardModel, name: string): number[] {
  const found = texts.map((text) => {
    const value = toNumber(text);
    if (value >= address.from && value <= address.to) return value;
    throw new UsageError(
      `--address cannot be "${text}"; addresses of ${name} are ${address.from} to ${address.to}`,
    );
  });
  const twice = found.find((value, index) => found.indexOf(value) !== index);
  if (twice !== undefined) {
    throw new UsageError(`--address ${twice} stands there twice; each board on a line has its own`);
  }
  if (found.length > 1 && family === 'alpha' && found.includes(0)) {
    throw new UsageError('address 0 is every sign on the line; give each its own from 1 to 255');
  }
  return found;
}

/** Boards that nobody could tell apart cannot share a line; a lobby file that says so is refused as well. */
function checkShared(model: BoardModel, device: BoardDevice, template: NamedTemplate | null): void {
  if (model.family === 'alpha' && model.acknowledges) {
    throw new UsageError(
      `only one --address: what ${device.model} answers does not say which board it is from; --model alpha says nothing back`,
    );
  }
  const lacking = template === null ? [] : withoutAddress(template.template);
  if (template === null || lacking.length === 0) return;
  throw new UsageError(
    `only one --address: boards on one line are told apart by it, and ${template.name} has none in ${lacking.join(', ')}`,
  );
}

/** Not a number where it is no whole one. */
const toNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN);
