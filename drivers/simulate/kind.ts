import type { AddressDefaults } from '../transport/address.ts';
import type { SimulatedDevice } from '../transport/simulated.ts';

/** A simulated device as a terminal has it: what it is called, what it shows, and what keys do to it. */
export interface TerminalDevice {
  readonly device: SimulatedDevice;
  readonly title: string;
  /** One line about the keys. */
  readonly keyHelp: string;
  /** Says everything that the device shows from now on. */
  follow(say: (text: string) => void): void;
  /** What a key does. @returns what to say about it; null for a key that means nothing */
  press(key: string): string | null;
}

/** A kind of device that the command can simulate. */
export interface TerminalKind {
  /** The usual one first. */
  readonly models: readonly string[];
  /** How its serial line is set, unless the command says otherwise. @param model one of `models` */
  readonly line: (model: string) => AddressDefaults;
  /** @param model one of `models` */
  make(model: string): TerminalDevice;
}

/** The faults that are on, for people. */
export function faultsText(faults: Readonly<Record<string, unknown>>): string {
  const made = Object.entries(faults).flatMap(([name, isOn]) => (isOn === true ? [name] : []));
  return `faults: ${made.length === 0 ? 'none' : made.join(', ')}`;
}
