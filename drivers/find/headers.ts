/** The header of a Raspberry Pi, by the label of its GPIO chip. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { headerLabels, listChips, parseChips, type Chip } from '../transport/gpio/commands.ts';
import { accessTo } from './access.ts';
import type { Choice, Found } from './found.ts';
import { codeOf, namesIn, textOf, type Machine } from './machine.ts';
import { plain, quoted } from './plain.ts';

const run = promisify(execFile);

/** Free on every Raspberry Pi that nothing else is plugged into: GPIO numbers, and where these are on the header. */
export const headerPins: readonly (readonly [gpio: number, pin: number])[] = [
  [17, 11],
  [27, 13],
  [22, 15],
  [23, 16],
  [24, 18],
];

export async function headers(machine: Machine): Promise<Found[]> {
  const computer = plain(textOf(join(machine.proc, 'device-tree/model')) ?? '');
  const isPi = computer.includes('Raspberry Pi');
  const chips = await detect();
  const chip = chips?.find(({ label }) => headerLabels.includes(label)) ?? null;
  if (chip !== null) return [describe(machine, computer, chip.name, [])];
  if (!isPi) return [];
  // gpiodetect passes over chips that it may not open.
  const [name] = namesIn(machine.dev).filter((node) => /^gpiochip\d+$/.test(node));
  const note =
    chips === null
      ? 'The programs that read it are not installed: sudo apt install gpiod'
      : 'gpiodetect shows no chip of the header.';
  return [describe(machine, computer, name ?? 'gpiochip0', [note])];
}

/** @returns null where there is no gpiodetect */
async function detect(): Promise<Chip[] | null> {
  try {
    const { stdout } = await run(listChips.program, listChips.args);
    return parseChips(stdout);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    // It ends with 1 where it may open no chip, and has nothing to show.
    if (error instanceof Error && 'stdout' in error) return [];
    throw error;
  }
}

function describe(machine: Machine, computer: string, name: string, notes: readonly string[]): Found {
  return {
    name: `Header of this ${computer.replace(/^.*?(Raspberry Pi)/, '$1') || 'Raspberry Pi'}`,
    port: 'gpio:',
    node: `/dev/${name}`,
    usb: null,
    access: accessTo(machine, join(machine.dev, name)),
    choices: notes.length === 0 ? [choice] : [],
    notes,
    isAskable: false,
  };
}

const choice: Choice = {
  list: 'pads',
  what: 'a pad wired to it',
  entry: [
    ['model', 'gpio'],
    ['port', quoted('gpio:')],
    ['pins', `[${headerPins.map(([gpio]) => gpio).join(', ')}]`],
  ],
  remarks: { pins: `pins ${headerPins.map(([, pin]) => pin).join(', ')} of the header` },
};
