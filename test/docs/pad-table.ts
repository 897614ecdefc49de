/** Writes the tables of docs/pads.md, from the models and what is known of their pins; `npm run docs`. A test holds the file to it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { headerPins } from '../../drivers/find/headers.ts';
import { padModels, type PadModel } from '../../drivers/pad/models.ts';

export const padGuideFile = fileURLToPath(new URL('../../docs/pads.md', import.meta.url));

const portNames: Readonly<Record<PadModel['ports'][number], string>> = {
  serial: '`serial:/dev/…`, a USB cable',
  tcp: '`tcp://ADDRESS:PORT`, the network',
  usb: '`usb:/dev/…`',
  gpio: '`gpio:`, the header of this machine',
  input: '`input:/dev/input/…`, a USB cable',
  simulated: '`simulated:`',
};

const numbering: Readonly<Record<PadModel['family'], string>> = {
  firmata: 'as printed beside them',
  gpio: 'GPIO numbers, not those of the header',
  keypad: '',
};

/** Pins of an Arduino with a use of their own. */
const arduinoPins: readonly (readonly [pins: string, remark: string])[] = [
  ['2 to 6', '**buttons**, the best score first, where the lobby file says nothing'],
  ['7, 8, 9', 'free, for further buttons'],
  ['10', 'free: the **buzzer** in the drawing'],
  ['11, 12', 'free: the **lights** armed and thanks in the drawing'],
  ['13', 'the light on the board itself hangs on it: for a light at most, never a button'],
  ['14 to 19', 'A0 to A5 of an Uno or Nano: free. Its A6 and A7 only measure and cannot be buttons'],
  ['20 and up', 'only a Mega has them; its A0 to A15 are 54 to 69'],
  ['0, 1', 'never: they are the USB cable'],
];

/** Of each GPIO from 0, its pin on the header: the same on all with 40 pins. */
export const headerPinOf: readonly number[] = [
  27, 28, 3, 5, 7, 29, 31, 26, 24, 21, 19, 23, 32, 33, 8, 10, 36, 11, 12, 35, 38, 40, 15, 16, 18, 22, 37, 13,
];

const headerRemarks: readonly (readonly [gpios: readonly number[], remark: string])[] = [
  [headerPins.map(([gpio]) => gpio), 'free: the **buttons** of the drawing, the best score first'],
  [[12, 13], 'free: the **lights** armed and thanks of the drawing'],
  [[16], 'free: the **buzzer** of the drawing'],
  [[25, 26], 'free'],
  [[5, 6], 'free; high while the Pi starts, so for buttons rather than lights'],
  [[4], 'free unless 1-Wire is switched on'],
  [[7, 8, 9, 10, 11], 'free unless SPI is switched on'],
  [[18, 19, 20, 21], 'free unless there is a sound board'],
  [[14, 15], 'the serial console: leave them'],
  [[2, 3], 'I2C, with resistors of its own: leave them; a button on 3 also starts a Pi that was shut down'],
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const tables: Readonly<Record<string, () => string>> = {
  models: () =>
    table(
      ['model', 'what it is', 'port', 'pins', 'lights, buzzer'],
      Object.entries<PadModel>(padModels).map(([name, { title, ports, pins, family }]) => [
        `\`${name}\``,
        title,
        ports.map((port) => portNames[port]).join('; '),
        pins === null ? 'keys instead, by their names' : `${pins.from} to ${pins.to}, ${numbering[family]}`,
        pins === null ? 'no' : 'yes',
      ]),
    ),
  'arduino pins': () => table(['pin of an Arduino', 'what it is good for'], arduinoPins),
  'header pins': () =>
    table(
      ['GPIO', 'pin of the header', 'what it is good for'],
      headerRemarks.map(([gpios, remark]) => [
        gpios.join(', '),
        gpios.map((gpio) => headerPinOf[gpio]).join(', '),
        remark,
      ]),
    ),
};

const begin = (name: string): string =>
  `<!-- ${name}: written by npm run docs -->\n<!-- prettier-ignore-start -->\n`;
const end = '<!-- prettier-ignore-end -->';

/**
 * The guide with its tables as they should be.
 * @throws Error that names a table that has no place in it
 */
export function renderPadGuide(guide = readFileSync(padGuideFile, 'utf8')): string {
  return Object.entries(tables).reduce((text, [name, render]) => {
    const from = text.indexOf(begin(name));
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`docs/pads.md has no place for the table of ${name}`);
    return `${text.slice(0, from)}${begin(name)}\n${render()}\n\n${text.slice(to)}`;
  }, guide);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(padGuideFile, renderPadGuide());
