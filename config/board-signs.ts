/** Whether a board has signs for what it shall show: one that lacks them would stay dark, or show somebody else's number. */
import { Check } from 'typebox/value';
import type { BoardFace } from '../drivers/board/face.ts';
import type { BoardField } from './board-layout.ts';
import { areasOf } from './board-layouts.ts';
import { Board, type FileBoard } from './board-schema.ts';
import { deviceOf, faceOf, layoutOf, type Templates } from './boards.ts';
import { entries, isMapping } from './data.ts';
import { quote, type Fault, type Path } from './faults.ts';
import type { YamlFile } from './read-yaml.ts';
import { catalogues } from './texts/catalogues.ts';
import { formatText, type Language, type TextKey } from './texts/texts.ts';

/** What figures are enough for, and the letter of a number. */
const numberFields: readonly BoardField[] = ['call', 'calls', 'clock'];

const onlyNumbers = 'this board shows numbers and no words';
const remedy = `write ${numberFields.join(', ')}, or take a board with letters`;

/** @param board that goes together with its model */
export function checkSigns(yaml: YamlFile, at: Path, board: unknown, templates: Templates): Fault[] {
  if (!Check(Board, board)) return [];
  const device = deviceOf(board, templates);
  if (device === null) return [];
  const face = faceOf(device);
  return [
    ...checkLetters(yaml, at, board, face),
    ...checkFields(yaml, at, board, face),
    ...checkSpoken(yaml, at, board, face),
  ];
}

const showsNumbers = (board: FileBoard, face: BoardFace): boolean =>
  (board.areas ?? areasOf(layoutOf(board), face)).some(
    ({ show }) => show.includes('call') || show.includes('calls'),
  );

/** A face without a letter of the services would show a mark for it, and so the same number for all of them. */
function checkLetters(yaml: YamlFile, at: Path, board: FileBoard, face: BoardFace): Fault[] {
  if (!showsNumbers(board, face)) return [];
  const lacking = entries(yaml.value, ['services'], 'letter')
    .map(({ text }) => text)
    .filter((letter) => !face.isShowable(letter));
  const [first] = lacking;
  if (first === undefined) return [];
  const shown = face.shown(`${first}001`);
  const message = `${board.model} has no sign for ${[...new Set(lacking)].join(', ')}, and would show ${first}001 as ${shown}; give the service another letter, or take another model.`;
  return [yaml.at([...at, 'model'], message)];
}

function checkFields(yaml: YamlFile, at: Path, board: FileBoard, face: BoardFace): Fault[] {
  const spells = hasLetters(face);
  if (board.areas === undefined) {
    // A clock and nothing else is not what anybody means by a layout.
    if (spells || showsNumbers(board, face)) return [];
    return [yaml.at([...at, 'layout'], `This layout needs words, and ${onlyNumbers}; ${layoutRemedy}.`)];
  }
  return board.areas.flatMap(({ show }, area) =>
    show.flatMap((one, index) => {
      const path = [...at, 'areas', area, 'show', index];
      if (typeof one !== 'string') return checkText(yaml, [...path, 'text'], one.text, face);
      if (spells || numberFields.includes(one)) return [];
      return [yaml.at(path, `${quote(one)} needs words, and ${onlyNumbers}; ${remedy}.`)];
    }),
  );
}

const layoutRemedy = 'write main or counter, or take a board with letters';

function checkText(yaml: YamlFile, path: Path, text: unknown, face: BoardFace): Fault[] {
  const texts = (isMapping(text) ? Object.values(text) : [text]).filter((one) => typeof one === 'string');
  if (texts.some((one) => isLegible(face, one))) return [];
  const message = hasLetters(face)
    ? 'This board has no signs for that text; add one in a language that it can show, like en.'
    : `That text needs letters, and ${onlyNumbers}; ${remedy}.`;
  return [yaml.at(path, message)];
}

/** Whether no more than half of its signs have to be guessed. Where letters are left out, a word would be nothing. */
function isLegible(face: BoardFace, text: string): boolean {
  if (!hasLetters(face)) return face.isShowable(text) && !/\p{L}/u.test(text);
  const lacking = new Set(face.lacking(text));
  const signs = Array.from(text.normalize('NFC').replaceAll(/\s/gu, ''));
  return signs.filter((sign) => lacking.has(sign)).length * 2 <= signs.length;
}

/** Digits have no K, or no letter at all: the word would be another one. */
const hasLetters = (face: BoardFace): boolean =>
  Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').every(
    (letter) => face.isShowable(letter) && face.cellsOf(letter) > 0,
  );

/** Who can show these can show the rest. */
const samples: readonly TextKey[] = ['board.welcome', 'board.paused', 'board.evacuation'];

/** Those of the lobby, which hold where the board says nothing, it may pass over: then it says the words in English. */
function checkSpoken(yaml: YamlFile, at: Path, { languages }: FileBoard, face: BoardFace): Fault[] {
  if (languages === undefined || !hasLetters(face)) return [];
  if (languages.some((language) => speaks(face, language))) return [];
  const message = `This board has no signs for ${languages.join(' and ')}; write a language that it can show, like en, or take a board with Chinese characters.`;
  return [yaml.at([...at, 'languages'], message)];
}

/** Most boards know the simplified characters only, and show those where traditional ones are wanted. */
function speaks(face: BoardFace, language: Language): boolean {
  const forms: readonly Language[] = language === 'zh-TW' ? ['zh-TW', 'zh-CN'] : [language];
  return forms.some((form) => samples.every((key) => face.isShowable(formatText(catalogues[form], key))));
}
