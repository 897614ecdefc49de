/** Whether what is said about LED boards goes together: with its model, its size, its counter, and who can read it. */
import { Check } from 'typebox/value';
import { isBoardModel, boardModels, type BoardModel } from '../drivers/board/models.ts';
import { checkTemplate, FrameTemplate } from '../drivers/board/template/template.ts';
import { staffFields, type BoardField } from './board-layout.ts';
import { checkRoom } from './board-room.ts';
import { checkSigns } from './board-signs.ts';
import { allTemplates, type Templates } from './boards.ts';
import { entries, isMapping, items, member, textsAt, valueAt } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import { suggestion } from './nearest.ts';
import type { YamlFile } from './read-yaml.ts';
import type { Language } from './texts/texts.ts';

const boards: Path = ['devices', 'boards'];

/**
 * Faults of sense under `devices.boards` and `devices.boardTemplates`.
 * @param languages of the lobby, the first one first
 * @param templates of `templatesOf`
 */
export function checkBoards(yaml: YamlFile, languages: readonly Language[], templates: Templates): Fault[] {
  return [...checkTemplates(yaml), ...checkEach(yaml, languages, templates)];
}

function checkEach(yaml: YamlFile, languages: readonly Language[], templates: Templates): Fault[] {
  return items(valueAt(yaml.value, ['devices']), 'boards').flatMap(({ index, value }) => {
    const at = [...boards, index];
    const name = member(value, 'model');
    const model = typeof name === 'string' && isBoardModel(name) ? boardModels[name] : null;
    const about = [
      ...(model === null ? [] : checkModel(yaml, at, value, model)),
      ...checkTemplateName(yaml, at, value, templates),
    ];
    return [
      ...about,
      // Of a board that nobody can make out, nobody knows what it has room and signs for.
      ...(about.length > 0
        ? []
        : [...checkRoom(yaml, at, value, templates), ...checkSigns(yaml, at, value, templates)]),
      ...checkCounter(yaml, at, value),
      ...checkReaders(yaml, at, value),
      ...checkTexts(yaml, at, value, languages[0]),
      ...checkLanguages(yaml, at, languages),
      ...checkBrightness(yaml, at, value),
    ];
  });
}

/** What the file describes, by its name, as far as it has the right form. */
function described(yaml: YamlFile): (readonly [string, FrameTemplate])[] {
  const own = valueAt(yaml.value, ['devices', 'boardTemplates']);
  if (!isMapping(own)) return [];
  return Object.entries(own).flatMap(([name, template]) =>
    Check(FrameTemplate, template) ? [[name, template] as const] : [],
  );
}

const checkTemplates = (yaml: YamlFile): Fault[] =>
  described(yaml).flatMap(([name, template]) =>
    checkTemplate(template).map(({ path, message }) =>
      yaml.at(['devices', 'boardTemplates', name, ...path], message),
    ),
  );

/** Descriptions of boards: those that come along, and those of the file that can be used. */
export function templatesOf(yaml: YamlFile): Templates {
  const sound = described(yaml).filter(([, template]) => checkTemplate(template).length === 0);
  return allTemplates(Object.fromEntries(sound));
}

/** What says how large a board is, by what it speaks. */
const sizes: Readonly<Record<BoardModel['family'], readonly string[]>> = {
  bx: ['widthDots', 'heightDots'],
  alpha: ['columns', 'rows'],
  digits: [],
  template: [],
};

function checkModel(yaml: YamlFile, at: Path, board: unknown, model: BoardModel): Fault[] {
  const own = sizes[model.family];
  const faults = ['widthDots', 'heightDots', 'columns', 'rows']
    .filter((key) => member(board, key) !== undefined && !own.includes(key))
    .map((key) => yaml.atKey([...at, key], `${quote(key)} says nothing here: ${insteadOf(model)}`));
  const address = member(board, 'address');
  const { from, to } = model.address;
  // The schema has refused what no board has.
  if (typeof address === 'number' && address >= 0 && address <= 255 && (address < from || address > to)) {
    const message = `${address} is no address of ${String(member(board, 'model'))}; write ${from} to ${to}.`;
    faults.push(yaml.at([...at, 'address'], message));
  }
  return faults;
}

function insteadOf(model: BoardModel): string {
  switch (model.family) {
    case 'bx':
      return 'its size is in dots; write widthDots and heightDots.';
    case 'alpha':
      return 'its size is in characters; write columns and rows.';
    case 'digits':
      return `the model has ${model.digits} digits; take it away.`;
    case 'template':
      return 'its description says how large it is; take it away.';
  }
}

