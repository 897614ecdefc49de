/** Button pads as data: a new model of a known family is a new row. */
import type { Address } from '../transport/address.ts';

export interface PadModel {
  /** For people: the configuration's documentation and the maintenance page. */
  readonly title: string;
  /** How its wire is spoken to. */
  readonly family: 'firmata' | 'gpio' | 'keypad';
  /** Ports that it can be at; a simulated one always. */
  readonly ports: readonly Exclude<Address['kind'], 'alsa' | 'pages'>[];
  /** Pins that a button or a light can be on, in the numbers that are printed beside them; null where there are keys instead. */
  readonly pins: { readonly from: number; readonly to: number } | null;
  /** What the firmware sets its serial port to, where the configuration does not say. */
  readonly baudRate: number;
}

/** StandardFirmata 2.5 or later, as every Arduino IDE brings it: the first one with pull-ups; it begins with 57600 baud. */
const firmata = { family: 'firmata', ports: ['serial', 'tcp'], baudRate: 57_600 } as const;

/** Without a serial line; the number is never used. */
const noLine = { baudRate: 9600 } as const;

export const padModels = {
  /** 0 and 1 are its serial port. */
  firmata: { ...firmata, title: 'Arduino Uno or Nano with StandardFirmata', pins: { from: 2, to: 19 } },
  'firmata-mega': { ...firmata, title: 'Arduino Mega with StandardFirmata', pins: { from: 2, to: 69 } },
  /** 0 and 1 belong to the memory of an add-on board. */
  gpio: {
    ...noLine,
    family: 'gpio',
    title: 'Buttons on the header of a Raspberry Pi 3, 4 or 5',
    ports: ['gpio'],
    pins: { from: 2, to: 27 },
  },
  keypad: {
    ...noLine,
    family: 'keypad',
    title: 'USB keypad or tactile keypad',
    ports: ['input'],
    pins: null,
  },
} as const satisfies Record<string, PadModel>;

export type PadModelName = keyof typeof padModels;

/** Whether `name` is a row of the table. */
export function isPadModel(name: string): name is PadModelName {
  return Object.hasOwn(padModels, name);
}
