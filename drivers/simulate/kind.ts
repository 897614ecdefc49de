import type { AddressDefaults } from '../transport/address.ts';
import type { SimulatedDevice } from '../transport/simulated.ts';

/** A mistake in the command line, to be said without a stack. */
export class UsageError extends Error {}

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

/** What the command line says of a device beside its port, as it was written. */
export interface DeviceOptions {
  readonly model?: string | undefined;
  /** As often as there are devices on the line. */
  readonly address?: readonly string[] | undefined;
  readonly width?: string | undefined;
  readonly height?: string | undefined;
  readonly columns?: string | undefined;
  readonly rows?: string | undefined;
  /** A file with the description of a board. */
  readonly template?: string | undefined;
}

/** A device that the command line describes. */
export interface Described {
  /** How its serial line is set, unless the command says otherwise. */
  readonly line: AddressDefaults;
  /** The device itself. @param baudRate how fast its line is, in bits per second */
  readonly make: (baudRate: number) => TerminalDevice;
}

/** A kind of device that the command can simulate. */
export interface TerminalKind {
  /** The usual one first. */
  readonly models: readonly string[];
  /** How its serial line is set, unless the command says otherwise. @param model one of `models` */
  readonly line: (model: string) => AddressDefaults;
  /** One as it comes from its maker. @param model one of `models` */
  make(model: string): TerminalDevice;
  /** Left out where there is nothing to choose but the model. @throws UsageError */
  readonly describe?: (options: DeviceOptions) => Described;
}

/** @throws UsageError for a model that is none of the kind */
export function chooseModel(models: readonly string[], model = models[0] ?? ''): string {
  if (models.includes(model)) return model;
  throw new UsageError(`no model "${model}"; known are ${models.join(', ')}`);
}

/** The faults that are on, for people. */
export function faultsText(faults: Readonly<Record<string, unknown>>): string {
  const made = Object.entries(faults).flatMap(([name, isOn]) => (isOn === true ? [name] : []));
  return `faults: ${made.length === 0 ? 'none' : made.join(', ')}`;
}
