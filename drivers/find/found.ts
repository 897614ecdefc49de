/** Something that is connected, and what the configuration would say of it. */
import type { Access } from './access.ts';
import { quoted } from './plain.ts';
import type { UsbFacts } from './usb.ts';

/** The lists under `devices:` of a lobby file. */
export type DeviceList = 'printers' | 'boards' | 'pads';

/** One of the things that a device may be. */
export interface Choice {
  readonly list: DeviceList;
  /** For people. */
  readonly what: string;
  /** The entry, key by key as the file has it; a value is written as YAML. Its id and counter are given when it is shown. */
  readonly entry: readonly (readonly [key: string, value: string])[];
  /** What there is to say of a line, by its key. */
  readonly remarks?: Readonly<Record<string, string>>;
}

export interface Found {
  /** What it is called, or calls itself: words of one line. */
  readonly name: string;
  /** Its port as the configuration has it, by the name that stays the same. */
  readonly port: string;
  /** The kernel's name of it at the moment; null where there is no single one. */
  readonly node: string | null;
  readonly usb: UsbFacts | null;
  readonly access: Access;
  readonly choices: readonly Choice[];
  /** What else there is to know, a sentence each. */
  readonly notes: readonly string[];
  /** Whether asking it what firmware it runs makes sense. */
  readonly isAskable: boolean;
}

/** A printer, as every list of choices has it. */
export const printerChoice = (port: string, model: string, what = 'a ticket printer'): Choice => ({
  list: 'printers',
  what,
  entry: [
    ['model', model],
    ['port', quoted(port)],
  ],
  remarks: { model: 'or another one of docs/printers.md' },
});
