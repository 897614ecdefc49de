/** A board of every family, for tests that hold for all of them: a new family is a new row. */
import type { BoardPicture } from '../../../drivers/board/areas.ts';
import type { BoardContent } from '../../../drivers/board/board.ts';
import type { BoardDevice } from '../../../drivers/board/device.ts';
import { shippedTemplates, type FrameTemplate } from '../../../drivers/board/template/template.ts';

export type KnownDevice = Omit<BoardDevice, 'port'>;

export const knownDevices: readonly KnownDevice[] = [
  { id: 'bx-5k', model: 'bx-5k', widthDots: 128, heightDots: 64 },
  { id: 'bx-6k', model: 'bx-6k', widthDots: 64, heightDots: 32, address: 7 },
  { id: 'alpha', model: 'alpha' },
  { id: 'alpha-2', model: 'alpha-2', columns: 12, rows: 2, address: 5 },
  { id: 'dm56a04', model: 'dm56a04' },
  { id: 'dm36b06', model: 'dm36b06', address: 9 },
  { id: 'silent-template', model: 'template', template: shipped('qt-gb2312') },
  {
    id: 'answering-template',
    model: 'template',
    address: 3,
    template: {
      columns: 4,
      font: 'latin',
      show: ['02', { address: 1 }, { text: 4 }, { checksum: 'crc16-modbus' }, '03'],
      answer: '06 address',
      refusal: '15 address',
    },
  },
];

function shipped(name: string): FrameTemplate {
  const template = shippedTemplates.get(name);
  if (template === undefined) throw new Error(`no template ${name}`);
  return template;
}

/** What every board can show: three digits in its first row. */
export const digitsOf = (number: number): string => String(100 + (number % 900));

export function digitContent(number: number): BoardContent {
  return { rows: [{ runs: [{ text: digitsOf(number), colour: 'red' }] }] };
}

/** What stands on any board, top to bottom, without what is dark. */
export function textOn(picture: BoardPicture): string {
  if (!picture.isLit) return '';
  const texts =
    picture.kind === 'digits'
      ? [picture.text]
      : picture.areas.map(({ runs }) => runs.map(({ text }) => text).join(''));
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}
