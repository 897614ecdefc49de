/** Rating pads as data: a new model is a new row. */

export interface PadModel {
  /** For people: the configuration's documentation and the maintenance page. */
  readonly title: string;
  /** What the firmware sets its serial port to, where the configuration does not say. */
  readonly baudRate: number;
}

/** StandardFirmata 2.5 or later, as every Arduino IDE brings it: the first one with pull-ups; it begins with 57600 baud. */
export const padModels = {
  firmata: { title: 'Arduino with StandardFirmata, a button between each pin and ground', baudRate: 57_600 },
} as const satisfies Record<string, PadModel>;

export type PadModelName = keyof typeof padModels;

/** Whether `name` is a row of the table. */
export function isPadModel(name: string): name is PadModelName {
  return Object.hasOwn(padModels, name);
}