function checkTemplateName(yaml: YamlFile, at: Path, board: unknown, templates: Templates): Fault[] {
  const name = member(board, 'template');
  if (member(board, 'model') !== 'template') {
    if (name === undefined) return [];
    const message = 'Only boards of the model template have one; take it away, or write model: template.';
    return [yaml.atKey([...at, 'template'], message)];
  }
  const written = Object.keys(member(member(yaml.value, 'devices'), 'boardTemplates') ?? {});
  const known = [...new Set([...written, ...templates.keys()])];
  if (name === undefined) {
    const message = `"template" is missing: how its frames are made. Write one of ${known.join(', ')}, or describe one under devices.boardTemplates.`;
    return [yaml.at(at, message)];
  }
  if (typeof name !== 'string' || known.includes(name)) return [];
  const message = `There is no template ${quote(name)}; there are ${known.join(', ')}.${suggestion(name, known)}`;
  return [yaml.at([...at, 'template'], message)];
}

/** Fields that say something of the counter that the board hangs over. */
const counterFields: readonly BoardField[] = ['call', 'counter'];

function checkCounter(yaml: YamlFile, at: Path, board: unknown): Fault[] {
  const counter = member(board, 'counter');
  if (counter === undefined) {
    const needy = shownAt(yaml, at).filter(({ text }) => isOneOf(counterFields, text));
    const faults = needy.map(({ path, text }) =>
      yaml.at(path, `${quote(text)} is of one counter; write counter: and its id beside areas.`),
    );
    if (member(board, 'layout') !== 'counter') return faults;
    const message = 'This layout is of one counter; write counter: and its id as well.';
    return [...faults, yaml.at([...at, 'layout'], message)];
  }
  const known = entries(yaml.value, ['counters'], 'id').map(({ text }) => text);
  if (typeof counter !== 'string' || known.length === 0 || known.includes(counter)) return [];
  const message = `There is no counter ${quote(counter)}; there are ${known.join(', ')}.`;
  return [yaml.at([...at, 'counter'], message)];
}

/** One layout, and nothing for visitors' eyes that says how many people work here. */
function checkReaders(yaml: YamlFile, at: Path, board: unknown): Fault[] {
  const layout = member(board, 'layout');
  const faults: Fault[] = [];
  if (layout !== undefined && member(board, 'areas') !== undefined) {
    const message = 'Areas are a layout of their own; take them away, or the line layout.';
    faults.push(yaml.atKey([...at, 'areas'], message));
  }
  if (member(board, 'for') === 'staff') return faults;
  const hint =
    'is for staff: visitors would read how many people work; write for: staff where they see nothing of it';
  if (layout === 'staff') faults.push(yaml.at([...at, 'layout'], `This layout ${hint}.`));
  const hints = shownAt(yaml, at).filter(({ text }) => isOneOf(staffFields, text));
  return [
    ...faults,
    ...hints.map(({ path, text }) => yaml.at(path, `${quote(text)} ${hint}, or take it away.`)),
  ];
}

/** The fields in all areas of a board. */
const shownAt = (yaml: YamlFile, at: Path) =>
  items(valueAt(yaml.value, at), 'areas').flatMap(({ index }) =>
    textsAt(yaml.value, [...at, 'areas', index, 'show']),
  );

const isOneOf = (fields: readonly string[], text: string): boolean => fields.includes(text);

function checkTexts(yaml: YamlFile, at: Path, board: unknown, first: Language | undefined): Fault[] {
  if (first === undefined) return [];
  return items(board, 'areas').flatMap(({ index, value }) =>
    items(value, 'show').flatMap((one) => {
      const text = member(one.value, 'text');
      if (!isMapping(text) || text[first] !== undefined) return [];
      const path = [...at, 'areas', index, 'show', one.index, 'text'];
      return [yaml.at(path, `The text in ${first} is missing: it is the lobby’s first language.`)];
    }),
  );
}

function checkLanguages(yaml: YamlFile, at: Path, languages: readonly Language[]): Fault[] {
  if (languages.length === 0) return [];
  const spoken: readonly string[] = languages;
  return textsAt(yaml.value, [...at, 'languages'])
    .filter(({ text }) => !spoken.includes(text))
    .map(({ path, text }) =>
      yaml.at(path, `${quote(text)} is no language of the lobby; it has ${spoken.join(', ')}.`),
    );
}

/** In the order of the day: otherwise nobody sees at a glance what holds when. */
function checkBrightness(yaml: YamlFile, at: Path, board: unknown): Fault[] {
  const times = items(board, 'brightness').map(({ index, value }) => ({
    index,
    from: member(value, 'from'),
  }));
  return times.flatMap(({ index, from }, place) => {
    const before = times[place - 1]?.from;
    if (typeof from !== 'string' || typeof before !== 'string' || from > before) return [];
    const wrong =
      from === before
        ? `${from} stands here twice; keep one`
        : `${from} comes before ${before}; exchange them`;
    return [yaml.at([...at, 'brightness', index, 'from'], `${wrong}.`)];
  });
}
